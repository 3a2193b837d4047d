/**
 * Where two texts differ, line by line. Lines that are unique on both sides are matched first, so that a brace of one function
 * is not taken for that of another; what is left is small enough to be compared line with line.
 */

/** Half-open and 0-based. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Lines `old` of one text stand where lines `new` of the other do. */
export interface Hunk {
  readonly old: Span;
  readonly new: Span;
}

/** A part of both texts. */
interface Block {
  readonly old: Span;
  readonly new: Span;
}

/** Comparisons that two parts may take that have no unique lines; larger ones count as different throughout. */
const MOST_CELLS = 1_000_000;
/** Parts in parts; a text made to go deeper than any real one counts as different from here on. */
const DEEPEST = 40;

/** The lines of a text; the end of the last one is not kept. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** In order; two hunks never touch. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly Hunk[] {
  const pairs: [number, number][] = [];
  const whole = { old: { start: 0, end: before.length }, new: { start: 0, end: after.length } };
  match({ before, after, pairs }, whole, 0);
  const hunks: Hunk[] = [];
  let [oldAt, newAt] = [0, 0];
  for (const [oldLine, newLine] of [...pairs, [before.length, after.length] as const]) {
    if (oldLine > oldAt || newLine > newAt)
      hunks.push({ old: { start: oldAt, end: oldLine }, new: { start: newAt, end: newLine } });
    [oldAt, newAt] = [oldLine + 1, newLine + 1];
  }
  return hunks;
}

interface Matching {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Lines that are the same, in order. */
  readonly pairs: [number, number][];
}

function match(matching: Matching, { old, new: fresh }: Block, depth: number): void {
  const { before, after, pairs } = matching;
  let [a, b, aEnd, bEnd] = [old.start, fresh.start, old.end, fresh.end];
  for (; a < aEnd && b < bEnd && before[a] === after[b]; a++, b++) pairs.push([a, b]);
  let tail = 0;
  for (; a < aEnd && b < bEnd && before[aEnd - 1] === after[bEnd - 1]; aEnd--, bEnd--) tail++;
  const middle = { old: { start: a, end: aEnd }, new: { start: b, end: bEnd } };
  if (a < aEnd && b < bEnd && depth < DEEPEST) matchMiddle(matching, middle, depth);
  for (let at = 0; at < tail; at++) pairs.push([aEnd + at, bEnd + at]);
}

function matchMiddle(matching: Matching, { old, new: fresh }: Block, depth: number): void {
  const anchors = anchorsOf(matching, { old, new: fresh });
  if (anchors.length === 0) {
    matchSmall(matching, { old, new: fresh });
    return;
  }
  let [a, b] = [old.start, fresh.start];
  for (const [x, y] of anchors) {
    match(matching, { old: { start: a, end: x }, new: { start: b, end: y } }, depth + 1);
    matching.pairs.push([x, y]);
    [a, b] = [x + 1, y + 1];
  }
  match(matching, { old: { start: a, end: old.end }, new: { start: b, end: fresh.end } }, depth + 1);
}

/** Lines that are unique in both parts, as many as come in the same order in both. */
function anchorsOf({ before, after }: Matching, { old, new: fresh }: Block): readonly [number, number][] {
  const places = uniquePlaces(after, fresh);
  const pairs = [...uniquePlaces(before, old)].flatMap(([line, x]): [number, number][] => {
    const y = places.get(line);
    return y === undefined ? [] : [[x, y]];
  });
  return longestRise(pairs);
}

function uniquePlaces(lines: readonly string[], { start, end }: Span): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const twice = new Set<string>();
  for (let at = start; at < end; at++) {
    const line = lines[at] ?? '';
    if (places.has(line)) twice.add(line);
    places.set(line, at);
  }
  for (const line of twice) places.delete(line);
  return places;
}

/** The longest run of pairs, given in the order of their first numbers, whose second numbers rise too. */
function longestRise(pairs: readonly [number, number][]): readonly [number, number][] {
  interface Link {
    readonly pair: [number, number];
    readonly before: Link | null;
  }
  const ends: Link[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    ends[low] = { pair, before: ends[low - 1] ?? null };
  }
  const rise: [number, number][] = [];
  for (let link = ends.at(-1) ?? null; link !== null; link = link.before) rise.push(link.pair);
  return rise.reverse();
}

/** The longest common subsequence, by its table. */
function matchSmall({ before, after, pairs }: Matching, { old, new: fresh }: Block): void {
  const [rows, columns] = [old.end - old.start, fresh.end - fresh.start];
  if (rows * columns > MOST_CELLS) return;
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const length = (row: number, column: number) => lengths[row * width + column] ?? 0;
  const isSame = (row: number, column: number) => before[old.start + row] === after[fresh.start + column];
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      lengths[row * width + column] = isSame(row, column)
        ? length(row + 1, column + 1) + 1
        : Math.max(length(row + 1, column), length(row, column + 1));
    }
  }
  for (let [row, column] = [0, 0]; row < rows && column < columns; ) {
    if (isSame(row, column)) pairs.push([old.start + row++, fresh.start + column++]);
    else if (length(row + 1, column) >= length(row, column + 1)) row++;
    else column++;
  }
}
