/** Messages about values of the wrong type, and about keys that are missing. */
import { quote } from './words.ts';

/** What to add, for keys that must be there. */
export const MISSING_HINTS: Readonly<Record<string, string>> = {
  version: 'add `version: 1`',
  name: 'add `name: …`, a word of lower-case letters, digits and `-`',
  tasks: 'add `tasks:` with a list of tasks',
  id: 'add `id: …`, a short name for the task',
  title: 'add `title: …`, one line that says what the task does',
  kind: 'add `kind: command`',
  run: 'add `run: …`, the command that does the work',
};

interface Written {
  readonly value: unknown;
  /** Letter by letter. */
  readonly source: string;
  /** Its key, or its position in a list; undefined: the whole document. */
  readonly key: string | number | undefined;
}

/** What was expected, by zod's name of the type, and what to do about it. */
export function typeWords(
  type: string,
  written: Written,
): { readonly expected: string; readonly hint: string } {
  if (written.value === null && typeof written.key === 'string') {
    const empty = { array: '[]', object: '{}', record: '{}' }[type] ?? '…';
    return {
      expected: typeName(type),
      hint: MISSING_HINTS[written.key] ?? `write ${quote(`${written.key}: ${empty}`)}, or remove the key`,
    };
  }
  return { expected: typeName(type), hint: typeHint(type, written) };
}

function typeName(type: string): string {
  switch (type) {
    case 'string':
      return 'text';
    case 'number':
      return 'a number';
    case 'int':
      return 'a whole number';
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return 'a list';
    default:
      return 'a mapping';
  }
}

function typeHint(type: string, written: Written): string {
  switch (type) {
    case 'string':
      return textHint(written);
    case 'number':
    case 'int':
      return numberHint(type, written);
    case 'boolean':
      return 'write `true` or `false`, without quotes';
    case 'array':
      return listHint(written);
    default:
      return 'write keys with their values, such as `key: value`';
  }
}

function textHint({ value, source }: Written): string {
  if (typeof value === 'number' || typeof value === 'boolean')
    return `put it in quotes: ${quote(JSON.stringify(source))}`;
  if (typeof value !== 'object' || value === null) return 'write a text';
  return Array.isArray(value)
    ? 'write one text instead of the list'
    : 'if a colon belongs to the text, put the text in quotes';
}

function numberHint(type: string, { value }: Written): string {
  const [digits] = typeof value === 'string' ? (/\d+(\.\d+)?/.exec(value) ?? []) : [];
  if (digits !== undefined) return `write the number alone: ${quote(digits)}`;
  return type === 'int' ? 'write a number without a fraction, such as `1`' : 'write a number, such as `1`';
}

function listHint({ value, source, key }: Written): string {
  const name = typeof key === 'string' ? `${key}: ` : '';
  if (typeof value === 'string' && value.length < 40 && !value.includes('\n')) {
    const plain = /^[A-Za-z_][\w./-]*( [\w./-]+)*$/.test(value);
    return `write a list: ${quote(`${name}[${plain ? value : JSON.stringify(value)}]`)}`;
  }
  if (typeof value === 'number' || typeof value === 'boolean')
    return `write a list: ${quote(`${name}[${source}]`)}`;
  return 'write a list: each item in a line of its own, after `- `';
}
