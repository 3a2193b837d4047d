/** What Braid itself costs a run: 40 tasks of a second on 8 workers, from the first start to the last exit. Needs `npm run build`. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Row } from './row.ts';

const COMMAND = resolve(import.meta.dirname, '..', 'dist', 'cli', 'index.js');
const TASKS = 40;
const WORKERS = 8;
const TASK_MS = 1000;

export async function benchRun(): Promise<readonly Row[]> {
  const repo = mkdtempSync(join(tmpdir(), 'braid-bench-'));
  try {
    makeRepository(repo);
    const tasks = runPlan(repo);
    const starts = tasks.flatMap(task => task.attemptLog.map(attempt => Date.parse(attempt.startedAt)));
    const ends = tasks.flatMap(task =>
      task.attemptLog.map(attempt => Date.parse(attempt.startedAt) + attempt.durationMs),
    );
    const took = Math.max(...ends) - Math.min(...starts);
    const bound = (TASKS / WORKERS) * TASK_MS;
    const detail = `${took} ms against ${bound} ms: ${TASKS} tasks of ${TASK_MS} ms on ${WORKERS} workers`;
    return [{ name: 'a run beside its lower bound', ratio: took / bound, limit: 1.1, atMost: true, detail }];
  } finally {
    rmSync(repo, { recursive: true, force: true });
  }
}

function makeRepository(repo: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@localhost', ...args], {
      cwd: repo,
    });
  git('init', '-q', '-b', 'main');
  mkdirSync(join(repo, '.github'));
  writeFileSync(
    join(repo, '.github', 'braid.yml'),
    `backends: { sh: { kind: command, run: 'sleep ${TASK_MS / 1000}; echo x > "$BRAID_TASK.txt"' } }\nbackend-routing: { default-backend: sh }\nparallel: { max-workers: ${WORKERS} }\n`,
  );
  const tasks = Array.from(
    { length: TASKS },
    (_, index) => `  - { id: t${index}, title: Task ${index}, prompt: x }`,
  );
  writeFileSync(join(repo, 'plan.yml'), `version: 1\nname: bench\ntasks:\n${tasks.join('\n')}\n`);
  git('add', '-A');
  git('commit', '-q', '-m', 'Start');
}

interface TaskLog {
  readonly attemptLog: readonly { readonly startedAt: string; readonly durationMs: number }[];
}

function runPlan(repo: string): readonly TaskLog[] {
  const report = join(repo, '.git', 'report.json');
  execFileSync(process.execPath, [COMMAND, 'run', 'plan.yml', '--quiet', '--json', report], {
    cwd: repo,
    stdio: 'ignore',
  });
  return (JSON.parse(readFileSync(report, 'utf8')) as { tasks: readonly TaskLog[] }).tasks;
}
