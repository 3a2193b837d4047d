/** One try of a task, for the reader. */
import { assertNever } from '../../assert.ts';
import type { Sha } from '../../plan/plan.ts';
import type { Outcome, Stray } from '../../run/attempts/evidence.ts';
import type { Attempt, TaskFacts } from '../../run/state.ts';
import { collision, type TaskStatus } from '../../run/status.ts';
import { LOOKS, type Look, type Tone } from './look.ts';
import { attemptMs } from './timing.ts';

export interface AttemptView {
  readonly number: number;
  readonly mark: string;
  readonly tone: Tone;
  /** Why there was this attempt; empty for the first. */
  readonly cause: string;
  readonly base: Sha;
  readonly backend: string;
  readonly model: string | null;
  /** Null: it has not ended. */
  readonly outcome: Outcome | null;
  /** What was wrong with it; empty for a plain success. */
  readonly reason: string;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly durationMs: number | null;
  readonly turns: number | null;
  readonly costUsd: number | null;
  readonly tokens: Tokens;
  readonly commit: Sha | null;
  readonly log: string | null;
  /** What changed beside it in a tree that it shared, outside of all folders. */
  readonly strays: readonly Stray[];
  /** Where its tree was kept; null: it was not. */
  readonly tree: string | null;
}

/** Null: unknown. */
export interface Tokens {
  readonly input: number | null;
  readonly output: number | null;
}

/** The newest attempt looks as its task does. */
export function attemptView(
  facts: TaskFacts,
  attempt: Attempt,
  of: { status: TaskStatus; now: number },
): AttemptView {
  const evidence = attempt.end?.evidence;
  const usage = evidence?.usage;
  const { mark, tone } = attempt === facts.attempts.at(-1) ? LOOKS[of.status] : pastLook(attempt);
  return {
    number: attempt.number,
    mark,
    tone,
    cause: attemptCause(facts, attempt),
    base: attempt.base.commit,
    backend: attempt.backend,
    model: usage?.model ?? attempt.model,
    outcome: attempt.end?.outcome ?? null,
    reason: attempt.end?.reason || collisionOf(facts, attempt),
    startedAt: attempt.startedAt,
    endedAt: attempt.end?.at ?? attempt.jobOverAt ?? null,
    durationMs: attemptMs(attempt, of.now),
    turns: usage?.turns ?? null,
    costUsd: usage?.costUsd ?? null,
    tokens: { input: usage?.inputTokens ?? null, output: usage?.outputTokens ?? null },
    commit: evidence?.commit ?? null,
    log: evidence?.log ?? null,
    strays: evidence?.strays ?? [],
    tree: evidence?.tree ?? null,
  };
}

/** What came to nothing through no fault of its own is not marked as wrong. */
function pastLook({ end }: Attempt): Look {
  const innocent = end === null || ['cancelled', 'rate-limited', 'lost', 'not-started'].includes(end.outcome);
  return innocent ? LOOKS.cancelled : LOOKS.failed;
}

function collisionOf(facts: TaskFacts, { number }: Attempt): string {
  const clash = facts.conflicts.find(conflict => conflict.attempt === number);
  return clash === undefined ? '' : collision(clash.files);
}

/** "it collided with models in src/user.ts:10-14 and its conflict" */
function resolveCause({ conflicts }: TaskFacts, { number }: Attempt): string {
  const clash = conflicts.findLast(conflict => conflict.attempt < number);
  return clash === undefined ? 'its conflict' : `it ${collision(clash.files)} and its conflict`;
}

function retryCause({ number, end }: Attempt): string {
  if (end === null || end.reason === '') return 'it was asked for again';
  switch (end.outcome) {
    case 'timed-out':
      return `try ${number} was ${end.reason}`;
    case 'not-started':
      return `try ${number} ${end.reason}`;
    default:
      return `try ${number} failed: ${end.reason}`;
  }
}

/** A backend sends back what it has no room for, and what it has no credentials or no money for. */
function requeueCause({ backend, end }: Attempt): string {
  return end === null || end.outcome === 'rate-limited'
    ? `${backend} was rate-limited`
    : `${backend} would not take it: ${end.reason}`;
}

/** Why an attempt was made, as the rest of a sentence that begins with "because". */
export function attemptCause(facts: TaskFacts, attempt: Attempt): string {
  const before = facts.attempts.findLast(each => each.number < attempt.number);
  switch (attempt.cause) {
    case 'first':
      return '';
    case 'retry':
      return before === undefined ? 'it was asked for again' : retryCause(before);
    case 'rerun': {
      const clash = facts.conflicts.findLast(conflict => conflict.attempt < attempt.number);
      return clash === undefined
        ? 'the ground it stood on has changed'
        : `try ${clash.attempt} ${collision(clash.files)}`;
    }
    case 'resolve':
      return `${resolveCause(facts, attempt)} is being resolved by ${attempt.backend}`;
    case 'requeue':
      return before === undefined ? 'it was sent back' : requeueCause(before);
    case 'restart':
      return before?.startedAt === null ? 'it had not begun' : 'it was interrupted';
    case 'asked':
      return 'it was asked for again';
    default:
      return assertNever(attempt.cause);
  }
}
