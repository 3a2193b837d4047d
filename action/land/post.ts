/** Shows a run where people look for it on GitHub: check runs, the one comment, the job's summary. */

import type { Sha } from '../../shared/plan/plan.ts';
import { batchChecks } from '../../shared/report/github/batch-check.ts';
import { type CheckRun, runCheck } from '../../shared/report/github/check-run.ts';
import { COMMENT_MARKER, runComment } from '../../shared/report/github/comment.ts';
import { type Site, workflowRunUrl } from '../../shared/report/github/links.ts';
import { jobSummary } from '../../shared/report/job-summary.ts';
import { summarize } from '../../shared/report/summary.ts';
import type { Origin } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import type { Desk } from '../desk.ts';
import type { Surroundings } from '../environment.ts';

export function siteOf({ serverUrl, repository, runId }: Surroundings): Site {
  return { serverUrl, repository, detailsUrl: workflowRunUrl({ serverUrl, repository }, runId) };
}

export interface Showing {
  readonly desk: Desk;
  readonly site: Site;
  readonly origin: Origin;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Writes the job's summary. */
  readonly summarize: (markdown: string) => Promise<void>;
}

export async function showRun(state: Started, showing: Showing): Promise<void> {
  const { desk, site, origin, now } = showing;
  const summary = summarize(state, state.finishedAt ?? now);
  const checks = [runCheck(summary, { site }), ...batchChecks(summary, { site })];
  for (const check of checks) await desk.putCheckRun({ ...check, headSha: origin.commit });
  // A required check is looked for at the new head, too.
  const head = state.landing.landed;
  const [first] = checks;
  if (head !== null && head !== origin.commit && first !== undefined) await putCheck(desk, first, head);
  if (origin.pullRequest !== null) {
    const body = runComment(summary, { site });
    await desk.putComment({ issue: origin.pullRequest, marker: COMMENT_MARKER, body });
  }
  await showing.summarize(jobSummary(summary));
}

function putCheck(desk: Desk, check: CheckRun, headSha: Sha): Promise<void> {
  return desk.putCheckRun({ ...check, headSha });
}
