/**
 * The part of the machine that weaves: forms candidates from finished units, has them chained and verified, keeps the longest
 * green prefix of a red one and holds its culprit. Only a tree that was verified green moves the head.
 */
import { assertNever } from '../../assert.ts';
import type { TaskId } from '../../plan/plan.ts';
import type { CommandFailure } from '../attempts/evidence.ts';
import { mayResolve } from '../attempts/retry.ts';
import type { ChainResult, ChainStep, Snapshot } from '../event.ts';
import { withFate, withIntegration, withTask } from '../lens.ts';
import type { Round, Started, TaskFacts, Unit } from '../state.ts';
import { factsOf } from '../state.ts';
import { finished } from '../status.ts';
import { Inquiry, type Verdict } from './inquiry.ts';
import { type Culprit, findCulprit } from './search.ts';

export type Finding =
  | { readonly kind: 'accept' }
  | { readonly kind: 'base-red'; readonly failure: CommandFailure }
  | Extract<Verdict, { kind: 'broken' }>
  | { readonly kind: 'culprit'; readonly culprit: Culprit };

type Merged = Extract<ChainStep, { kind: 'merged' }>;
type Collided = Extract<ChainStep, { kind: 'conflict' }>;

/** Units whose every task has finished work, in the order of merging. */
export function readyUnits(state: Started): readonly Unit[] {
  const units = new Map<string, TaskId[]>();
  for (const id of state.graph.mergeOrder) {
    const facts = factsOf(state, id);
    if (facts.fate?.kind === 'merged') continue;
    const name = facts.task.epic === null ? id : `epic ${facts.task.epic}`;
    units.set(name, [...(units.get(name) ?? []), id]);
  }
  return [...units]
    .filter(([, ids]) => ids.every(id => finished(factsOf(state, id))))
    .map(([name, tasks]) => ({ name, tasks }));
}

export function openRound(state: Started, units: readonly Unit[]): Started {
  const number = state.integration.rounds + 1;
  const round: Round = { number, startedAt: state.now, onto: state.integration.head, units };
  return withIntegration(state, { round, rounds: number });
}

/** What the facts say about the round; null: something is still unknown, and the inquiry has noted it. */
export function examineRound(inquiry: Inquiry, round: Round): Finding | null {
  const chain = inquiry.chain(round.onto.commit, round.units);
  if (chain === null) return null;
  const merged = mergedSteps(chain);
  const prefixes = [round.onto, ...merged.map(step => step.after)];
  const candidate = prefixes.at(-1) ?? round.onto;
  if (merged.length === 0 || inquiry.state.config.merge.verify.length === 0) return { kind: 'accept' };
  return examineCandidate(inquiry, round, { candidate, prefixes, merged });
}

interface Candidate {
  readonly candidate: Snapshot;
  readonly prefixes: readonly Snapshot[];
  readonly merged: readonly Merged[];
}

function examineCandidate(
  inquiry: Inquiry,
  round: Round,
  { candidate, prefixes, merged }: Candidate,
): Finding | null {
  if (inquiry.firstTrial(candidate) === null) return null;
  const trials = inquiry.trials(candidate.tree);
  const suspicious = trials.some(trial => trial.verdict.kind === 'red');
  // A red base explains a red candidate: it is asked before anybody is blamed.
  const base = suspicious ? inquiry.verdict(round.onto) : null;
  if (suspicious && base === null && inquiry.state.config.merge.parallelVerify === 1) return null;
  const verdict = inquiry.verdict(candidate);
  if (verdict === null) return null;
  if (verdict.kind === 'green') return { kind: 'accept' };
  if (verdict.kind === 'broken') return verdict;
  if (base === null) return null;
  if (base.kind === 'broken') return base;
  if (base.kind === 'red') return { kind: 'base-red', failure: base.failure };
  const byName = new Map(round.units.map(unit => [unit.name, unit]));
  const units = merged.flatMap(step => byName.get(step.unit) ?? []);
  const result = findCulprit(inquiry, { units, prefixes });
  return result?.kind === 'found' ? { kind: 'culprit', culprit: result.culprit } : result;
}

/** Closes the round when the facts suffice; else the same state. */
export function advanceRound(state: Started): Started {
  const { round } = state.integration;
  if (round === null) return state;
  const inquiry = new Inquiry(state);
  const finding = examineRound(inquiry, round);
  if (finding === null) return state;
  const chain = inquiry.chain(round.onto.commit, round.units);
  if (chain === null) throw new Error('a finding without a chain');
  return conclude(withIntegration(state, { round: null }), { round, chain, finding });
}

interface Conclusion {
  readonly round: Round;
  readonly chain: ChainResult;
  readonly finding: Finding;
}

function conclude(state: Started, { round, chain, finding }: Conclusion): Started {
  switch (finding.kind) {
    case 'accept':
      return collide(accept(state, round, mergedSteps(chain)), chain.steps);
    case 'base-red': {
      const { failure } = finding;
      const reason = `the base is red: \`${failure.command}\`: ${failure.problem}`;
      return { ...state, halt: { kind: 'base-red', reason, failure } };
    }
    case 'broken': {
      const { message, failure } = finding;
      const halt = { kind: 'verify-broken' as const, reason: `verification could not run: ${message}` };
      return { ...state, halt: failure === undefined ? halt : { ...halt, failure } };
    }
    case 'culprit':
      return blame(state, { round, chain, culprit: finding.culprit });
    default:
      return assertNever(finding);
  }
}

/** Moves the head over these steps; their tasks are merged. */
function accept(state: Started, { units }: Round, steps: readonly Merged[]): Started {
  const { line } = state.integration;
  const head = steps.at(-1)?.after ?? state.integration.head;
  const taken = steps.map(({ unit, after }) => ({
    unit: units.find(each => each.name === unit) ?? null,
    after,
  }));
  let next = withIntegration(state, { head, line: [...line, ...taken] });
  for (const merge of steps.flatMap(step => step.merges)) {
    next = withFate(next, merge.link as TaskId, { kind: 'merged', commit: merge.commit, at: state.now });
  }
  return next;
}

function blame(
  state: Started,
  { round, chain, culprit }: { round: Round; chain: ChainResult; culprit: Culprit },
): Started {
  const merged = mergedSteps(chain);
  const red = merged[culprit.green];
  if (red === undefined) throw new Error('a culprit that is not in the chain');
  const place = chain.steps.indexOf(red);
  const guilty = round.units.find(unit => unit.name === red.unit)?.tasks ?? [];
  let next = accept(state, round, merged.slice(0, culprit.green));
  for (const id of guilty) {
    const { with: partners, exact, failure } = culprit;
    next = withFate(next, id, { kind: 'red', with: partners, exact, failure });
  }
  // Whoever collided after the culprit may have collided with the culprit: it is chained again.
  next = collide(next, chain.steps.slice(0, place));
  const rest = new Set(chain.steps.slice(place + 1).map(step => step.unit));
  const units = round.units.filter(unit => rest.has(unit.name));
  return units.length > 0 ? openRound(next, units) : next;
}

/** Records collisions; who may try again is not to be merged as it is. */
export function collide(state: Started, steps: readonly ChainStep[]): Started {
  const collisions = steps.filter((step): step is Collided => step.kind === 'conflict');
  return collisions.reduce((next, step) => collideTask(next, step.link as TaskId, step.files), state);
}

function collideTask(state: Started, id: TaskId, files: Collided['files']): Started {
  const facts = factsOf(state, id);
  const attempt = facts.attempts.at(-1)?.number ?? 0;
  const conflicts = [...facts.conflicts, { attempt, files }];
  if (!mayTryAgain(state, { ...facts, conflicts })) {
    return withTask(state, id, { conflicts, fate: { kind: 'conflict', files, left: null } });
  }
  const commit = facts.attempts.at(-1)?.end?.evidence.commit ?? null;
  const resolves = state.config.merge.onConflict === 'resolve' ? commit : null;
  const next = withTask(state, id, { conflicts, staleTo: attempt, resolves });
  // Work that stands on other work than what will be merged cannot be resolved: it starts afresh.
  return dependentsInEpic(state, id).reduce((each, member) => {
    const newest = factsOf(each, member).attempts.at(-1)?.number ?? 0;
    return withTask(each, member, { staleTo: newest, resolves: null });
  }, next);
}

/** Asked with the collision that has just been found among the facts. */
function mayTryAgain({ config }: Started, facts: TaskFacts): boolean {
  switch (config.merge.onConflict) {
    case 'hold':
      return false;
    case 'rerun':
      return facts.conflicts.filter(({ attempt }) => attempt >= facts.countsFrom).length === 1;
    case 'resolve':
      return mayResolve(facts);
    default:
      return assertNever(config.merge.onConflict);
  }
}

/** Members of the same epic that stand on this task's work, directly or not. */
export function dependentsInEpic(state: Started, id: TaskId): readonly TaskId[] {
  const { epic } = factsOf(state, id).task;
  if (epic === null) return [];
  const found = new Set<TaskId>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const dependent of state.graph.dependents.get(at) ?? []) {
      if (factsOf(state, dependent).task.epic !== epic || found.has(dependent)) continue;
      found.add(dependent);
      open.push(dependent);
    }
  }
  return [...found];
}

function mergedSteps(chain: ChainResult): readonly Merged[] {
  return chain.steps.filter((step): step is Merged => step.kind === 'merged');
}
