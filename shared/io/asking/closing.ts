/**
 * Whoever closes or merges a pull request has no use for what its run would still do: it is cancelled. Most have no run, or one that
 * is over: then nothing is said.
 */
import { NO_DECISION } from '../../request/decision.ts';
import type { AskedByClosing } from '../../request/trigger.ts';
import { placeOf } from '../remote/claims.ts';
import { type Doorkeeper, notAllowed } from './admission.ts';
import type { Outcome } from './decide.ts';
import type { ExistingRun } from './known-runs.ts';
import { lateness } from './lateness.ts';

export interface Closing {
  readonly trigger: AskedByClosing;
  readonly github: Doorkeeper;
  /** The newest run of a place. */
  shown(place: string): Promise<ExistingRun | null>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export async function afterClosing({ trigger, github, shown, now }: Closing): Promise<Outcome> {
  const { actor, pullRequest, askedAt } = trigger;
  const existing = await shown(placeOf({ pullRequest, branch: '' }));
  if (existing === null || existing.state.finishedAt !== null || existing.state.cancel !== null)
    return ignored('no run of the pull request that was closed is under way');
  const { run, state, events: journal } = existing;
  if (lateness({ command: 'cancel', askedAt, now }, existing) !== null)
    return ignored(`${run} has begun since the pull request was closed`);
  if ((await github.pullRequest(pullRequest))?.state === 'open')
    return ignored('the pull request was opened again');
  if ((await notAllowed(actor, github)) !== null)
    return ignored(`\`${actor}\`, who closed the pull request, may not cancel ${run}`);
  const by = `${actor}, who closed the pull request`;
  const events = [{ type: 'cancel-requested', at: now, by }] as const;
  const { origin } = state;
  return { kind: 'decided', decision: { ...NO_DECISION, command: 'cancel', run, origin, journal, events } };
}

function ignored(reason: string): Outcome {
  return { kind: 'ignored', reason };
}
