/** Reads what was left of a conflict, file by file, and has it compared with both sides. Only files that matter are read. */
import type { Sha } from '../../plan/plan.ts';
import type { ConflictFile, Snapshot } from '../../run/event.ts';
import {
  addedLines,
  type Content,
  capped,
  type FileVersions,
  leavesMarkers,
  lostIn,
  markerLines,
  type Resolution,
} from '../../run/resolution/resolution.ts';
import { countLines } from '../../run/resolution/silent-revert.ts';
import type { Git } from '../git.ts';
import type { ConflictedFile } from '../merging/conflict.ts';

export interface Trees {
  /** git's own merge, with its markers. */
  readonly merged: Sha;
  /** The others' side. */
  readonly base: Snapshot;
  /** The task's side. */
  readonly commit: Sha;
  readonly result: Sha;
}

interface Known {
  readonly files: readonly ConflictedFile[];
  /** The same files, with who brought the other side. */
  readonly described: readonly ConflictFile[];
}

export async function examine(git: Git, trees: Trees, { files, described }: Known): Promise<Resolution> {
  const sides = await readSides(git, trees);
  const names = new Set(files.flatMap(file => [file.path, ...stagesOf(file).map(({ path }) => path)]));
  const shown = await entriesOf(git, trees.merged, [...names]);
  const resultAt = (path: string) => {
    const change = sides.result.get(path);
    return change === undefined ? (shown.get(path) ?? null) : change.after;
  };
  const reader = new Reader(git);
  const collided: Examined[] = [];
  for (const file of files) {
    const of = described.find(({ path }) => path === file.path)?.with ?? [];
    const versions = await reader.versions(file, resultAt(file.path));
    const merged = await reader.read(shown.get(file.path) ?? null);
    collided.push({ merged, versions: { ...versions, isRenamed: file.kind === 'rename', of } });
  }
  const others: Examined[] = [];
  for (const [path, change] of sides.result) {
    if (!names.has(path)) others.push(...(await untouched(reader, path, { ...sides, change })));
  }
  const aside = files.flatMap(file =>
    stagesOf(file).flatMap(({ path }) => (path === file.path ? [] : [path])),
  );
  const left = aside.filter(path => resultAt(path) !== null);
  return conclude(collided, others, left);
}

/** A file, and what git's merge shows of it. */
interface Examined {
  readonly merged: Content;
  readonly versions: FileVersions;
}

function conclude(
  collided: readonly Examined[],
  others: readonly Examined[],
  left: readonly string[],
): Resolution {
  const all = [...collided, ...others];
  const textsOf = ({ base, ours, theirs }: FileVersions) =>
    [base, ours, theirs].map(each => each?.text ?? '');
  const markers = new Set(
    collided.flatMap(({ merged, versions }) => markerLines(merged?.text ?? '', textsOf(versions))),
  );
  // A line of `=` is a heading in many files; only where git has put one does it say something.
  const telling = new Set([...markers].filter(line => !line.startsWith('=')));
  const marked = all.filter(each => {
    const text = each.versions.result?.text;
    const known = { markers: collided.includes(each) ? markers : telling, versions: textsOf(each.versions) };
    return text != null && leavesMarkers(text, known);
  });
  const elsewhere = countLines(
    all.flatMap(({ merged, versions }) => addedLines(merged?.text ?? null, versions.result?.text ?? null)),
  );
  return {
    markers: [...new Set([...marked.map(({ versions }) => versions.path), ...left])].sort(),
    lost: capped(all.flatMap(({ versions }) => lostIn(versions, elsewhere))),
  };
}

interface Entry {
  readonly mode: string;
  readonly object: string;
}

interface Change {
  /** Null: there is none. */
  readonly before: Entry | null;
  readonly after: Entry | null;
}

type Changes = ReadonlyMap<string, Change>;

interface Sides {
  /** From each side to the merge: what the other one brought. */
  readonly fromOurs: Changes;
  readonly fromTheirs: Changes;
  /** From the merge to what was made of it. */
  readonly result: Changes;
}

async function readSides(git: Git, { merged, base, commit, result }: Trees): Promise<Sides> {
  const [fromOurs, fromTheirs, made] = await Promise.all([
    changesOf(git, `${base.commit}^{tree}`, merged),
    changesOf(git, `${commit}^{tree}`, merged),
    changesOf(git, merged, result),
  ]);
  return { fromOurs, fromTheirs, result: made };
}

/**
 * A file without a conflict that was changed all the same: git's merge of it has both sides' changes, so what differs from one
 * side there is the other's.
 */
async function untouched(
  reader: Reader,
  path: string,
  { fromOurs, fromTheirs, change }: Sides & { readonly change: Change },
): Promise<readonly Examined[]> {
  const [byTheirs, byOurs] = [fromOurs.get(path), fromTheirs.get(path)];
  const merged = await reader.read(change.before);
  const result = await reader.read(change.after);
  const common = { path, result, isRenamed: false, of: [] };
  const found: FileVersions[] = [];
  if (byTheirs !== undefined) {
    const ours = await reader.read(byTheirs.before);
    found.push({ ...common, base: ours, ours, theirs: merged });
  }
  if (byOurs !== undefined) {
    const theirs = await reader.read(byOurs.before);
    found.push({ ...common, base: theirs, ours: merged, theirs });
  }
  // Nobody's change: what the resolver does there is its own, but for markers.
  if (found.length === 0) found.push({ ...common, base: merged, ours: merged, theirs: merged });
  return found.map(versions => ({ merged, versions }));
}

async function changesOf(git: Git, before: string, after: string): Promise<Changes> {
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--raw', '--no-abbrev', before, after];
  const tokens = (await git.run(args)).split('\0');
  const changes = new Map<string, Change>();
  for (let at = 0; at + 1 < tokens.length; at += 2) {
    const [, oldMode, newMode, oldObject, newObject] =
      /^:(\d+) (\d+) (\w+) (\w+) \w/.exec(tokens[at] ?? '') ?? [];
    const entry = (mode = '', object = ''): Entry | null => (/^0+$/.test(mode) ? null : { mode, object });
    changes.set(tokens[at + 1] ?? '', {
      before: entry(oldMode, oldObject),
      after: entry(newMode, newObject),
    });
  }
  return changes;
}

/** Of folders there is none. */
async function entriesOf(git: Git, tree: Sha, paths: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
  const listing =
    paths.length === 0 ? '' : await git.run(['ls-tree', '-z', '--full-tree', tree, '--', ...paths]);
  return new Map(
    listing.split('\0').flatMap((line): [string, Entry][] => {
      const [, mode, type, object, path] = /^(\d+) (\w+) (\w+)\t([\s\S]*)$/.exec(line) ?? [];
      if (mode === undefined || object === undefined || path === undefined || type === 'tree') return [];
      return [[path, { mode, object }]];
    }),
  );
}

function stagesOf({ base, ours, theirs }: ConflictedFile) {
  return [base, ours, theirs].filter(stage => stage !== null);
}

/** Regular files; links and submodules are not read. */
const FILE = /^100/;

class Reader {
  readonly #git: Git;

  constructor(git: Git) {
    this.#git = git;
  }

  async versions({ path, base, ours, theirs }: ConflictedFile, result: Entry | null) {
    const [was, mine, other, made] = await Promise.all(
      [base, ours, theirs, result].map(each => this.read(each)),
    );
    return { path, base: was ?? null, ours: mine ?? null, theirs: other ?? null, result: made ?? null };
  }

  async read(entry: Entry | null): Promise<Content> {
    if (entry === null) return null;
    const { mode, object } = entry;
    if (!FILE.test(mode)) return { mode, object, text: null };
    const text = await this.#git.run(['cat-file', 'blob', object]);
    // git's own sign of a binary file, and what stands for bytes that are not UTF-8.
    return { mode, object, text: /[\0\ufffd]/.test(text) ? null : text };
  }
}
