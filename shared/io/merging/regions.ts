/**
 * Which lines of two files collide, from their differences to a common ancestor. Never from conflict markers: a file may
 * hold lines that look like them. Spans are half-open and 0-based; people get {@link LineRange}s.
 */
import type { LineRange } from '../../run/event.ts';
import type { Hunk, Span } from '../../run/resolution/line-diff.ts';
import type { Git } from '../git.ts';

export interface Region {
  readonly ours: Span;
  readonly theirs: Span;
}

/** The differences of two blobs, as the merge itself sees them; none for binary files. */
export async function diffHunks(git: Git, before: string, after: string): Promise<Hunk[]> {
  const how = ['--diff-algorithm=histogram', '--no-indent-heuristic', '--no-ext-diff', '--no-textconv'];
  return readHunks(await git.run(['diff', '-U0', '--no-color', ...how, before, after]));
}

/** Reads the headers of a diff without context: there, every other line of a hunk begins with +, - or \\. */
export function readHunks(diff: string): Hunk[] {
  return diff.split('\n').flatMap(line => {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header === null) return [];
    const [, oldFrom, oldCount, newFrom, newCount] = header;
    return [{ old: hunkSide(oldFrom, oldCount), new: hunkSide(newFrom, newCount) }];
  });
}

/** An empty side is written as the line before it. */
function hunkSide(from = '0', count = '1'): Span {
  const start = count === '0' ? Number(from) : Number(from) - 1;
  return { start, end: start + Number(count) };
}

/**
 * The regions where both sides changed the ancestor differently. Changes that touch collide as git's do; of a region that
 * both sides changed in part alike, only the parts that differ are given, by the direct difference of the two files.
 */
export function conflictRegions(
  ours: readonly Hunk[],
  theirs: readonly Hunk[],
  direct: readonly Hunk[],
): Region[] {
  return groups(ours, theirs).flatMap(group => {
    const span = {
      start: Math.min(...group.map(change => change.hunk.old.start)),
      end: Math.max(...group.map(change => change.hunk.old.end)),
    };
    const mine = group.filter(change => change.side === 'ours').map(change => change.hunk);
    const other = group.filter(change => change.side === 'theirs').map(change => change.hunk);
    if (mine.length === 0 || other.length === 0) return [];
    return narrow({ ours: image(span, mine), theirs: image(span, other) }, direct);
  });
}

interface Change {
  readonly side: 'ours' | 'theirs';
  readonly hunk: Hunk;
}

/** Runs of changes of which each overlaps or touches, in the ancestor, the ones before it. */
function groups(ours: readonly Hunk[], theirs: readonly Hunk[]): Change[][] {
  const changes: Change[] = [
    ...ours.map(hunk => ({ side: 'ours' as const, hunk })),
    ...theirs.map(hunk => ({ side: 'theirs' as const, hunk })),
  ].sort((a, b) => a.hunk.old.start - b.hunk.old.start || a.hunk.old.end - b.hunk.old.end);
  const found: Change[][] = [];
  let end = -1;
  for (const change of changes) {
    const group = found.at(-1);
    if (group !== undefined && change.hunk.old.start <= end) group.push(change);
    else found.push([change]);
    end = Math.max(end, change.hunk.old.end);
  }
  return found;
}

/** Where a span of the ancestor lies in the file that these hunks, all of them inside the span, lead to. */
function image(span: Span, hunks: readonly Hunk[]): Span {
  const [first] = hunks;
  const last = hunks.at(-1);
  if (first === undefined || last === undefined) return span;
  return {
    start: first.new.start - (first.old.start - span.start),
    end: last.new.end + (span.end - last.old.end),
  };
}

function narrow(region: Region, direct: readonly Hunk[]): Region[] {
  const differing = direct.filter(hunk => touches(hunk.old, region.ours) || touches(hunk.new, region.theirs));
  const inside = differing.filter(hunk => within(hunk.old, region.ours) && within(hunk.new, region.theirs));
  // The direct difference may pair lines across the region's edge; then it says nothing about the region's parts.
  if (inside.length < differing.length) return [region];
  return inside.map(hunk => ({ ours: hunk.old, theirs: hunk.new }));
}

/** Two spans share a line, or one of them is a point in or at the edge of the other. */
export function touches(a: Span, b: Span): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

function within(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

export function lineRange(span: Span): LineRange {
  return [span.start + 1, span.end];
}
