/** What floods of output cost: the command itself, with fifty tasks that print 100 MB each, eight at a time. Linux only. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { COMMAND, makeRepository } from './repository.ts';
import { measure, type Row } from './row.ts';

const TASKS = 50;
const WORKERS = 8;
const BYTES = 100_000_000;
const LIMIT_MB = 300;

measure('memory', benchMemory);

async function benchMemory(): Promise<readonly Row[]> {
  const flood = `yes "line of $BRAID_TASK, as long as lines of tests usually are" | head -c ${BYTES}`;
  const repo = makeRepository({
    tasks: TASKS,
    workers: WORKERS,
    line: `${flood}; echo x > "$BRAID_TASK.txt"`,
  });
  const began = performance.now();
  const child = spawn(process.execPath, [COMMAND, 'run', 'plan.yml', '--quiet'], {
    cwd: repo,
    stdio: 'ignore',
  });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, highWaterMb(child.pid));
  }, 10);
  try {
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`expected exit code 0, found ${code}`);
  } finally {
    clearInterval(timer);
    rmSync(repo, { recursive: true, force: true });
  }
  const seconds = (performance.now() - began) / 1000;
  const name = `memory of a run of ${TASKS} tasks that print 100 MB each, ${WORKERS} at a time (MB)`;
  return [{ name, ratio: peak, limit: LIMIT_MB, atMost: true, detail: `${seconds.toFixed(1)} s` }];
}

/** The most that the process ever had in memory: the kernel keeps it. 0: it is over. */
function highWaterMb(pid: number | undefined): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}
