/** What a resolver left of a conflict, file by file: markers that are still there, and changes of either side that are not. */
import type { TaskId } from '../../plan/plan.ts';
import type { ConflictKind } from '../event.ts';
import type { Side } from './groups.ts';
import { linesOf } from './line-diff.ts';
import { countLines, hasWords, lostLines } from './silent-revert.ts';

/** Gathered by Braid from the merge and from what was left. Both lists empty: everything is accounted for. */
export interface Resolution {
  /** Paths with conflict markers in them, and those that git had moved out of the way and that are still there. */
  readonly markers: readonly string[];
  readonly lost: readonly Lost[];
}

export interface Lost {
  readonly path: string;
  /** `ours`: what was merged before; `theirs`: the task's own work. */
  readonly side: Side;
  /**
   * Lines of that side's file, 1-based and inclusive; in a file without a conflict, of the file as git merged it. Where
   * something was removed, `from` is the line after and `to` is `from - 1`. Both 0: the file as a whole.
   */
  readonly from: number;
  readonly to: number;
  /** What is missing, or what is back; cut where it is long. */
  readonly text: string;
  /** Who brought that side, as far as it is not the task itself; empty: not known. */
  readonly of: readonly TaskId[];
}

/** Null: there is no such file. */
export type Content = {
  /** As git writes it: `100644`. */
  readonly mode: string;
  readonly object: string;
  /** Null: it cannot be read as text, or is no file. */
  readonly text: string | null;
} | null;

/** One file of a merge: its ancestor, both sides, and what was made of them. */
export interface FileVersions {
  readonly path: string;
  readonly base: Content;
  readonly ours: Content;
  readonly theirs: Content;
  readonly result: Content;
  /** One of the sides has it under another name. */
  readonly isRenamed: boolean;
  readonly of: readonly TaskId[];
}

/** More than anybody reads; a resolver that lost so much is told to look at all of it. */
const MOST_LOST = 50;
const LONGEST_TEXT = 1_000;

/** Lines that the result has in other files and that no side had there: where a deleted file's changes may have gone. */
export type Elsewhere = ReadonlyMap<string, number>;

export function addedLines(before: string | null, after: string | null): readonly string[] {
  const known = new Map(countLines(linesOf(before ?? '')));
  return linesOf(after ?? '').filter(line => {
    const left = known.get(line) ?? 0;
    if (left > 0) known.set(line, left - 1);
    return left === 0;
  });
}

/** At most so many, each no longer than anybody reads. */
export function capped(lost: readonly Lost[]): readonly Lost[] {
  return lost.slice(0, MOST_LOST).map(each => {
    const { text } = each;
    return text.length > LONGEST_TEXT ? { ...each, text: `${text.slice(0, LONGEST_TEXT)}…` } : each;
  });
}

export function lostIn(file: FileVersions, elsewhere: Elsewhere): readonly Lost[] {
  const { base, ours, theirs } = file;
  if (ours === null && theirs === null) return base === null ? [] : lostRemoval(file, ['ours', 'theirs']);
  if (base !== null && (ours === null || theirs === null)) return lostDeletion(file, elsewhere);
  return [...lostMode(file), ...lostContent(file, elsewhere)];
}

/** Nobody has the file any more, so it must not be there. */
function lostRemoval({ path, result, of }: FileVersions, sides: readonly Side[]): readonly Lost[] {
  if (result === null) return [];
  return sides.map(side => ({
    path,
    side,
    ...WHOLE,
    text: result.text ?? '',
    of: side === 'ours' ? of : [],
  }));
}

const WHOLE = { from: 0, to: 0 } as const;

/**
 * One side deleted the file. It must stay deleted, and what the other side added to it must have found another place: that is
 * the only outcome in which both have their way.
 */
function lostDeletion(file: FileVersions, elsewhere: Elsewhere): readonly Lost[] {
  const { path, base, ours, theirs, result, isRenamed } = file;
  const [deleter, keeper]: readonly [Side, Side] = ours === null ? ['ours', 'theirs'] : ['theirs', 'ours'];
  const kept = ours ?? theirs;
  if (kept === null || (!isRenamed && isEqual(kept, base))) return lostRemoval(file, [deleter]);
  if (result !== null) return lostRemoval(file, [deleter]);
  const of = keeper === 'ours' ? file.of : [];
  const whole = { path, side: keeper, ...WHOLE, text: '', of };
  if (kept.text === null || (base !== null && base.text === null)) return [whole];
  const before = isRenamed ? [] : linesOf(base?.text ?? '');
  const all = lostLines({ base: before, ours: before, theirs: linesOf(kept.text) }, before);
  // A new line that only says `}` may be anybody's.
  const isThere = (text: string) => text.split('\n').every(line => !hasWords(line) || elsewhere.has(line));
  return all
    .filter(({ from, to, text }) => to >= from && !isThere(text))
    .map(({ from, to, text }) => ({ path, side: keeper, from, to, text, of }));
}

function lostContent(file: FileVersions, elsewhere: Elsewhere): readonly Lost[] {
  const { path, base, ours, theirs, result, of } = file;
  const versions = [base, ours, theirs, result];
  if (versions.some(each => each !== null && each.text === null)) return lostWhole(file);
  const lines = (content: Content) => linesOf(content?.text ?? '');
  const texts = { base: lines(base), ours: lines(ours), theirs: lines(theirs) };
  const lost = lostLines(texts, lines(result));
  const isMoved = (text: string) =>
    result === null && text.split('\n').every(line => !hasWords(line) || elsewhere.has(line));
  return lost
    .filter(({ text }) => !isMoved(text))
    .map(each => ({ path, ...each, of: each.side === 'ours' ? of : [] }));
}

/** What cannot be read line by line must be new to both sides, or it is one side alone. */
function lostWhole({ path, base, ours, theirs, result, of }: FileVersions): readonly Lost[] {
  const lost = (side: Side): Lost => ({ path, side, ...WHOLE, text: '', of: side === 'ours' ? of : [] });
  const changed = (['ours', 'theirs'] as const).filter(
    side => !isEqual(side === 'ours' ? ours : theirs, base),
  );
  if (isEqual(ours, theirs)) return changed.length === 0 || isEqual(result, ours) ? [] : [lost('ours')];
  if (changed.length === 1) {
    const [side] = changed;
    return isEqual(result, side === 'ours' ? ours : theirs) ? [] : changed.map(lost);
  }
  if (result === null || isEqual(result, base)) return changed.map(lost);
  if (isEqual(result, ours)) return [lost('theirs')];
  return isEqual(result, theirs) ? [lost('ours')] : [];
}

/** A mode is no text: of two different changes only one can stand. */
function lostMode({ path, base, ours, theirs, result, of }: FileVersions): readonly Lost[] {
  if (result === null || ours === null || theirs === null) return [];
  const before = base?.mode ?? null;
  const differs = (side: Side) => {
    const { mode } = side === 'ours' ? ours : theirs;
    return mode !== before && mode !== result.mode && (before !== null || ours.mode !== theirs.mode);
  };
  return (['ours', 'theirs'] as const)
    .filter(differs)
    .map(side => ({ path, side, ...WHOLE, text: '', of: side === 'ours' ? of : [] }));
}

function isEqual(one: Content, other: Content): boolean {
  return one?.object === other?.object && one?.mode === other?.mode;
}

/** Lines that stand for a conflict: those of git's own merge that no side has, and what looks like one and is new. */
export function leavesMarkers(
  text: string,
  { markers, versions }: { readonly markers: ReadonlySet<string>; readonly versions: readonly string[] },
): boolean {
  const known = new Set(versions.flatMap(linesOf));
  return linesOf(text).some(line => !known.has(line) && (markers.has(line) || MARKER.test(line)));
}

const MARKER = /^(?:<{7}|\|{7}|>{7})(?: .*)?\r?$/;

/** The lines of a merge that none of its versions has. */
export function markerLines(merged: string, versions: readonly string[]): readonly string[] {
  const known = new Set(versions.flatMap(linesOf));
  return linesOf(merged).filter(line => !known.has(line));
}

/** Null: everything is accounted for. Else what is not, for a person. */
export function unresolved({ markers, lost }: Resolution): string | null {
  const parts = [
    ...(markers.length === 0 ? [] : [`left conflict markers in ${some(markers)}`]),
    ...(lost.length === 0 ? [] : [`lost ${some(lost.map(lostText))}`]),
  ];
  return parts.length === 0 ? null : `its resolver ${parts.join(', and ')}`;
}

/** "lines of models in src/user.ts:10-14", "its own change to src/user.ts before line 3" */
function lostText({ path, side, from, to, of }: Lost): string {
  const whose = side === 'theirs' ? 'its own' : null;
  const others = of.length === 0 ? 'others' : of.join(', ');
  if (to >= from && from > 0) {
    const lines = from === to ? `:${from}` : `:${from}-${to}`;
    return `${whose === null ? `lines of ${others}` : `${whose} lines`} in ${path}${lines}`;
  }
  const change = whose === null ? `the change of ${others}` : `${whose} change`;
  return from === 0
    ? `${change} to ${path}`
    : `what ${whose === null ? others : 'it'} removed from ${path} before line ${from}`;
}

/** The first three and how many more. */
function some(items: readonly string[]): string {
  const more = items.length - 3;
  return items.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

export interface Unmarked {
  readonly path: string;
  readonly kind: ConflictKind;
  /** Neither side had it from a common ancestor. */
  readonly isNew: boolean;
  readonly hasOurs: boolean;
  readonly hasTheirs: boolean;
}

/** What a resolver does not see in the files themselves, as comment lines for its prompt; empty: nothing. */
export function unmarkedText(files: readonly Unmarked[]): string {
  const hidden = files.filter(({ kind }) => kind !== 'content' && kind !== 'add/add');
  if (hidden.length === 0) return '';
  const lines = hidden.flatMap(file => [`- ${doings(file)}:`, `| ${file.path}`]);
  const said = ['Conflicts that no marker shows:', ...lines];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a newline in a path must not start a line of its own
  return said.map(line => `# ${line.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')}\n`).join('');
}

function doings({ kind, isNew, hasOurs, hasTheirs }: Unmarked): string {
  const [others, task] = [side(isNew, hasOurs), side(isNew, hasTheirs)];
  return `${kind}: the others ${others}, this task ${task}`;
}

function side(isNew: boolean, isThere: boolean): string {
  if (isNew) return isThere ? 'put it there' : 'did not';
  return isThere ? 'changed it' : 'deleted or renamed it';
}
