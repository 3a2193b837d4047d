/**
 * A run as plain lines, for logs and pipes: what an event changed, one line each, with the time since the start. Compares
 * the state before and after, so an event that changed nothing says nothing.
 */
import { assertNever } from '../assert.ts';
import type { TaskId } from '../plan/plan.ts';
import { placementText } from '../routing/route.ts';
import { isResolving } from '../run/attempts/retry.ts';
import { isSequential } from '../run/dispatch/schedule.ts';
import { pauseOf } from '../run/dispatch/waiting.ts';
import type { RunEvent, TargetSight } from '../run/event.ts';
import { taskBranch } from '../run/integration/chain.ts';
import type { Attempt, RunState, Started, TaskFacts } from '../run/state.ts';
import { factsOf } from '../run/state.ts';
import { collision, taskStatus } from '../run/status.ts';
import { pauseLines, restLines } from './plain/waiting.ts';
import { limitText } from './preview/outlook-text.ts';
import { attemptCause } from './summary/attempt-view.ts';
import { candidateNames } from './summary/candidate.ts';
import { LOOKS } from './summary/look.ts';
import { workers } from './summary/timing.ts';
import { oneLine } from './text/visible.ts';
import { clock, duration, money, plural, shortSha } from './units.ts';

export function plainLines(previous: RunState, event: RunEvent, next: Started): readonly string[] {
  // Who joins a run that goes on is not told what happened before.
  const before = previous ?? (event.type === 'run-started' ? null : next);
  const lines = [
    ...eventLines(before, event, next),
    ...pauseLines(before, next),
    ...restLines(before, next),
    ...collisionLines(before, next),
    ...fateLines(before, next),
    ...landingLines(before, next),
  ];
  const time = clock(event.at - next.startedAt);
  return lines.map(line => `[${time}] ${oneLine(line)}`);
}

function eventLines(previous: RunState, event: RunEvent, next: Started): readonly string[] {
  switch (event.type) {
    case 'run-started':
      return previous === null ? startLines(next) : [];
    case 'attempt-started':
      return attemptStarted(previous, next, event.task, event.attempt);
    case 'attempt-ended':
      return attemptEnded(previous, next, event.task, event.attempt);
    case 'verified':
      return verifiedLines(previous, next, event);
    case 'landed':
      return event.result.kind === 'moved' ? ['the target moved just before the run landed'] : [];
    case 'target-inspected':
      return inspectedLines(event.target, next);
    case 'cancel-requested':
      return previous?.cancel === null ? [`cancelled by ${event.by}; what runs is being stopped`] : [];
    case 'resumed':
      return [resumed(previous, next), ...notes(next)];
    case 'retry-requested':
      return [`retry of ${event.tasks === null ? 'all that is not merged' : event.tasks.join(', ')}`];
    case 'backend-checked':
      return event.health.kind === 'unusable'
        ? [`${event.backend} cannot be used: ${event.health.reason} (${event.health.hint})`]
        : [];
    case 'waited':
    case 'rested':
    case 'limits-heard':
    case 'chained':
    case 'published':
    case 'reported':
      return [];
    default:
      return assertNever(event);
  }
}

function startLines(state: Started): readonly string[] {
  const { execution, reasons } = state.choice;
  const how =
    execution === 'parallel' ? `parallel with ${plural(workers(state), 'worker')}` : 'one at a time';
  const because = reasons.length === 0 ? '' : `, because ${reasons.join('; ')}`;
  const to =
    state.target.kind === 'branch' ? `the result is to land on ${state.target.branch}` : state.target.reason;
  return [`${state.run}: ${how}${because}`, to, ...notes(state)];
}

/** A parked run goes on with the budget as it is configured now. */
function resumed(previous: RunState, next: Started): string {
  const before = previous === null ? null : limitText(previous.config.budget);
  const now = limitText(next.config.budget);
  if (previous === null || now === before) return 'resumed';
  const budget = now === null ? 'no budget' : `a budget of ${now}`;
  return `resumed with ${budget}, before it ${before === null ? 'had none' : `was ${before}`}`;
}

function notes({ remarks }: Started): readonly string[] {
  return remarks.map(remark => `note: ${remark}`);
}

function attemptStarted(previous: RunState, next: Started, id: TaskId, number: number): readonly string[] {
  const attempt = attemptOf(next, id, number);
  if (attempt?.startedAt == null || attemptOf(previous, id, number)?.startedAt != null) return [];
  const facts = factsOf(next, id);
  const { backend, cause } = attempt;
  const where = placementText(facts.task, attempt, {
    execution: isSequential(next) ? 'sequential' : 'parallel',
  });
  const before = attemptOf(next, id, number - 1);
  const isElsewhere = before !== null && before !== undefined && before.backend !== backend;
  const because = cause === 'first' ? [] : [attemptCause(facts, attempt)];
  const why = [...because, ...(cause === 'first' || isElsewhere ? attempt.reasons : [])].join('; ');
  const tries = number === 1 ? '' : `, try ${number}`;
  return [`${where}${tries}, because ${why}`];
}

/** A task that is over is told by its fate. */
function attemptEnded(previous: RunState, next: Started, id: TaskId, number: number): readonly string[] {
  const end = attemptOf(next, id, number)?.end;
  if (end == null || attemptOf(previous, id, number)?.end != null || factsOf(next, id).fate !== null)
    return [];
  const cost = end.evidence.usage.costUsd;
  const spent = `${duration(end.evidence.durationMs)}${cost === null ? '' : `, ${money(cost)}`}`;
  if (end.outcome === 'cancelled' && attemptOf(previous, id, number)?.startedAt == null)
    return [`${id}: called off before it began`];
  if (end.outcome === 'succeeded') {
    return [`${id}: done in ${spent}, ${plural(end.evidence.files.length, 'file')} changed`];
  }
  // Who waits for the end of a limit is told by that.
  if (pauseOf(factsOf(next, id)) !== null) return [];
  return [`${id}: ${end.reason} (${spent}); it is tried again`];
}

function verifiedLines(
  previous: RunState,
  next: Started,
  event: Extract<RunEvent, { type: 'verified' }>,
): readonly string[] {
  const known = (state: RunState) => state?.integration.trials.get(event.tree)?.length ?? 0;
  if (known(next) === known(previous)) return [];
  const what = `verification of ${candidateNames(next)(event.tree)}`;
  const again = event.trial === 1 ? '' : `, run ${event.trial}`;
  const took = `${duration(event.durationMs)}${again}`;
  switch (event.verdict.kind) {
    case 'green':
      return [`${what}: green (${took})`];
    case 'red':
      return [
        `${what}: red (${took}): \`${event.verdict.failure.command}\`: ${event.verdict.failure.problem}`,
      ];
    case 'broken':
      return [`${what}: could not run (${took}): ${event.verdict.message}`];
    case 'stopped':
      return [`${what}: stopped`];
    default:
      return assertNever(event.verdict);
  }
}

function inspectedLines(sight: TargetSight, next: Started): readonly string[] {
  if (sight.kind === 'blocked' || sight.contained || next.landing.outcome !== null) return [];
  const branch = next.target.kind === 'branch' ? next.target.branch : 'the target';
  const how = next.config.merge.verify.length > 0 ? ' and verified' : '';
  return [`${branch} has moved to ${shortSha(sight.tip.commit)}; that is merged in${how}`];
}

function landingLines(previous: RunState, next: Started): readonly string[] {
  const { outcome } = next.landing;
  if (outcome === null || previous?.landing.outcome != null) return [];
  const branch = next.target.kind === 'branch' ? next.target.branch : 'the target';
  switch (outcome.kind) {
    case 'landed':
      return [
        `landed: ${branch} is at ${shortSha(outcome.commit)}${outcome.remark === null ? '' : `; ${outcome.remark}`}`,
      ];
    case 'not-landed':
    case 'not-asked':
      return [`not landed: ${outcome.reason}`];
    default:
      return assertNever(outcome);
  }
}

/** A collision after which the task gets another try; one without is its fate. */
function collisionLines(previous: RunState, next: Started): readonly string[] {
  return [...next.tasks.values()].flatMap(facts => {
    const known = previous?.tasks.get(facts.task.id)?.conflicts.length ?? 0;
    const latest = facts.conflicts.at(-1);
    const fresh = latest !== undefined && facts.conflicts.length > known && facts.fate === null;
    const next = isResolving(facts) ? 'its conflict is to be resolved' : 'it starts again on what is merged';
    return fresh ? [`${facts.task.id}: ${collision(latest.files)}; ${next}`] : [];
  });
}

function fateLines(previous: RunState, next: Started): readonly string[] {
  return [...next.tasks.values()].flatMap(facts => {
    const before = previous?.tasks.get(facts.task.id)?.fate ?? null;
    return facts.fate === null || before !== null ? [] : [fateLine(next, facts)];
  });
}

function fateLine(state: Started, facts: TaskFacts): string {
  const { id } = facts.task;
  if (facts.fate?.kind === 'merged') {
    const { commit } = facts.fate;
    return commit === null
      ? `${id}: merged, nothing had to be changed`
      : `${id}: merged as ${shortSha(commit)}`;
  }
  const { status, reason } = taskStatus(state, id);
  const work = facts.attempts.some(attempt => attempt.end?.evidence.commit != null);
  const kept = work ? `; work kept on ${taskBranch(state.run, id)}` : '';
  return `${id}: ${LOOKS[status].label}${reason === '' ? '' : `: ${reason}`}${kept}`;
}

function attemptOf(state: RunState, id: TaskId, number: number): Attempt | undefined {
  return state?.tasks.get(id)?.attempts.find(attempt => attempt.number === number);
}
