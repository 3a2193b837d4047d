/** Puts an event into the facts. Whatever does not fit what is known (a double, a latecomer, a stray) leaves the very same state. */
import { assertNever } from '../assert.ts';
import type { TaskId } from '../plan/plan.ts';
import { judge } from './attempts/evidence.ts';
import { arrange } from './dispatch/forecast.ts';
import { hear } from './dispatch/signs.ts';
import type { RunEvent } from './event.ts';
import { withAttempt, withIntegration, withLanding } from './lens.ts';
import { applyResume, applyRetry } from './restart.ts';
import { type Attempt, newFacts, type RunState, type Started } from './state.ts';

type Start = Extract<RunEvent, { type: 'run-started' }>;

/** `isWanted` tells whether an effect is still outstanding, by key. */
export function apply(state: RunState, event: RunEvent, isWanted: (key: string) => boolean): RunState {
  if (state === null) return event.type === 'run-started' ? start(event) : null;
  const next = applyStarted(state, event, isWanted);
  return next === state ? state : { ...next, now: Math.max(next.now, event.at) };
}

function applyStarted(state: Started, event: RunEvent, isWanted: (key: string) => boolean): Started {
  switch (event.type) {
    case 'run-started':
      return state;
    case 'attempt-started': {
      const attempt = openAttempt(state, event.task, event.attempt);
      if (attempt === null || attempt.startedAt !== null) return state;
      return withAttempt(state, event.task, event.attempt, { startedAt: event.at });
    }
    case 'attempt-ended':
      return endAttempt(state, event);
    case 'waited': {
      const last = state.tasks.get(event.task)?.attempts.at(-1);
      if (last?.number !== event.attempt || last.wait === null || last.wait.over) return state;
      return withAttempt(state, event.task, event.attempt, { wait: { ...last.wait, over: true } });
    }
    case 'backend-checked':
      return state.health.has(event.backend)
        ? state
        : { ...state, health: new Map(state.health).set(event.backend, event.health) };
    case 'rested':
      return event.until <= (state.rests.get(event.backend) ?? 0)
        ? state
        : { ...state, rests: new Map(state.rests).set(event.backend, event.until) };
    case 'limits-heard':
      return hear(state, event);
    case 'chained': {
      if (!isWanted(event.key)) return state;
      return withIntegration(state, {
        chains: new Map(state.integration.chains).set(event.key, event.result),
      });
    }
    case 'verified':
      return recordTrial(state, event);
    case 'published':
      if (state.integration.published === event.commit || event.commit !== state.integration.head.commit)
        return state;
      return remarked(withIntegration(state, { published: event.commit }), event.remark);
    case 'target-inspected':
      if (event.inspection !== state.landing.inspections + 1) return state;
      return withLanding(state, { inspections: event.inspection, sight: event.target });
    case 'landed':
      return recordLanding(state, event);
    case 'reported':
      return event.report === state.reported + 1 && event.report <= state.finishes
        ? { ...state, reported: event.report }
        : state;
    case 'cancel-requested':
      if (state.cancel !== null || state.finishedAt !== null) return state;
      return { ...state, cancel: { at: event.at, by: event.by } };
    case 'resumed':
      return applyResume(state, event);
    case 'retry-requested':
      return applyRetry(state, event);
    default:
      return assertNever(event);
  }
}

function start(event: Start): Started {
  const planned = arrange(event.plan, event.config);
  return {
    run: event.run,
    host: event.host,
    source: event.source,
    origin: event.origin ?? null,
    ...planned,
    base: event.base,
    target: event.target,
    remarks: event.remarks,
    diagnostics: event.diagnostics ?? [],
    startedAt: event.at,
    since: event.at,
    now: event.at,
    tasks: new Map(event.plan.tasks.map(task => [task.id, newFacts(task, planned.graph)])),
    integration: {
      head: event.base,
      line: [{ unit: null, after: event.base }],
      published: null,
      round: null,
      rounds: 0,
      chains: new Map(),
      trials: new Map(),
    },
    landing: {
      inspections: 0,
      sight: null,
      landings: 0,
      moves: 0,
      tries: 0,
      syncFirst: false,
      outcome: null,
      landed: null,
    },
    health: new Map(),
    rests: new Map(),
    heard: new Map(),
    park: null,
    cancel: null,
    halt: null,
    fellBack: false,
    finishedAt: null,
    idleMs: 0,
    finishes: 0,
    reported: 0,
  };
}

function openAttempt(state: Started, task: TaskId, number: number): Attempt | null {
  const attempt = state.tasks.get(task)?.attempts.find(each => each.number === number);
  return attempt === undefined || attempt.end !== null ? null : attempt;
}

function endAttempt(state: Started, event: Extract<RunEvent, { type: 'attempt-ended' }>): Started {
  const facts = state.tasks.get(event.task);
  if (facts === undefined || openAttempt(state, event.task, event.attempt) === null) return state;
  const judgement = judge(facts.task, state.config, event.evidence);
  return withAttempt(state, event.task, event.attempt, {
    end: { ...judgement, at: event.at, evidence: event.evidence },
  });
}

function recordTrial(state: Started, event: Extract<RunEvent, { type: 'verified' }>): Started {
  const trials = state.integration.trials.get(event.tree) ?? [];
  if (event.verdict.kind === 'stopped' || event.trial !== trials.length + 1) return state;
  const trial = { at: event.at, verdict: event.verdict, durationMs: event.durationMs };
  return withIntegration(state, {
    trials: new Map(state.integration.trials).set(event.tree, [...trials, trial]),
  });
}

function recordLanding(state: Started, event: Extract<RunEvent, { type: 'landed' }>): Started {
  if (event.landing !== state.landing.landings + 1) return state;
  const landings = event.landing;
  const { result } = event;
  switch (result.kind) {
    case 'landed':
      return withLanding(state, { landings, landed: result.commit, sight: null, outcome: result });
    case 'moved':
      return withLanding(state, { landings, sight: null, tries: state.landing.tries + 1 });
    case 'refused':
      return withLanding(state, {
        landings,
        sight: null,
        outcome: { kind: 'not-landed', reason: result.reason },
      });
    default:
      return assertNever(result);
  }
}

function remarked(state: Started, remark: string | null): Started {
  return remark === null || state.remarks.includes(remark)
    ? state
    : { ...state, remarks: [...state.remarks, remark] };
}
