/** Keeps all clones together below a limit: those that were not used for the longest time go first, the last one never. */
import { existsSync } from 'node:fs';
import { acquireLock } from '../../shared/io/processes/lock.ts';
import { type ClonePlace, clonePlaces, discard, recall } from './place.ts';

/** One that alone is larger than all may be together. */
export interface LargeClone {
  /** GitHub's, of the repository. */
  readonly id: number;
  readonly bytes: number;
}

interface Resident {
  readonly place: ClonePlace;
  readonly bytes: number;
  /** 0: who used it first has died. */
  readonly usedAt: number;
}

/**
 * What somebody uses stays, and so does what was used last: else a repository that is larger than the limit would be cloned anew for
 * every step. Such a one is answered.
 */
export async function makeRoom(folder: string, limitBytes: number): Promise<LargeClone | null> {
  const places = (await clonePlaces(folder)).filter(({ clone }) => existsSync(clone));
  const residents = (await Promise.all(places.map(resident))).toSorted((a, b) => a.usedAt - b.usedAt);
  const newest = residents.findLast(({ usedAt }) => usedAt > 0);
  let sum = residents.reduce((total, { bytes }) => total + bytes, 0);
  for (const each of residents) {
    if (each === newest || (each.usedAt > 0 && sum <= limitBytes)) break;
    if (await evict(each)) sum -= each.bytes;
  }
  if (newest === undefined || newest.bytes <= limitBytes) return null;
  return { id: newest.place.id, bytes: newest.bytes };
}

async function resident(place: ClonePlace): Promise<Resident> {
  const { bytes, usedAt } = (await recall(place)) ?? { bytes: 0, usedAt: 0 };
  return { place, bytes, usedAt };
}

/** True: it is gone. False: somebody uses it, or has since it was looked at. */
async function evict({ place, usedAt }: Resident): Promise<boolean> {
  const lock = await acquireLock(place.lock);
  if (lock.kind === 'held') return false;
  try {
    if (!existsSync(place.clone)) return true;
    const isAsSeen = ((await recall(place))?.usedAt ?? 0) === usedAt;
    if (!isAsSeen && !lock.abandoned) return false;
    await discard(place);
    return true;
  } finally {
    await lock.release();
  }
}
