/** What follows an attempt that did not succeed: another one, a pause, or the end of the task. */

import type { Attempt, AttemptEnd, Fate, Started, TaskFacts } from '../state.ts';
import type { Judgement } from './evidence.ts';
import { limitsText, newestLimits, pauseAfter } from './pause.ts';

/**
 * Attempts to resolve one collision, whatever `retries` says: the second knows what the first has left. Who fails twice at the
 * same lines needs a person, not a third try that costs as much.
 */
const RESOLVE_LIMIT = 2;
/** In all, since a person last started the task: what is resolved may collide with newer work, and every run ends. */
const RESOLVES_IN_ALL = 4;

export type Sequel =
  | { readonly kind: 'again' }
  | { readonly kind: 'pause'; readonly ms: number }
  | { readonly kind: 'over'; readonly fate: Fate };

export interface Options {
  /** Some backend can take the task. */
  readonly isReplaceable: () => boolean;
  /** Another one than last time can, and is to. */
  readonly isElsewhere: () => boolean;
}

/** Asked for a task whose newest attempt has ended without success. */
export function sequel(state: Started, facts: TaskFacts, options: Options): Sequel {
  const last = facts.attempts.at(-1);
  if (last?.end == null) throw new Error(`task ${facts.task.id} has no ended attempt`);
  const { outcome, reason } = last.end;
  const over: Sequel = { kind: 'over', fate: lostFate(facts, { outcome, reason }) };
  const isLeft = isResolving(facts) && !isInnocent(last.end);
  if (isLeft) return mayResolve(facts) ? { kind: 'again' } : over;
  switch (outcome) {
    case 'failed':
      if (isSentBack(last.end)) return { kind: 'again' };
      return isFinal(last.end) || failures(facts) > facts.task.retries ? over : { kind: 'again' };
    case 'timed-out':
      return failures(facts) <= facts.task.retries ? { kind: 'again' } : over;
    case 'not-started':
      // The first time may be a machine that is short of something; a sequential run asks for less of it.
      return failures(facts) <= Math.max(1, facts.task.retries) ? { kind: 'again' } : over;
    case 'rate-limited':
      return rateLimited(state, facts, options);
    case 'cancelled':
      return state.cancel === null
        ? { kind: 'again' }
        : { kind: 'over', fate: { kind: 'cancelled', reason: cancelledReason(facts) } };
    case 'lost':
      return { kind: 'again' };
    default:
      return over;
  }
}

/** Of a task that was not done when the run was cancelled: goes on after "cancelled:". */
export function cancelledReason({ attempts }: TaskFacts): string {
  if (!attempts.some(({ startedAt }) => startedAt !== null)) return 'before it started';
  const isKept = attempts.some(({ end }) => end?.evidence.commit != null);
  return isKept ? 'its work so far is kept' : 'it had changed nothing yet';
}

/** The newest attempt, or the next one, is there to resolve a collision. */
export function isResolving({ resolves, attempts, staleTo }: TaskFacts): boolean {
  const last = attempts.at(-1);
  return resolves !== null && (last?.end?.outcome !== 'succeeded' || last.number <= staleTo);
}

/** A collision may be given to a resolver, or to another one. */
export function mayResolve(facts: TaskFacts): boolean {
  const collided = facts.conflicts.at(-1)?.attempt ?? 0;
  const tries = facts.attempts.filter(each => each.number >= facts.countsFrom && isResolve(each));
  return (
    tries.length < RESOLVES_IN_ALL && tries.filter(each => each.number > collided).length < RESOLVE_LIMIT
  );
}

function isResolve({ resolves, end }: Attempt): boolean {
  return resolves !== null && (end === null || !isInnocent(end));
}

/** It came to nothing for reasons that are neither the task's nor its resolver's. */
function isInnocent(end: AttemptEnd): boolean {
  return isSentBack(end) || end.outcome === 'lost' || end.outcome === 'cancelled';
}

/** What a task ends as that comes to nothing: one that was to be resolved has collided, whatever came after. */
export function lostFate(facts: TaskFacts, judgement: Judgement): Fate {
  const files = facts.conflicts.at(-1)?.files;
  return isResolving(facts) && files !== undefined
    ? { kind: 'conflict', files, left: judgement.reason }
    : { kind: 'unsuccessful', judgement };
}

/** Attempts that used up a retry since a person last started the task. */
export function failures(facts: TaskFacts): number {
  const counted = ['failed', 'timed-out', 'not-started'];
  return facts.attempts.filter(
    ({ number, end, resolves }) =>
      number >= facts.countsFrom &&
      resolves === null &&
      end !== null &&
      counted.includes(end.outcome) &&
      !isSentBack(end),
  ).length;
}

/** The backend would not take it, for reasons that are not the task's: this counts as no attempt. */
export function isSentBack({ outcome, evidence: { exit } }: AttemptEnd): boolean {
  if (outcome === 'rate-limited') return true;
  return exit.kind === 'backend-failed' && (exit.failure === 'auth' || exit.failure === 'quota');
}

/** The same again would end the same. */
function isFinal({ evidence: { exit, unpushable } }: AttemptEnd): boolean {
  if (unpushable !== undefined) return true;
  return exit.kind === 'backend-failed' && (exit.failure === 'refused' || exit.failure === 'limit');
}

/** Who was told to wait for long goes to another backend, if there is one. */
function rateLimited(state: Started, facts: TaskFacts, options: Options): Sequel {
  const last = facts.attempts.at(-1);
  if (last?.wait?.over) return { kind: 'again' };
  const ms = pauseAfter(state, facts);
  if (ms !== null) return options.isElsewhere() ? { kind: 'again' } : { kind: 'pause', ms };
  if (options.isReplaceable()) return { kind: 'again' };
  const limits = newestLimits(facts);
  const often = limits === null ? '' : ` ${limitsText(limits)}`;
  const reason = `${last?.backend ?? 'the backend'} was rate-limited${often}`;
  return { kind: 'over', fate: lostFate(facts, { outcome: 'rate-limited', reason }) };
}
