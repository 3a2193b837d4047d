/** What two sides made of a common ancestor: runs of changes of which each overlaps or touches the ones before it. */
import { diffLines, type Hunk, type Span } from './line-diff.ts';

export type Side = 'ours' | 'theirs';

export interface Group {
  /** The ancestor's lines, and what each side has in their place. */
  readonly base: Span;
  readonly ours: Span;
  readonly theirs: Span;
  readonly hunks: Readonly<Record<Side, readonly Hunk[]>>;
}

export interface Texts {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

export function groupChanges(texts: Texts): readonly Group[] {
  const hunks = { ours: diffLines(texts.base, texts.ours), theirs: diffLines(texts.base, texts.theirs) };
  const changes = [
    ...hunks.ours.map(hunk => ({ side: 'ours' as const, hunk })),
    ...hunks.theirs.map(hunk => ({ side: 'theirs' as const, hunk })),
  ].sort((a, b) => a.hunk.old.start - b.hunk.old.start || a.hunk.old.end - b.hunk.old.end);
  const runs: (typeof changes)[] = [];
  let end = -1;
  for (const change of changes) {
    const run = runs.at(-1);
    if (run !== undefined && change.hunk.old.start <= end) run.push(change);
    else runs.push([change]);
    end = Math.max(end, change.hunk.old.end);
  }
  const shift = { ours: 0, theirs: 0 };
  return runs.map(run => {
    const base = {
      start: Math.min(...run.map(({ hunk }) => hunk.old.start)),
      end: Math.max(...run.map(({ hunk }) => hunk.old.end)),
    };
    const of = (side: Side) => run.flatMap(change => (change.side === side ? [change.hunk] : []));
    const image = (side: Side): Span => {
      const start = base.start + shift[side];
      shift[side] += of(side).reduce((sum, { old, new: now }) => sum + length(now) - length(old), 0);
      return { start, end: base.end + shift[side] };
    };
    return {
      base,
      ours: image('ours'),
      theirs: image('theirs'),
      hunks: { ours: of('ours'), theirs: of('theirs') },
    };
  });
}

/** Both sides changed it, and not alike. */
export function isCollision(texts: Texts, { ours, theirs, hunks }: Group): boolean {
  if (hunks.ours.length === 0 || hunks.theirs.length === 0) return false;
  return !isSame(slice(texts.ours, ours), slice(texts.theirs, theirs));
}

export function slice(lines: readonly string[], { start, end }: Span): readonly string[] {
  return lines.slice(start, end);
}

export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at]);
}

function length({ start, end }: Span): number {
  return end - start;
}
