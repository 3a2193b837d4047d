/** Shows a run where people look for it on GitHub: check runs, the one comment, the job's summary. */

import { batchChecks } from '../../report/github/batch-check.ts';
import { type CheckRun, runCheck } from '../../report/github/check-run.ts';
import { COMMENT_MARKER, runComment } from '../../report/github/comment.ts';
import type { Site } from '../../report/github/links.ts';
import { jobSummary } from '../../report/job-summary.ts';
import { type Summary, summarize } from '../../report/summary.ts';
import type { Origin } from '../../run/event.ts';
import { integrationBranch } from '../../run/integration/chain.ts';
import type { Started } from '../../run/state.ts';
import type { Desk } from './desk.ts';

export interface Showing {
  readonly desk: Desk;
  readonly site: Site;
  /** Only an App hears of a button that was pressed. */
  readonly buttons?: boolean;
  readonly origin: Origin;
  /** As it was shown before this step. */
  readonly before: Started;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Writes the job's summary. */
  readonly summarize: (markdown: string) => Promise<void>;
  readonly warn: (line: string) => void;
}

export async function showRun(state: Started, showing: Showing): Promise<void> {
  const { desk, site, origin, now, buttons = false } = showing;
  const summary = summarize(state, state.finishedAt ?? now);
  const run = runCheck(summary, { site, buttons });
  await desk.putCheckRun({ ...run, headSha: origin.commit });
  for (const check of changedBatches(summary, showing))
    await desk.putCheckRun({ ...check, headSha: origin.commit });
  // A required check is looked for at the new head, too.
  const head = state.landing.landed;
  // A run that goes on after it has landed may land elsewhere, and then nobody would bring this one to its end.
  if (head !== null && head !== origin.commit && state.finishedAt !== null)
    await desk.putCheckRun({ ...run, headSha: head });
  const issue = origin.pullRequest ?? (await openPullRequest(state, summary, showing));
  if (issue !== null) {
    await desk.putComment({ issue, marker: COMMENT_MARKER, body: runComment(summary, { site }) });
  }
  await showing.summarize(jobSummary(summary, { site }));
}

/** What a batch looked like before is there already, or was not worth a check run yet. */
function changedBatches(summary: Summary, { site, before, now }: Showing): readonly CheckRun[] {
  const shown = batchChecks(summarize(before, now), { site }).map(check => JSON.stringify(check));
  return batchChecks(summary, { site }).filter(check => !shown.includes(JSON.stringify(check)));
}

/** What nobody's pull request asked for comes by one of its own. Null: there is nothing to bring, or it may not be opened. */
async function openPullRequest(
  state: Started,
  summary: Summary,
  { desk, origin, site, warn }: Showing,
): Promise<number | null> {
  const { target, integration, base, finishedAt, plan } = state;
  const isAsked = target.kind === 'none' && target.configured !== 'none';
  if (finishedAt === null || !isAsked || integration.head.commit === base.commit) return null;
  const head = integrationBranch(state.run);
  try {
    const body = `The result of the plan \`${plan.name}\`: ${summary.headline.count}.`;
    return await desk.openPullRequest({ head, base: origin.branch, title: `Braid: ${plan.name}`, body });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(`${reason} The result is on ${head}: ${site.serverUrl}/${site.repository}/compare/${head}`);
    return null;
  }
}
