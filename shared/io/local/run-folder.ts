/** `<git directory>/braid/runs/<run>/`: what a run leaves for people, and what an attempt must find again after a crash. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RunId, TaskId } from '../../plan/plan.ts';
import type { Evidence } from '../../run/evidence.ts';
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
  async record(task: TaskId, attempt: number, evidence: Evidence): Promise<void> {
    await this.write(this.#evidence(task, attempt), JSON.stringify(evidence));
  }

  async recorded(task: TaskId, attempt: number): Promise<Evidence | null> {
    try {
      return JSON.parse(await readFile(this.#evidence(task, attempt), 'utf8')) as Evidence;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Whole or not at all. */
  async write(file: string, content: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, content);
    await rename(`${file}.new`, file);
  }

  #evidence(task: TaskId, attempt: number): string {
    return join(this.path, 'evidence', `${task}-${attempt}.json`);
  }
}
