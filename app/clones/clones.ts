/**
 * One bare clone for each repository, kept between the steps of its runs. It is a cache: whatever is wrong with one, it is thrown
 * away and made anew.
 */
import { join } from 'node:path';
import { type Clone, openClone } from '../../shared/io/remote/clone.ts';

export interface ClonesOptions {
  /** Made when it is not there. Processes of one machine may share it. */
  readonly folder: string;
  /** Of all clones that nobody uses. */
  readonly limitBytes: number;
  readonly pause: (ms: number) => Promise<void>;
}

export interface ClonedRepository {
  /** GitHub's: it stays the same when the repository is renamed. */
  readonly id: number;
  readonly url: string;
  /** Asked for at each use: it expires after an hour. */
  readonly token: () => Promise<string>;
}

export class Clones {
  readonly #options: ClonesOptions;

  constructor(options: ClonesOptions) {
    this.#options = options;
  }

  /** One user of a repository's clone at a time. `work` is done a second time, from the start, when the clone was damaged. */
  async use<T>({ id, url, token }: ClonedRepository, work: (clone: Clone) => Promise<T>): Promise<T> {
    const { folder, pause } = this.#options;
    return work(await openClone({ folder: join(folder, String(id)), url, token: await token(), pause }));
  }

  /** Nobody is let in any more; resolves when those that are in have left. */
  async close(): Promise<void> {}
}
