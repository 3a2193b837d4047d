/**
 * Check runs: `braid` for a run, fit to be a required check, and one for each batch. A conclusion that satisfies a required
 * check (`success`, `neutral`, `skipped`) is given only when all tasks are in; what was not verified is never green.
 */
import { assertNever } from '../../assert.ts';
import type { RunId } from '../../plan/plan.ts';
import type { RunStatus } from '../../run/status.ts';
import { fitParts, type Limit, type Part } from '../markdown/parts.ts';
import { byteLength } from '../markdown.ts';
import type { PlanInputs } from '../summary/plan-view.ts';
import type { Summary } from '../summary.ts';
import { oneLine } from '../text/visible.ts';
import { type Annotation, atMost, TITLE_LIMIT } from './annotation.ts';
import { conflictAnnotations } from './conflicts.ts';
import { diagnosticAnnotations } from './diagnostics.ts';
import type { Site } from './links.ts';
import { previewParts, previewTitle } from './preview.ts';
import { type Refusal, refusalParts, refusalWords } from './refusal.ts';
import { runParts, type StuckAt, stuckParts, stuckTitle } from './run-parts.ts';

export interface CheckRun {
  readonly name: string;
  /** The run, and of a batch its number: `payments-7f3a/2`. Empty: there is no run. */
  readonly externalId: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  /** Null until it is completed. */
  readonly conclusion: Conclusion | null;
  readonly detailsUrl: string | null;
  /** At most 255 characters, plain. */
  readonly title: string;
  /** Markdown, at most 65,535 bytes each. */
  readonly summary: string;
  readonly text: string;
  /** All of them; GitHub takes 50 a request. */
  readonly annotations: readonly Annotation[];
  readonly actions: readonly Action[];
}

export type Conclusion = 'success' | 'failure' | 'neutral' | 'cancelled' | 'action_required';

/** A button. GitHub takes three, with so many characters: 20, 40, 20. */
export interface Action {
  readonly label: string;
  readonly description: string;
  readonly identifier: 'cancel' | 'retry' | 'resume';
}

export interface CheckOptions {
  readonly site: Site;
  /** Only an App hears of a button that was pressed. */
  readonly buttons?: boolean;
}

export const RUN_CHECK = 'braid';
/** A preview has a name of its own: grey, it would satisfy a required check with nothing done. */
export const PREVIEW_CHECK = 'braid / plan';

/** GitHub's limit is given in characters and holds for bytes. */
const TEXT_LIMIT = 65_535;

const CANCEL: Action = {
  label: 'Cancel',
  description: 'Stop this run, keep finished work',
  identifier: 'cancel',
};
const RETRY: Action = {
  label: 'Retry failed',
  description: 'Start again all that is not in',
  identifier: 'retry',
};
const RESUME: Action = { label: 'Resume', description: 'Go on where this run stopped', identifier: 'resume' };

export function runCheck(summary: Summary, { site, buttons = false }: CheckOptions): CheckRun {
  const [first, second] = split(runParts(summary, site));
  const conclusion = runConclusion(summary);
  return {
    name: RUN_CHECK,
    externalId: summary.run,
    status: conclusion === null ? 'in_progress' : 'completed',
    conclusion,
    title: titleOf(summary.headline.count),
    ...texts(first, second, site),
    annotations: conflictAnnotations(summary, summary.tasks),
    actions: buttons ? actions(summary.status) : [],
  };
}

/** What stands in closed sections of a comment stands open on the page of a check run, below its summary. */
function split(parts: readonly Part[]): readonly [readonly Part[], readonly Part[]] {
  const closed = parts.filter(({ inside, versions }) => inside !== undefined && versions[0] !== '');
  const opened = closed.flatMap(({ inside, rank, versions }, index): readonly Part[] => {
    const isFirst = inside !== closed[index - 1]?.inside;
    return [...(isFirst ? [{ rank: 10, versions: [`### ${inside}`] }] : []), { rank, versions }];
  });
  return [parts.filter(({ inside }) => inside === undefined), opened];
}

function runConclusion({ status, verified }: Summary): Conclusion | null {
  switch (status) {
    case 'running':
      return null;
    case 'completed':
      return verified ? 'success' : 'neutral';
    case 'empty':
      return 'neutral';
    case 'partial':
    case 'failed':
      return 'failure';
    case 'cancelled':
      return 'cancelled';
    case 'parked':
      return 'action_required';
    default:
      return assertNever(status);
  }
}

function actions(status: RunStatus): readonly Action[] {
  switch (status) {
    case 'running':
      return [CANCEL];
    case 'partial':
    case 'failed':
      return [RETRY];
    case 'cancelled':
    case 'parked':
      return [RESUME];
    case 'completed':
    case 'empty':
      return [];
    default:
      return assertNever(status);
  }
}

export function previewCheck(inputs: PlanInputs, { site }: Pick<CheckOptions, 'site'>): CheckRun {
  return {
    name: PREVIEW_CHECK,
    externalId: '',
    status: 'completed',
    conclusion: 'neutral',
    title: titleOf(previewTitle(inputs)),
    ...texts(previewParts(inputs), [], site),
    annotations: [],
    actions: [],
  };
}

/** Null where a check run would take the place of one that says more: that of a run which is there already. */
export function refusalCheck(refusal: Refusal, { site }: Pick<CheckOptions, 'site'>): CheckRun | null {
  if (refusal.kind !== 'invalid-plan' && refusal.kind !== 'no-plan') return null;
  return {
    name: RUN_CHECK,
    externalId: '',
    status: 'completed',
    conclusion: 'failure',
    title: titleOf(refusalWords(refusal).title),
    ...texts(refusalParts(refusal, site), [], site),
    annotations: refusal.kind === 'invalid-plan' ? diagnosticAnnotations(refusal.diagnostics) : [],
    actions: [],
  };
}

export function stuckCheck(
  { run, ...stuck }: { readonly run: RunId; readonly at: StuckAt; readonly reason: string },
  { site }: Pick<CheckOptions, 'site'>,
): CheckRun {
  return {
    name: RUN_CHECK,
    externalId: run,
    status: 'completed',
    conclusion: 'failure',
    title: titleOf(stuckTitle(stuck.at)),
    ...texts(stuckParts(stuck, site), [], site),
    annotations: [],
    actions: [],
  };
}

/** Both Markdown fields, and where there is more. */
export function texts(summary: readonly Part[], text: readonly Part[], { detailsUrl }: Site) {
  const limit: Limit = {
    most: TEXT_LIMIT,
    size: byteLength,
    notice: 'Shortened to what a check run holds: the job summary has the rest.',
  };
  return {
    detailsUrl,
    summary: fitParts(summary, limit),
    text: text.length === 0 ? '' : fitParts(text, limit),
  };
}

export function titleOf(text: string): string {
  return atMost(oneLine(text), TITLE_LIMIT);
}
