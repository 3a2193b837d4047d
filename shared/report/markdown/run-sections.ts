/** The parts of a report of a run in Markdown, for the job summary, the comment and the check runs. */
import { branchLink, commitLink, linkCommits, logLink, type Site, workLink } from '../github/links.ts';
import {
  bulletList,
  clip,
  code,
  escapeMarkdown,
  excerpt,
  fence,
  missing,
  prose,
  table,
} from '../markdown.ts';
import type { TaskView } from '../summary/task-view.ts';
import type { Summary } from '../summary.ts';
import { duration, money, plural } from '../units.ts';
import { type Diagram, mermaidGantt, mermaidGraph } from './mermaid.ts';
import { route } from './task-section.ts';

/** Characters of a sentence in a table; what is longer stands in the task's own section. */
const LONGEST_CELL = 600;
const LONGEST_PLACE = 1000;

export interface Amount {
  readonly site: Site | null;
  /** Rows of a table. */
  readonly rows: number;
  /** Characters of a sentence in it. */
  readonly cell?: number;
}

/** Where the result is, as a sentence; its commits are links. The name of a branch keeps its own first letter. */
export function place({ headline, target, landed, integration, base }: Summary, site: Site | null): string {
  const text = clip(headline.place, LONGEST_PLACE);
  if (text === '') return '';
  const isName = target !== null && text.startsWith(target);
  const sentence = isName ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return `${linkCommits(prose(sentence), site, [landed, integration, base])}.`;
}

/** The command that holds everything up, with the end of what it said. */
export function failure({ failure: failed }: Summary, lines: number, site: Site | null): string {
  if (failed === null) return '';
  const tail = lines === 0 || failed.tail.trim() === '' ? '' : excerpt(failed.tail, lines);
  return [
    tail === '' ? '' : `The end of ${code(failed.command)}:\n\n${tail}`,
    failed.log === undefined ? '' : `Its ${logLink(site, failed.log)}`,
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

/** Those that need someone: what happened, and what can be done. */
export function attention(summary: Summary, { site, rows: most, cell = LONGEST_CELL }: Amount): string {
  const { attention: tasks, attentionTitle } = summary;
  if (tasks.length === 0 || most === 0) return '';
  const rows = tasks
    .slice(0, most)
    .map(task => [
      `**${escapeMarkdown(task.id)}**`,
      whatHappened(task, cell),
      whatToDo(task, { site, cell }),
    ]);
  const all = table(['task', 'what happened', 'what you can do'], rows);
  return `${attentionTitle}:\n\n${all}${missing(tasks.length, most)}`;
}

export function whatHappened({ mark, label, reason }: TaskView, cell = LONGEST_CELL): string {
  return `${mark} ${prose(clip(reason === '' ? label : `${label}: ${reason}`, cell))}`;
}

function whatToDo(
  task: TaskView,
  { site, cell }: { readonly site: Site | null; readonly cell: number },
): string {
  const { next, log } = task;
  return [
    next === null ? '' : prose(clip(next, cell)),
    keptWork(task, site),
    log === null || site === null ? '' : onSite(logLink(site, log)),
  ]
    .filter(text => text !== '')
    .join(' · ');
}

function keptWork({ keptOn, base }: TaskView, site: Site | null): string {
  if (keptOn === null) return '';
  return base === null
    ? branchLink(site, keptOn, 'its work')
    : workLink(site, { base, branch: keptOn, label: 'its work' });
}

/** In a table a log is only worth its place as a link. */
function onSite(log: string): string {
  return log.startsWith('[') ? log : '';
}

export function taskTable(tasks: readonly TaskView[], { site, rows: most }: Amount): string {
  const rows = tasks
    .slice(0, most)
    .map(task => [
      escapeMarkdown(task.id),
      `${task.mark} ${task.label}`,
      String(task.batch),
      route(task),
      String(task.tries),
      task.durationMs === null ? '' : duration(task.durationMs),
      task.costUsd === null ? '' : money(task.costUsd),
      task.mergeCommit === null ? '' : commitLink(site, task.mergeCommit),
    ]);
  const head = ['task', 'status', 'batch', 'backend', 'tries', 'took', 'cost', 'commit'];
  return `${table(head, rows)}${missing(tasks.length, most)}`;
}

export function batchTable(summary: Summary): string {
  const rows = summary.batches.map(({ number, tally, startedAt, finishedAt, costUsd }) => [
    String(number),
    tally,
    startedAt === null ? '' : duration((finishedAt ?? summary.now) - startedAt),
    costUsd === null ? '' : money(costUsd),
  ]);
  return table(['batch', 'result', 'took', 'cost'], rows);
}

/** In which mode it ran, and why. */
export function how({ mode, criticalPath, run, base, totals }: Summary, site: Site | null): string {
  return bulletList([
    `${mode.how}${mode.reasons.length === 0 ? '' : `: ${mode.reasons.map(prose).join('; ')}`}`,
    ...(criticalPath.length > 1 ? [`critical path: ${escapeMarkdown(criticalPath.join(' → '))}`] : []),
    `run ${code(run)} on ${commitLink(site, base)}, ${plural(totals.verifications, 'verification')}`,
  ]);
}

export function graph(summary: Summary): string {
  return drawn(mermaidGraph(summary));
}

export function chart(summary: Summary): string {
  const path = summary.criticalPath.length > 1 ? 'Thick arrows and red frames: the critical path.' : '';
  return [drawn(mermaidGantt(summary)), path].filter(part => part !== '').join('\n\n');
}

export function drawn(diagram: Diagram): string {
  return diagram.kind === 'drawn' ? fence(diagram.text, 'mermaid') : escapeMarkdown(diagram.reason);
}

/** Those with something to tell, who need someone first. */
export function tellingTasks(tasks: readonly TaskView[]): readonly TaskView[] {
  const telling = tasks.filter(task => task.attempts.length > 0 || (!task.open && task.status !== 'merged'));
  const unmerged = telling.filter(task => task.status !== 'merged');
  return [...unmerged, ...telling.filter(task => task.status === 'merged')];
}
