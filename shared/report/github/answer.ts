/** What is shown at once for what somebody asked: for a start, a preview, a refusal, a question. */
import type { RunId } from '../../plan/plan.ts';
import type { Decision } from '../../request/decision.ts';
import { arrange, forecast } from '../../run/dispatch/forecast.ts';
import type { RunEvent } from '../../run/event.ts';
import { replay } from '../../run/transition.ts';
import type { PlanInputs } from '../summary/plan-view.ts';
import { type Summary, summarize } from '../summary.ts';
import { type CheckRun, previewCheck, refusalCheck, runCheck, stuckCheck } from './check-run.ts';
import {
  helpComment,
  previewComment,
  refusalComment,
  runComment,
  statusComment,
  stuckComment,
} from './comment.ts';
import type { Site } from './links.ts';
import type { StuckAt } from './run-parts.ts';

export interface Answer {
  /** Null: there is nothing to say. */
  readonly comment: string | null;
  readonly checks: readonly CheckRun[];
}

export interface AnswerOptions {
  readonly site: Site;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Only an App hears of a button that was pressed. */
  readonly buttons?: boolean;
}

export function answerTo(
  { refusal, command, run: asked, events, journal, labelPrefix }: Decision,
  { site, now, buttons = false }: AnswerOptions,
): Answer {
  const before = summaryOf(journal, now);
  if (refusal !== null) {
    const check = refusalCheck(refusal, { site });
    const comment = refusalComment(refusal, { site, run: before });
    return { comment, checks: check === null || asked !== null ? [] : [check] };
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
      return { comment: runComment(run, { site }), checks: [runCheck(run, { site, buttons })] };
    }
  }
}

export interface StuckRun {
  readonly at: StuckAt;
  readonly run: RunId;
  readonly reason: string;
  /** As far as it came; absent: it did not begin. */
  readonly journal?: readonly RunEvent[];
}

/** Something that cannot go on, for a reason that is not its plan's. What comes of it later takes the place of this. */
export function stuckAnswer(
  { journal = [], ...stuck }: StuckRun,
  { site, now }: Pick<AnswerOptions, 'site' | 'now'>,
): Answer {
  const run = summaryOf(journal, now);
  return { comment: stuckComment(stuck, { site, run }), checks: [stuckCheck(stuck, { site })] };
}

export interface Unanswered {
  /** `later`: it is tried on until it can be answered. */
  readonly at: 'question' | 'later';
  readonly reason: string;
  /** Of the run that is there already. */
  readonly journal: readonly RunEvent[];
}

/** A question that cannot be answered: only who asked it is told. */
export function unanswered(
  { at, reason, journal }: Unanswered,
  { site, now }: Pick<AnswerOptions, 'site' | 'now'>,
): Answer {
  const run = summaryOf(journal, now);
  return { comment: stuckComment({ at, reason }, { site, run }), checks: [] };
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
  const planned = arrange(plan, config);
  const inputs: PlanInputs = { ...planned, forecast: forecast(planned) };
  return {
    comment: previewComment(inputs, { site, run: before }),
    checks: [previewCheck(inputs, { site })],
  };
}
