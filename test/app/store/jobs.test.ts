import { expect, test } from 'vitest';
import type { Database } from '../../../app/store/database.ts';
import { addRun } from '../../../app/store/runs.ts';
import { noteDispatch, updateDispatch } from '../../../app/store/workflow-runs/dispatches.ts';
import {
  forgetJobs,
  type JobNote,
  jobsOf,
  noteJobs,
  pruneJobs,
  takeNews,
} from '../../../app/store/workflow-runs/jobs.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { onBothEngines } from './stores.ts';

const RUN = 'shop-7f3a' as RunId;
const WORKFLOW_RUN = 12_345_678_901;
const QUEUED: JobNote = {
  ...{ job: 5, workflowRun: WORKFLOW_RUN, repositoryId: 42, name: `braid / a (x'); drop table jobs; --)` },
  ...{ status: 'queued', startedAt: null, endedAt: null, url: 'https://github.test/job/5' },
};
const RUNNING: JobNote = { ...QUEUED, status: 'running', startedAt: 1_790_000_000_000 };
const OVER: JobNote = { ...RUNNING, status: 'over', endedAt: 1_790_000_009_000 };

async function withHop(store: Database, workflowRun: number | null): Promise<void> {
  await addRun(store, {
    ...{ id: RUN, installation: 7, repository: 'octo/shop', repositoryId: 42, isPrivate: true },
    ...{ spot: 'pull request 3', pullRequest: 3, commit: 'a'.repeat(40) as Sha, createdAt: 1 },
    ...{ finishedAt: null, status: 'running', headline: '' },
  });
  await noteDispatch(store, { run: RUN, key: 'v', at: 1, work: {} });
  await updateDispatch(store, { run: RUN, key: 'v', workflowRun, state: 'started' });
}

onBothEngines('jobs', newStore => {
  test('are as GitHub last said, in whatever order it came', async () => {
    const store = await newStore();
    await withHop(store, WORKFLOW_RUN);
    expect(await noteJobs(store, [RUNNING], 1)).toEqual([RUN]);
    expect(await noteJobs(store, [QUEUED], 2)).toEqual([]);
    expect(await noteJobs(store, [RUNNING], 3)).toEqual([]);
    expect(await jobsOf(store, WORKFLOW_RUN)).toMatchObject([{ name: QUEUED.name, status: 'running' }]);
    expect(await noteJobs(store, [OVER], 4)).toEqual([RUN]);
    expect(await noteJobs(store, [RUNNING], 5)).toEqual([]);
    const { name, status, startedAt, endedAt, url } = OVER;
    expect(await jobsOf(store, WORKFLOW_RUN)).toEqual([{ name, status, startedAt, endedAt, url }]);
  });

  test('that come together are noted once each, as they are by then', async () => {
    const store = await newStore();
    await withHop(store, WORKFLOW_RUN);
    const other = { ...QUEUED, job: 6 };
    const nobodys = { ...RUNNING, job: 7, workflowRun: 99 };
    expect(await noteJobs(store, [OVER, other, nobodys, RUNNING, QUEUED], 1)).toEqual([RUN]);
    expect(await jobsOf(store, WORKFLOW_RUN)).toMatchObject([{ status: 'queued' }, { status: 'over' }]);
  });

  test('are news once, until there is more', async () => {
    const store = await newStore();
    await withHop(store, WORKFLOW_RUN);
    expect(await takeNews(store, WORKFLOW_RUN)).toBe(false);
    await noteJobs(store, [RUNNING], 1);
    expect(await takeNews(store, WORKFLOW_RUN)).toBe(true);
    expect(await takeNews(store, WORKFLOW_RUN)).toBe(false);
    await noteJobs(store, [OVER], 2);
    expect(await takeNews(store, WORKFLOW_RUN)).toBe(true);
  });

  test('of workflow runs that are no run’s are not kept, and those that were go with their workflow run', async () => {
    const store = await newStore();
    expect(await noteJobs(store, [RUNNING], 1)).toEqual([]);
    await withHop(store, WORKFLOW_RUN);
    await noteJobs(store, [{ ...RUNNING, job: 6, repositoryId: 43 }], 2);
    await noteJobs(store, [{ ...RUNNING, job: 7, workflowRun: 99 }], 3);
    expect(await store.query('select job from jobs')).toEqual([]);
    await noteJobs(store, [RUNNING], 4);
    await forgetJobs(store, WORKFLOW_RUN);
    expect(await jobsOf(store, WORKFLOW_RUN)).toEqual([]);
  });

  test('that come before it is known whose they are are kept for a while', async () => {
    const store = await newStore();
    await withHop(store, null);
    expect(await noteJobs(store, [RUNNING], 10)).toEqual([]);
    expect(await jobsOf(store, WORKFLOW_RUN)).toHaveLength(1);
    await pruneJobs(store, 11);
    expect(await jobsOf(store, WORKFLOW_RUN)).toEqual([]);
  });
});
