/**
 * A conflict as data: which files, of what kind, in which lines of both sides, and which merged tasks brought the other
 * side. Computed from what git says about stages and from differences of blobs; nothing is merged or decided here.
 */
import type { RunId, Sha } from '../../plan/plan.ts';
import type { ConflictFile, ConflictKind, LineRange } from '../../run/event.ts';
import type { Span } from '../../run/resolution/line-diff.ts';
import type { Git } from '../git.ts';
import { openHistory } from './brought-by.ts';
import type { MergeMessage, MergeOutput, Stage } from './merge-output.ts';
import { conflictRegions, diffHunks, lineRange, type Region } from './regions.ts';

export interface FailedMerge {
  readonly run: RunId;
  /** The integration's side. */
  readonly head: Sha;
  /** The task's side. */
  readonly commit: Sha;
  readonly output: MergeOutput;
}

/** Line ranges cost some processes a file; in a conflict of more files than anybody reads, the others come without any. */
const FILES_WITH_LINES = 50;

export async function describeConflict(git: Git, failed: FailedMerge): Promise<ConflictFile[]> {
  const history = await openHistory(git, failed);
  return Promise.all(
    conflictedFiles(failed).map(async (file, at) => {
      const regions = at < FILES_WITH_LINES ? await fileRegions(git, file) : [];
      const { path, kind, names } = file;
      const gone = file.ours === null;
      const ours = gone ? [] : regions.map(region => region.ours);
      const theirs = file.theirs === null ? [] : regions.map(region => region.theirs);
      const tasks = await history.broughtBy({ names, kind, ours, gone });
      return { path, kind, ours: ranges(ours), theirs: ranges(theirs), with: tasks };
    }),
  );
}

/** An ancestor's line can be in two regions' reach; people read each range once. */
function ranges(spans: readonly Span[]): LineRange[] {
  const unique = new Map(spans.map(span => [`${span.start}-${span.end}`, lineRange(span)]));
  return [...unique.values()];
}

/** The paths of a conflict as people know them, in git's order. */
export function conflictedPaths(merge: Sides): string[] {
  return conflictedFiles(merge).map(file => file.path);
}

export interface ConflictedFile {
  readonly path: string;
  readonly kind: ConflictKind;
  /** Every name that git connects with this conflict: before and after renames. */
  readonly names: ReadonlySet<string>;
  readonly base: Stage | null;
  readonly ours: Stage | null;
  readonly theirs: Stage | null;
}

export type Sides = Omit<FailedMerge, 'run'>;
type MessagesByPath = ReadonlyMap<string, readonly MergeMessage[]>;

export function conflictedFiles(merge: Sides): ConflictedFile[] {
  const { stages, messages } = merge.output;
  const index = new Map<string, MergeMessage[]>();
  for (const message of messages) {
    for (const path of new Set(message.paths)) index.set(path, [...(index.get(path) ?? []), message]);
  }
  const files = new Map<string, Stage[]>();
  for (const stage of stages) {
    const path = knownPath(stage.path, index, merge);
    files.set(path, [...(files.get(path) ?? []), stage]);
  }
  // A directory that was split by renames conflicts without a single conflicted file.
  const split = messages.flatMap(({ paths: [path], type }) =>
    files.size === 0 && path !== undefined && type.startsWith('CONFLICT') ? [path] : [],
  );
  for (const path of split) files.set(path, []);
  return [...files].map(([path, sides]) => conflictedFile(path, sides, index));
}

/** What is in the way of a directory, or of another type, is moved to `path~commit` by git. */
function knownPath(path: string, messages: MessagesByPath, { head, commit }: Sides): string {
  for (const { paths } of messages.get(path) ?? []) {
    const original = paths.find(
      other => path.startsWith(`${other}~${head}`) || path.startsWith(`${other}~${commit}`),
    );
    if (original !== undefined) return original;
  }
  return path;
}

function conflictedFile(path: string, sides: readonly Stage[], messages: MessagesByPath): ConflictedFile {
  const written = new Set([path, ...sides.map(side => side.path)]);
  const about = [...written].flatMap(name => messages.get(name) ?? []);
  const types = new Set(about.map(message => message.type).filter(type => type.startsWith('CONFLICT')));
  const stage = (number: 1 | 2 | 3) => sides.find(side => side.stage === number) ?? null;
  const file = { path, base: stage(1), ours: stage(2), theirs: stage(3) };
  const names = new Set([path, ...about.flatMap(message => message.paths)]);
  return { ...file, names, kind: kindOf(file, types) };
}

const SUBMODULE_MODE = '160000';

function kindOf(file: Omit<ConflictedFile, 'names' | 'kind'>, types: ReadonlySet<string>): ConflictKind {
  const { base, ours, theirs } = file;
  const said = (word: RegExp) => [...types].some(type => word.test(type));
  if ([base, ours, theirs].some(side => side?.mode === SUBMODULE_MODE) || said(/submodule/))
    return 'submodule';
  if (said(/file\/directory/)) return 'file/directory';
  if (said(/distinct modes/)) return 'mode';
  if (said(/rename/)) return 'rename';
  if (said(/binary/)) return 'binary';
  if (said(/modify\/delete/) || ours === null || theirs === null) return 'modify/delete';
  if (ours.object === theirs.object && ours.mode !== theirs.mode) return 'mode';
  return base === null ? 'add/add' : 'content';
}

async function fileRegions(git: Git, { kind, base, ours, theirs }: ConflictedFile): Promise<Region[]> {
  switch (kind) {
    case 'binary':
    case 'mode':
    case 'submodule':
    case 'file/directory':
      return [];
    case 'content':
    case 'add/add':
    case 'modify/delete':
    case 'rename':
      return textRegions(git, base, ours, theirs);
  }
}

async function textRegions(
  git: Git,
  base: Stage | null,
  ours: Stage | null,
  theirs: Stage | null,
): Promise<Region[]> {
  if (ours !== null && theirs !== null) {
    const direct = await diffHunks(git, ours.object, theirs.object);
    if (base === null) return direct.map(hunk => ({ ours: hunk.old, theirs: hunk.new }));
    const mine = await diffHunks(git, base.object, ours.object);
    return conflictRegions(mine, await diffHunks(git, base.object, theirs.object), direct);
  }
  const only = ours ?? theirs;
  if (base === null || only === null) return [];
  return (await diffHunks(git, base.object, only.object)).map(hunk => ({ ours: hunk.new, theirs: hunk.new }));
}
