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
  /** Several in a tree that they share. None: nobody, or a verification; there is nothing to save. */
  readonly holders: readonly Holder[];
}

export interface Holder {
  readonly run: RunId;
  readonly task: TaskId;
  readonly attempt: number;
  readonly base: Sha;
  readonly files: AttemptFiles;
  /** Of a tree that it shares, relative to it; null: the tree is its own. */
  readonly folder: string | null;
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
    const { identity, mode, holders = [] } = record;
    return Array.isArray(identity) && typeof mode === 'number' ? { identity, mode, holders } : null;
  } catch {
    return null;
  }
}
