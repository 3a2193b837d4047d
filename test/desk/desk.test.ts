/** The desk on the port to GitHub, with the embedded GitHub behind it, and the one that the tests of the action remember by. */
import { expect, onTestFinished } from 'vitest';
import type { Conclusion } from '../../sandbox/runner/host.ts';
import { repositoryOf } from '../../sandbox/state/world.ts';
import { givenClient, openGitHub } from '../../shared/io/github/github.ts';
import { deskOf } from '../../shared/io/hosted/github-desk.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { jobReport, scriptedRunner } from '../sandbox/scripted-runner.ts';
import { openShopWith, SHOP } from '../sandbox/shop.ts';
import { type DeskStage, deskContract } from './contract.ts';
import { MemoryDesk, type RunUnderWay } from './memory-desk.ts';

const NAME = 'acme/shop';
const WORKFLOW = 'on:\n  workflow_dispatch:\n    inputs:\n      run: {}\n      hop: {}\n';
const PERMISSIONS = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  'pull-requests': 'write',
} as const;

async function embedded(): Promise<DeskStage> {
  const runner = scriptedRunner({ hold: true });
  const titled = {
    ...runner,
    runName: (_: string, { inputs }: { readonly inputs: Readonly<Record<string, unknown>> }) =>
      `Braid ${inputs.run} ${inputs.hop}`,
  };
  const shop = await openShopWith(titled, { files: { '.github/workflows/braid.yml': WORKFLOW } });
  // What is under way would be waited for.
  onTestFinished(() => runner.started.forEach(run => void run.finish('success')));
  const { sandbox } = shop;
  const maria = sandbox.as('maria');
  const head = (await maria.commit(NAME, 'topic', { 'sale.txt': 'half price\n' })) as Sha;
  const pull = await maria.openPull(NAME, { head: 'topic' });
  const repository = repositoryOf(sandbox.world, NAME);
  const github = openGitHub({
    ...{ owner: SHOP.owner, name: SHOP.repo, author: null },
    client: async () => givenClient(shop.octokit(sandbox.jobToken(NAME, PERMISSIONS))),
    clock: { now: Date.now, until: async () => {} },
  });
  return {
    ...{ desk: deskOf(github), pull, head },
    runUrl: id => `${sandbox.serverUrl}/${NAME}/actions/runs/${id}`,
    has: {
      comment: () => maria.comment(NAME, pull, '/braid run'),
      label: name => maria.label(NAME, pull, name),
      branch: async name => void (await maria.commit(NAME, name, { 'result.txt': 'done\n' })),
    },
    shows: {
      checks: () =>
        [...repository.checkRuns.values()].map(({ name, externalId, status, conclusion }) => ({
          ...{ name, externalId: externalId ?? '', status, conclusion },
        })),
      comments: () =>
        [...repository.comments.values()].flatMap(({ number, body, author }) =>
          number === pull && author.login !== 'maria' ? [body] : [],
        ),
      reactions: comment => (repository.comments.get(comment)?.reactions ?? []).map(({ content }) => content),
      labels: () => [...(repository.pulls.get(pull)?.labels ?? [])],
    },
    ends: async (id, conclusion, jobs = {}) => {
      const reports = Object.entries(jobs).map(([name, end]) => jobReport(name, end as Conclusion));
      runner.started.find(({ request }) => request.runId === id)?.finish(conclusion, reports);
      await expect.poll(() => repository.runs.get(id)?.status).toBe('completed');
    },
    settled: () => sandbox.settled(),
  };
}

async function inMemory(): Promise<DeskStage> {
  const runs: RunUnderWay[] = [];
  const runOf = (id: number): RunUnderWay => {
    const run = runs.find(each => each.id === id);
    if (run === undefined) throw new Error(`there is no workflow run ${id}`);
    return run;
  };
  const desk = new MemoryDesk({
    runs: () => runs,
    start: ({ title }) => {
      const id = runs.length + 1;
      runs.push({ id, title: title ?? '', isOver: false, isCancelled: false, attempt: 1 });
      return id;
    },
    again: id => {
      const run = runOf(id);
      run.isOver = false;
      run.attempt += 1;
    },
  });
  const pull = 7;
  return {
    ...{ desk, pull, head: 'a'.repeat(40) as Sha },
    runUrl: id => `https://github.example/acme/shop/actions/runs/${id}`,
    has: {
      comment: () => 1,
      label: async name => void desk.labels.set(pull, new Set([...(desk.labels.get(pull) ?? []), name])),
      branch: async () => {},
    },
    shows: {
      checks: () => [...desk.checks.values()],
      comments: () => [...desk.comments.values()],
      reactions: comment => [...(desk.reactions.get(comment) ?? [])],
      labels: () => [...(desk.labels.get(pull) ?? [])],
    },
    ends: async (id, _conclusion, jobs = {}) => {
      runOf(id).isOver = true;
      desk.jobsOf.set(
        id,
        Object.entries(jobs).map(([name, conclusion]) => ({ name, conclusion, url: null })),
      );
    },
    settled: async () => {},
  };
}

deskContract('on GitHub', embedded);
deskContract('in memory', inMemory);
