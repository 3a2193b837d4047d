/** Quotes and brackets that are not closed. */
import { type Document, isCollection, isScalar, visit, type YAMLError } from 'yaml';
import type { TextProblem } from '../reading/finding.ts';
import type { Source } from './source.ts';

type Words = Pick<TextProblem, 'code' | 'message' | 'hint'>;

/** The parser notices at the end what is wrong at the beginning; null: the error is another one. */
export function unclosed(error: YAMLError, openings: readonly Opening[], source: Source): TextProblem | null {
  const [noticed] = error.pos;
  const quoted = /^Missing closing ["']quote/.test(error.message);
  if (!quoted && !error.message.startsWith('Flow ')) return null;
  const fits = (opening: Opening): boolean =>
    opening.quoted === quoted && (quoted ? opening.to === noticed : opening.to <= noticed);
  const opening = openings.findLast(fits)?.from;
  if (opening === undefined) return null;
  return { ...(OPENED[source.text.charAt(opening)] ?? UNCLOSED_QUOTE), start: opening, end: opening + 1 };
}

/** A text in quotes, or a bracket that lacks its other half. */
export interface Opening {
  readonly quoted: boolean;
  readonly from: number;
  readonly to: number;
}

/** In the order of the file. */
export function findOpenings(document: Document, source: Source): readonly Opening[] {
  const openings: Opening[] = [];
  visit(document, {
    Node(_, node) {
      const [from = 0, to = 0] = node.range ?? [];
      const quoted = isScalar(node) && (node.type ?? '').startsWith('QUOTE');
      const open = isCollection(node) && node.flow === true && !/[\]}]/.test(source.text.charAt(to - 1));
      if (quoted || open) openings.push({ quoted, from, to });
    },
  });
  return openings;
}

const OPENED: Readonly<Record<string, Words>> = {
  '[': {
    code: 'unclosed-list',
    message: 'expected `]` for this `[`, found none',
    hint: 'close the list with `]`, and indent every line in between',
  },
  '{': {
    code: 'unclosed-mapping',
    message: 'expected `}` for this `{`, found none',
    hint: 'close the mapping with `}`, and indent every line in between',
  },
};

const UNCLOSED_QUOTE: Words = {
  code: 'unclosed-quote',
  message: 'expected a second quote for this one, found the end of the file',
  hint: 'close the text with the same quote',
};
