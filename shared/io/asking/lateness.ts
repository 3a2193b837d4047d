/** Questions that come late: a webhook may be lost, and be delivered again days after somebody asked. */

import type { Refusal } from '../../report/github/refusal.ts';
import type { Command } from '../../request/command.ts';
import type { AskedAt } from '../../request/trigger.ts';
import type { ExistingRun } from './known-runs.ts';

/** Nobody waits any more for what was asked so long ago: it is not paid for. Milliseconds. */
const TOO_LATE_MS = 3_600_000;
/** GitHub's clock and this one's differ by no more, in milliseconds. */
const CLOCKS_MS = 60_000;

const SPENDING: readonly Command['kind'][] = ['run', 'retry', 'resume'];

type Happened = Pick<ExistingRun, 'run' | 'events'>;

export interface Question {
  readonly command: Command['kind'];
  readonly askedAt: AskedAt;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** `newest`: the run that the question would be about, or follow. Null: it is not too late for it. */
export function lateness(question: Question, newest: Happened | null): Refusal | null {
  const { command, askedAt, now } = question;
  if (askedAt === null) return null;
  const ago = now - askedAt;
  if (newest !== null && isOlder({ command, askedAt }, newest))
    return { kind: 'asked-late', ago, since: newest.run };
  return SPENDING.includes(command) && ago > TOO_LATE_MS ? { kind: 'asked-late', ago, since: null } : null;
}

/**
 * Who asked before the run was asked for did not mean that run. What waited with it is in the order in which it was asked, but is not
 * paid for twice: whoever asked again because nothing happened is served by the run that has begun since.
 */
function isOlder(
  { command, askedAt }: { readonly command: Command['kind']; readonly askedAt: number },
  { events }: Happened,
): boolean {
  const begun = lastBeginning(events);
  if (begun === null) return false;
  if (begun.askedAt !== null && askedAt < begun.askedAt) return true;
  return askedAt + CLOCKS_MS < begun.at && (begun.askedAt === null || SPENDING.includes(command));
}

/** When the run last began: as a whole, again, or with what was left. */
function lastBeginning(
  events: ExistingRun['events'],
): { readonly at: number; readonly askedAt: AskedAt } | null {
  for (const event of events.toReversed()) {
    if (event.type === 'run-started') return { at: event.at, askedAt: event.origin?.askedAt ?? null };
    if (event.type === 'resumed' || event.type === 'retry-requested')
      return { at: event.at, askedAt: event.askedAt ?? null };
  }
  return null;
}
