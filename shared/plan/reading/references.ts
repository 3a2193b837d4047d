/** What must hold between the tasks of a plan: ids that are unique, references that exist, an order that is possible. */

import { error, type Path, type Problem } from './finding.ts';
import type { Outline, OutlinedTask, Reference } from './outline.ts';
import { suggester } from './suggest.ts';
import { nameList, quote } from './words.ts';

/** `lineOf` gives the line of a path. */
export function referenceProblems(plan: Outline, lineOf: (path: Path) => number): readonly Problem[] {
  return [
    ...idProblems(plan, lineOf),
    ...plan.tasks.flatMap(promptProblems),
    ...taskReferenceProblems(plan),
    ...epicProblems(plan),
    ...epicNameProblems(plan, lineOf),
  ];
}

/** Also ids that differ only in case: branches are files, and not every file system tells them apart. */
function idProblems({ tasks }: Outline, lineOf: (path: Path) => number): readonly Problem[] {
  const first = new Map<string, { readonly id: string; readonly path: Path }>();
  return tasks.flatMap(({ id, path: task }) => {
    if (id === null) return [];
    const path = [...task, 'id'];
    const known = first.get(id.toLowerCase());
    first.set(id.toLowerCase(), known ?? { id, path });
    return known === undefined ? [] : [collision({ id, path }, known, lineOf)];
  });
}

interface Named {
  readonly id: string;
  readonly path: Path;
}

function collision({ id, path }: Named, first: Named, lineOf: (path: Path) => number): Problem {
  const line = lineOf(first.path);
  if (id === first.id) {
    const message = `expected a new task id, found ${quote(id)} again, first in line ${line}`;
    return error({ code: 'duplicate-id', message, hint: 'give one of the two tasks another id', path });
  }
  const message = `expected ids that differ in more than case, found ${quote(id)} beside ${quote(first.id)} in line ${line}`;
  const hint = 'give one of the two tasks another id: not every file system tells such branches apart';
  return error({ code: 'colliding-id', message, hint, path });
}

function promptProblems({ fields, id, path }: OutlinedTask, index: number): readonly Problem[] {
  const task = id === null ? `task ${index + 1} of the list` : `task ${quote(id)}`;
  if (fields === null) return [];
  const given = ['prompt', 'prompt-file'].filter(key => fields[key] !== undefined);
  if (given.length === 1) return [];
  if (given.length === 0) {
    const message = `expected the key \`prompt\` or \`prompt-file\` in ${task}, found neither`;
    return [
      error({ code: 'missing-prompt', message, hint: 'add `prompt: …`, what the backend is told', path }),
    ];
  }
  const message = `expected either \`prompt\` or \`prompt-file\` in ${task}, found both`;
  const late = Object.keys(fields).filter(key => given.includes(key))[1] ?? 'prompt-file';
  return [
    error({ code: 'two-prompts', message, hint: 'remove one of them', path: [...path, late], at: 'key' }),
  ];
}

function taskReferenceProblems({ tasks }: Outline): readonly Problem[] {
  const ids = [...new Set(tasks.flatMap(({ id }) => (id === null ? [] : [id])))];
  const known = new Set(ids);
  const nearest = suggester(ids);
  const hintFor = (id: string): string =>
    nearest(id) ?? (ids.length === 0 ? 'no task has an id yet' : `the plan's tasks are ${nameList(ids)}`);
  return tasks.flatMap(task =>
    [...references(task)].flatMap(([key, list]) => [
      ...list.filter(({ id }) => !known.has(id)).map(reference => unknownTask(reference, key, hintFor)),
      ...list.filter(({ id }) => id === task.id).map(reference => selfReference(reference, key)),
      ...repetitions(list, key),
    ]),
  );
}

function references(task: OutlinedTask): ReadonlyMap<string, readonly Reference[]> {
  return new Map([
    ['needs', task.needs],
    ['after', task.after],
    ['conflicts-with', task.conflictsWith],
  ]);
}

function unknownTask({ id, path }: Reference, key: string, hintFor: (id: string) => string): Problem {
  return error({
    code: 'unknown-task',
    message: `unknown task ${quote(id)} in ${quote(key)}`,
    hint: hintFor(id),
    path,
  });
}

function selfReference({ id, path }: Reference, key: string): Problem {
  const message = `expected other tasks in ${quote(key)}, found ${quote(id)} itself`;
  const hint = key === 'conflicts-with' ? 'remove it' : 'remove it: a task cannot wait for itself';
  return error({ code: 'self-reference', message, hint, path });
}

function repetitions(list: readonly Reference[], key: string): readonly Problem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id, path }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = `expected each task once in ${quote(key)}, found ${quote(id)} again`;
    return [
      { ...error({ code: 'repeated-task', message, hint: 'remove it', path }), severity: 'warning' as const },
    ];
  });
}

function epicProblems({ tasks, epics }: Outline): readonly Problem[] {
  const nearest = suggester(epics);
  const unknown = tasks.flatMap(({ epic, path }) => {
    if (epic === null || epics.includes(epic)) return [];
    const hint = nearest(epic) ?? `declare it under \`epics:\`, as \`${epic}: {}\``;
    return [
      error({
        code: 'unknown-epic',
        message: `unknown epic ${quote(epic)} in \`epic\``,
        hint,
        path: [...path, 'epic'],
      }),
    ];
  });
  const used = new Set(tasks.map(({ epic }) => epic));
  const unused = epics.filter(epic => !used.has(epic)).map(unusedEpic);
  return [...unknown, ...unused];
}

function unusedEpic(epic: string): Problem {
  const message = `expected a task in epic ${quote(epic)}, found none`;
  const hint = `give a task \`epic: ${epic}\`, or remove the epic`;
  const at = { path: ['epics', epic], at: 'key' as const };
  return { ...error({ code: 'unused-epic', message, hint, ...at }), severity: 'warning' };
}

function epicNameProblems({ epics }: Outline, lineOf: (path: Path) => number): readonly Problem[] {
  const first = new Map<string, string>();
  return epics.flatMap(epic => {
    const known = first.get(epic.toLowerCase());
    first.set(epic.toLowerCase(), known ?? epic);
    if (known === undefined) return [];
    const message = `expected epics that differ in more than case, found ${quote(epic)} beside ${quote(known)} in line ${lineOf(['epics', known])}`;
    const hint = 'give one of the two another name: not every file system tells such branches apart';
    return [error({ code: 'colliding-epic', message, hint, path: ['epics', epic], at: 'key' })];
  });
}
