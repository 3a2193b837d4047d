/** Braid's chain against git's own merges in a work tree: the same trees, and the same conflicted paths. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Git } from '../../shared/io/git.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { type Change, chained, lines, makeRig, type Rig, removeRigs, unit } from './rig.ts';

afterEach(removeRigs);

const CASES = Number(process.env.BRAID_MERGE_CASES ?? 30);

interface Entry {
  readonly mode: string;
  readonly content: string;
}

type Files = ReadonlyMap<string, Entry>;

function plain(content: string): Entry {
  return { mode: '100644', content };
}

const BASE: Files = new Map([
  ['.gitattributes', plain('*.txt text=auto\nlog merge=union\n*.dat -merge\n')],
  ['dir/.gitattributes', plain('/*.md merge=union\ninner/** merge=binary\n')],
  ['a.txt', plain(lines(12))],
  ['b.txt', plain(lines(8))],
  ['crlf.txt', plain(lines(8).replaceAll('\n', '\r\n'))],
  ['log', plain('start\n')],
  ['x.dat', plain(lines(5))],
  ['dir/c.txt', plain(lines(12))],
  ['dir/notes.md', plain(lines(4))],
  ['dir/inner/notes.md', plain(lines(4))],
  ['tool.sh', { mode: '100755', content: lines(6) }],
  ['link', { mode: '120000', content: 'a.txt' }],
]);

const path = fc.constantFrom(...[...BASE.keys()].filter(name => !name.endsWith('.gitattributes')));
const place = fc.constantFrom('new', 'dir/new', 'dir/inner/new', 'other/a.txt', 'dir2/c.txt', 'a.txt', 'dir');
const word = fc.constantFrom('alpha', 'beta', '<<<<<<< HEAD', '=======', 'line 3');
const edit = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant('replace' as const), path, at: fc.nat(11), word }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('insert' as const), path, at: fc.nat(12), word }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('drop' as const), path, at: fc.nat(11) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('move' as const), path, place }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('delete' as const), path }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('mode' as const), path }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('ends' as const), path }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('add' as const), place, word }) },
);
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

function apply(files: Map<string, Entry>, change: Edit): void {
  if (change.op === 'add') {
    put(files, change.place, plain(`${change.word}\n`));
    return;
  }
  const entry = files.get(change.path);
  if (entry === undefined) return;
  if (change.op === 'move' || change.op === 'delete') files.delete(change.path);
  if (change.op === 'move') put(files, change.place, entry);
  else if (change.op !== 'delete') files.set(change.path, edited(entry, change));
}

function edited({ mode, content }: Entry, change: Exclude<Edit, { op: 'add' | 'move' | 'delete' }>): Entry {
  const rows = content.split('\n');
  // A symbolic link to nowhere cannot be checked out.
  const text = (all: readonly string[]) => ({ mode, content: all.join('\n') || 'x' });
  switch (change.op) {
    case 'replace':
      return text(rows.map((row, at) => (at === change.at ? change.word : row)));
    case 'insert':
      return text(rows.toSpliced(change.at, 0, change.word));
    case 'drop':
      return text(rows.toSpliced(change.at, 1));
    case 'mode':
      return { mode: mode === '100644' ? '100755' : mode === '100755' ? '100644' : mode, content };
    case 'ends':
      return text(
        content.includes('\r') ? rows.map(row => row.replace('\r', '')) : rows.join('\r\n').split('\n'),
      );
  }
}

/** A file takes the place of what is in its way. */
function put(files: Map<string, Entry>, name: string, entry: Entry): void {
  for (const other of [...files.keys()]) {
    if (other.startsWith(`${name}/`) || name.startsWith(`${other}/`)) files.delete(other);
  }
  files.set(name, entry);
}

function changesFrom(before: Files, after: Files): Record<string, Change> {
  const changes: Record<string, Change> = {};
  for (const name of before.keys()) if (!after.has(name)) changes[name] = null;
  for (const [name, entry] of after) {
    const old = before.get(name);
    if (old?.content !== entry.content || old.mode !== entry.mode) changes[name] = entry;
  }
  return changes;
}

async function branch(rig: Rig, base: Sha, edits: readonly Edit[]): Promise<Sha> {
  const files = new Map(BASE);
  for (const change of edits) apply(files, change);
  // The run's attributes are the base's; git's own merge would take those of its work tree.
  for (const name of ['.gitattributes', 'dir/.gitattributes']) put(files, name, BASE.get(name) ?? plain(''));
  return rig.commit({ parents: [base], files: changesFrom(BASE, files) });
}

type Outcome = { readonly tree: string } | { readonly paths: readonly string[] };

async function mergeInWorkTree(tree: Git, commits: readonly Sha[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const commit of commits) {
    const result = await tree.attempt(['merge', '-q', '--no-ff', '-m', 'Merge', commit]);
    if (result.code === 0) {
      outcomes.push({ tree: (await tree.run(['rev-parse', 'HEAD^{tree}'])).trim() });
      continue;
    }
    expect(result.stdout).toContain('CONFLICT');
    const unmerged = (await tree.run(['ls-files', '-u', '-z'])).split('\0').slice(0, -1);
    outcomes.push({ paths: sorted(unmerged.map(entry => entry.slice(entry.indexOf('\t') + 1))) });
    await tree.run(['reset', '-q', '--hard']);
    await tree.run(['clean', '-q', '-f', '-d']);
  }
  return outcomes;
}

/** Without the names that git makes up for what is in the way. */
function sorted(paths: readonly string[]): string[] {
  return [...new Set(paths.map(name => name.replace(/~(HEAD|[0-9a-f]{40})(_\d+)?$/, '')))].sort();
}

test('a chain gives what git gives, merge by merge', { timeout: 60_000 + CASES * 10_000 }, async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: Object.fromEntries(BASE) });
  const tree = await rig.clone(join(rig.path, '..', 'tree'), base);
  const tasks = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 });
  const check = async (edits: readonly (readonly Edit[])[]) => {
    const commits: Sha[] = [];
    for (const own of edits) commits.push(await branch(rig, base, own));
    await tree.run(['checkout', '-q', '-f', '--detach', base]);
    const wanted = await mergeInWorkTree(tree, commits);
    const { steps } = await chained(
      rig,
      base,
      commits.map((commit, at) => unit(`task-${at}`, commit)),
    );
    for (const [at, step] of steps.entries()) {
      const want = wanted[at];
      if (step.kind === 'merged') expect({ tree: step.after.tree }).toEqual(want);
      else if (want !== undefined && 'paths' in want && want.paths.length === 0)
        expect(step.files).not.toEqual([]);
      else expect({ paths: sorted(step.files.map(file => file.path)) }).toEqual(want);
    }
  };
  await fc.assert(fc.asyncProperty(tasks, check), { numRuns: CASES });
});
