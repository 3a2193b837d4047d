/**
 * What a run costs on GitHub: calls of its API for each task, and how many runners start one after another. Measured on whole runs in
 * the embedded GitHub, from the label to the last job: the published workflow, the built action, a process for each step of each job.
 * Counted is each request to REST or GraphQL with a job's token, read or write, whatever it is answered. Not counted are git over HTTP,
 * and the actions for checkout and artifacts, which the embedded GitHub has built in.
 * Needs `npm run build`.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readWorkflow } from '../sandbox/runner/syntax/read-workflow.ts';
import type { Job, WorkflowRun } from '../sandbox/state/workflow-run.ts';
import { type BraidShop, openBraidShop } from '../test/sandbox/loop/braid-shop.ts';
import { BASE, planOf } from '../test/sandbox/loop/shop-plan.ts';
import { measure, type Row } from './row.ts';

const SHOP = 'octo/shop';
const LABEL_LIMIT_S = 20;
/** Jobs at a time: a machine of two processors gains nothing by more. */
const MACHINES = 4;

measure('github with 10 tasks', async () => {
  const run = await runPlan([6, 2, 2]);
  return [callsATask(run), ...startsInSequence(run), await labelToTask(run)];
});
measure('github with 100 tasks', async () => [callsATask(await runPlan([80, 20]))]);
measure('github with 256 tasks', async () => [callsATask(await runPlan([205, 51]))]);

interface Measured {
  readonly shop: BraidShop;
  readonly tasks: number;
  /** Of each workflow run. */
  readonly calls: readonly number[];
  /** Milliseconds since 1970. */
  readonly labelled: number;
  readonly seconds: number;
  /** Of the workflow, one for each batch. */
  readonly runs: readonly WorkflowRun[];
}

/** `batches`: how many tasks each has. Those of the later ones need one of the batch before. */
async function runPlan(batches: readonly number[]): Promise<Measured> {
  const scripts = batches.flatMap((size, batch) =>
    Array.from({ length: size }, (_, at) => {
      const needs = batch === 0 ? [] : [`needs: [b${batch - 1}-${at % (batches[batch - 1] ?? 1)}]`];
      const id = `b${batch}-${at}`;
      return [id, [`mkdir -p started && date +%s%3N > started/${id}`, ...needs]] as const;
    }),
  );
  const tasks = scripts.length;
  const plan = planOf(Object.fromEntries(scripts));
  const shop = await openBraidShop({ base: BASE, plan, runner: { machines: MACHINES } });
  const { sandbox } = shop;
  sandbox.calls.clear();
  const labelled = Date.now();
  await sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
  await sandbox.settled();
  const seconds = (Date.now() - labelled) / 1000;
  const [comment = ''] = shop.comments();
  if (!comment.includes(`all ${tasks} tasks are in`))
    throw new Error(`expected all ${tasks} tasks to be in, found: ${comment.slice(0, 500)}`);
  const runs = sandbox.runs(SHOP);
  const calls = runs.map(({ id }) => sandbox.calls.all().filter(({ runId }) => runId === id).length);
  return { shop, tasks, calls, labelled, seconds, runs };
}

function callsATask({ tasks, calls, seconds }: Measured): Row {
  const all = calls.reduce((sum, each) => sum + each, 0);
  return {
    name: `calls of GitHub's API for each of ${tasks} tasks`,
    ratio: all / tasks,
    limit: 4,
    atMost: true,
    detail: `${all} calls, by batch ${calls.join(' and ')}; the run took ${seconds.toFixed(0)} s`,
  };
}

function startsInSequence({ runs }: Measured): readonly Row[] {
  return runs.map((run, at) => {
    const chain = longestChain(run.jobs);
    return {
      name: `runners that start one after another for batch ${at + 1}`,
      ratio: chain.length,
      limit: at === 0 ? 4 : 3,
      atMost: true,
      detail: `${chain.join(' → ')}: each started when the one before it had ended`,
    };
  });
}

/** Keys of jobs, each of which the next one needs, and had ended before it started. What was skipped started no runner. */
function longestChain(jobs: readonly Job[]): readonly string[] {
  const needs = needsOfJobs();
  const chainTo = (job: Job): readonly string[] => {
    const before = (needs.get(keyOf(job)) ?? []).flatMap(need =>
      jobs.filter(each => keyOf(each) === need && endedBefore(each, job)),
    );
    return [...longest(before.map(chainTo)), keyOf(job)];
  };
  return longest(jobs.filter(({ startedAt }) => startedAt !== null).map(chainTo));
}

function endedBefore({ startedAt, completedAt }: Job, next: Job): boolean {
  return startedAt !== null && completedAt !== null && completedAt <= (next.startedAt ?? 0);
}

function longest(chains: readonly (readonly string[])[]): readonly string[] {
  return chains.reduce((best, chain) => (chain.length > best.length ? chain : best), []);
}

/** As the published workflow names it, without the job that calls the workflow. */
function keyOf({ key }: Job): string {
  return key.split(' / ').at(-1) ?? key;
}

function needsOfJobs(): ReadonlyMap<string, readonly string[]> {
  const path = '.github/workflows/braid.yml';
  const text = readFileSync(resolve(import.meta.dirname, '..', path), 'utf8');
  const { workflow, problems } = readWorkflow(path, text);
  if (workflow === null) throw new Error(problems.join('\n'));
  return new Map(workflow.jobs.map(({ key, needs }) => [key, needs]));
}

async function labelToTask({ shop, labelled, runs: [first] }: Measured): Promise<Row> {
  const times = (await shop.git('grep', '-h', '-e', '.', 'topic', '--', 'started')).split('\n').map(Number);
  const jobs = (first?.jobs ?? []).filter(job => keyOf(job) === 'task');
  const job = Math.min(...jobs.flatMap(({ startedAt }) => startedAt?.getTime() ?? []));
  const seconds = (time: number) => (time - labelled) / 1000;
  return {
    name: 'from the label to the start of the first task, in the embedded GitHub (s)',
    ratio: seconds(Math.min(...times)),
    limit: LABEL_LIMIT_S,
    atMost: true,
    detail: `its job started after ${seconds(job).toFixed(2)} s; on GitHub two runners start before it, which takes longer`,
  };
}
