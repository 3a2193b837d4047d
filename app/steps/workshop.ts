/** What the work on runs needs, from the store, GitHub and the disk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { matrix } from '../../shared/io/handover/hop.ts';
import { branchRef } from '../../shared/io/remote/clone.ts';
import type { Clones } from '../clones/clones.ts';
import type { Installations } from '../github/installations.ts';
import type { Log } from '../operation/log.ts';
import { openLimits } from '../store/backend-limits.ts';
import { openCosts } from '../store/costs.ts';
import type { Database } from '../store/database.ts';
import { type Dispatch, dispatchesOf, noteDispatch, updateDispatch } from '../store/dispatches.ts';
import { openSqlJournal } from '../store/journal.ts';
import type { Queue } from '../store/queue.ts';
import { forgetTrouble, noteTrouble } from '../store/runs/troubles.ts';
import {
  addRun,
  findRun,
  newestRun,
  type Run,
  unfinishedRuns,
  updateRepository,
  updateRun,
} from '../store/runs.ts';
import type { Place } from '../translate.ts';
import type { Hop, HopBook, RunBook, RunRecord, Workshop } from './ports.ts';

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
/** Between two looks at a name that somebody else holds, in milliseconds. */
const LOOK_MS = 50;

export function openWorkshop(parts: WorkshopParts): Workshop {
  const { database, queue, installations, clones, log, url, serverUrl, folder } = parts;
  const cloneUrl = ({ repository }: Place) => `${serverUrl}/${repository}.git`;
  return {
    book: bookOf(database),
    hops: hopsOf(database),
    limits: openLimits(database),
    costs: openCosts(database),
    clones,
    troubles: {
      note: (run, at) => noteTrouble(database, run, at),
      forget: run => forgetTrouble(database, run),
    },
    whereabouts: known => installations.whereabouts(known),
    journal: run => openSqlJournal(database, run),
    access: place => installations.access(place),
    head: (place, branch) =>
      clones.use(
        { id: place.repositoryId, url: cloneUrl(place), token: () => installations.access(place).token() },
        async ({ remote }) => (await remote.list([branchRef(branch)])).get(branchRef(branch)) ?? null,
      ),
    cloneUrl,
    site: ({ repository }, run) => ({
      ...{ serverUrl, repository },
      detailsUrl: run === null ? null : `${url}/runs/${encodeURIComponent(run)}`,
    }),
    wake: (run, afterMs = 0) => queue.send('runs', run, { afterMs }),
    alone: (name, work) => alone(database, name, work),
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
  };
}

async function alone<T>(database: Database, name: string, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = await database.tryLock(name);
    if (lock === null) {
      await delay(LOOK_MS);
      continue;
    }
    try {
      return await work();
    } finally {
      await lock.release();
    }
  }
}

function bookOf(database: Database): RunBook {
  return {
    add: async ({ run, ...record }) => {
      const fresh = {
        createdAt: Date.now(),
        finishedAt: null,
        status: 'running',
        headline: 'not begun',
      } as const;
      await addRun(database, { id: run, ...record, ...fresh });
    },
    find: async run => recordOf(await findRun(database, run)),
    newest: async (repositoryId, spot) => (await newestRun(database, { repositoryId, spot }))?.id ?? null,
    moved: place => updateRepository(database, place),
    unfinished: async () => (await unfinishedRuns(database)).map(({ id }) => id),
    note: (run, { status, headline, isOver }) =>
      updateRun(database, run, { status, headline, finishedAt: isOver ? Date.now() : null }),
  };
}

function recordOf(run: Run | null): RunRecord | null {
  if (run === null) return null;
  const { id, installation, repository, repositoryId, isPrivate, pullRequest, spot, commit } = run;
  return { run: id, installation, repository, repositoryId, isPrivate, pullRequest, spot, commit };
}

const hopWork = z.object({ tasks: matrix, atOnce: z.number(), legs: z.number() });

function hopsOf(database: Database): HopBook {
  return {
    open: async run => {
      const open = (await dispatchesOf(database, run)).find(({ state }) => state !== 'ended');
      return open === undefined ? null : hopOf(open);
    },
    add: async (run, { version: key, askedAt: at, tasks, atOnce, legs }) => {
      const { kind, dispatch } = await noteDispatch(database, {
        run,
        key,
        at,
        work: { tasks, atOnce, legs },
      });
      // Its workflow run left nothing that changed the run: it is asked for once more.
      if (dispatch.state === 'ended')
        await updateDispatch(database, { run, key, workflowRun: null, state: 'asked' });
      return kind === 'new' || dispatch.state === 'ended';
    },
    seen: (run, key, workflowRun) => updateDispatch(database, { run, key, workflowRun, state: 'started' }),
    close: async (run, key) => {
      const known = (await dispatchesOf(database, run)).find(each => each.key === key);
      const workflowRun = known?.workflowRun ?? null;
      await updateDispatch(database, { run, key, workflowRun, state: 'ended' });
    },
  };
}

function hopOf({ key: version, askedAt, workflowRun, state, work }: Dispatch): Hop {
  return { version, askedAt, workflowRun, isStarted: state === 'started', ...hopWork.parse(work) };
}
