/** What an agent's program says about its failure, as Braid's classes of failure: by the words of services, there is nothing else. */
import type { BackendFailure, Exit } from '../../../run/attempts/evidence.ts';
import { LONGEST_RETRY_MS } from '../untrusted-files.ts';

export type FailureClass = BackendFailure | 'rate-limited';

/** The first that matches decides. */
export type FailureWords = readonly (readonly [RegExp, FailureClass])[];

export function classOf(message: string, words: FailureWords): FailureClass {
  return words.find(([pattern]) => pattern.test(message))?.[1] ?? 'crash';
}

/** `hint`: what to do about missing or refused credentials. */
export function failureExit(found: FailureClass, message: string, hint: string): Exit {
  if (found === 'rate-limited') return { kind: 'rate-limited', retryAfterMs: namedWait(message) };
  const words = found === 'auth' ? `${message.replace(/[.!]?$/, '')}. Hint: ${hint}` : message;
  return { kind: 'backend-failed', failure: found, message: words };
}

const WAIT = /(?:try again in|retry after) (\d+(?:\.\d+)?) ?(ms|s|m|h)/i;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** In milliseconds; null: the message names no time. */
function namedWait(message: string): number | null {
  const [, amount, unit = ''] = WAIT.exec(message) ?? [];
  const scale = UNITS[unit.toLowerCase()];
  return amount === undefined || scale === undefined
    ? null
    : Math.min(Math.ceil(Number(amount) * scale), LONGEST_RETRY_MS);
}
