/** How a diagnostic calls a place in a document, and what it finds there. */
import { z } from 'zod';
import type { SourceDocument } from '../document.ts';
import type { Path } from './finding.ts';
import { quote } from './words.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The keys of a mapping; of anything else: none. */
export function fieldsOf(value: unknown): Fields {
  return isMapping(value) ? Object.fromEntries(Object.entries(value)) : {};
}

/** The items of a list; of anything else: none. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function valueAt(document: SourceDocument, path: Path): unknown {
  let value: unknown = document.value;
  for (const step of path) {
    value = typeof step === 'number' ? itemsOf(value)[step] : property(value, step);
  }
  return value;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

/** "task `api`", "`price` of backend `bot`", "`merge`", or the whole. */
export function ownerName(document: SourceDocument, path: Path, whole: string): string {
  const named = path.length > 1 ? entityName(document, path) : null;
  const inside = (named === null ? path : path.slice(2)).filter(step => typeof step === 'string');
  if (named === null) return inside.length === 0 ? whole : quote(inside.join('.'));
  return inside.length === 0 ? named : `${quote(inside.join('.'))} of ${named}`;
}

function entityName(document: SourceDocument, [section, name]: Path): string | null {
  switch (section) {
    case 'tasks': {
      const id = valueAt(document, ['tasks', name ?? 0, 'id']);
      return typeof id === 'string' && id !== ''
        ? `task ${quote(id)}`
        : `task ${Number(name) + 1} of the list`;
    }
    case 'epics':
      return `epic ${quote(String(name))}`;
    case 'backends':
      return `backend ${quote(String(name))}`;
    default:
      return null;
  }
}

/** " in `needs`", or nothing at the root. */
export function inKey(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return '';
  return ` in ${quote(String(typeof last === 'number' ? path.at(-2) : last))}`;
}

/** What stands there, as the user wrote it. */
export function citation(document: SourceDocument, path: Path): string {
  const value = valueAt(document, path);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  if (typeof value === 'string') return value === '' ? 'an empty text' : quote(value);
  const written = document.written(path);
  return written === '' ? 'nothing' : quote(written);
}

/** The same with its type, for a message about types. */
export function typedCitation(document: SourceDocument, path: Path): string {
  const value = valueAt(document, path);
  const cited = citation(document, path);
  if (typeof value === 'string' && value !== '') return `the text ${cited}`;
  return typeof value === 'number' ? `the number ${cited}` : cited;
}

/** The keys that a schema knows at a path. */
export function knownKeys(schema: unknown, path: Path): readonly string[] {
  let at = bare(schema);
  for (const step of path) {
    if (at instanceof z.ZodObject) at = bare(at.shape[String(step)]);
    else if (at instanceof z.ZodArray) at = bare(at.element);
    else if (at instanceof z.ZodRecord) at = bare(at.valueType);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** Without what makes it optional; of alternatives the first. */
function bare(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap());
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return bare(schema.unwrap());
  return schema instanceof z.ZodDiscriminatedUnion ? bare(schema.options[0]) : schema;
}
