/** What a tree for a task costs: `git worktree add` against a tree of the pool that had another task before. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openTreePool, type TaskTree, type TreePool } from '../shared/io/task-tree.ts';
import type { RunId, Sha, TaskId } from '../shared/plan/plan.ts';
import { type Change, makeRig, type Rig } from '../test/merge/rig.ts';
import { measure, median, type Row } from './row.ts';

const FOLDERS = 200;
const FILES_IN_FOLDER = 100;
/** Files that every task changes. */
const CHANGED = 20;
const ROUNDS = 5;

interface Times {
  readonly worktree: number[];
  readonly prepare: number[];
  readonly collect: number[];
}

measure('tree', benchTree);

async function benchTree(): Promise<Row[]> {
  const rig = await makeRig();
  try {
    const base = await rig.commit({ files: largeTree() });
    await rig.git.run(['repack', '-adq']);
    const pool = await openTreePool(rig.repository);
    const first = await round(pool, base, 0);
    const times: Times = { worktree: [], prepare: [], collect: [] };
    for (let number = 1; number <= ROUNDS; number++) {
      times.worktree.push(await addWorktree(rig, base));
      const { prepare, collect } = await round(pool, base, number);
      times.prepare.push(prepare);
      times.collect.push(collect);
    }
    await pool.close();
    return [row(first.prepare, times)];
  } finally {
    rig.remove();
  }
}

function row(first: number, times: Times): Row {
  const [worktree, prepare, collect] = [median(times.worktree), median(times.prepare), median(times.collect)];
  const figures = { 'git worktree add': worktree, prepare, 'first prepare': first, collect };
  return {
    name: 'prepare a tree of 20,000 files',
    // Of each round, not of the medians: what else the machine does changes from one to the next.
    ratio: median(times.worktree.map((ms, at) => ms / (times.prepare[at] ?? Number.NaN))),
    limit: 8,
    atMost: false,
    detail: Object.entries(figures)
      .map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`)
      .join(', '),
  };
}

async function addWorktree(rig: Rig, base: Sha): Promise<number> {
  const place = mkdtempSync(join(tmpdir(), 'braid-bench-'));
  try {
    const { ms } = await timed(() =>
      rig.git.run(['worktree', 'add', '-q', '--detach', join(place, 'tree'), base]),
    );
    return ms;
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** A task from its tree to its commit. */
async function round(pool: TreePool, base: Sha, number: number) {
  const { ms: prepare, value: tree } = await timed(() => pool.prepare(request(base, number)));
  work(tree, number);
  const { ms: collect, value: collected } = await timed(() => tree.collect({ at: 0, message: 'Work\n' }));
  if (collected.files.length !== CHANGED + 1) {
    throw new Error(`expected ${CHANGED + 1} changes, found ${collected.files.length}`);
  }
  await tree.release();
  return { prepare, collect };
}

function request(base: Sha, number: number) {
  const [run, task] = ['bench' as RunId, `task-${number}` as TaskId];
  const branch = `braid/${run}/${task}`;
  return { name: `${run}/${task}/1`, run, task, attempt: 1, base, branch, log: '/dev/null' };
}

function work({ directory }: TaskTree, number: number): void {
  for (let at = 0; at < CHANGED; at++) {
    writeFileSync(join(directory, nthFile(at * 997 + number)), text(at, `task ${number}`));
  }
  writeFileSync(join(directory, 'new.ts'), text(number, 'new'));
}

function largeTree(): Record<string, Change> {
  const files: Record<string, Change> = {};
  for (let at = 0; at < FOLDERS * FILES_IN_FOLDER; at++) files[nthFile(at)] = text(at, 'base');
  return files;
}

function nthFile(at: number): string {
  return `src/folder-${Math.floor(at / FILES_IN_FOLDER)}/file-${at % FILES_IN_FOLDER}.ts`;
}

function text(at: number, word: string): string {
  const line = (n: number) => `export const value${n} = ${at * n}; // ${n === 20 ? word : 'line'}\n`;
  return Array.from({ length: 40 }, (_, n) => line(n)).join('');
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}
