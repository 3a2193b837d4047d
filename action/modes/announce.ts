/** Answers at once, beside the tasks: the check runs and the comment for a start, a preview, a refusal, a question. Runs no code of others. */
import { GitHubProblem } from '../../shared/io/github/api/problem.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { siteOf } from '../../shared/io/hosted/show-run.ts';
import { buildGraph } from '../../shared/plan/graph.ts';
import { chooseExecution } from '../../shared/plan/mode.ts';
import { type CheckRun, previewCheck, refusalCheck, runCheck } from '../../shared/report/github/check-run.ts';
import {
  COMMENT_MARKER,
  helpComment,
  previewComment,
  refusalComment,
  runComment,
  statusComment,
} from '../../shared/report/github/comment.ts';
import type { Site } from '../../shared/report/github/links.ts';
import type { PlanInputs } from '../../shared/report/summary/plan-view.ts';
import { type Summary, summarize } from '../../shared/report/summary.ts';
import { forecast, planLengths } from '../../shared/run/dispatch/forecast.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { replay } from '../../shared/run/transition.ts';
import type { Surroundings } from '../environment.ts';
import type { StartDocument } from '../start-document.ts';

export interface AnnounceJob {
  readonly surroundings: Surroundings;
  readonly desk: Desk;
  readonly start: StartDocument;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Writes the job's summary. */
  readonly summarize: (markdown: string) => Promise<void>;
  /** A line for the job's log. */
  readonly say: (line: string) => void;
}

interface Answer {
  readonly comment: string | null;
  readonly checks: readonly CheckRun[];
}

export async function announceJob(job: AnnounceJob): Promise<void> {
  const answer = answerTo(job);
  // First, since it takes no permission.
  if (answer.comment !== null) await job.summarize(answer.comment);
  try {
    await show(job, answer);
  } catch (error) {
    const isReadOnly = error instanceof GitHubProblem && error.code === 'permission';
    // For what a fork or Dependabot causes, a token only reads: then the summary is all there is.
    if (job.start.refusal === null || !isReadOnly) throw error;
    job.say(`shown in the summary alone: ${error.message}`);
  }
}

async function show({ desk, start }: AnnounceJob, { comment, checks }: Answer): Promise<void> {
  const { origin } = start;
  const issue = origin?.pullRequest ?? null;
  // So that it can be set again.
  if (start.label !== null && issue !== null) await desk.removeLabel(issue, start.label);
  if (start.comment !== null) await desk.react(start.comment, start.refusal === null ? 'rocket' : 'confused');
  if (origin !== null)
    for (const check of checks) await desk.putCheckRun({ ...check, headSha: origin.commit });
  if (issue !== null && comment !== null)
    await desk.putComment({ issue, marker: COMMENT_MARKER, body: comment });
}

function answerTo({ start, surroundings, now }: AnnounceJob): Answer {
  const site = siteOf(surroundings);
  const { refusal, command, events, journal, labelPrefix } = start;
  const before = summaryOf(journal, now);
  if (refusal !== null) {
    const check = refusalCheck(refusal, { site });
    const comment = refusalComment(refusal, { site, run: before });
    return { comment, checks: check === null || before !== null ? [] : [check] };
  }
  switch (command) {
    case 'help':
      return { comment: helpComment({ site, run: before, labelPrefix }), checks: [] };
    case 'status':
      return { comment: statusComment({ site, run: before }), checks: [] };
    case 'plan':
      return preview(events, { site, before });
    default: {
      const run = summaryOf([...journal, ...events], now);
      if (run === null) return { comment: null, checks: [] };
      return { comment: runComment(run, { site }), checks: [runCheck(run, { site })] };
    }
  }
}

function summaryOf(events: readonly RunEvent[], now: number): Summary | null {
  const state = replay(events);
  return state === null ? null : summarize(state, state.finishedAt ?? now);
}

function preview(
  events: readonly RunEvent[],
  { site, before }: { readonly site: Site; readonly before: Summary | null },
): Answer {
  const [start] = events;
  if (start?.type !== 'run-started') return { comment: null, checks: [] };
  const { plan, config } = start;
  const graph = buildGraph(plan, { overlap: config.overlap });
  const planned = {
    plan,
    graph,
    choice: chooseExecution(plan, graph, { config, lengths: planLengths(plan, graph, config) }),
    config,
  };
  const inputs: PlanInputs = { ...planned, forecast: forecast(planned) };
  return {
    comment: previewComment(inputs, { site, run: before }),
    checks: [previewCheck(inputs, { site })],
  };
}
