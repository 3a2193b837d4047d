/**
 * What merging costs: a chain of branches into a large repository, against git's own merge in a work tree, and the
 * prediction of conflicts for all pairs of branches.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Git } from '../shared/io/git.ts';
import { chain } from '../shared/io/merge.ts';
import { allPairs } from '../shared/io/merging/all-pairs.ts';
import { type MergeDirectory, openMergeDirectory } from '../shared/io/merging/merge-directory.ts';
import type { Sha } from '../shared/plan/plan.ts';
import { type Change, lines, makeRig, type Rig, RUN, unit } from '../test/merge/rig.ts';
import { measure, type Row } from './row.ts';

const FOLDERS = 200;
const FILES_IN_FOLDER = 100;
const BRANCHES = 100;
/** git's own merges are slow: the mean of so many stands for all of them. */
const WORK_TREE_MERGES = 10;
const ROUNDS = 3;
/** A file that many branches change, in different places. */
const HUB = 'src/registry.ts';

measure('merge', benchMerge);

/** One row for each promise about the speed of merging. */
async function benchMerge(): Promise<Row[]> {
  const rig = await makeRig();
  const place = mkdtempSync(join(tmpdir(), 'braid-bench-'));
  try {
    const { base, branches } = await largeRepository(rig);
    const directory = await openMergeDirectory(rig.repository, { base });
    const tree = await rig.clone(join(place, 'tree'), base);
    const own: number[] = [];
    const git: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // Another order each time, or the trees would exist already.
      const order = [
        ...branches.slice(round * WORK_TREE_MERGES),
        ...branches.slice(0, round * WORK_TREE_MERGES),
      ];
      own.push(await chainAll(directory, base, order));
      git.push(await mergeInWorkTree(tree, order.slice(0, WORK_TREE_MERGES)));
    }
    const { ms: paired, value: forecasts } = await timed(() => allPairs(directory, branches));
    return [ratioRow(git, own), pairRow(paired, forecasts.length)];
  } finally {
    rmSync(place, { recursive: true, force: true });
    rig.remove();
  }
}

/** The fastest round of each: other work on the machine only ever adds. */
function ratioRow(git: readonly number[], own: readonly number[]): Row {
  const show = (all: readonly number[]) => all.map(ms => ms.toFixed(1)).join(', ');
  return {
    name: 'merge a branch into 20,000 files',
    ratio: Math.min(...git) / Math.min(...own),
    limit: 25,
    atMost: false,
    detail: `ms a branch, by round: git merge + commit ${show(git)}; chain ${show(own)}`,
  };
}

function pairRow(ms: number, pairs: number): Row {
  return {
    name: 'predict the conflict of a pair (ms)',
    ratio: ms / pairs,
    limit: 2,
    atMost: true,
    detail: `${pairs} pairs in ${ms.toFixed(0)} ms`,
  };
}

async function chainAll(directory: MergeDirectory, base: Sha, order: readonly Sha[]): Promise<number> {
  const units = order.map((commit, at) => unit(`task-${at}`, commit));
  const { ms, value } = await timed(() =>
    chain(directory, { onto: base, units, branch: null }, { run: RUN }),
  );
  const merged = value.steps.filter(step => step.kind === 'merged').length;
  if (merged !== order.length) throw new Error(`expected ${order.length} clean merges, found ${merged}`);
  return ms / order.length;
}

async function mergeInWorkTree(tree: Git, order: readonly Sha[]): Promise<number> {
  const { ms } = await timed(async () => {
    for (const branch of order) {
      await tree.run(['merge', '-q', '--no-ff', '--no-commit', branch]);
      await tree.run(['commit', '-q', '-m', 'Merge']);
    }
  });
  return ms / order.length;
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

/** Every branch changes three files of its own, in folders that others change too, and adds one; each tenth changes the hub. */
async function largeRepository(rig: Rig): Promise<{ readonly base: Sha; readonly branches: readonly Sha[] }> {
  const base = await rig.commit({ files: baseFiles() });
  await rig.git.run(['repack', '-adq']);
  const branches: Sha[] = [];
  for (let at = 0; at < BRANCHES; at++) {
    const changed = [at * 7, at * 7 + 1, 10_000 + at * 11].map(file => [
      nthFile(file),
      text(file, `task ${at}`),
    ]);
    const added = [`src/folder-${at % 50}/new-${at}.ts`, text(at, 'new')];
    const hub = at % 10 === 0 ? { [HUB]: lines(40, { [4 * (at / 10) + 2]: `task ${at}` }) } : {};
    const files = { ...Object.fromEntries([...changed, added]), ...hub };
    branches.push(await rig.commit({ parents: [base], files }));
  }
  return { base, branches };
}

function* baseFiles(): Generator<[path: string, change: Change], void, undefined> {
  yield [HUB, lines(40)];
  for (let at = 0; at < FOLDERS * FILES_IN_FOLDER; at++) yield [nthFile(at), text(at, 'base')];
}

function nthFile(at: number): string {
  return `src/folder-${Math.floor(at / FILES_IN_FOLDER)}/file-${at % FILES_IN_FOLDER}.ts`;
}

function text(at: number, word: string): string {
  const line = (n: number) => `export const value${n} = ${at * n}; // ${n === 20 ? word : 'line'}\n`;
  return Array.from({ length: 40 }, (_, n) => line(n)).join('');
}
