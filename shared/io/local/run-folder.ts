/** `<git directory>/braid/runs/<run>/`: what a run leaves for people, and what an attempt must find again after a crash. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunId, TaskId } from '../../plan/plan.ts';
import type { Evidence } from '../../run/attempts/evidence.ts';
import type { Snapshot } from '../../run/event.ts';
import type { Repository } from '../repository.ts';

export class RunFolder {
  readonly path: string;

  constructor(repository: Pick<Repository, 'state'>, run: RunId) {
    this.path = join(repository.state, 'runs', run);
  }

  log(task: TaskId, attempt: number): string {
    return join(this.path, 'logs', `${task}-${attempt}.log`);
  }

  /** A tree that is verified more than once has a log for each time. */
  verifyLog(tree: string, trial: number): string {
    return join(this.path, 'logs', `verify-${tree.slice(0, 12)}-${trial}.log`);
  }

  report(extension: 'html' | 'md' | 'json'): string {
    return join(this.path, `report.${extension}`);
  }

  /** Written before the journal knows of it, so that work that is done is not done again when the process dies in between. */
  async record(work: Work, evidence: Evidence): Promise<void> {
    await this.write(this.#evidence(work), JSON.stringify({ stamp: stampOf(work), evidence }));
  }

  /** Null: nothing was recorded for just this work; a record of other work under the same name is none. */
  async recorded(work: Work): Promise<Evidence | null> {
    const text = await readFile(this.#evidence(work), 'utf8').catch(() => '');
    const record = parseRecord(text);
    return record?.stamp === stampOf(work) ? record.evidence : null;
  }

  /** Whole or not at all, and on the disk before it has its name. */
  async write(file: string, content: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, content, { flush: true });
    await rename(`${file}.new`, file);
  }

  #evidence({ task, attempt }: Work): string {
    return join(this.path, 'evidence', `${task}-${attempt}.json`);
  }
}

/** What makes an attempt this one and no other. */
export interface Work {
  readonly task: TaskId;
  readonly attempt: number;
  readonly base: Snapshot;
  readonly prompt: string;
  /** When the run began, milliseconds since 1970: a run may have been deleted, and its name used again. */
  readonly runStartedAt: number;
}

function stampOf({ base, prompt, runStartedAt }: Work): string {
  return JSON.stringify([runStartedAt, base.commit, prompt]);
}

/** Braid wrote it, but a machine may have lost power meanwhile. */
function parseRecord(text: string): { readonly stamp: string; readonly evidence: Evidence } | null {
  try {
    return JSON.parse(text) as { stamp: string; evidence: Evidence };
  } catch {
    return null;
  }
}
