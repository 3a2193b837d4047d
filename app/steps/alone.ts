/** One at a time under a name, over all replicas: what the database cannot compare and swap, such as what is shown on GitHub. */
import { endingWith, pause } from '../github/ending.ts';
import type { Database } from '../store/database.ts';

/** Between two looks at a name that somebody else holds, in milliseconds. */
const LOOK_MS = 50;

export interface Alone {
  readonly name: string;
  /** Aborted: it is not waited for any more, and who has it is to end. */
  readonly signal: AbortSignal;
}

/** Its signal tells `work` as well when the name may be somebody else's by now; what it asks of GitHub ends with that. */
export async function alone<T>(
  database: Database,
  { name, signal: end }: Alone,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (;;) {
    end.throwIfAborted();
    const lock = await database.tryLock(name);
    if (lock === null) {
      await pause(LOOK_MS);
      continue;
    }
    const signal = AbortSignal.any([end, lock.lost]);
    try {
      return await endingWith(signal, () => work(signal));
    } finally {
      await lock.release();
    }
  }
}
