/**
 * One part of a path pattern between two slashes, and the question whether two of them can be the same name.
 * Works on UTF-16 units, as regular expressions do.
 */

export type Segment =
  | { readonly kind: 'name'; readonly name: string }
  /** `source` tells two of them apart. */
  | { readonly kind: 'wild'; readonly source: string; readonly steps: readonly Step[] }
  /** `**`: any number of names, none too. */
  | { readonly kind: 'any' };

/** One character out of a set, or any number of them. */
export interface Step {
  readonly set: CharacterSet;
  readonly repeats: boolean;
}

/** Ranges of character codes, both ends included. */
export type CharacterSet = readonly (readonly [from: number, to: number])[];

const SLASH = 0x2f;
const DOT = 0x2e;
const ANY_CHARACTER: CharacterSet = [
  [0, SLASH - 1],
  [SLASH + 1, 0xffff],
];
const ONE_CHARACTER: Step = { set: ANY_CHARACTER, repeats: false };
const ANY_CHARACTERS: Step = { set: ANY_CHARACTER, repeats: true };
/** Shared, because a plan has them by the hundred thousand. */
const ASCII = Array.from({ length: 128 }, (_, code) => plainStep(code));

/** A bracket of a pattern, such as `[a-z]` or `[!.]`; one that is not closed before the next slash is plain text. */
const BRACKET = /\[[!^]?(?:\\[^/]|[^\]\\/])+\]/y;

/** Reads the text between two slashes, in which braces are plain text. */
export function parseSegment(text: string, brackets: 'sets' | 'text'): Segment {
  if (text === '**') return { kind: 'any' };
  if (!/[\\*?[]/.test(text)) return { kind: 'name', name: text };
  const steps: Step[] = [];
  let name = '';
  let plain = true;
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at, brackets);
    at += token.length;
    steps.push(...token.steps);
    if (token.text === null) plain = false;
    else name += token.text;
  }
  return plain ? { kind: 'name', name } : { kind: 'wild', source: `${brackets}:${text}`, steps };
}

interface Token {
  readonly length: number;
  readonly steps: readonly Step[];
  /** What it stands for, if that is one text only. */
  readonly text: string | null;
}

function tokenAt(text: string, at: number, brackets: 'sets' | 'text'): Token {
  const character = text.charAt(at);
  if (character === '*') return { length: 1, steps: [ANY_CHARACTERS], text: null };
  if (character === '?') return { length: 1, steps: [ONE_CHARACTER], text: null };
  if (character === '\\' && at + 1 < text.length) return plainToken(text.charAt(at + 1), 2);
  if (character !== '[') return plainToken(character, 1);
  const bracket = bracketAt(text, at);
  if (bracket === null) return plainToken(character, 1);
  if (brackets === 'text') return plainToken(unescaped(bracket), bracket.length);
  return { length: bracket.length, steps: [{ set: parseBracket(bracket), repeats: false }], text: null };
}

export function bracketAt(text: string, at: number): string | null {
  BRACKET.lastIndex = at;
  return BRACKET.exec(text)?.[0] ?? null;
}

function plainToken(text: string, length: number): Token {
  return { length, steps: stepsOf(text), text };
}

function stepsOf(name: string): Step[] {
  return Array.from({ length: name.length }, (_, at) => {
    const code = name.charCodeAt(at);
    return ASCII[code] ?? plainStep(code);
  });
}

function plainStep(code: number): Step {
  return { set: [[code, code]], repeats: false };
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

function parseBracket(bracket: string): CharacterSet {
  const negated = /^\[[!^]/.test(bracket);
  const ranges: [number, number][] = [];
  for (const [, first = '', last = first] of bracket
    .slice(negated ? 2 : 1, -1)
    .matchAll(/(\\.|[^\\])(?:-(\\.|[^\\]))?/gs)) {
    ranges.push([unescaped(first).charCodeAt(0), unescaped(last).charCodeAt(0)]);
  }
  const real = ranges.filter(([from, to]) => from <= to);
  return common(negated ? complement(real) : real, ANY_CHARACTER);
}

function complement(ranges: readonly [number, number][]): CharacterSet {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    if (from > next) gaps.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  return next <= 0xffff ? [...gaps, [next, 0xffff]] : gaps;
}

function common(a: CharacterSet, b: CharacterSet): CharacterSet {
  return a.flatMap(([fromA, toA]) =>
    b.flatMap(([fromB, toB]): CharacterSet => {
      const [from, to] = [Math.max(fromA, fromB), Math.min(toA, toB)];
      return from <= to ? [[from, to]] : [];
    }),
  );
}

/** Whether one name fits both; `.` and `..` are no names. Not for `**`. */
export function canMeet(a: Segment, b: Segment): boolean {
  if (a.kind === 'any' || b.kind === 'any') return true;
  if (a.kind === 'name') return b.kind === 'name' ? a.name === b.name : fits(a.name, b.steps);
  return b.kind === 'name' ? fits(b.name, a.steps) : stepsMeet(a.steps, b.steps);
}

/** Goes back to the latest repeated step only: what an earlier one would take, that one can take too. */
function fits(name: string, steps: readonly Step[]): boolean {
  let at = 0;
  let step = 0;
  let [retryAt, retryStep] = [0, -1];
  while (at < name.length) {
    const current = steps[step];
    if (current?.repeats) {
      [retryAt, retryStep] = [at, step];
      step++;
    } else if (current !== undefined && has(current.set, name.charCodeAt(at))) {
      at++;
      step++;
    } else if (retryStep >= 0) {
      retryAt++;
      at = retryAt;
      step = retryStep + 1;
    } else return false;
  }
  return steps.slice(step).every(({ repeats }) => repeats);
}

function has(set: CharacterSet, code: number): boolean {
  return set.some(([from, to]) => from <= code && code <= to);
}

/** A point in both patterns; `dots` says how many dots and nothing else were read, 3 stands for a real name. */
type Point = readonly [a: number, b: number, dots: number];

function stepsMeet(a: readonly Step[], b: readonly Step[]): boolean {
  const seen = new Set<number>();
  const open: Point[] = [[0, 0, 0]];
  for (let point = open.pop(); point !== undefined; point = open.pop()) {
    const [atA, atB, dots] = point;
    const key = (atA * (b.length + 1) + atB) * 4 + dots;
    if (seen.has(key)) continue;
    seen.add(key);
    const [stepA, stepB] = [a[atA], b[atB]];
    if (stepA === undefined && stepB === undefined && dots === 3) return true;
    if (stepA?.repeats) open.push([atA + 1, atB, dots]);
    if (stepB?.repeats) open.push([atA, atB + 1, dots]);
    if (stepA === undefined || stepB === undefined) continue;
    const [nextA, nextB] = [stepA.repeats ? atA : atA + 1, stepB.repeats ? atB : atB + 1];
    for (const [from, to] of common(stepA.set, stepB.set)) {
      if (from <= DOT && DOT <= to) open.push([nextA, nextB, Math.min(dots + 1, 3)]);
      if (from !== DOT || to !== DOT) open.push([nextA, nextB, 3]);
    }
  }
  return false;
}
