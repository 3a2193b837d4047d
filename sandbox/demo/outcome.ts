/** Whether all came out as it should: asked of the run's journal, of git and of the pull request, not of what was printed. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import { listRuns } from '../../shared/io/journal/run-refs.ts';
import { openRepository } from '../../shared/io/repository.ts';
import { reportJson } from '../../shared/report/json.ts';
import { summarize } from '../../shared/report/summary.ts';
import { replay } from '../../shared/run/transition.ts';
import type { PullRequest } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';

interface Expected {
  readonly status: string;
  readonly attempts?: number;
  readonly with?: string;
}

export interface Outcome {
  readonly merged: number;
  readonly tasks: number;
  /** Everything that is not as expected. */
  readonly problems: readonly string[];
}

type Report = ReturnType<typeof reportJson>;

/** `root` is the folder of this repository. */
export async function outcomeOf(shop: Repository, pull: PullRequest, root: string): Promise<Outcome> {
  const expected = readExpected(root);
  const report = await readReport(shop);
  if (report === null) return { merged: 0, tasks: 0, problems: ['there is no run in the repository'] };
  const merged = report.tasks.filter(({ status }) => status === 'merged').length;
  const problems = [
    ...[...expected].flatMap(([id, wanted]) => taskProblems(report, id, wanted)),
    ...landingProblems(report, pull),
    ...pageProblems(shop, pull, `${merged} of ${expected.size} tasks are in`),
    ...(await testProblems(shop, pull.headSha)),
  ];
  return { merged, tasks: expected.size, problems };
}

/** The same as for the example on a local repository. */
function readExpected(root: string): ReadonlyMap<string, Expected> {
  const parsed: Record<string, Expected> = JSON.parse(
    readFileSync(join(root, 'examples/expected.json'), 'utf8'),
  );
  return new Map(Object.entries(parsed));
}

async function readReport(shop: Repository): Promise<Report | null> {
  const repository = await openRepository(shop.git.directory, shop.git.environment);
  const [run] = await listRuns(repository);
  if (run === undefined) return null;
  const state = replay((await openGitJournal(repository, run).read()).events);
  return state === null ? null : reportJson(summarize(state, Date.now()));
}

function taskProblems({ tasks }: Report, id: string, wanted: Expected): readonly string[] {
  const task = tasks.find(each => each.id === id);
  if (task === undefined) return [`task ${id} is not in the report`];
  const { status, reason, attempts, red } = task;
  const partners = red?.with?.join(', ');
  const expectedAttempts = wanted.attempts ?? 1;
  return [
    ...(status === wanted.status ? [] : [`${id} is ${status} (${reason}), expected ${wanted.status}`]),
    ...(attempts === expectedAttempts
      ? []
      : [`${id} was tried ${attempts} times, expected ${expectedAttempts}`]),
    ...(partners === wanted.with
      ? []
      : [`${id} is red with ${partners ?? 'nobody'}, expected ${wanted.with ?? 'nobody'}`]),
  ];
}

function landingProblems({ run }: Report, pull: PullRequest): readonly string[] {
  return [
    ...(pull.headSha === run.landed
      ? []
      : [`the pull request is at ${pull.headSha}, the report says that ${run.landed} landed`]),
    ...(run.verified === true ? [] : ['the report does not say that the result was verified']),
  ];
}

/** What a person sees on the pull request. */
function pageProblems(shop: Repository, pull: PullRequest, headline: string): readonly string[] {
  const comments = [...shop.comments.values()].filter(({ number }) => number === pull.number);
  const check = [...shop.checkRuns.values()].find(
    ({ name, headSha }) => name === 'braid' && headSha === pull.headSha,
  );
  const lost = [...shop.runs.values()].filter(({ conclusion }) => conclusion !== 'success');
  return [
    ...(comments.length === 1 ? [] : [`the pull request has ${comments.length} comments, expected 1`]),
    ...(comments[0]?.body.includes(headline) ? [] : [`the comment does not say "${headline}"`]),
    ...(check === undefined ? [`there is no check run \`braid\` on ${pull.headSha}`] : []),
    ...(check === undefined || check.output.title === headline
      ? []
      : [`the check run \`braid\` says "${check.output.title}", expected "${headline}"`]),
    ...lost.map(({ number, conclusion }) => `workflow run ${number} ended with ${conclusion}`),
  ];
}

async function testProblems(shop: Repository, commit: string): Promise<readonly string[]> {
  const tree = await mkdtemp(join(tmpdir(), 'braid-landed-'));
  try {
    await shop.git.unpack(commit, tree);
    const done = await execa(process.execPath, ['test/all.js'], { cwd: tree, reject: false, all: true });
    return done.exitCode === 0 ? [] : [`the tests are not green on what landed:\n${done.all}`];
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}
