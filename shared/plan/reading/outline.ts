/**
 * What refers to what in a plan, read from its plain values without asking whether the rest of it is right: so that wrong
 * references are reported together with wrong types.
 */
import type { Path } from './finding.ts';
import { type Fields, fieldsOf, isMapping, itemsOf } from './whereabouts.ts';

export interface Outline {
  readonly tasks: readonly OutlinedTask[];
  readonly epics: readonly string[];
  /** The backend of `defaults:`. */
  readonly defaultBackend: string | null;
}

export interface OutlinedTask {
  readonly path: Path;
  /** Null: it is no mapping. */
  readonly fields: Fields | null;
  /** Null: it has none, or one that is no text. */
  readonly id: string | null;
  readonly needs: readonly Reference[];
  readonly after: readonly Reference[];
  readonly conflictsWith: readonly Reference[];
  readonly epic: string | null;
  readonly backend: string | null;
  readonly promptFile: string | null;
}

/** A task's id where another task names it. */
export interface Reference {
  readonly id: string;
  readonly path: Path;
}

export function outline(plan: unknown): Outline {
  const { tasks, epics, defaults } = fieldsOf(plan);
  return {
    tasks: itemsOf(tasks).map((task, index) => outlineTask(task, ['tasks', index])),
    epics: Object.keys(fieldsOf(epics)),
    defaultBackend: textOf(fieldsOf(defaults).backend),
  };
}

function outlineTask(task: unknown, path: Path): OutlinedTask {
  const fields = fieldsOf(task);
  const references = (key: string): readonly Reference[] =>
    itemsOf(fields[key]).flatMap((id, index) =>
      typeof id === 'string' && id.trim() !== '' ? [{ id, path: [...path, key, index] }] : [],
    );
  return {
    path,
    fields: isMapping(task) ? fields : null,
    id: textOf(fields.id),
    needs: references('needs'),
    after: references('after'),
    conflictsWith: references('conflicts-with'),
    epic: textOf(fields.epic),
    backend: textOf(fields.backend),
    promptFile: textOf(fields['prompt-file']),
  };
}

/** Null: no text, or an empty one, which the schema reports. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
