/** Runs for who reads them: found, listed, and followed while they go on. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Live, RecordedRun, Runs } from '../api/ports.ts';
import type { Installations } from '../github/installations.ts';
import { openJobs } from '../steps/workflow-runs/books.ts';
import type { Database } from '../store/database.ts';
import { countEvents, openSqlJournal } from '../store/journal.ts';
import { findRun, type Run, runsOfRepository } from '../store/runs.ts';

/** Whichever replica adds an event: all see it within this time, in milliseconds. */
const LOOK_MS = 500;

export function recordedRuns(database: Database, installations: Installations): Runs {
  return {
    find: async id => {
      const run = await findRun(database, id);
      return run === null ? null : recorded(database, run);
    },
    list: async ({ fullName }, most) => {
      const place = await installations.place(fullName);
      if (place === null) return [];
      const { repositoryId } = place;
      const runs = await runsOfRepository(database, { repositoryId, most });
      const all = await Promise.all(runs.map(run => recorded(database, run)));
      return all.filter(run => run !== null);
    },
    repository: async (fullName, from) => {
      const place = await installations.place(fullName, from);
      return place === null ? null : { fullName: place.repository, private: place.isPrivate };
    },
  };
}

/** Null: it has no event. What never began is no run. */
async function recorded(database: Database, { id, repository, isPrivate }: Run): Promise<RecordedRun | null> {
  const { events } = await openSqlJournal(database, id).read();
  if (events.length === 0) return null;
  return {
    run: id,
    repository: { fullName: repository, private: isPrivate },
    count: events.length,
    eventsAfter: async number => events.slice(number),
    jobs: () => openJobs(database).of(id),
  };
}

export function liveRuns(database: Database): Live {
  return {
    async *follow(run, { after, signal }) {
      const journal = openSqlJournal(database, run);
      const book = openJobs(database);
      let told = after;
      let seen = '[]';
      while (!signal.aborted) {
        const isGrown = (await countEvents(database, run)) > told;
        for (const event of isGrown ? (await journal.read()).events.slice(told) : []) {
          told += 1;
          yield { number: told, event };
        }
        const jobs = await book.of(run);
        if (JSON.stringify(jobs) !== seen) yield { jobs };
        seen = JSON.stringify(jobs);
        await delay(LOOK_MS, undefined, { signal }).catch(() => {});
      }
    },
  };
}
