/**
 * The one comment on a pull request, edited in place. What it says first is whether the work is in; an answer to a command
 * stands above the report of the run it is about, and does not replace it.
 */
import { fitParts, type Part } from '../markdown/parts.ts';
import { code, escapeMarkdown, table } from '../markdown.ts';
import type { PlanInputs } from '../summary/plan-view.ts';
import type { Summary } from '../summary.ts';
import { detailsLink, type Site } from './links.ts';
import { previewParts, previewTitle } from './preview.ts';
import { type Refusal, refusalParts, refusalWords } from './refusal.ts';
import { footer, runParts, type StuckAt, stuckParts, stuckTitle } from './run-parts.ts';

/** Its first line, by which it is found again; a reader does not see it. */
export const COMMENT_MARKER = '<!-- braid -->';
/** Characters; GitHub answers 422, "Body is too long". */
export const COMMENT_LIMIT = 65_536;

export interface CommentOptions {
  readonly site: Site;
  /** The run that the pull request has already: its report stays below the answer. */
  readonly run?: Summary | null;
}

/** Of a run that goes on or has ended in whatever way. */
export function runComment(summary: Summary, { site }: Pick<CommentOptions, 'site'>): string {
  return comment(summary.headline.count, runParts(summary, site), { site, footer: footer(summary, site) });
}

export function previewComment(inputs: PlanInputs, options: CommentOptions): string {
  return answer(previewTitle(inputs), previewParts(inputs), options);
}

export function refusalComment(refusal: Refusal, options: CommentOptions): string {
  return answer(refusalWords(refusal).title, refusalParts(refusal, options.site), options);
}

export function stuckComment(
  stuck: { readonly at: StuckAt; readonly reason: string },
  options: CommentOptions,
): string {
  return answer(stuckTitle(stuck.at), stuckParts(stuck, options.site), options);
}

/** `/braid status`: the run as it is now, or that there is none. */
export function statusComment({ site, run }: CommentOptions): string {
  return run == null ? refusalComment({ kind: 'no-run', run: null }, { site }) : runComment(run, { site });
}

export interface HelpOptions extends CommentOptions {
  /** Of the labels, such as `braid:`. */
  readonly labelPrefix: string;
}

export function helpComment({ labelPrefix, ...options }: HelpOptions): string {
  return answer('what it can do', [{ rank: 0, fixed: true, versions: [help(labelPrefix)] }], options);
}

function help(labelPrefix: string): string {
  const label = (name: string) => code(`${labelPrefix}${name}`);
  const rows = [
    ['`/braid run`', label('run'), 'runs the plan of this branch as it is now'],
    ['`/braid plan`', label('plan'), 'shows what a run would do, take and cost; nothing is spent'],
    ['`/braid status`', '', 'brings this comment up to date'],
    ['`/braid cancel`', label('cancel'), 'stops the run; finished work is kept'],
    [
      '`/braid retry`',
      label('retry'),
      'starts again all that is not in; goes on with a cancelled or parked run',
    ],
    ['`/braid retry TASK`', '', 'starts again one task'],
    ['`/braid help`', '', 'shows this'],
  ];
  const who = 'They are for people with write permission. A command begins its comment.';
  return `${table(['say', 'or set the label', 'and Braid'], rows)}\n\n${who}`;
}

/** With the report of the run below it. */
function answer(title: string, parts: readonly Part[], { site, run }: CommentOptions): string {
  const below = run == null ? [] : runBelow(run, site);
  return comment(title, [...parts, ...below], { site, footer: footer(run ?? null, site) });
}

function runBelow(run: Summary, site: Site): readonly Part[] {
  const title = escapeMarkdown(`${run.run}: ${run.headline.count}`);
  return [
    { rank: 0, fixed: true, versions: [`---\n\n#### ${title}`] },
    // What was asked for just now matters more than what was there.
    ...runParts(run, site).map(part => ({ ...part, rank: part.rank + 10 })),
  ];
}

function comment(
  title: string,
  parts: readonly Part[],
  of: { readonly site: Site; readonly footer: string },
): string {
  const details = detailsLink(of.site, 'the details');
  const notice = `Shortened to what a comment holds: ${details === '' ? 'the job summary' : details} has the rest.`;
  const heading = `${COMMENT_MARKER}\n\n### Braid: ${escapeMarkdown(title)}`;
  return fitParts(
    [
      { rank: 0, fixed: true, versions: [heading] },
      ...parts,
      { rank: 0, fixed: true, versions: [of.footer] },
    ],
    { most: COMMENT_LIMIT, size: text => text.length, notice },
  );
}
