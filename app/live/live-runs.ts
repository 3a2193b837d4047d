/** Runs that are followed while they go on. Whoever only waits costs nothing: what is new is looked for once, for all of them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { RunId } from '../../shared/plan/plan.ts';
import type { Live } from '../api/ports.ts';
import type { Database } from '../store/database.ts';
import { countsOfEvents, eventsAfter } from '../store/journal.ts';
import { Followed } from './followed.ts';

/** Whichever replica adds an event: all see it within this time, in milliseconds. */
const LOOK_MS = 500;

export function liveRuns(database: Database, lookMs = LOOK_MS): Live {
  const followed = new Map<RunId, Followed>();
  let isLooking = false;

  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    for (;;) {
      await delay(lookMs, undefined, { ref: false });
      if (followed.size === 0) break;
      try {
        await lookOnce(database, followed);
      } catch (error) {
        for (const each of followed.values()) each.fail(error);
      }
    }
    isLooking = false;
  };

  const join = (run: RunId): Followed => {
    const found = followed.get(run) ?? new Followed();
    followed.set(run, found);
    found.followers += 1;
    void look();
    return found;
  };

  return {
    async *follow(run, { after, signal }) {
      const here = join(run);
      try {
        for (let told = after; !signal.aborted; ) {
          const events = here.eventsAfter(told) ?? (await eventsAfter(database, run, { number: told }));
          for (const event of events) {
            told += 1;
            yield { number: told, event };
          }
          if (here.learn(told)) await here.change(signal);
        }
      } finally {
        here.followers -= 1;
        if (here.followers === 0) followed.delete(run);
      }
    },
  };
}

/** One question for all runs, and one for each that went on. */
async function lookOnce(database: Database, followed: ReadonlyMap<RunId, Followed>): Promise<void> {
  const counts = await countsOfEvents(database, [...followed.keys()]);
  for (const [run, each] of followed) {
    const known = each.newest;
    if (known !== null && (counts.get(run) ?? 0) > known)
      each.add(known, await eventsAfter(database, run, { number: known }));
  }
}
