/** Takes every decision that the facts allow, each becoming a fact itself, until there is none left. */

import { cancelledReason, isResolving, lostFate, sequel } from './attempts/retry.ts';
import { assign, isElsewhere, routeNow } from './dispatch/assign.ts';
import { holdUnpaid, sharedHold } from './dispatch/park.ts';
import { candidateIsDue, dispatch, settleEpicLines, startable } from './dispatch/schedule.ts';
import { Inquiry } from './integration/inquiry.ts';
import { advanceRound, openRound, readyUnits } from './integration/integrate.ts';
import { advanceLanding, advanceSync } from './integration/landing.ts';
import { decideAll, withAttempt, withFate, withIntegration } from './lens.ts';
import type { Fate, Started, TaskFacts } from './state.ts';
import { factsOf } from './state.ts';
import { finished, isActive, taskStatus, wantsRerun } from './status.ts';
import { isSettled } from './wanted.ts';

/** In this order: what ended is settled before anything new starts. */
const DECISIONS: readonly ((state: Started) => Started)[] = [
  fallBack,
  settleAttempts,
  cancelRest,
  stopOnFailure,
  advanceRound,
  holdRest,
  skipDependents,
  holdEpics,
  settleEpicLines,
  formCandidate,
  advanceSync,
  refuse,
  holdUnpaid,
  start,
  land,
  finish,
];

export function advance(state: Started): Started {
  let current = state;
  // No task can be decided upon this often without an event in between: more is a circle of decisions, a bug.
  for (let left = 100 + 20 * state.tasks.size; left > 0; left--) {
    const before = current;
    for (const decide of DECISIONS) {
      current = decide(current);
      // Earlier decisions come first again, so that the order of events never matters to the order of decisions.
      if (current !== before) break;
    }
    if (current === before) return current;
  }
  throw new Error(`the decisions of run ${state.run} go in a circle`);
}

function all(state: Started): readonly TaskFacts[] {
  return [...state.tasks.values()];
}

/** A parallel run whose first dispatch could start nothing at all goes on one by one. */
function fallBack(state: Started): Started {
  if (state.fellBack || state.choice.execution !== 'parallel' || !couldNotStart(state)) return state;
  const remark = 'nothing could be started in parallel: the run goes on one by one';
  // What was tried in vain uses up no retries.
  const tasks = new Map(
    [...state.tasks].map(([id, facts]) => [id, { ...facts, countsFrom: facts.attempts.length + 1 }]),
  );
  return { ...state, tasks, fellBack: true, remarks: [...state.remarks, remark] };
}

/** Attempts were dispatched, none of them ever began, and all of them say so. */
function couldNotStart(state: Started): boolean {
  const attempts = all(state).flatMap(facts => facts.attempts);
  return (
    attempts.length > 1 &&
    attempts.every(({ startedAt, end }) => startedAt === null && end?.outcome === 'not-started')
  );
}

/** No attempt began so far, and some have not answered: it is not known yet whether the machine can do it in parallel. */
function parallelIsUnproven(state: Started): boolean {
  if (state.fellBack || state.choice.execution !== 'parallel') return false;
  const attempts = all(state).flatMap(facts => facts.attempts);
  return (
    attempts.every(
      ({ startedAt, end }) => startedAt === null && (end === null || end.outcome === 'not-started'),
    ) && attempts.some(({ end }) => end === null)
  );
}

function settleAttempts(state: Started): Started {
  if (parallelIsUnproven(state)) return state;
  for (const facts of all(state)) {
    const last = facts.attempts.at(-1);
    if (facts.fate !== null || last?.end == null || wantsRerun(facts) || last.wait !== null) continue;
    if (last.end.outcome === 'succeeded') continue;
    const next = sequel(state, facts, {
      isReplaceable: () => routeNow(state, facts).kind !== 'impossible',
      isElsewhere: () => isElsewhere(state, facts),
    });
    if (next.kind === 'over') return withFate(state, facts.task.id, next.fate);
    if (next.kind === 'pause') {
      const wait = { until: last.end.at + next.ms, over: false };
      return withAttempt(state, facts.task.id, last.number, { wait });
    }
  }
  return state;
}

/** After a cancel nothing starts; what runs is stopped and keeps its work. */
function cancelRest(state: Started): Started {
  if (state.cancel === null) return state;
  if (state.integration.round !== null) return withIntegration(state, { round: null });
  return decideAll(state, facts => ({
    kind: 'cancelled',
    reason: finished(facts) ? 'before it was merged' : cancelledReason(facts),
  }));
}

function stopOnFailure(state: Started): Started {
  if (state.halt !== null || state.cancel !== null || state.config.onFailure !== 'stop') return state;
  const failed = all(state).find(facts => isFailure(facts.fate));
  if (failed === undefined) return state;
  const { id } = failed.task;
  const { status } = taskStatus(state, id);
  return {
    ...state,
    halt: { kind: 'on-failure', reason: `on-failure: stop, after ${id} ended as ${status}` },
  };
}

function isFailure(fate: Fate | null): boolean {
  return fate?.kind === 'unsuccessful' || fate?.kind === 'red' || fate?.kind === 'conflict';
}

/** Once halted, nothing new starts. A red base or a verification that cannot run holds finished work, too. */
function holdRest(state: Started): Started {
  const { halt } = state;
  if (halt === null || state.integration.round !== null) return state;
  if (halt.kind !== 'on-failure')
    return decideAll(state, () => ({ kind: 'held', cause: 'base', reason: halt.reason }));
  return decideAll(state, facts => {
    if (finished(facts)) return null;
    const collision = facts.conflicts.at(-1);
    return (wantsRerun(facts) || isResolving(facts)) && collision !== undefined
      ? { kind: 'conflict', files: collision.files, left: null }
      : { kind: 'skipped', reason: halt.reason };
  });
}

/** A task whose need is not going to be merged is skipped; the others go on. */
function skipDependents(state: Started): Started {
  for (const facts of all(state)) {
    if (facts.fate !== null || isActive(facts)) continue;
    const { id, epic } = facts.task;
    const lost = (state.graph.needs.get(id) ?? []).find(need => isLost(factsOf(state, need).fate));
    if (lost === undefined) continue;
    // Finished work of an epic is held with its epic, not skipped.
    if (finished(facts) && factsOf(state, lost).task.epic === epic) continue;
    const shared = sharedHold(factsOf(state, lost).fate);
    return withFate(state, id, shared ?? { kind: 'skipped', reason: `needs ${lost}` });
  }
  return state;
}

function isLost(fate: Fate | null): boolean {
  return fate !== null && fate.kind !== 'merged';
}

/** An epic merges whole or not at all: when one of its tasks is lost, the others are held. */
function holdEpics(state: Started): Started {
  for (const facts of all(state)) {
    const { epic, id } = facts.task;
    if (epic === null || facts.fate !== null || isActive(facts)) continue;
    // A need that is still open decides first whether it is skipped: else that would depend on who ends first.
    if ((state.graph.needs.get(id) ?? []).some(need => factsOf(state, need).fate === null)) continue;
    const lost = all(state).find(other => other.task.epic === epic && isLost(other.fate));
    if (lost === undefined) continue;
    const shared = finished(facts) ? null : sharedHold(lost.fate);
    if (shared !== null) return withFate(state, id, shared);
    const { status } = taskStatus(state, lost.task.id);
    return withFate(state, id, {
      kind: 'held',
      cause: 'epic',
      reason: `epic ${epic} is incomplete: ${lost.task.id} ended as ${status}`,
    });
  }
  return state;
}

function formCandidate(state: Started): Started {
  if (state.halt !== null && state.halt.kind !== 'on-failure') return state;
  if (state.landing.syncFirst || !candidateIsDue(state)) return state;
  const units = readyUnits(state);
  return units.length === 0 ? state : openRound(state, units);
}

function start(state: Started): Started {
  return parallelIsUnproven(state) ? state : dispatch(state);
}

/** Whoever has no backend that can be used, or nothing left to spend, is done with. */
function refuse(state: Started): Started {
  if (state.halt !== null || state.cancel !== null || parallelIsUnproven(state)) return state;
  for (const { facts } of startable(state, new Inquiry(state))) {
    const assignment = assign(state, facts);
    if (assignment.kind !== 'impossible') continue;
    const judgement = { outcome: 'failed' as const, reason: assignment.reason };
    return withFate(state, facts.task.id, lostFate(facts, judgement));
  }
  return state;
}

function land(state: Started): Started {
  return isSettled(state) && !state.landing.syncFirst ? advanceLanding(state) : state;
}

function finish(state: Started): Started {
  const { head, published } = state.integration;
  if (state.finishedAt !== null || state.landing.outcome === null || !isSettled(state)) return state;
  if (head.commit !== published && head.commit !== state.base.commit) return state;
  return { ...state, finishedAt: state.now, finishes: state.finishes + 1 };
}
