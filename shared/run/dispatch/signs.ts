/** What the ends of attempts say about their backend: those of this run, and those that it has heard of from other runs. */
import type { Attempt, Started } from '../state.ts';

export type Sign = {
  /** When the attempt began, in milliseconds since 1970. */
  readonly began: number;
  /** When it ended. */
  readonly at: number;
} & (
  | {
      readonly says: 'limited';
      /** How long it asked to stay away; null: it named no time. */
      readonly restMs: number | null;
    }
  /** The program or the service behind it failed. */
  | { readonly says: 'broken' }
  | { readonly says: 'answered' }
);

/** The newest account of what other runs have found out about a backend. */
export interface Heard {
  readonly at: number;
  /** Since when nothing but hearsay is known: no attempt of this run has ended there since. */
  readonly since: number;
  readonly signs: readonly Sign[];
}

/** Of attempts that ended since the run last went on: who goes on starts from new. */
export function ownSigns(state: Started, backend: string): readonly Sign[] {
  return [...state.tasks.values()]
    .flatMap(({ attempts }) => attempts)
    .filter(({ backend: name, end }) => name === backend && end !== null && end.at >= state.since)
    .flatMap(attempt => signOf(attempt) ?? []);
}

/** Null: it says nothing about the backend. */
function signOf({ startedAt, dispatchedAt, end }: Attempt): Sign | null {
  if (end === null) return null;
  const { exit } = end.evidence;
  const times = { began: startedAt ?? dispatchedAt, at: end.at };
  switch (exit.kind) {
    case 'rate-limited':
      return { ...times, says: 'limited', restMs: exit.retryAfterMs };
    case 'backend-failed':
      return { ...times, says: exit.failure === 'crash' ? 'broken' : 'answered' };
    case 'exited':
      // A shell line that fails says something about its task; one that succeeds, that the backend works.
      return exit.code === 0 ? { ...times, says: 'answered' } : null;
    default:
      return null;
  }
}

/** Takes in an account; an older one than is known, or a double, changes nothing. */
export function hear(
  state: Started,
  { backend, at, signs }: { readonly backend: string; readonly at: number; readonly signs: readonly Sign[] },
): Started {
  const before = state.heard.get(backend);
  if (state.finishedAt !== null || (before !== undefined && at <= before.at)) return state;
  const hasLooked = (since: number) => ownSigns(state, backend).some(own => own.at >= since);
  const since = before === undefined || hasLooked(before.since) ? at : before.since;
  return { ...state, heard: new Map(state.heard).set(backend, { at, since, signs }) };
}
