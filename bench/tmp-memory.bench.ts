/** What floods of output cost: fifty tasks that print 100 MB each, eight at a time, in one process of Node. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { runShell } from '../shared/io/process.ts';
import { newMarker } from '../shared/io/processes/mark.ts';
import type { RunId } from '../shared/plan/plan.ts';

const TASKS = 50;
const WORKERS = 50;
const BYTES = 50_000_000;
const LIMIT_MB = 300;
const MB = 1024 * 1024;

export interface MemoryRow {
  readonly name: string;
  /** Megabytes. */
  readonly ratio: number;
  readonly limit: number;
  readonly atMost: true;
  readonly detail: string;
}

export async function benchMemory(): Promise<MemoryRow[]> {
  const root = mkdtempSync(join(tmpdir(), 'braid-memory-'));
  const before = process.memoryUsage().rss / MB;
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss / MB);
  };
  const timer = setInterval(look, 10);
  const began = performance.now();
  try {
    const queue = new PQueue({ concurrency: WORKERS });
    await queue.addAll(Array.from({ length: TASKS }, (_, task) => () => flood(root, task, look)));
  } finally {
    clearInterval(timer);
    rmSync(root, { recursive: true, force: true });
  }
  const seconds = (performance.now() - began) / 1000;
  return [
    {
      name: `memory while ${TASKS} tasks print 100 MB each, ${WORKERS} at a time (MB)`,
      ratio: peak,
      limit: LIMIT_MB,
      atMost: true,
      detail: `${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most, ${seconds.toFixed(1)} s`,
    },
  ];
}

async function flood(root: string, task: number, onOutput: () => void): Promise<void> {
  const tree = join(root, `tree-${task}`);
  mkdirSync(tree);
  const { exit } = await runShell({
    line: `yes "line of task ${task}, as long as lines of tests usually are" | head -c ${BYTES}`,
    cwd: tree,
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    timeoutMs: 600_000,
    signal: new AbortController().signal,
    log: join(root, `${task}.log`),
    marker: newMarker('bench' as RunId, `task-${task}`, 1),
    territory: { directories: [tree] },
    onOutput,
  });
  if (exit.kind !== 'exited' || exit.code !== 0) throw new Error(`task ${task}: ${JSON.stringify(exit)}`);
}
