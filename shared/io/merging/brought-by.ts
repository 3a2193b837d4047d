/**
 * Who brought the integration's side of a conflict. Only merges that Braid itself made on the first-parent chain count, and
 * a task's own commits are never on that chain: no task can put words into another one's mouth.
 */
import type { RunId, Sha, TaskId } from '../../plan/plan.ts';
import type { ConflictKind } from '../../run/event.ts';
import type { Hunk, Span } from '../../run/resolution/line-diff.ts';
import type { Git } from '../git.ts';
import { type Change, readChanges } from './changes.ts';
import { BRAID_IDENTITY } from './merge-directory.ts';
import { diffHunks, touches } from './regions.ts';

export interface Contested {
  readonly names: ReadonlySet<string>;
  readonly kind: ConflictKind;
  /** The lines of the integration's file that collide; empty: unknown, or the whole file. */
  readonly ours: readonly Span[];
  /** The integration has no such file any more. */
  readonly gone: boolean;
}

export interface History {
  /** In the order in which they were merged. */
  broughtBy(contested: Contested): Promise<TaskId[]>;
}

/** One step of the first-parent chain. */
interface Step {
  /** Null: not a merge of a task of this run. */
  readonly task: TaskId | null;
  readonly changes: readonly Change[];
  /** The changes again, by both their names. */
  readonly byName: ReadonlyMap<string, readonly Change[]>;
}

interface Range {
  readonly run: RunId;
  readonly head: Sha;
  readonly commit: Sha;
}

/** Reads what happened on `head`'s first-parent chain since `commit` left it. */
export async function openHistory(git: Git, range: Range): Promise<History> {
  const [steps, renames] = await Promise.all([readSteps(git, range), renamesOf(git, range)]);
  return {
    async broughtBy(contested) {
      const names = new Set(contested.names);
      // What the task renamed still has its old name in the integration.
      for (const { from, to } of renames) if (names.has(to)) names.add(from);
      const tasks = await findTasks(git, steps, { ...contested, names });
      return [...new Set(tasks.reverse())];
    },
  };
}

/** Several values of one trailer come on lines of their own, and are then nobody's. */
const FIELDS = [
  '%H',
  '%P',
  '%cn <%ce>',
  '%(trailers:key=Braid-Run,valueonly,unfold,separator=%x0A)',
  '%(trailers:key=Braid-Task,valueonly,unfold,separator=%x0A)',
] as const;

/** Newest first. */
async function readSteps(git: Git, { run, head, commit }: Range): Promise<Step[]> {
  const format = `--format=${FIELDS.join('%x00')}`;
  const fields = (await git.run(['log', '-z', '--first-parent', format, head, `^${commit}`, '--'])).split(
    '\0',
  );
  const entries = [];
  for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
    const [id = '', parents = '', committer, runs, task = ''] = fields.slice(at, at + FIELDS.length);
    const [first = '', second = ''] = parents.split(' ');
    const isBraids = committer === `${BRAID_IDENTITY.name} <${BRAID_IDENTITY.email}>` && runs === run;
    const isTask = isBraids && second !== '' && /^\S+$/.test(task);
    entries.push({ id, first, second, task: isTask ? (task as TaskId) : null });
  }
  const foreign = await outside(
    git,
    entries.map(entry => entry.second),
    commit,
  );
  const comparisons = entries.flatMap(({ id, first }) =>
    first === '' ? [] : [{ commit: id as Sha, parent: first as Sha }],
  );
  const changes = await readChanges(git, comparisons, { renames: true });
  return entries.map(({ id, second, task }) => {
    const own = changes.get(id) ?? [];
    return { task: foreign.has(second) ? task : null, changes: own, byName: indexed(own) };
  });
}

function indexed(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const index = new Map<string, Change[]>();
  for (const change of changes) {
    for (const name of new Set([change.from, change.to]))
      index.set(name, [...(index.get(name) ?? []), change]);
  }
  return index;
}

/**
 * Those that `commit` does not build on. A part of an epic builds on the epic's earlier parts, which are merged anew when
 * integration has moved on: they are on both sides then, and brought nothing to the other.
 */
async function outside(git: Git, commits: readonly string[], commit: Sha): Promise<ReadonlySet<string>> {
  const input = commits.flatMap(id => (id === '' ? [] : [`${id}\n`])).join('');
  if (input === '') return new Set();
  return new Set((await git.run(['rev-list', '--stdin'], { input: `${input}^${commit}\n` })).split('\n'));
}

async function renamesOf(git: Git, { head, commit }: Range): Promise<readonly Change[]> {
  const bases = await git.attempt(['merge-base', head, commit]);
  if (bases.code !== 0) return [];
  const comparison = { commit, parent: bases.stdout.trim() as Sha };
  const changes = await readChanges(git, [comparison], { renames: true });
  return (changes.get(commit) ?? []).filter(change => change.status === 'R');
}

/** Newest first. A task is named as often as it is found. */
async function findTasks(git: Git, steps: readonly Step[], contested: Contested): Promise<TaskId[]> {
  const touching = steps.filter(step => concerns(step, contested));
  if (touching.length === 0) return tasksOf(steps.filter(step => movedFolder(step, contested)));
  if (contested.gone) {
    const removing = touching.find(step =>
      about(step, contested.names).some(
        ({ status, from }) => 'DR'.includes(status) && contested.names.has(from),
      ),
    );
    return tasksOf(removing === undefined ? touching : [removing]);
  }
  if (contested.ours.length === 0) return tasksOf(touching);
  const writers = await writersOf(git, steps, contested);
  // The differences between steps may pair equal lines otherwise than the whole difference did.
  return tasksOf(writers.length === 0 ? touching : writers);
}

function tasksOf(steps: readonly Step[]): TaskId[] {
  return steps.flatMap(step => (step.task === null ? [] : [step.task]));
}

function about({ byName }: Step, names: ReadonlySet<string>): Change[] {
  return [...names].flatMap(name => byName.get(name) ?? []);
}

function concerns(step: Step, { names, kind }: Contested): boolean {
  if (about(step, names).length > 0) return true;
  if (kind !== 'file/directory') return false;
  return step.changes.some(({ to }) => [...names].some(name => to.startsWith(`${name}/`)));
}

/** A file that the task put into a folder which somebody else renamed. */
function movedFolder({ changes }: Step, { names, kind }: Contested): boolean {
  if (kind !== 'rename') return false;
  return changes.some(({ status, from }) => {
    const folder = from.slice(0, from.lastIndexOf('/') + 1);
    return status === 'R' && folder !== '' && [...names].some(name => name.startsWith(folder));
  });
}

/** Follows the lines back through the steps; each is taken by the newest step that wrote it, or removed lines there. */
async function writersOf(git: Git, steps: readonly Step[], contested: Contested): Promise<Step[]> {
  const names = new Set(contested.names);
  const writers: Step[] = [];
  let open = contested.ours;
  for (const step of steps) {
    const change = about(step, names).find(({ to, status }) => names.has(to) && status !== 'D');
    if (change === undefined) continue;
    names.add(change.from);
    const hunks = change.status === 'A' ? null : await diffHunks(git, change.before, change.after);
    if (hunks === null || open.some(span => hunks.some(hunk => touches(hunk.new, span)))) writers.push(step);
    if (hunks === null) break;
    open = open.flatMap(span => before(span, hunks));
    if (open.length === 0) break;
  }
  return writers;
}

/** What is left of a span once the lines and points that the hunks touch are taken out, in the lines of the older file. */
function before(span: Span, hunks: readonly Hunk[]): Span[] {
  const hits = hunks.filter(hunk => touches(hunk.new, span));
  if (span.start === span.end) return hits.length > 0 ? [] : [shift(span, hunks)];
  const rest: Span[] = [];
  let start = span.start;
  for (const hunk of hits) {
    if (hunk.new.start > start) rest.push({ start, end: hunk.new.start });
    start = Math.max(start, hunk.new.end);
  }
  if (start < span.end) rest.push({ start, end: span.end });
  return rest.map(piece => shift(piece, hunks));
}

function shift(span: Span, hunks: readonly Hunk[]): Span {
  const above = hunks.filter(hunk => hunk.new.end <= span.start);
  const by = above.reduce((sum, { old, new: now }) => sum + (old.end - old.start) - (now.end - now.start), 0);
  return { start: span.start + by, end: span.end + by };
}
