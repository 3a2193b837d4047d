/** The check run of each batch: its table, and the lines that conflict. */
import type { Part } from '../markdown/parts.ts';
import { attention, taskTable, tellingTasks } from '../markdown/run-sections.ts';
import { taskSection } from '../markdown/task-section.ts';
import type { BatchView } from '../summary/batch-view.ts';
import type { TaskView } from '../summary/task-view.ts';
import type { Summary } from '../summary.ts';
import { type CheckOptions, type CheckRun, type Conclusion, RUN_CHECK, texts, titleOf } from './check-run.ts';
import { conflictAnnotations } from './conflicts.ts';
import type { Site } from './links.ts';

export function batchChecks(summary: Summary, { site }: Pick<CheckOptions, 'site'>): readonly CheckRun[] {
  return summary.batches.map(batch => batchCheck(summary, batch, site));
}

function batchCheck(summary: Summary, batch: BatchView, site: Site): CheckRun {
  const tasks = summary.tasks.filter(task => batch.tasks.includes(task.id));
  const conclusion = batchConclusion(summary, batch, tasks);
  const own = { ...summary, tasks, attention: summary.attention.filter(task => tasks.includes(task)) };
  const rows = [1000, 200, 100, 50, 20];
  return {
    name: `${RUN_CHECK} / batch ${batch.number}`,
    externalId: `${summary.run}/${batch.number}`,
    status: conclusion !== null ? 'completed' : batch.status === 'waiting' ? 'queued' : 'in_progress',
    conclusion,
    title: titleOf(batch.tally),
    ...texts(
      [
        { rank: 2, versions: rows.map(most => taskTable(tasks, { site, rows: most })) },
        {
          rank: 1,
          versions: rows.map(most =>
            attention({ ...own, attentionTitle: 'What happened' }, { site, rows: most }),
          ),
        },
      ],
      sections(tasks, site),
      site,
    ),
    annotations: conflictAnnotations(summary, tasks),
    actions: [],
  };
}

function batchConclusion(
  { status, verified, finishedAt }: Summary,
  { status: own }: BatchView,
  tasks: readonly TaskView[],
): Conclusion | null {
  // A run that has ended leaves no batch behind that goes on.
  if (own !== 'done' && own !== 'failed' && finishedAt === null) return null;
  if (tasks.every(task => task.status === 'merged')) return verified ? 'success' : 'neutral';
  if (tasks.some(task => task.tone === 'bad')) return 'failure';
  if (status === 'parked') return 'action_required';
  return tasks.some(task => task.status === 'cancelled') ? 'cancelled' : 'failure';
}

function sections(tasks: readonly TaskView[], site: Site): readonly Part[] {
  return tellingTasks(tasks).map((task, index) => ({
    rank: index,
    versions: [40, 10, 0].map(lines => taskSection(task, { lines, site })),
  }));
}
