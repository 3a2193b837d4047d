/** What a slot is and who works in it, in a file that outlives the driver. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunId, Sha, TaskId } from '../../plan/plan.ts';
import type { AttemptFiles } from '../ports.ts';
import type { Identity } from './place.ts';

export interface SlotRecord {
  readonly identity: Identity;
  /** Permissions of every folder of the tree. */
  readonly mode: number;
  /** Null: nobody, or a verification; there is nothing to save. */
  readonly holder: Holder | null;
}

export interface Holder {
  readonly run: RunId;
  readonly task: TaskId;
  readonly attempt: number;
  readonly base: Sha;
  readonly files: AttemptFiles;
}

/** Whole or not at all: the driver may die at any point. */
export async function writeRecord(kept: string, record: SlotRecord): Promise<void> {
  const fresh = join(kept, 'slot.json.new');
  await writeFile(fresh, `${JSON.stringify(record)}\n`);
  await rename(fresh, join(kept, 'slot.json'));
}

/** Null: the driver died before the slot was complete, or the machine before the file was written; no task ever worked in it. */
export async function readRecord(kept: string): Promise<SlotRecord | null> {
  try {
    const record = JSON.parse(await readFile(join(kept, 'slot.json'), 'utf8')) as Partial<SlotRecord>;
    const { identity, mode, holder = null } = record;
    return Array.isArray(identity) && typeof mode === 'number' ? { identity, mode, holder } : null;
  } catch {
    return null;
  }
}
