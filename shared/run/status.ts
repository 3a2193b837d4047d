/** Every status, computed from the facts, each with its reason in words. */
import { assertNever } from '../assert.ts';
import type { EpicName, TaskId } from '../plan/plan.ts';
import { isResolving, isSentBack } from './attempts/retry.ts';
import { chainEffect } from './integration/chain.ts';
import type { Fate, Started, TaskFacts } from './state.ts';
import { factsOf } from './state.ts';

export type TaskStatus =
  | 'waiting'
  | 'running'
  | 'verifying'
  | 'merged'
  | 'conflict'
  | 'red'
  | 'failed'
  | 'held'
  | 'skipped'
  | 'no-changes'
  | 'out-of-scope'
  | 'timed-out'
  | 'rate-limited'
  | 'cancelled';

export type BatchStatus = 'waiting' | 'running' | 'merging' | 'verifying' | 'done' | 'failed';
export type RunStatus = 'running' | 'completed' | 'partial' | 'failed' | 'cancelled' | 'parked' | 'empty';

export interface Explained<Status> {
  readonly status: Status;
  readonly reason: string;
}

/** So many tasks are named in a reason. */
const NAMED = 5;

export function taskStatus(state: Started, id: TaskId): Explained<TaskStatus> {
  const facts = factsOf(state, id);
  if (facts.fate !== null) return fateStatus(facts.fate, facts);
  const last = facts.attempts.at(-1);
  if (last === undefined) return { status: 'waiting', reason: waitingReason(state, facts) };
  if (last.end === null) {
    return last.startedAt === null
      ? { status: 'waiting', reason: 'waits for a worker' }
      : { status: 'running', reason: '' };
  }
  if (last.end.outcome === 'succeeded' && !wantsRerun(facts)) {
    return { status: 'verifying', reason: verifyingReason(state, facts) };
  }
  return {
    status: 'waiting',
    reason: waitsAgain(facts) ?? last.end.reason,
  };
}

/** The newest attempt is not to be merged, and its successor is not dispatched yet. */
export function wantsRerun(facts: TaskFacts): boolean {
  const last = facts.attempts.at(-1);
  return last !== undefined && last.number <= facts.staleTo;
}

/** Null: it did not collide just now. */
function waitsAgain(facts: TaskFacts): string | null {
  if (!wantsRerun(facts)) return null;
  return isResolving(facts)
    ? 'collided, its conflict is to be resolved'
    : 'collided, starts again on what was merged';
}

function waitingReason(state: Started, facts: TaskFacts): string {
  const open = (state.graph.needs.get(facts.task.id) ?? []).filter(id => factsOf(state, id).fate === null);
  return open.length > 0 ? `waits for ${open.join(', ')}` : `waits for batch ${facts.batch}`;
}

function verifyingReason(state: Started, facts: TaskFacts): string {
  const { epic, id } = facts.task;
  if (state.integration.round?.units.some(unit => unit.tasks.includes(id)))
    return 'its merge is being verified';
  if (epic !== null && openMembers(state, epic).length > 0) return `waits for epic ${epic}`;
  return 'waits to be merged';
}

/** Members of an epic that have not finished their work yet. */
export function openMembers(state: Started, epic: EpicName): readonly TaskId[] {
  return [...state.tasks.values()]
    .filter(facts => facts.task.epic === epic && facts.fate === null && !finished(facts))
    .map(facts => facts.task.id);
}

/** The newest attempt succeeded and its work waits to be merged. */
export function finished(facts: TaskFacts): boolean {
  return facts.fate === null && facts.attempts.at(-1)?.end?.outcome === 'succeeded' && !wantsRerun(facts);
}

/** An attempt that was dispatched and has not ended. */
export function isActive(facts: TaskFacts): boolean {
  const last = facts.attempts.at(-1);
  return last !== undefined && last.end === null;
}

function fateStatus(fate: Fate, facts: TaskFacts): Explained<TaskStatus> {
  switch (fate.kind) {
    case 'merged':
      return { status: 'merged', reason: mergedReason(fate.commit, facts) };
    case 'conflict':
      return { status: 'conflict', reason: conflictReason(facts, fate.left) };
    case 'red':
      return { status: 'red', reason: redReason(fate) };
    case 'held':
    case 'skipped':
    case 'cancelled':
      return { status: fate.kind, reason: fate.reason };
    case 'unsuccessful':
      return unsuccessful(fate.judgement.outcome, fate.judgement.reason);
    default:
      return assertNever(fate);
  }
}

function unsuccessful(outcome: string, reason: string): Explained<TaskStatus> {
  switch (outcome) {
    case 'no-changes':
    case 'out-of-scope':
    case 'timed-out':
    case 'rate-limited':
    case 'cancelled':
      return { status: outcome, reason };
    default:
      return { status: 'failed', reason };
  }
}

function mergedReason(commit: string | null, facts: TaskFacts): string {
  if (commit === null) return 'nothing had to be changed';
  const first = facts.conflicts[0];
  const last = facts.conflicts.at(-1);
  if (first === undefined || last === undefined) return '';
  if (facts.attempts.at(-1)?.resolves != null) return `resolved a conflict ${meeting(last.files)}`;
  const counted = facts.attempts.filter(({ end }) => end === null || !isSentBack(end));
  const tries = counted.length;
  const collided = counted.findIndex(({ number }) => number === first.attempt) + 1;
  return tries === 2
    ? `second try: the first ${collision(first.files)}`
    : `try ${tries}: try ${collided} ${collision(first.files)}`;
}

function conflictReason(facts: TaskFacts, left: string | null): string {
  const last = facts.conflicts.at(-1);
  if (last === undefined) return '';
  return left === null ? collision(last.files) : `${collision(last.files)}; ${left}`;
}

/** "collided with models in src/user.ts:10-14" and how many more. */
export function collision(files: NonNullable<TaskFacts['conflicts'][number]>['files']): string {
  return files.length === 0 ? 'collided' : `collided ${meeting(files)}`;
}

/** "with models in src/user.ts:10-14" */
function meeting(files: NonNullable<TaskFacts['conflicts'][number]>['files']): string {
  const [file] = files;
  if (file === undefined) return 'with the target';
  const others = [...new Set(files.flatMap(each => each.with))];
  const range = file.ours[0];
  const lines =
    range === undefined || range[1] < range[0]
      ? ''
      : range[0] === range[1]
        ? `:${range[0]}`
        : `:${range[0]}-${range[1]}`;
  const more =
    files.length > 1 ? ` and ${files.length - 1} more ${files.length === 2 ? 'file' : 'files'}` : '';
  const kind = file.kind === 'content' ? '' : ` (${file.kind})`;
  return `with ${others.length > 0 ? some(others) : 'the target'} in ${file.path}${lines}${kind}${more}`;
}

function redReason(fate: Extract<Fate, { kind: 'red' }>): string {
  const said = `\`${fate.failure.command}\`: ${fate.failure.problem}`;
  if (fate.with.length === 0) return `also alone: ${said}`;
  const others = some(fate.with);
  return `green alone, red together with ${fate.exact ? '' : 'some of '}${others}: ${said}`;
}

export function batchStatus(state: Started, number: number): BatchStatus {
  const ids = state.graph.batches[number - 1] ?? [];
  const all = ids.map(id => taskStatus(state, id).status);
  if (all.every(status => !isOpen(status)))
    return all.some(status => status === 'merged') ? 'done' : 'failed';
  if (all.some(status => status === 'running')) return 'running';
  if (ids.every(id => factsOf(state, id).attempts.length === 0)) return 'waiting';
  const inRound =
    state.integration.round?.units.some(unit => unit.tasks.some(id => ids.includes(id))) ?? false;
  if (inRound) return isChained(state) ? 'verifying' : 'merging';
  return all.some(status => status === 'waiting') ? 'running' : 'merging';
}

/** The candidate of the present round is known. */
function isChained(state: Started): boolean {
  const { round, chains } = state.integration;
  return round !== null && chains.has(chainEffect(state, round.onto.commit, round.units, null).key);
}

export function isOpen(status: TaskStatus): boolean {
  return status === 'waiting' || status === 'running' || status === 'verifying';
}

export function runStatus(state: Started): RunStatus {
  if (state.finishedAt === null) return 'running';
  const fates = [...state.tasks.values()].map(facts => facts.fate?.kind);
  if (fates.length === 0) return 'empty';
  const merged = fates.filter(kind => kind === 'merged').length;
  if (merged === fates.length && state.landing.outcome?.kind !== 'not-landed') return 'completed';
  if (state.cancel !== null) return 'cancelled';
  // With a red base money is not what is missing.
  if (state.park !== null && (state.halt === null || state.halt.kind === 'on-failure')) return 'parked';
  return merged > 0 ? 'partial' : 'failed';
}

/** The first few, and how many more. */
function some(ids: readonly TaskId[]): string {
  const more = ids.length - NAMED;
  return ids.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
