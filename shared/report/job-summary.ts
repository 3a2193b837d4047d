/** The report of a run in Markdown: for a job summary, and within a comment's limit for a pull request. */

import { type Diagram, mermaidGantt, mermaidGraph } from './markdown/mermaid.ts';
import { route, taskSection } from './markdown/task-section.ts';
import {
  bulletList,
  code,
  details,
  escapeMarkdown,
  excerpt,
  fence,
  fitting,
  prose,
  table,
} from './markdown.ts';
import type { TaskView } from './summary/task-view.ts';
import type { Summary } from './summary.ts';
import { duration, money, plural, shortSha } from './units.ts';

/** GitHub's limits: 1 MiB for the summary of a step, 65,536 characters for a comment. Here both in bytes. */
export const JOB_SUMMARY_LIMIT = 1024 * 1024;
export const COMMENT_LIMIT = 65_536;

/** How much is told; the details are shortened first. */
interface Wealth {
  /** Lines of each output. */
  readonly lines: number;
  /** Tasks with a section of their own. */
  readonly sections: number;
  readonly diagrams: boolean;
  /** Rows of a table. */
  readonly rows: number;
}

const VERSIONS: readonly Wealth[] = [
  { lines: 60, sections: 1000, diagrams: true, rows: 1000 },
  { lines: 20, sections: 1000, diagrams: true, rows: 1000 },
  { lines: 10, sections: 40, diagrams: true, rows: 1000 },
  { lines: 5, sections: 10, diagrams: true, rows: 300 },
  { lines: 0, sections: 0, diagrams: false, rows: 100 },
  { lines: 0, sections: 0, diagrams: false, rows: 10 },
];

export function jobSummary(
  summary: Summary,
  options: { readonly limit: number } = { limit: JOB_SUMMARY_LIMIT },
): string {
  return fitting(
    options.limit,
    VERSIONS.map((wealth, index) => () => report(summary, wealth, index > 0)),
  );
}

function report(summary: Summary, wealth: Wealth, shortened: boolean): string {
  const { plan, count, place } = summary.headline;
  const parts = [
    `### ${escapeMarkdown(`${plan}: ${count}`)}`,
    place === '' ? '' : `${prose(place)}.`,
    failure(summary, wealth.lines),
    attention(summary, wealth.rows),
    bulletList(summary.remarks.map(prose)),
    details('All tasks, timing and cost', overview(summary, wealth)),
    wealth.diagrams ? details('Graph and chart', diagrams(summary)) : '',
    sections(summary.tasks, wealth),
    escapeMarkdown(summary.effort),
    shortened ? 'Shortened to fit: the whole report is in the files of the run.' : '',
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function failure({ failure: failed }: Summary, lines: number): string {
  if (failed === null) return '';
  const tail = lines === 0 || failed.tail.trim() === '' ? '' : excerpt(failed.tail, lines);
  return [
    tail === '' ? '' : `The end of ${code(failed.command)}:\n\n${tail}`,
    failed.log === undefined ? '' : `Its log: ${code(failed.log)}`,
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

function attention({ attention: tasks, attentionTitle }: Summary, most: number): string {
  if (tasks.length === 0) return '';
  const rows = tasks
    .slice(0, most)
    .map(task => [
      `**${escapeMarkdown(task.id)}**`,
      `${task.mark} ${prose(task.reason === '' ? task.label : `${task.label}: ${task.reason}`)}`,
      [
        task.next === null ? '' : prose(task.next),
        task.keptOn === null ? '' : `its work: ${code(task.keptOn)}`,
      ]
        .filter(text => text !== '')
        .join(' · '),
    ]);
  return `${attentionTitle}:\n\n${table(['task', 'what happened', 'what you can do'], rows)}${missing(tasks.length, most)}`;
}

function overview(summary: Summary, { rows: most }: Wealth): string {
  const rows = summary.tasks
    .slice(0, most)
    .map(task => [
      escapeMarkdown(task.id),
      `${task.mark} ${task.label}`,
      String(task.batch),
      route(task),
      String(task.tries),
      task.durationMs === null ? '' : duration(task.durationMs),
      task.costUsd === null ? '' : money(task.costUsd),
      task.mergeCommit === null ? '' : code(shortSha(task.mergeCommit)),
    ]);
  const head = ['task', 'status', 'batch', 'backend', 'tries', 'took', 'cost', 'commit'];
  const tasks = `${table(head, rows)}${missing(summary.tasks.length, most)}`;
  return [tasks, batches(summary), how(summary)].join('\n\n');
}

function batches(summary: Summary): string {
  const rows = summary.batches.map(({ number, tally, startedAt, finishedAt, costUsd }) => [
    String(number),
    tally,
    startedAt === null ? '' : duration((finishedAt ?? summary.now) - startedAt),
    costUsd === null ? '' : money(costUsd),
  ]);
  return table(['batch', 'result', 'took', 'cost'], rows);
}

function how({ mode, criticalPath, run, base, totals }: Summary): string {
  return bulletList([
    `${mode.how}${mode.reasons.length === 0 ? '' : `: ${mode.reasons.map(prose).join('; ')}`}`,
    ...(criticalPath.length > 1 ? [`critical path: ${escapeMarkdown(criticalPath.join(' → '))}`] : []),
    `run ${code(run)} on ${code(shortSha(base))}, ${plural(totals.verifications, 'verification')}`,
  ]);
}

function diagrams(summary: Summary): string {
  const path = summary.criticalPath.length > 1 ? 'Thick arrows and red frames: the critical path.' : '';
  return [drawn(mermaidGraph(summary)), drawn(mermaidGantt(summary)), path]
    .filter(part => part !== '')
    .join('\n\n');
}

function drawn(diagram: Diagram): string {
  return diagram.kind === 'drawn' ? fence(diagram.text, 'mermaid') : escapeMarkdown(diagram.reason);
}

/** Those that need someone first. */
function sections(tasks: readonly TaskView[], { sections: most, lines }: Wealth): string {
  const telling = tasks.filter(task => task.attempts.length > 0 || (!task.open && task.status !== 'merged'));
  const unmerged = telling.filter(task => task.status !== 'merged');
  const ordered = [...unmerged, ...telling.filter(task => task.status === 'merged')];
  const shown = ordered.slice(0, most).map(task => taskSection(task, lines));
  return shown.join('\n\n');
}

function missing(all: number, most: number): string {
  return all > most ? `\n\n… and ${plural(all - most, 'more task', 'more tasks')}.` : '';
}
