/** What Braid itself costs a run: 40 tasks of a second on 8 workers, from the first start to the last exit. Needs `npm run build`. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND, makeRepository } from './repository.ts';
import { measure, type Row } from './row.ts';

const TASKS = 40;
const WORKERS = 8;
const TASK_MS = 1000;

measure('run', benchRun);

async function benchRun(): Promise<readonly Row[]> {
  const line = `sleep ${TASK_MS / 1000}; echo x > "$BRAID_TASK.txt"`;
  const repo = makeRepository({ tasks: TASKS, workers: WORKERS, line });
  try {
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
