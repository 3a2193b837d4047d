/** Everything about one task, as a closed section of a Markdown report. */
import { branchLink, commitLink, fileLink, logLink, type Site } from '../github/links.ts';
import { bulletList, code, details, escapeMarkdown, excerpt, fence, prose, table } from '../markdown.ts';
import type { AttemptView } from '../summary/attempt-view.ts';
import { conflictRows } from '../summary/conflict-rows.ts';
import type { TaskView } from '../summary/task-view.ts';
import { ending } from '../text/visible.ts';
import { duration, money, plural } from '../units.ts';

const MOST_FILES = 50;
const LONGEST_NOTES = 4000;

export interface SectionOptions {
  /** Lines of each output; 0: none. */
  readonly lines: number;
  readonly site: Site | null;
}

export function taskSection(task: TaskView, options: SectionOptions): string {
  const heading = `${task.mark} <b>${escapeMarkdown(task.id)}</b> · ${escapeMarkdown(task.title)} · ${task.label}`;
  const parts = [
    bulletList(facts(task, options.site)),
    task.attempts.length > 1 ? attempts(task.attempts) : '',
    conflict(task),
    options.lines > 0 ? outputs(task, options) : '',
    files(task, options.site),
    task.notes === null
      ? ''
      : `Notes that the task left, unchecked:\n\n${fence(ending(task.notes, LONGEST_NOTES))}`,
  ];
  return details(heading, parts.filter(part => part !== '').join('\n\n'));
}

function facts(task: TaskView, site: Site | null): readonly string[] {
  return [
    ...(task.reason === '' ? [] : [prose(task.reason)]),
    ...(task.next === null ? [] : [prose(task.next)]),
    ...(task.keptOn === null ? [] : [`work kept on ${branchLink(site, task.keptOn)}`]),
    ...task.why.map(why => prose(why)),
    ...(task.base === null
      ? []
      : [`started from ${site === null ? code(task.base) : commitLink(site, task.base)}`]),
    ...(task.mergeCommit === null
      ? []
      : [`merged as ${site === null ? code(task.mergeCommit) : commitLink(site, task.mergeCommit)}`]),
    ...(task.log === null ? [] : [logLink(site, task.log)]),
    ...(task.strays === null ? [] : [prose(task.strays)]),
    ...(task.tree === null ? [] : [`tree: ${code(task.tree)}`]),
  ];
}

function attempts(all: readonly AttemptView[]): string {
  return table(
    ['try', 'ended', 'backend', 'took', 'cost'],
    all.map(attempt => [
      String(attempt.number),
      prose(attempt.reason === '' ? (attempt.outcome ?? 'running') : attempt.reason),
      route(attempt),
      attempt.durationMs === null ? '' : duration(attempt.durationMs),
      attempt.costUsd === null ? '' : money(attempt.costUsd),
    ]),
  );
}

export function route({
  backend,
  model,
}: {
  readonly backend: string;
  readonly model: string | null;
}): string {
  return escapeMarkdown(model === null ? backend : `${backend} · ${model}`);
}

function conflict({ conflict: clash, status }: TaskView): string {
  if (clash === null) return '';
  const title = status === 'merged' ? 'Its earlier try collided:' : 'It collided:';
  const rows = conflictRows(clash).map(row => [
    code(row.path),
    row.kind,
    row.ours,
    row.theirs,
    escapeMarkdown(row.with),
  ]);
  return `${title}\n\n${table(['file', 'kind', 'lines merged', 'its lines', 'with'], rows)}`;
}

function outputs(task: TaskView, { lines, site }: SectionOptions): string {
  const { failure, tail, status } = task;
  const checks =
    failure === null
      ? ''
      : `${code(failure.command)}, ${prose(failure.problem)}:\n\n${excerpt(failure.tail, lines)}${logOf(task, site)}`;
  const own =
    status === 'merged' || tail.trim() === '' ? '' : `The end of its own output:\n\n${excerpt(tail, lines)}`;
  return [checks, own].filter(part => part !== '').join('\n\n');
}

/** Of the project's tests; that of the task itself is among the facts. */
function logOf({ failure, log }: TaskView, site: Site | null): string {
  return failure?.log === undefined || failure.log === log ? '' : `\n\nIts ${logLink(site, failure.log)}`;
}

function files({ files: paths, mergeCommit, commit }: TaskView, site: Site | null): string {
  if (paths.length === 0) return '';
  const shown = paths
    .slice(0, MOST_FILES)
    .map(file => fileLink(site, { file, commit: mergeCommit ?? commit }))
    .join(', ');
  const more = paths.length > MOST_FILES ? ` and ${paths.length - MOST_FILES} more` : '';
  return `${plural(paths.length, 'file')} changed: ${shown}${more}`;
}
