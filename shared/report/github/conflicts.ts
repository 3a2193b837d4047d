/** Annotations on the lines that conflict, in the file as it was merged. */
import type { ConflictFile, LineRange } from '../../run/event.ts';
import type { TaskView } from '../summary/task-view.ts';
import type { Summary } from '../summary.ts';
import { enumerate, shortSha } from '../units.ts';
import { type Annotation, annotation } from './annotation.ts';

/** Of one file: a file that is rewritten as a whole has very many. */
const MOST_RANGES = 20;
const WHOLE: readonly LineRange[] = [[1, 1]];

/** A collision that a later try has settled is history, and marks no line. */
export function conflictAnnotations(summary: Summary, tasks: readonly TaskView[]): readonly Annotation[] {
  return tasks
    .filter(({ status }) => status === 'conflict')
    .flatMap(task => (task.conflict ?? []).flatMap(file => fileAnnotations(summary, task, file)));
}

function fileAnnotations(summary: Summary, task: TaskView, file: ConflictFile): readonly Annotation[] {
  const ranges = file.ours.length === 0 ? WHOLE : file.ours.slice(0, MOST_RANGES);
  return ranges.flatMap(([from, to]) =>
    annotation({
      path: file.path,
      // Where lines are only added, the range is empty: it stands at the line before which they are.
      lines: [from, Math.max(from, to)],
      level: 'failure',
      title: `${task.id} conflicts here`,
      message: message(summary, task, file),
    }),
  );
}

/** "models merged first and changed these lines, see 8c1f000. What to do: …" */
function message(summary: Summary, { id, next }: TaskView, file: ConflictFile): string {
  const others = summary.tasks.filter(task => file.with.includes(task.id));
  const commits = others.flatMap(({ mergeCommit }) => (mergeCommit === null ? [] : shortSha(mergeCommit)));
  const who = others.length === 0 ? 'The target' : enumerate(others.map(task => task.id));
  const isText = file.kind === 'content';
  const what = isText ? 'changed these lines' : `changed this file (${file.kind})`;
  const see = commits.length === 0 ? '' : `, see ${enumerate(commits)}`;
  const advice = next === null ? '' : `\nWhat you can do: ${next}`;
  return `${who} merged first and ${what}${see}; ${id} changed ${isText ? 'them' : 'it'} too.${advice}`;
}
