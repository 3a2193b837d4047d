/** What the store knows of the workflow runs that runs go on in, and of their jobs. */
import { z } from 'zod';
import { matrix } from '../../../shared/io/handover/hop.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import type { JobSight } from '../../api/ports.ts';
import type { Database } from '../../store/database.ts';
import {
  type Dispatch,
  dispatchesOf,
  noteDispatch,
  updateDispatch,
} from '../../store/workflow-runs/dispatches.ts';
import { forgetJobs, type Job, jobsOf, noteJobs, takeNews } from '../../store/workflow-runs/jobs.ts';
import type { Hop, HopBook, JobBook } from '../ports.ts';

const hopWork = z.object({ tasks: matrix, atOnce: z.number(), legs: z.number() });

export function openHops(database: Database): HopBook {
  return {
    open: run => openHop(database, run),
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
      if (workflowRun !== null) await forgetJobs(database, workflowRun);
    },
  };
}

export function openJobs(database: Database): JobBook {
  return {
    note: jobs => noteJobs(database, jobs, Date.now()),
    of: async run => {
      const hop = await openHop(database, run);
      return hop?.workflowRun == null ? [] : sightsOf(hop, await jobsOf(database, hop.workflowRun));
    },
    takeNews: async run => {
      const hop = await openHop(database, run);
      return hop?.workflowRun != null && (await takeNews(database, hop.workflowRun));
    },
  };
}

/** Of each attempt the newest job, by the name that the workflow file gives it. */
export function sightsOf({ tasks }: Pick<Hop, 'tasks'>, jobs: readonly Job[]): readonly JobSight[] {
  return tasks.flatMap(({ task, attempt, backend }) => {
    const own = `${task} (${backend})`;
    const job = jobs.find(({ name }) => name === own || name.endsWith(` / ${own}`));
    if (job === undefined) return [];
    const { status, startedAt, endedAt, url } = job;
    return [{ task, attempt, status, startedAt, endedAt, url }];
  });
}

async function openHop(database: Database, run: RunId): Promise<Hop | null> {
  const open = (await dispatchesOf(database, run)).find(({ state }) => state !== 'ended');
  return open === undefined ? null : hopOf(open);
}

function hopOf({ key: version, askedAt, workflowRun, state, work }: Dispatch): Hop {
  return { version, askedAt, workflowRun, isStarted: state === 'started', ...hopWork.parse(work) };
}
