/** The report of a run in Markdown: for a job summary, and within a comment's limit for a pull request. */

import type { Site } from './github/links.ts';
import { previewParts, previewTitle } from './github/preview.ts';
import { type Refusal, refusalParts, refusalWords } from './github/refusal.ts';
import { fitParts, type Part } from './markdown/parts.ts';
import {
  attention,
  batchTable,
  chart,
  failure,
  graph,
  how,
  place,
  taskTable,
  tellingTasks,
} from './markdown/run-sections.ts';
import { taskSection } from './markdown/task-section.ts';
import { bulletList, byteLength, details, escapeMarkdown, fitting, prose } from './markdown.ts';
import type { PlanInputs } from './summary/plan-view.ts';
import type { Summary } from './summary.ts';

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

export interface JobSummaryOptions {
  /** Bytes; absent: what GitHub takes. */
  readonly limit?: number;
  /** What the names of branches, commits and logs link to; absent: they stand as they are. */
  readonly site?: Site;
}

export function jobSummary(
  summary: Summary,
  { limit = JOB_SUMMARY_LIMIT, site }: JobSummaryOptions = {},
): string {
  return fitting(
    limit,
    VERSIONS.map(
      (wealth, index) => () => report(summary, wealth, { site: site ?? null, shortened: index > 0 }),
    ),
  );
}

function report(
  summary: Summary,
  { lines, sections, diagrams, rows }: Wealth,
  { site, shortened }: { readonly site: Site | null; readonly shortened: boolean },
): string {
  const { plan, count } = summary.headline;
  const overview = [taskTable(summary.tasks, { site, rows }), batchTable(summary), how(summary, site)];
  const told = tellingTasks(summary.tasks).slice(0, sections);
  const parts = [
    `### ${escapeMarkdown(`${plan}: ${count}`)}`,
    place(summary, site),
    failure(summary, lines, site),
    attention(summary, { site, rows }),
    bulletList(summary.remarks.map(prose)),
    details('All tasks, timing and cost', overview.join('\n\n')),
    diagrams ? details('Graph and chart', `${graph(summary)}\n\n${chart(summary)}`) : '',
    ...told.map(task => taskSection(task, { lines, site })),
    escapeMarkdown(summary.effort),
    shortened ? 'Shortened to fit: the whole report is in the files of the run.' : '',
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

/** Where a token may not comment, as for forks and Dependabot, this is all that is said. */
export function refusalJobSummary(refusal: Refusal, { site, limit }: JobSummaryOptions = {}): string {
  return early(`Braid: ${refusalWords(refusal).title}`, refusalParts(refusal, site ?? null), limit);
}

export function previewJobSummary(
  inputs: PlanInputs,
  { limit }: Pick<JobSummaryOptions, 'limit'> = {},
): string {
  return early(`${inputs.plan.name}: ${previewTitle(inputs)}`, previewParts(inputs), limit);
}

/** Before anything ran. */
function early(title: string, parts: readonly Part[], limit = JOB_SUMMARY_LIMIT): string {
  const heading: Part = { rank: 0, fixed: true, versions: [`### ${escapeMarkdown(title)}`] };
  return fitParts([heading, ...parts], { most: limit, size: byteLength, notice: 'Shortened to fit.' });
}
