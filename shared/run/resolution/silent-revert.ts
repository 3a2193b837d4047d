/**
 * What of a text's two sides is missing from the text that was made of both: nothing may be reverted in silence. Lines are counted:
 * each that a side added must be there, each that a side removed must be gone. Where both sides changed the same
 * lines, a line may give way to one that is new to both and has something of it; but what is there may not be one side alone.
 */
import { type Group, groupChanges, isCollision, isSame, type Side, slice, type Texts } from './groups.ts';
import { diffLines, type Span } from './line-diff.ts';

export interface LostLines {
  /** Whose change is lost. */
  readonly side: Side;
  /** Lines of that side's text, 1-based and inclusive; where it removed something, `from` is the line after and `to` is `from - 1`. */
  readonly from: number;
  readonly to: number;
  /** What is missing, or what is back. */
  readonly text: string;
}

const SIDES: readonly Side[] = ['ours', 'theirs'];

export function lostLines(texts: Texts, result: readonly string[]): readonly LostLines[] {
  const woven = weave(texts, result);
  const lost = SIDES.flatMap(side => [
    ...missing(woven, side),
    ...returned(woven, side),
    ...woven.groups.flatMap(group => reverted(woven, group, side)),
  ]);
  return joined(lost);
}

interface Woven {
  readonly texts: Texts;
  readonly result: readonly string[];
  readonly groups: readonly Group[];
  readonly collisions: ReadonlySet<Group>;
  readonly counts: Readonly<Record<keyof Texts | 'result', Counts>>;
  /** What the result has where a collision was. */
  readonly reach: ReadonlyMap<Group, readonly string[]>;
}

type Counts = ReadonlyMap<string, number>;

function weave(texts: Texts, result: readonly string[]): Woven {
  const groups = groupChanges(texts);
  const collisions = new Set(groups.filter(group => isCollision(texts, group)));
  const counts = {
    base: countLines(texts.base),
    ours: countLines(texts.ours),
    theirs: countLines(texts.theirs),
    result: countLines(result),
  };
  return { texts, result, groups, collisions, counts, reach: reachOf({ texts, groups, collisions }, result) };
}

export function countLines(lines: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** How often a line must be there: as if both sides' changes had been applied; what both did alike, once. */
function wanted({ counts }: Woven, line: string): number {
  const base = counts.base.get(line) ?? 0;
  const [ours, theirs] = [change(counts, 'ours', line), change(counts, 'theirs', line)];
  if (ours >= 0 && theirs >= 0) return base + Math.max(ours, theirs);
  return base + (ours <= 0 && theirs <= 0 ? Math.min(ours, theirs) : ours + theirs);
}

function change(counts: Woven['counts'], side: Side, line: string): number {
  return (counts[side].get(line) ?? 0) - (counts.base.get(line) ?? 0);
}

/** More often than wanted when above 0. */
function excess(woven: Woven, line: string): number {
  return (woven.counts.result.get(line) ?? 0) - wanted(woven, line);
}

/** Lines that a side added and the result lacks. */
function missing(woven: Woven, side: Side): readonly LostLines[] {
  const places = new Map<string, number[]>();
  const excused = new Map<string, number>();
  for (const group of woven.groups) {
    for (const { new: span } of group.hunks[side]) {
      for (let at = span.start; at < span.end; at++) {
        const line = woven.texts[side][at] ?? '';
        if (isCombined(woven, group, { side, line })) excused.set(line, (excused.get(line) ?? 0) + 1);
        else places.set(line, [...(places.get(line) ?? []), at]);
      }
    }
  }
  return [...places].flatMap(([line, found]) => {
    const short = Math.min(-excess(woven, line), change(woven.counts, side, line)) - (excused.get(line) ?? 0);
    return found.slice(0, Math.max(0, short)).map(at => ({ side, from: at + 1, to: at + 1, text: line }));
  });
}

/** The line stood in a collision, and something that is new to both sides took its place and has a word of it. */
function isCombined(
  { texts, collisions, reach, counts }: Woven,
  group: Group,
  { side, line }: { readonly side: Side; readonly line: string },
): boolean {
  if (!collisions.has(group)) return false;
  const isNew = (each: string) =>
    ![counts.base, counts.ours, counts.theirs].some(known => known.has(each)) && hasWords(each);
  const fresh = (reach.get(group) ?? []).filter(isNew);
  const other = side === 'ours' ? 'theirs' : 'ours';
  const common = new Set(
    [...slice(texts.base, group.base), ...slice(texts[other], group[other])].flatMap(wordsOf),
  );
  const own = wordsOf(line).filter(word => !common.has(word));
  return fresh.some(each => own.length === 0 || wordsOf(each).some(word => own.includes(word)));
}

/** Lines that a side removed and that are in the result again. Those without a word are everywhere, and say nothing. */
function returned(woven: Woven, side: Side): readonly LostLines[] {
  return woven.groups.flatMap(group =>
    group.hunks[side].flatMap(({ old, new: now }) =>
      [...new Set(slice(woven.texts.base, old))]
        .filter(line => change(woven.counts, side, line) < 0 && hasWords(line) && excess(woven, line) > 0)
        .map(text => ({ side, from: now.end + 1, to: now.end, text })),
    ),
  );
}

/** A place where the result is as if the side had changed nothing there. */
function reverted(woven: Woven, group: Group, side: Side): readonly LostLines[] {
  const { texts, collisions } = woven;
  if (group.hunks[side].length === 0) return [];
  const other = side === 'ours' ? 'theirs' : 'ours';
  const own = slice(texts[side], group[side]);
  const lost = (lines: readonly string[]): readonly LostLines[] => {
    const { start, end } = group[side];
    if (own.length > 0) return [{ side, from: start + 1, to: end, text: own.join('\n') }];
    return [{ side, from: start + 1, to: start, text: lines.join('\n') }];
  };
  if (overrides(woven, group, side)) return lost(slice(texts[other], group[other]));
  const standing = [slice(texts.base, group.base)];
  if (collisions.has(group) && !isHonoured(woven, group, side))
    standing.push(slice(texts[other], group[other]));
  const found = standing.find(lines => {
    const shown = windowOf(texts.base, group.base, lines);
    return !isSame(lines, own) && occurrences(woven.result, shown) > occurrences(texts[side], shown);
  });
  return found === undefined ? [] : lost(found);
}

/** The other side's lines may stand there: they remove at least as much, or all that this side added is elsewhere in the text. */
function isHonoured(woven: Woven, { hunks }: Group, side: Side): boolean {
  const { texts } = woven;
  const other = side === 'ours' ? 'theirs' : 'ours';
  const added = hunks[side].flatMap(hunk => slice(texts[side], hunk.new)).filter(hasWords);
  if (added.length > 0) return added.every(line => excess(woven, line) >= 0);
  return hunks[other].every(({ new: span }) => span.start === span.end);
}

/** The side only removed lines there, the other one changed the same lines, and something of that is there. */
function overrides({ texts, collisions, reach }: Woven, group: Group, side: Side): boolean {
  const other = side === 'ours' ? 'theirs' : 'ours';
  if (!collisions.has(group)) return false;
  const [mine, rival] = [
    group.hunks[side],
    group.hunks[other].filter(({ new: { start, end } }) => end > start),
  ];
  if (mine.some(({ new: { start, end } }) => end > start)) return false;
  if (!rival.some(hunk => mine.some(({ old }) => old.start < hunk.old.end && hunk.old.start < old.end)))
    return false;
  const kept = new Set(texts.base.slice(group.base.start, group.base.end));
  return (reach.get(group) ?? []).some(line => hasWords(line) && !kept.has(line));
}

/** The lines with the ones around them, which no side changed; null stands for an end of the text. */
function windowOf(base: readonly string[], { start, end }: Span, lines: readonly string[]) {
  return [base[start - 1] ?? null, ...lines, base[end] ?? null];
}

function occurrences(lines: readonly string[], shown: readonly (string | null)[]): number {
  let found = 0;
  for (let at = -1; at + shown.length <= lines.length + 1; at++) {
    if (shown.every((line, offset) => (lines[at + offset] ?? null) === line)) found++;
  }
  return found;
}

/** What the result has at the places of collisions: all that stands there and is none of the lines around. */
function reachOf(
  { texts, groups, collisions }: Pick<Woven, 'texts' | 'groups' | 'collisions'>,
  result: readonly string[],
): ReadonlyMap<Group, readonly string[]> {
  const around: string[] = [];
  const places = new Map<Group, number>();
  let at = 0;
  for (const group of groups) {
    around.push(...texts.base.slice(at, group.base.start));
    at = group.base.end;
    if (collisions.has(group)) places.set(group, around.length);
    else {
      const side = group.hunks.ours.length > 0 ? 'ours' : 'theirs';
      around.push(...slice(texts[side], group[side]));
    }
  }
  around.push(...texts.base.slice(at));
  const hunks = diffLines(around, result);
  return new Map(
    [...places].map(([group, place]) => {
      const near = hunks.filter(({ old }) => old.start <= place && place <= old.end);
      return [group, near.flatMap(hunk => slice(result, hunk.new))];
    }),
  );
}

function wordsOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

export function hasWords(line: string): boolean {
  return /[\p{L}\p{N}_]/u.test(line);
}

/** Found in more than one way, once; lines that follow each other, together. */
function joined(all: readonly LostLines[]): readonly LostLines[] {
  const sorted = [...all].sort((a, b) => a.side.localeCompare(b.side) || a.from - b.from || b.to - a.to);
  const found: LostLines[] = [];
  for (const lost of sorted) {
    const last = found.at(-1);
    if (last === undefined || last.side !== lost.side || last.to + 1 < lost.from) found.push(lost);
    else if (lost.to > last.to)
      found[found.length - 1] = { ...last, to: lost.to, text: `${last.text}\n${lost.text}` };
    else if (last.to < last.from && last.from === lost.from && last.text !== lost.text)
      found[found.length - 1] = { ...last, text: `${last.text}\n${lost.text}` };
  }
  return found;
}
