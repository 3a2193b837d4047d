/** Runs that are followed while they go on. Whoever only waits costs nothing: what is new is looked for once, for all of them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { RunId } from '../../shared/plan/plan.ts';
import type { JobSight, Live } from '../api/ports.ts';
import { openJobs } from '../steps/workflow-runs/books.ts';
import type { Database } from '../store/database.ts';
import { countsOfEvents, eventsAfter } from '../store/journal.ts';
import { marksOfJobs } from '../store/workflow-runs/jobs.ts';
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
        let seen: readonly JobSight[] = [];
        for (let told = after; !signal.aborted; ) {
          const events = here.eventsAfter(told) ?? (await eventsAfter(database, run, { number: told }));
          for (const event of events) {
            told += 1;
            yield { number: told, event };
          }
          const { jobs } = here;
          if (jobs !== seen && jobs.length + seen.length > 0) yield { jobs };
          seen = jobs;
          if (here.learn(told) && here.jobs === seen) await here.change(signal);
        }
      } finally {
        here.followers -= 1;
        if (here.followers === 0) followed.delete(run);
      }
    },
  };
}

/** Two questions for all runs, and some for each that went on. */
async function lookOnce(database: Database, followed: ReadonlyMap<RunId, Followed>): Promise<void> {
  const counts = await countsOfEvents(database, [...followed.keys()]);
  const marks = await marksOfJobs(database, [...followed.keys()]);
  const book = openJobs(database);
  for (const [run, each] of followed) {
    const mark = marks.get(run) ?? '';
    const known = each.newest;
    if (known !== null && (counts.get(run) ?? 0) > known)
      each.add(known, await eventsAfter(database, run, { number: known }));
    if (mark !== each.mark) each.see(mark, await book.of(run));
  }
}
