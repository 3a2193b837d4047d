/** Which tasks start now, and on what: the rules of batches, of eager starting, and of epics. */
import { assertNever } from '../../assert.ts';
import type { TaskId } from '../../plan/plan.ts';
import { buildPrompt } from '../attempts/prompt.ts';
import { isResolving, isSentBack } from '../attempts/retry.ts';
import type { Effect } from '../effect.ts';
import type { Snapshot } from '../event.ts';
import { epicBranch } from '../integration/chain.ts';
import { Inquiry } from '../integration/inquiry.ts';
import { collide, readyUnits } from '../integration/integrate.ts';
import { withTask } from '../lens.ts';
import type { Attempt, AttemptCause, Started, TaskFacts } from '../state.ts';
import { factsOf } from '../state.ts';
import { finished, isActive, wantsRerun } from '../status.ts';
import { type Assigned, type Assignment, assign } from './assign.ts';
import { backendLimit } from './limits.ts';

export function isSequential(state: Started): boolean {
  return state.fellBack || state.choice.execution === 'sequential';
}

/** The next task's tree is ready when a place becomes free, and the last one's is collected meanwhile. */
const TREES_PER_WORKER = 2;

/** How many attempts may run at once, in all and by backend, and in how many trees. */
export function concurrency(state: Started): {
  readonly workers: number;
  /** 0: it rests. */
  readonly byBackend: ReadonlyMap<string, number>;
  /** More trees than workers have the next one's ready, but for who asked for a single one. */
  readonly trees: number;
} {
  const workers = isSequential(state) ? 1 : state.config.parallel.maxWorkers;
  const limits = Object.entries(state.config.backends).map(([name, { maxParallel }]) => {
    const { atOnce, rest } = backendLimit(state, name, Math.min(workers, maxParallel ?? workers));
    return [name, rest === null ? atOnce : 0] as const;
  });
  return { workers, byBackend: new Map(limits), trees: treesFor(state, workers) };
}

function treesFor({ config }: Started, workers: number): number {
  switch (config.isolation) {
    case 'none':
    case 'branch':
      return 1;
    // Who has a folder in a tree of all is there, ready or not: what changes meanwhile could be theirs.
    case 'directory':
      return workers;
    case 'full':
      return workers * TREES_PER_WORKER;
    default:
      return assertNever(config.isolation);
  }
}

/** Still to be started, and not between two tries because of a pause. */
function isStartable(facts: TaskFacts): boolean {
  if (facts.fate !== null || isActive(facts) || finished(facts)) return false;
  const wait = facts.attempts.at(-1)?.wait;
  return wait == null || wait.over;
}

/** Neither decided nor waiting for the rest of its epic: it keeps its batch open. */
function isUnsettled(facts: TaskFacts, ready: ReadonlySet<TaskId>): boolean {
  return facts.fate === null && (!finished(facts) || ready.has(facts.task.id));
}

/** The batch that is worked on: the first with something unsettled; null: none. */
export function currentBatch(state: Started): number | null {
  const ready = new Set(readyUnits(state).flatMap(unit => unit.tasks));
  const open = [...state.tasks.values()].filter(facts => isUnsettled(facts, ready)).map(facts => facts.batch);
  return open.length === 0 ? null : open.reduce((least, batch) => Math.min(least, batch));
}

/** A candidate is due: nothing of the current batch is still at work, or the schedule does not wait for that. */
export function candidateIsDue(state: Started): boolean {
  if (state.integration.round !== null) return false;
  if (isSequential(state) || state.choice.schedule === 'eager') return true;
  const batch = currentBatch(state);
  return [...state.tasks.values()].every(
    facts =>
      facts.fate !== null || finished(facts) || (batch !== null && facts.batch > batch && !isActive(facts)),
  );
}

interface Start {
  readonly facts: TaskFacts;
  readonly base: Snapshot;
}

/** Tasks that may start now; what their bases need first is noted in the inquiry. */
export function startable(state: Started, inquiry: Inquiry): readonly Start[] {
  const { round } = state.integration;
  const sequential = isSequential(state);
  const eager = state.choice.schedule === 'eager';
  if (round !== null && (sequential || !eager)) return [];
  if (sequential && [...state.tasks.values()].some(isActive)) return [];
  const batch = eager && !sequential ? null : currentBatch(state);
  const inTurn = state.graph.batches.flat().map(id => factsOf(state, id));
  const open = inTurn.filter(
    facts => isStartable(facts) && (batch === null || facts.batch === batch) && mayStart(state, facts),
  );
  const chosen = sequential ? open.slice(0, 1) : open;
  return chosen.flatMap(facts => {
    const base = baseFor(state, facts, inquiry);
    return base === null ? [] : [{ facts, base }];
  });
}

function mayStart(state: Started, facts: TaskFacts): boolean {
  // Whoever collided starts again on what the others merged, so not while that is still open.
  if ((wantsRerun(facts) || isResolving(facts)) && state.integration.round !== null) return false;
  const { epic, id } = facts.task;
  const needs = (state.graph.needs.get(id) ?? []).map(need => factsOf(state, need));
  const satisfied = needs.every(
    need => need.fate?.kind === 'merged' || (epic !== null && need.task.epic === epic && finished(need)),
  );
  return satisfied && softlyBehind(state, id).every(other => isBehind(factsOf(state, other)));
}

/** In an epic nothing is decided before all of it is; waiting for that could close a circle. */
function isBehind(other: TaskFacts): boolean {
  return other.fate !== null || (other.task.epic !== null && finished(other));
}

/** Whom a task waits for without needing it: `after`, and those whose paths overlap its own. Batches see to it by themselves. */
function softlyBehind(state: Started, id: TaskId): readonly TaskId[] {
  if (state.choice.schedule === 'batches') return [];
  const serialized = state.graph.serialized.filter(({ task }) => task === id).map(({ behind }) => behind);
  return [...factsOf(state, id).task.after, ...serialized];
}

/** The integration head; inside an epic, for who stands on other members, the head with the epic's finished work. */
function baseFor(state: Started, facts: TaskFacts, inquiry: Inquiry): Snapshot | null {
  const { head } = state.integration;
  const { epic, id } = facts.task;
  const insideNeeds = (state.graph.needs.get(id) ?? []).some(need => finished(factsOf(state, need)));
  if (epic === null || !(insideNeeds || wantsRerun(facts) || isResolving(facts))) return head;
  const line = epicLine(state, facts);
  if (line.length === 0) return head;
  const units = line.map(member => ({ name: member, tasks: [member] }));
  const result = inquiry.chain(head.commit, units, epicBranch(state.run, epic));
  if (result === null) return null;
  if (result.steps.some(step => step.kind === 'conflict')) return null;
  const last = result.steps.at(-1);
  return last?.kind === 'merged' ? last.after : head;
}

/** Finished members of the task's epic, in the order of merging. */
function epicLine(state: Started, facts: TaskFacts): readonly TaskId[] {
  return state.graph.mergeOrder.filter(id => {
    const member = factsOf(state, id);
    return member.task.epic === facts.task.epic && finished(member);
  });
}

/** Members that collide with each other on their epic's line, before anybody stands on it. */
export function settleEpicLines(state: Started): Started {
  const inquiry = new Inquiry(state);
  for (const facts of state.tasks.values()) {
    if (facts.task.epic === null || !isStartable(facts)) continue;
    const line = epicLine(state, facts).map(member => ({ name: member, tasks: [member] }));
    if (line.length === 0) continue;
    const steps =
      inquiry.chain(state.integration.head.commit, line, epicBranch(state.run, facts.task.epic))?.steps ?? [];
    if (steps.some(step => step.kind === 'conflict')) return collide(state, steps);
  }
  return state;
}

/** Starts what may start, has a backend, and can be paid for. */
export function dispatch(state: Started): Started {
  if (state.halt !== null || state.landing.syncFirst) return state;
  let next = state;
  for (const { facts, base } of startable(state, new Inquiry(state))) {
    const assignment = assign(next, facts);
    // What is under way may give back enough for this one: whoever comes next must not take it.
    if (assignment.kind === 'unaffordable') break;
    if (assignment.kind !== 'assigned') continue;
    const attempt = newAttempt(next, facts, { base, assignment });
    next = withTask(next, facts.task.id, { attempts: [...facts.attempts, attempt] });
  }
  return next;
}

interface Ground {
  readonly base: Snapshot;
  readonly assignment: Assigned;
}

function newAttempt(state: Started, facts: TaskFacts, { base, assignment }: Ground): Attempt {
  const { backend, model, tier, reasons, reserved } = assignment;
  return {
    number: facts.attempts.length + 1,
    cause: causeOf(facts),
    base,
    resolves: isResolving(facts) ? facts.resolves : null,
    backend,
    model,
    tier,
    reasons,
    reserved,
    prompt: buildPrompt(state, facts),
    dispatchedAt: state.now,
    startedAt: null,
    end: null,
    wait: null,
  };
}

function causeOf(facts: TaskFacts): AttemptCause {
  const last = facts.attempts.at(-1);
  if (last === undefined) return 'first';
  if (last.number < facts.countsFrom) return 'asked';
  if (wantsRerun(facts)) return isResolving(facts) ? 'resolve' : 'rerun';
  const outcome = last.end?.outcome;
  if (last.end !== null && isSentBack(last.end)) return 'requeue';
  if (outcome === 'lost' || outcome === 'cancelled') return 'restart';
  return isResolving(facts) ? 'resolve' : 'retry';
}

/** The chains that are needed before the next tasks can start. */
export function wantedForStart(state: Started): readonly Effect[] {
  if (state.halt !== null || state.landing.syncFirst || state.cancel !== null) return [];
  const inquiry = new Inquiry(state);
  const assignments = startable(state, inquiry).map(({ facts }) => assign(state, facts));
  return [...inquiry.wanted, ...assignments.flatMap(effectFor)];
}

/** What has to be known, or to be over, before a task can be dispatched. */
function effectFor(assignment: Assignment): readonly Effect[] {
  switch (assignment.kind) {
    case 'unchecked': {
      const { backend } = assignment;
      return [{ kind: 'check-backend', key: `check-backend/${backend}`, backend }];
    }
    case 'resting':
      return [restEffect(assignment.backend, assignment.until)];
    default:
      return [];
  }
}

export function restEffect(backend: string, until: number): Effect {
  return { kind: 'rest', key: `rest/${backend}/${until}`, backend, until };
}
