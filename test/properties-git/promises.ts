/** The promises, held against what is in the repository after a run. Each throws with its number. */
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { EpicName, Sha, TaskId } from '../../shared/plan/plan.ts';
import { factsOf, type TaskFacts } from '../../shared/run/state.ts';
import { isOpen, runStatus, taskStatus } from '../../shared/run/status.ts';
import type { Played } from './host.ts';
import { run, type Stage } from './stage.ts';
import { OTHERS, type Tale } from './tale.ts';
import { isRed, namesIn } from './verdict.ts';

interface Commit {
  readonly tree: Sha;
  readonly parents: readonly Sha[];
}

/** What git knows at the end. */
export interface History {
  readonly commits: ReadonlyMap<Sha, Commit>;
  readonly refs: ReadonlyMap<string, Sha>;
}

export async function readHistory({ repository, state }: Played): Promise<History> {
  const listing = await repository.git.run(['for-each-ref', '--format=%(refname) %(objectname)']);
  const refs = new Map(
    listing.split('\n').flatMap(line => (line === '' ? [] : [line.split(' ') as [string, Sha]])),
  );
  const bases = attemptsOf(state.tasks.values()).map(({ base }) => base.commit);
  const tips = [...refs].flatMap(([ref, sha]) => (ref.startsWith('refs/braid/') ? [] : [sha]));
  const log = await repository.git.run(['log', '--format=%H %T %P', '--stdin'], {
    input: [...new Set([...tips, ...bases])].join('\n'),
  });
  const commits = log.split('\n').flatMap((line): [Sha, Commit][] => {
    const [sha, tree, ...parents] = line.split(' ').filter(word => word !== '') as Sha[];
    return sha === undefined || tree === undefined ? [] : [[sha, { tree, parents }]];
  });
  return { commits: new Map(commits), refs };
}

function attemptsOf(tasks: Iterable<TaskFacts>) {
  return [...tasks].flatMap(facts => facts.attempts);
}

function commitsOf(facts: TaskFacts): readonly Sha[] {
  return facts.attempts.flatMap(({ end }) => end?.evidence.commit ?? []);
}

function contains({ commits }: History, commit: Sha, part: Sha): boolean {
  const seen = new Set<Sha>();
  const open = [commit];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === part) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(commits.get(at)?.parents ?? []));
  }
  return false;
}

/** Promise 1. What is on the target is, to the byte, a tree that was green, or what it was before. */
export async function onlyTested(
  { tale, state, verdicts, repository, base }: Played,
  history: History,
): Promise<void> {
  const main = history.refs.get('refs/heads/main');
  const { landed } = state.landing;
  if (landed !== null) expect([landed, landed]).toEqual([main, state.integration.head.commit]);
  const ours = landed ?? history.refs.get('refs/heads/braid/tale/integration') ?? base.commit;
  if (ours === base.commit || tale.config.merge.verify.length === 0) return;
  const tree = history.commits.get(ours)?.tree ?? ('' as Sha);
  expect(verdicts.get(tree) ?? []).toContain(true);
  expect(isRed(tale, await namesIn(repository, tree))).toBe(false);
}

/** Promise 2. Whatever an attempt left is on a ref of its own; merged means in the integration. */
export function nothingLost({ state }: Played, history: History): void {
  const head = state.integration.head.commit;
  const integration = history.refs.get('refs/heads/braid/tale/integration');
  if (head !== state.base.commit) expect(integration).toBe(head);
  for (const [id, facts] of state.tasks) {
    const archive = [...history.refs].filter(([ref]) => ref.startsWith(`refs/braid-attempts/tale/${id}/`));
    const kept = archive.map(([, sha]) => sha);
    for (const commit of commitsOf(facts)) expect(kept).toContain(commit);
    const newest = commitsOf(facts).at(-1);
    if (newest !== undefined) expect(history.refs.get(`refs/heads/braid/tale/${id}`)).toBe(newest);
    const merged = facts.fate?.kind === 'merged' && newest !== undefined;
    expect(newest !== undefined && contains(history, head, newest)).toBe(merged);
  }
}

/** Promise 3. The base of every attempt holds work of everything that its task needs. */
export function basesHoldNeeds({ state }: Played, history: History): void {
  for (const facts of state.tasks.values()) {
    for (const need of facts.task.needs) {
      const works = commitsOf(factsOf(state, need));
      for (const { base } of facts.attempts)
        expect(works.some(work => contains(history, base.commit, work))).toBe(true);
    }
  }
}

/** Promise 4. Whoever does nothing wrong, meets nobody, and needs nobody who does, is merged. */
export function oneBadCostsOne({ state, tale }: Played): void {
  const troubled = troubledIn(tale);
  for (const [id] of state.tasks)
    if (!troubled.has(id))
      expect([id, taskStatus(state, id)]).toEqual([id, { status: 'merged', reason: '' }]);
}

function troubledIn(tale: Tale): ReadonlySet<string> {
  const files = (name: string) =>
    (tale.edits[name] ?? []).flatMap(edit => (edit.op === 'move' ? [edit.file, edit.to] : [edit.file]));
  const { tasks } = tale.plan;
  const meets = (name: string) =>
    files(name).some(file => tasks.some(other => other.id !== name && files(other.id).includes(file)));
  const troubled = new Set<string>([
    ...tasks.flatMap(({ id }) =>
      (tale.deeds[id] ?? []).some(deed => deed !== 'work') || meets(id) ? [id] : [],
    ),
    ...(tale.config.merge.verify.length > 0 ? tale.reds.flat() : []),
  ]);
  for (let size = -1; size !== troubled.size; ) {
    size = troubled.size;
    const epics = new Set(tasks.flatMap(({ id, epic }) => (troubled.has(id) && epic !== null ? [epic] : [])));
    for (const { id, epic, needs } of tasks) {
      const needsTrouble = needs.some(
        need => troubled.has(need) || epics.has(epicOf(tale, need) ?? ('' as EpicName)),
      );
      if (needsTrouble || (epic !== null && epics.has(epic))) troubled.add(id);
    }
  }
  return troubled;
}

function epicOf({ plan }: Tale, id: TaskId): EpicName | null {
  return plan.tasks.find(each => each.id === id)?.epic ?? null;
}

/** Promise 4. Who is named for a red is among those that are planted, together with what is merged. */
export function culpritsArePlanted({ state, tale }: Played): void {
  const merged = [...state.tasks].flatMap(([id, { fate }]) => (fate?.kind === 'merged' ? [id] : []));
  for (const [id, { fate }] of state.tasks) {
    if (fate?.kind !== 'red' || !fate.exact) continue;
    const members = (name: TaskId) =>
      tale.plan.tasks.flatMap(each =>
        each.id === name || (each.epic !== null && each.epic === epicOf(tale, name)) ? [each.id] : [],
      );
    const named = [id, ...fate.with];
    const possible = new Set<string>([...named.flatMap(members), ...merged, OTHERS]);
    const planted = tale.reds.filter(set => set.every(name => possible.has(name)));
    expect([
      id,
      fate.with,
      planted.some(set => named.every(name => members(name).some(each => set.includes(each)))),
    ]).toEqual([id, fate.with, true]);
  }
}

/** Promise 5. Only work that was done right is merged. */
export function successIsEvidence({ state, tale }: Played): void {
  for (const [id, facts] of state.tasks) {
    if (facts.fate?.kind !== 'merged') continue;
    const deeds = tale.deeds[id] ?? ['work'];
    expect(deeds[Math.min(facts.attempts.length, deeds.length) - 1]).toBe('work');
  }
}

/** Promise 9. The run is over, every task has its end, and nothing is left behind. */
export function itEnds({ state, folder }: Played): void {
  expect([state.finishedAt !== null, state.reported]).toEqual([true, state.finishes]);
  expect(runStatus(state)).not.toBe('running');
  for (const id of state.tasks.keys()) expect(isOpen(taskStatus(state, id).status)).toBe(false);
  const caches = readdirSync(join(folder, 'cache')).map(name => join(folder, 'cache', name, 'trees'));
  expect(caches.flatMap(cache => (existsSync(cache) ? readdirSync(cache) : []))).toEqual([]);
}

/** Promise 10. */
export function everythingHasAReason({ state }: Played): void {
  for (const id of state.tasks.keys()) {
    const { status, reason } = taskStatus(state, id);
    if (status !== 'merged') expect(reason).not.toBe('');
  }
  const { outcome } = state.landing;
  if (outcome?.kind !== 'landed') expect(outcome?.reason).toMatch(/./);
}

const MERGE_EACH = `while read before merged; do
  git checkout -q --detach $before
  git merge -q --no-ff -m merge $merged < /dev/null > /dev/null
  git rev-parse 'HEAD^{tree}'
done`;

/**
 * What was integrated is what git merges by itself, one branch after the other, in a work tree of its own. Each merge starts
 * from Braid's own commit of the one before: where there are several merge bases, as for the work of an epic, git takes them
 * in the order of their dates, and a union of lines depends on that order.
 */
export async function sameAsGit(
  stage: Stage,
  { state, repository, base, folder }: Played,
  history: History,
): Promise<void> {
  const line: { readonly before: Sha; readonly merged: Sha; readonly tree: Sha }[] = [];
  for (let at = state.integration.head.commit; at !== base.commit; ) {
    const { parents: [before, merged] = [], tree } = history.commits.get(at) ?? {};
    if (before === undefined || merged === undefined || tree === undefined)
      throw new Error(`${at} is no merge`);
    line.unshift({ before, merged, tree });
    at = before;
  }
  if (line.length === 0) return;
  const scratch = join(folder, 'scratch');
  cpSync(join(stage.folder, 'scratch'), scratch, { recursive: true });
  writeFileSync(join(scratch, '.git/objects/info/alternates'), `${repository.objects}\n`);
  const input = line.map(({ before, merged }) => `${before} ${merged}\n`).join('');
  const trees = await run(scratch, ['sh', '-e', '-c', MERGE_EACH], input);
  expect(trees.split('\n')).toEqual(line.map(({ tree }) => tree));
  rmSync(scratch, { recursive: true });
}
