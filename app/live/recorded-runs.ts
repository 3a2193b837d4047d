/** Runs for who reads them: found, and listed. */
import type { RunId } from '../../shared/plan/plan.ts';
import type { ListedRun, Runs } from '../api/ports.ts';
import type { Installations } from '../github/installations.ts';
import { openJobs } from '../steps/workflow-runs/books.ts';
import { totalCost } from '../store/costs.ts';
import type { Database } from '../store/database.ts';
import { countEvents, eventsAfter } from '../store/journal.ts';
import { findRun, runsOfRepository } from '../store/runs.ts';
import { placeOf, repositoryNow, repositoryOf } from './repository-now.ts';

export function recordedRuns(database: Database, installations: Installations): Runs {
  const planName = planNames(database);
  return {
    find: async id => {
      const run = await findRun(database, id);
      const count = run === null ? 0 : await countEvents(database, id);
      // Noted, and not begun: there is nothing to tell of it.
      if (run === null || count === 0) return null;
      return {
        run: id,
        repository: await repositoryNow(database, installations, run),
        count,
        eventsAfter: number => eventsAfter(database, id, { number }),
        jobs: () => openJobs(database).of(id),
      };
    },
    list: async ({ id: repositoryId }, most) => {
      const listed: ListedRun[] = [];
      for (const run of await runsOfRepository(database, { repositoryId, most })) {
        const { id, status, headline, createdAt: startedAt, finishedAt } = run;
        const plan = await planName(id);
        if (plan !== null) listed.push({ run: id, plan, status, headline, startedAt, finishedAt });
      }
      return listed;
    },
    spent: ({ id: repositoryId }, since) => totalCost(database, { repositoryId, since }),
    repository: async (fullName, from) => {
      const place = await installations.place(fullName, from);
      return place === null ? null : repositoryOf(place);
    },
    again: repository => repositoryNow(database, installations, placeOf(repository)),
  };
}

const MOST_NAMES = 10_000;

/** The name is in the first event, beside all prompts: it is read once. Null: there is no event yet. */
function planNames(database: Database): (run: RunId) => Promise<string | null> {
  const known = new Map<RunId, string>();
  return async run => {
    const [first] = known.has(run) ? [] : await eventsAfter(database, run, { number: 0, most: 1 });
    const name = first?.type === 'run-started' ? first.plan.name : (known.get(run) ?? null);
    if (name !== null) known.set(run, name);
    const [oldest] = known.keys();
    if (known.size > MOST_NAMES && oldest !== undefined) known.delete(oldest);
    return name;
  };
}
