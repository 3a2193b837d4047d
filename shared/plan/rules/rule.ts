/**
 * How a schema says more than a type: a rule finds what is wrong with one value in Braid's words, and describes itself to
 * editors with JSON Schema keywords. zod never writes a text that a person reads.
 */
import { z } from 'zod';

export type Finding =
  | {
      readonly kind: 'unfit';
      readonly code: string;
      /** Follows "expected". */
      readonly expected: string;
      /** Follows "found"; absent: the value itself. */
      readonly found?: string;
      readonly hint: string | null;
    }
  /** A key of a feature that is not built yet. */
  | { readonly kind: 'later'; readonly hint: string };

type Keywords = Readonly<Record<string, unknown>> & { readonly description: string };

/** A schema whose values are checked once their type is right. */
export function rule<Schema extends z.ZodType>(
  schema: Schema,
  check: (value: z.output<Schema>) => Finding | null,
  keywords: Keywords,
): Schema {
  return schema
    .superRefine((value, context) => {
      const finding = check(value);
      if (finding !== null) context.addIssue({ code: 'custom', params: { finding } });
    })
    .meta(keywords);
}

/** Refuses everything but the default of a key whose feature is not built yet. */
export function later<Schema extends z.ZodType>(
  schema: Schema,
  isDefault: (value: z.output<Schema>) => boolean,
  { description, hint = 'remove it' }: { readonly description: string; readonly hint?: string },
): Schema {
  const check = (value: z.output<Schema>): Finding | null =>
    isDefault(value) ? null : { kind: 'later', hint };
  return rule(schema, check, { description: `${description} (not supported yet)` });
}

/** What {@link rule} put into an issue; null: the issue is zod's own. */
export function findingOf(issue: z.core.$ZodIssue): Finding | null {
  if (issue.code !== 'custom') return null;
  const finding: Finding | undefined = issue.params?.finding;
  return finding ?? null;
}

export interface Range {
  readonly above?: number;
  readonly from?: number;
  readonly to?: number;
  readonly whole?: boolean;
  readonly description: string;
  readonly hint: string;
}

export function numberIn({ above, from, to, whole = false, description, hint }: Range): z.ZodNumber {
  const noun = whole ? 'a whole number' : 'a number';
  const bounds = [
    above === undefined ? '' : ` above ${above}`,
    from === undefined ? '' : to === undefined ? ` of at least ${from}` : ` from ${from}`,
    to === undefined ? '' : from === undefined ? ` and at most ${to}` : ` to ${to}`,
  ];
  const keywords = {
    description,
    ...(above === undefined ? {} : { exclusiveMinimum: above }),
    ...(from === undefined ? {} : { minimum: from }),
    ...(to === undefined ? {} : { maximum: to }),
  };
  const inside = (value: number): boolean =>
    value > (above ?? -Infinity) && value >= (from ?? -Infinity) && value <= (to ?? Infinity);
  const finding: Finding = {
    kind: 'unfit',
    code: 'out-of-range',
    expected: `${noun}${bounds.join('')}`,
    hint,
  };
  return rule(whole ? z.int() : z.number(), value => (inside(value) ? null : finding), keywords);
}

/** Text with something in it, on one line when `lines` is not set. */
export function text(description: string, { lines = false } = {}): z.ZodString {
  return rule(z.string(), value => blank(value) ?? (lines ? null : oneLine(value)), {
    description,
    pattern: '\\S',
  });
}

function blank(value: string): Finding | null {
  if (value.trim() !== '') return null;
  return {
    kind: 'unfit',
    code: 'empty-text',
    expected: 'a text',
    found: 'an empty one',
    hint: 'fill it in, or remove it',
  };
}

function oneLine(value: string): Finding | null {
  const found = /\p{Cc}/u.exec(value.trim())?.[0];
  if (found === undefined) return null;
  if (found !== '\n') {
    return {
      kind: 'unfit',
      code: 'control-character',
      expected: 'a text without control characters',
      hint: 'remove them',
    };
  }
  return {
    kind: 'unfit',
    code: 'several-lines',
    expected: 'a text of one line',
    hint: 'shorten it to one line',
  };
}
