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
  const summary = summarize(begun.reduce(withJob, state), now);
  const byTask = new Map(begun.map(job => [job.task, job]));
  const tasks = summary.tasks.map(task => {
    const job = byTask.get(task.id);
    return job === undefined ? task : asItsJob(task, job);
  });
  return { ...summary, tasks };
}

/** What is in the journal is true, whatever a job's note says. */
function isUnderWay(state: Started, { task, attempt }: JobSight): boolean {
  const last = state.tasks.get(task)?.attempts.at(-1);
  return last?.number === attempt && last.startedAt === null && last.end === null;
}

/** Its times, so that all that is summed up agrees with the rows. */
function withJob(state: Started, { task, attempt, startedAt, endedAt }: JobSight): Started {
  return withAttempt(state, task, attempt, {
    startedAt,
    ...(endedAt === null ? {} : { jobOverAt: endedAt }),
  });
}

/** A job that is over has nothing more to wait for than the others of its workflow run. */
function asItsJob(task: TaskView, { endedAt, url }: JobSight): TaskView {
  const log = url === '' ? null : url;
  if (endedAt === null) return { ...task, log };
  return { ...task, log, reason: 'its job is over, and is taken in with the others of its workflow run' };
}
