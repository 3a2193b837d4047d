/** One driver a run: whoever has the lock in the run's folder. */
import { join } from 'node:path';
import type { RunId } from '../../plan/plan.ts';
import { acquireLock, findHolder, type Lock, type LockPlace } from '../processes/lock.ts';
import type { Repository } from '../repository.ts';

/** Never waits. A second call in the same process finds the lock held, by itself. */
export function acquireDriverLock(repository: Repository, run: RunId): Promise<Lock> {
  return acquireLock(placeOf(repository, run));
}

/** The process that drives the run now, so that it can be signalled. */
export async function findDriver(
  repository: Repository,
  run: RunId,
): Promise<{ readonly pid: number } | null> {
  return findHolder(placeOf(repository, run));
}

function placeOf(repository: Repository, run: RunId): LockPlace {
  return { folder: join(repository.state, 'runs', run), name: 'driver' };
}
