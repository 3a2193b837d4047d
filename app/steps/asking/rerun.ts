/** GitHub's own "Re-run" of a check run: what is not in starts again. */
import { isRetryable } from '../../../shared/io/asking/existing-run.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import { batchChecks } from '../../../shared/report/github/batch-check.ts';
import { runCheck } from '../../../shared/report/github/check-run.ts';
import { summarize } from '../../../shared/report/summary.ts';
import type { Command } from '../../../shared/request/command.ts';
import type { Origin } from '../../../shared/run/event.ts';
import type { Started } from '../../../shared/run/state.ts';
import { replay } from '../../../shared/run/transition.ts';
import type { Place } from '../../translate.ts';
import type { Workshop } from '../ports.ts';
import { shownAlone } from '../shown.ts';

/** What is asked for by it. Null: nothing can be done, and the check runs are shown again. */
export async function rerun(
  workshop: Workshop,
  { place, run }: { readonly place: Place; readonly run: RunId },
): Promise<Command | null> {
  const state = replay((await workshop.journal(run).read()).events);
  const origin = state?.origin ?? null;
  const canRetry = state === null || (state.finishedAt !== null && isRetryable(state));
  if (canRetry || origin === null) return { kind: 'retry', tasks: [] };
  await shownAlone(workshop, { place, pullRequest: origin.pullRequest, run }, () =>
    showChecks(workshop, place, { state, origin }),
  );
  return null;
}

/** As they were: GitHub takes a suite for undecided from then on, until somebody writes one of its check runs. */
async function showChecks(
  workshop: Workshop,
  place: Place,
  { state, origin }: { readonly state: Started; readonly origin: Origin },
): Promise<void> {
  const { desk } = workshop.access(place);
  const { run, finishedAt, landing } = state;
  const site = workshop.site(place, run);
  const summary = summarize(state, finishedAt ?? workshop.now());
  const whole = runCheck(summary, { site, buttons: true });
  for (const check of [whole, ...batchChecks(summary, { site })])
    await desk.putCheckRun({ ...check, headSha: origin.commit });
  const { landed } = landing;
  if (landed !== null && landed !== origin.commit && finishedAt !== null)
    await desk.putCheckRun({ ...whole, headSha: landed });
}
