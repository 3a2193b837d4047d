/** A run as GitHub shows it, in parts that can be made poorer: those that need someone are left out last. */
import { assertNever } from '../../assert.ts';
import type { Part } from '../markdown/parts.ts';
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
} from '../markdown/run-sections.ts';
import { taskSection } from '../markdown/task-section.ts';
import { bulletList, clip, code, escapeMarkdown, prose, table } from '../markdown.ts';
import type { BatchView } from '../summary/batch-view.ts';
import type { Summary } from '../summary.ts';
import { moment, some } from '../units.ts';
import { detailsLink, type Site } from './links.ts';

const OVERVIEW = 'All tasks, timing and cost';
const EVIDENCE = 'Those that need you, in detail';
/** Numbers of rows to try: each about a fifth fewer. */
const ROWS = [1000, 250, 200, 160, 128, 100, 80, 64, 50, 40, 32, 25, 20, 16, 12, 10, 8, 6, 4, 3, 2, 1];
const LONGEST_REMARK = 1000;
const BAR = 10;
const NAMED_AT_WORK = 8;

export function runParts(summary: Summary, site: Site | null): readonly Part[] {
  return [
    { rank: 0, fixed: true, versions: [place(summary, site)] },
    ...(summary.finishedAt === null ? [{ rank: 3, versions: [progress(summary)] }] : []),
    { rank: 4, versions: [40, 10, 0].map(lines => failure(summary, lines, site)) },
    ...attentionParts(summary, site),
    { rank: 5, versions: [1000, 20, 5].map(most => remarks(summary, most)) },
    ...overviewParts(summary, site),
    ...evidenceParts(summary, site),
  ];
}

/**
 * `begin`: a workflow run with its first results. `step`: a run that goes on. `question`: something that was asked for. `later`: the
 * same, and it is done as soon as what is in the way has passed.
 */
export type StuckAt = 'begin' | 'step' | 'question' | 'later';

const STUCK_TITLES: Readonly<Record<StuckAt, string>> = {
  begin: 'the run could not begin to land',
  step: 'the run cannot go on',
  question: 'what was asked for could not be done',
  later: 'what was asked for could not be done yet',
};

export function stuckTitle(at: StuckAt): string {
  return STUCK_TITLES[at];
}

export function stuckParts(
  { at, reason }: { readonly at: StuckAt; readonly reason: string },
  site: Site | null,
): readonly Part[] {
  const told = `${prose(clip(reason, LONGEST_REMARK))}\n\n${stuckNext(at, site)}`;
  return [{ rank: 0, fixed: true, versions: [told] }];
}

function stuckNext(at: StuckAt, site: Site | null): string {
  switch (at) {
    case 'begin': {
      // What the tasks have made is in the artifacts of the workflow run, and in no branch yet.
      const details = detailsLink(site, 'the workflow run');
      const place = details === '' ? 'the workflow run' : details;
      return `Nothing is lost: *Re-run failed jobs* in ${place} goes on with what the tasks have made, and so does the schedule, twice within a day. \`/braid run\` starts anew.`;
    }
    case 'step':
      return 'Nothing is lost: Braid tries again by itself, at least once an hour for a day, and goes on with what the tasks have made. `/braid retry` tries at once, `/braid cancel` ends the run.';
    case 'question':
      return 'Mend what is in the way, then ask again.';
    case 'later':
      return 'Braid tries again by itself, every few minutes, until GitHub answers: nobody has to ask again.';
    default:
      return assertNever(at);
  }
}

function attentionParts(summary: Summary, site: Site | null): readonly Part[] {
  const rich = [600, 200, 100].map(cell => attention(summary, { site, rows: 1000, cell }));
  const fewer = ROWS.map(rows => attention(summary, { site, rows, cell: 100 }));
  return [{ rank: 1, versions: [...rich, ...fewer] }];
}

function overviewParts(summary: Summary, site: Site | null): readonly Part[] {
  const inside = OVERVIEW;
  return [
    { rank: 6, inside, versions: ROWS.map(rows => taskTable(summary.tasks, { site, rows })) },
    { rank: 4, inside, versions: [batchTable(summary)] },
    { rank: 4, inside, versions: [how(summary, site)] },
    { rank: 8, inside, versions: [graph(summary)] },
    { rank: 9, inside, versions: [chart(summary)] },
  ];
}

/** A section for each that needs someone; those that are merged have theirs in the job summary. */
function evidenceParts(summary: Summary, site: Site | null): readonly Part[] {
  const tasks = tellingTasks(summary.attention);
  const versions = [
    [40, 40],
    [15, 30],
    [8, 20],
    [0, 20],
    [0, 8],
    [0, 3],
  ].map(([lines = 0, most]) =>
    tasks
      .slice(0, most)
      .map(task => taskSection(task, { lines, site }))
      .join('\n\n'),
  );
  return [{ rank: 7, inside: EVIDENCE, versions }];
}

function remarks({ remarks: all }: Summary, most: number): string {
  const shown = all.slice(0, most).map(remark => prose(clip(remark, LONGEST_REMARK)));
  return bulletList(all.length > most ? [...shown, `… and ${all.length - most} more`] : shown);
}

/** How far each batch is, and who is at work. */
function progress({ batches, tasks }: Summary): string {
  const rows = batches.map(batch => [
    String(batch.number),
    `${bar(batch)} ${batch.merged} of ${batch.tasks.length} merged`,
    batch.tally,
  ]);
  const busy = tasks.filter(task => task.tone === 'busy').map(task => `**${escapeMarkdown(task.id)}**`);
  const now = busy.length === 0 ? '' : `\n\nAt work: ${some(busy, NAMED_AT_WORK)}.`;
  return `${table(['batch', 'progress', 'tasks'], rows)}${now}`;
}

function bar({ merged, worked, tasks }: BatchView): string {
  const full = Math.floor((merged / tasks.length) * BAR);
  const over = Math.floor((worked / tasks.length) * BAR) - full;
  return '█'.repeat(full) + '▒'.repeat(Math.max(0, over)) + '░'.repeat(BAR - full - Math.max(0, over));
}

/** What it took and cost, where everything is, how to get help. */
export function footer(summary: Summary | null, site: Site | null): string {
  const parts = [
    ...(summary === null ? [] : [`run ${code(summary.run)}`, escapeMarkdown(summary.effort)]),
    ...(summary !== null && summary.finishedAt === null ? [`as of ${moment(summary.now)}`] : []),
    detailsLink(site),
    '`/braid help`',
  ];
  return parts.filter(part => part !== '').join(' · ');
}
