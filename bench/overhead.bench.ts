/**
 * What Braid adds to a task: tasks of two seconds run by Braid, beside the same shell lines started as many at a time by `xargs`; and
 * how long a place to work at stays empty between the end of one task's command and the start of the next. Needs `npm run build`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMAND, makeRepository } from './repository.ts';
import { measure, median, type Row } from './row.ts';

const TASKS = 12;
const WORKERS = 4;
const TASK_MS = 2000;
const ROUNDS = 3;
const LINE = `sleep ${TASK_MS / 1000}; echo x > "$BRAID_TASK.txt"`;

interface Span {
  /** Milliseconds. */
  readonly from: number;
  readonly until: number;
}

/** Milliseconds. */
interface Round {
  readonly ratio: number;
  /** From the start of the first task to the end of the last. */
  readonly braid: number;
  /** With what comes before and after: the plan, the merges, the landing, the report. */
  readonly whole: number;
  readonly direct: number;
  readonly empty: number;
}

measure('overhead', benchOverhead);

async function benchOverhead(): Promise<readonly Row[]> {
  const rounds: Round[] = [];
  // In turns, so that a slower moment of the machine meets both.
  for (let round = 0; round < ROUNDS; round++) {
    const direct = directly();
    const { spans, whole } = byBraid();
    const braid = Math.max(...spans.map(({ until }) => until)) - Math.min(...spans.map(({ from }) => from));
    rounds.push({ ratio: braid / direct, braid, whole, direct, empty: median(gaps(spans)) });
  }
  const of = (name: keyof Round) => median(rounds.map(each => each[name]));
  const what = `${TASKS} tasks of ${TASK_MS} ms, ${WORKERS} at a time, medians of ${ROUNDS}`;
  return [
    {
      name: 'tasks by Braid beside the same lines run directly',
      ratio: of('ratio'),
      limit: 1.05,
      atMost: true,
      detail: `${of('braid').toFixed(0)} ms (the whole command ${of('whole').toFixed(0)} ms) against ${of('direct').toFixed(0)} ms: ${what}`,
    },
    {
      name: 'a place that is empty between two tasks, beside a task',
      ratio: of('empty') / TASK_MS,
      limit: 0.05,
      atMost: true,
      detail: `${of('empty').toFixed(0)} ms from the end of a command to the start of the next: ${what}`,
    },
  ];
}

/** Milliseconds. */
function directly(): number {
  const folder = mkdtempSync(join(tmpdir(), 'braid-bench-'));
  const names = Array.from({ length: TASKS }, (_, at) => `t${at}\n`).join('');
  const began = performance.now();
  execFileSync('xargs', ['-P', String(WORKERS), '-I{}', 'env', 'BRAID_TASK={}', 'sh', '-c', LINE], {
    cwd: folder,
    input: names,
  });
  const took = performance.now() - began;
  rmSync(folder, { recursive: true });
  return took;
}

interface Report {
  readonly tasks: readonly {
    readonly attemptLog: readonly { readonly startedAt: string; readonly durationMs: number }[];
  }[];
}

/** From the start of each command to its end. */
function byBraid(): { readonly spans: readonly Span[]; readonly whole: number } {
  const repo = makeRepository({ tasks: TASKS, workers: WORKERS, line: LINE });
  const report = join(repo, '.git', 'report.json');
  try {
    const args = [COMMAND, 'run', 'plan.yml', '--quiet', '--json', report];
    const began = performance.now();
    execFileSync(process.execPath, args, { cwd: repo, stdio: 'ignore' });
    const whole = performance.now() - began;
    const { tasks } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const spans = tasks.flatMap(({ attemptLog }) =>
      attemptLog.map(({ startedAt, durationMs }) => {
        const from = Date.parse(startedAt);
        return { from, until: from + durationMs };
      }),
    );
    return { spans, whole };
  } finally {
    rmSync(repo, { recursive: true, force: true });
  }
}

/** For each task but the first ones, how long before it the place was left that it took. */
function gaps(spans: readonly Span[]): readonly number[] {
  const ends = spans.map(({ until }) => until).sort((one, other) => one - other);
  const starts = spans.map(({ from }) => from).sort((one, other) => one - other);
  return starts.slice(WORKERS).map((start, at) => start - (ends[at] ?? Number.NaN));
}
