/** What a workflow run's jobs left comes here by name, and what cannot be read costs only itself. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { fetchArtifacts, type WantedArtifacts } from '../../../app/artifacts/fetch-artifacts.ts';
import {
  type Artifact,
  type GitHub,
  GitHubProblem,
  givenClient,
  openGitHub,
} from '../../../shared/io/github/github.ts';
import { handedVerdicts } from '../../../shared/io/handover/from-jobs.ts';
import { verdictsText } from '../../../shared/io/handover/handed-over.ts';
import type { RunId, TaskId } from '../../../shared/plan/plan.ts';
import { scriptedRunner } from '../../sandbox/scripted-runner.ts';
import { openShopWith, SHOP } from '../../sandbox/shop.ts';

const RUN = 'r-1' as RunId;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const attempts = ['a', 'a-1', 'b'].map(task => ({ task: task as TaskId, attempt: 1 }));

function wanted(more: Partial<WantedArtifacts> = {}): WantedArtifacts {
  const root = mkdtempSync(join(tmpdir(), 'braid-artifacts-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'handed');
  return { workflowRun: 1, runAttempt: 1, run: RUN, attempts, verifiers: 2, folder, ...more };
}

type Left = readonly (readonly [name: string, zip: Uint8Array | GitHubProblem, facts?: Partial<Artifact>])[];

/** A GitHub with these artifacts; `most`: so many downloads were under way at once. */
function keeping(left: Left) {
  const load = { now: 0, most: 0, asked: [] as string[] };
  const github: Pick<GitHub, 'artifacts' | 'downloadArtifact'> = {
    artifacts: async () =>
      left.map(([name, , facts], id) => ({ id, name, size: 1, expired: false, ...facts })),
    downloadArtifact: async ({ id }, { file }) => {
      const [name = '', content] = left[id] ?? [];
      load.asked.push(name);
      load.most = Math.max(load.most, ++load.now);
      await new Promise(resolve => setImmediate(resolve));
      load.now -= 1;
      if (content === undefined || content instanceof GitHubProblem) throw content;
      writeFileSync(file, content);
      return content.length;
    },
  };
  return { github, load };
}

function result(of: string): Uint8Array {
  return zipSync({ 'result.json': text(of), 'log.txt': text('log') });
}

function problem(code: GitHubProblem['code']): GitHubProblem {
  const facts = { hint: null, status: null, requestId: null, retryAt: null };
  return new GitHubProblem({ code, message: `it is ${code}`, ...facts });
}

test('of real workflow runs: each into a folder of its own, verdicts beside', async () => {
  const runner = scriptedRunner({ hold: true });
  const files = { '.github/workflows/braid.yml': 'on:\n  workflow_dispatch:\n' };
  const shop = await openShopWith(runner, { files });
  const github = openGitHub({
    ...{ owner: SHOP.owner, name: SHOP.repo, author: null },
    client: async () => givenClient(shop.octokit(shop.sandbox.jobToken('acme/shop', { actions: 'write' }))),
    clock: { now: () => Date.now(), until: async () => {} },
  });
  const { runId } = await github.dispatch({ workflow: 'braid.yml', ref: 'main', inputs: {} });
  const [run] = runner.started;
  if (run === undefined || runId === null) throw new Error('Nothing was started');
  const verdicts = { run: RUN, git: 'git version 2', verdicts: [] };
  const put = (name: string, zip: Uint8Array) => run.host.putArtifact('acme/shop', runId, name, zip);
  await put('braid-r-1-a-1-1', result('of a'));
  await put('braid-r-1-a-1-1-1', result('of a-1'));
  await put('braid.verdicts.0.1', zipSync({ 'verdicts.json': text(verdictsText(verdicts)) }));
  await put('braid.plan.1', zipSync({ 'start.json': text('{}') }));
  const options = wanted({ workflowRun: runId });
  const found = await fetchArtifacts(github, options);
  expect(found.refused).toEqual(new Map());
  expect(readdirSync(found.tasks).toSorted()).toEqual(['braid-r-1-a-1-1', 'braid-r-1-a-1-1-1']);
  expect(readFileSync(join(found.tasks, 'braid-r-1-a-1-1-1', 'result.json'), 'utf8')).toBe('of a-1');
  expect(await handedVerdicts(found.verdicts, { run: RUN, log: null })).toEqual([verdicts]);
  expect(readdirSync(options.folder).toSorted()).toEqual(['tasks', 'verdicts']);
});

test('nothing is taken that was not asked for', async () => {
  const names = [
    ...['braid-r-1-c-1-1', 'braid-r-1-a-2-1', 'braid-r-1-a-1-2', 'braid-r-1-a-1-0', 'braid-r-1-a-1-01'],
    ...['braid-r-2-a-1-1', 'BRAID-r-1-a-1-1', 'braid.verdicts.2.1', 'braid.verdicts.0.2', '../evil', '..'],
    ...['braid-r-1-a-1-1/../../evil', ' braid-r-1-a-1-1', 'braid-r-1-a-1-1\n'],
  ];
  const { github, load } = keeping(names.map(name => [name, result('x')]));
  const found = await fetchArtifacts(github, wanted());
  expect([load.asked, readdirSync(found.tasks), readdirSync(found.verdicts)]).toEqual([[], [], []]);
});

test('an artifact that cannot be read, is gone or too large costs only itself, and is named', async () => {
  const { github } = keeping([
    ['braid-r-1-a-1-1', text('no zip')],
    ['braid-r-1-a-1-1-1', result('x'), { expired: true }],
    ['braid-r-1-b-1-1', result('of b')],
    ['braid.verdicts.0.1', problem('not-found')],
    ['braid.verdicts.1.1', problem('too-large')],
  ]);
  const found = await fetchArtifacts(github, wanted());
  expect(readdirSync(found.tasks)).toEqual(['braid-r-1-b-1-1']);
  expect(Object.fromEntries(found.refused)).toEqual({
    'braid-r-1-a-1-1': expect.stringContaining('no zip'),
    'braid-r-1-a-1-1-1': 'it has expired',
    'braid.verdicts.0.1': 'it is not-found',
    'braid.verdicts.1.1': 'it is too-large',
  });
});

test.each([
  'unavailable',
  'rate-limited',
  'unauthenticated',
] as const)('a GitHub that is %s is no fault of an artifact: all is to be fetched again', async code => {
  const { github } = keeping([
    ['braid-r-1-a-1-1', problem(code)],
    ['braid-r-1-b-1-1', result('of b')],
  ]);
  const options = wanted();
  await expect(fetchArtifacts(github, options)).rejects.toThrow(`it is ${code}`);
  const { github: later } = keeping([['braid-r-1-a-1-1', result('of a')]]);
  const found = await fetchArtifacts(later, options);
  expect(readdirSync(found.tasks)).toEqual(['braid-r-1-a-1-1']);
});

test('four come at once, the newest of each name, and each time that jobs were run again', async () => {
  const many = Array.from({ length: 20 }, (_, index) => ({ task: `t${index}` as TaskId, attempt: 1 }));
  const named = many.flatMap(({ task }) => [1, 2].map(each => `braid-r-1-${task}-1-${each}`));
  const left: Left = [
    ...named.map(name => [name, result('old')] as const),
    ...named.map(name => [name, result('new')] as const),
  ];
  const { github, load } = keeping(left);
  const found = await fetchArtifacts(github, wanted({ attempts: many, runAttempt: 2 }));
  expect([load.most, load.asked.length]).toEqual([4, 40]);
  expect(readFileSync(join(found.tasks, 'braid-r-1-t7-1-2', 'result.json'), 'utf8')).toBe('new');
});

test('all of them together are no larger than they may be, and what is refused takes no room of the others', async () => {
  const zip = (size: number) => zipSync({ 'result.json': new Uint8Array(size) });
  const { github } = keeping([
    ['braid-r-1-a-1-1', zip(600)],
    [
      'braid-r-1-b-1-1',
      zipSync({ 'log.txt': new Uint8Array(300), 'result.json': new Uint8Array(20_000_000) }),
    ],
    ['braid-r-1-a-1-1-1', zip(600)],
  ]);
  const found = await fetchArtifacts(github, wanted({ limitBytes: 1_000 }));
  expect(readdirSync(found.tasks)).toHaveLength(1);
  expect(found.refused.size).toBe(2);
});
