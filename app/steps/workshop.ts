/** What the work on runs needs, from the store, GitHub and the disk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { branchRef } from '../../shared/io/remote/clone.ts';
import type { Clones } from '../clones/clones.ts';
import type { Installations } from '../github/installations.ts';
import type { Log } from '../operation/log.ts';
import { openLimits } from '../store/backend-limits.ts';
import { openCosts } from '../store/costs.ts';
import type { Database } from '../store/database.ts';
import { runOfDelivery } from '../store/deliveries.ts';
import { openSqlJournal } from '../store/journal.ts';
import type { Queue } from '../store/queue.ts';
import { findTrouble, forgetTrouble, noteTrouble } from '../store/runs/troubles.ts';
import { findRun, markOfBegun, newestRun, type Run, updateRepository, updateRun } from '../store/runs.ts';
import { alone } from './alone.ts';
import { keep } from './asking/keep.ts';
import type { RunBook, RunRecord, Workshop } from './ports.ts';
import { openHops, openJobs } from './workflow-runs/books.ts';

export interface WorkshopParts {
  readonly database: Database;
  readonly queue: Queue;
  readonly installations: Installations;
  readonly clones: Clones;
  readonly log: Log;
  /** Where people reach the App, without a slash at its end. */
  readonly url: string;
  /** `https://github.com` */
  readonly serverUrl: string;
  /** For files of one step. */
  readonly folder: string;
  /** For so long a workflow run that was asked for may be missing in GitHub's list, in milliseconds. */
  readonly lagMs?: number;
}

/** In the repository's `.github/workflows`. */
const WORKFLOW = 'braid.yml';
/** It is seconds as a rule. Whoever died in between waits as long; a workflow run that is started twice is paid for twice. */
const LAG_MS = 120_000;

export function openWorkshop(parts: WorkshopParts): Workshop {
  const { database, queue, installations, clones, log, url, serverUrl, folder } = parts;
  const clone: Workshop['clone'] = (place, work) => {
    const { repositoryId: id, repository } = place;
    const token = () => installations.access(place).token();
    return clones.use({ id, url: `${serverUrl}/${repository}.git`, token }, work);
  };
  return {
    book: bookOf(database),
    hops: openHops(database),
    jobs: openJobs(database),
    limits: openLimits(database),
    costs: openCosts(database),
    troubles: {
      note: (run, now) => noteTrouble(database, run, now),
      find: run => findTrouble(database, run),
      forget: run => forgetTrouble(database, run),
    },
    whereabouts: known => installations.whereabouts(known),
    journal: run => openSqlJournal(database, run),
    cameOf: delivery => runOfDelivery(database, delivery),
    begun: repositoryId => markOfBegun(database, repositoryId),
    keep: keeping => keep(database, queue, keeping),
    access: place => installations.access(place),
    head: (place, branch) =>
      clone(
        place,
        async ({ remote }) => (await remote.list([branchRef(branch)])).get(branchRef(branch)) ?? null,
      ),
    clone,
    site: ({ repository }, run) => ({
      ...{ serverUrl, repository },
      detailsUrl: run === null ? null : `${url}/runs/${encodeURIComponent(run)}`,
    }),
    wake: (run, afterMs = 0) => queue.send('runs', run, { afterMs }),
    alone: (name, signal, work) => alone(database, { name, signal }, work),
    signal: new AbortController().signal,
    workflow: WORKFLOW,
    lagMs: parts.lagMs ?? LAG_MS,
    scratch: async work => {
      const place = await mkdtemp(join(folder, 'step-'));
      try {
        return await work(place);
      } finally {
        await rm(place, { recursive: true, force: true });
      }
    },
    now: Date.now,
    say: (line, about) => log.info(about, line),
    warn: (line, about, error) =>
      log.warn({ ...about, ...(error === undefined ? {} : { err: error }) }, line),
  };
}

function bookOf(database: Database): RunBook {
  return {
    find: async run => recordOf(await findRun(database, run)),
    newest: async (repositoryId, spot) => (await newestRun(database, { repositoryId, spot }))?.id ?? null,
    moved: place => updateRepository(database, place),
    note: (run, { status, headline, isOver }) =>
      updateRun(database, run, { status, headline, finishedAt: isOver ? Date.now() : null }),
  };
}

function recordOf(run: Run | null): RunRecord | null {
  if (run === null) return null;
  const { id, installation, repository, repositoryId, isPrivate, pullRequest, spot, commit } = run;
  return { run: id, installation, repository, repositoryId, isPrivate, pullRequest, spot, commit };
}
