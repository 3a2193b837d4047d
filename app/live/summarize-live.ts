/**
 * A run as it is watched: what its journal says, and of the attempts under way what GitHub last said of their jobs. The journal hears of
 * an attempt when its result is taken in; until then it would only wait.
 */

import type { TaskView } from '../../shared/report/summary/task-view.ts';
import { type Summary, summarize } from '../../shared/report/summary.ts';
import { withAttempt } from '../../shared/run/lens.ts';
import type { Started } from '../../shared/run/state.ts';
import type { JobSight } from '../api/ports.ts';

export function summarizeLive(state: Started, jobs: readonly JobSight[], now: number): Summary {
  const begun = jobs.filter(job => job.startedAt !== null && isUnderWay(state, job));
  const running = begun.reduce(
    (next, { task, attempt, startedAt }) => withAttempt(next, task, attempt, { startedAt }),
    state,
  );
  const summary = summarize(running, now);
  const byTask = new Map(begun.map(job => [job.task, job]));
  const tasks = summary.tasks.map(task => {
    const job = byTask.get(task.id);
    return job === undefined ? task : asItRuns(task, job, now);
  });
  return { ...summary, tasks };
}

/** What is in the journal is true, whatever a job's note says. */
function isUnderWay(state: Started, { task, attempt }: JobSight): boolean {
  const last = state.tasks.get(task)?.attempts.at(-1);
  return last?.number === attempt && last.startedAt === null && last.end === null;
}

/** A job that is over has nothing more to wait for than the others of its workflow run. */
function asItRuns(task: TaskView, { endedAt, url }: JobSight, now: number): TaskView {
  const log = url === '' ? null : url;
  if (endedAt === null) return { ...task, log };
  const upTo = (ms: number | null) => (ms === null ? null : Math.max(0, ms - (now - endedAt)));
  const attempts = task.attempts.map((attempt, index) =>
    index === task.attempts.length - 1
      ? { ...attempt, endedAt, durationMs: upTo(attempt.durationMs) }
      : attempt,
  );
  const reason = 'its job is over, and is taken in with the others of its workflow run';
  return { ...task, endedAt, durationMs: upTo(task.durationMs), log, attempts, reason };
}
