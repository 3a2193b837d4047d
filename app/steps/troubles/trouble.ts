/**
 * A run that could not go on is looked at again after longer and longer pauses. When that does not help, people are told where they
 * look; a cancel ends it all the same, and so does a day.
 */
import type { RunId } from '../../../shared/plan/plan.ts';
import { replay } from '../../../shared/run/transition.ts';
import { endWithout } from '../advance.ts';
import type { Workshop } from '../ports.ts';
import { isPassing, pauseAfter } from './passing.ts';
import { tellEnd, tellStuck } from './stuck.ts';

/** A moment's trouble is over by then. */
const CANCELLED_TIMES = 3;
const TOLD_TIMES = 7;
const DAY_MS = 24 * 60 * 60_000;

export async function onTrouble(workshop: Workshop, run: RunId, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const record = await workshop.book.find(run);
  if (record === null) return;
  const now = workshop.now();
  const { times, since } = await workshop.troubles.note(run, now);
  const state = replay((await workshop.journal(run).read()).events);
  const isCancelled = state !== null && state.cancel !== null && times >= CANCELLED_TIMES;
  if (isCancelled || (!isPassing(error) && now - since > DAY_MS)) {
    await stopWorkflowRun(workshop, run);
    const by = 'Braid, which could not go on for a day';
    const ended = await endWithout(workshop, record, { by, reason });
    if (ended !== null) await tellEnd(workshop, record, ended);
    return workshop.troubles.forget(run);
  }
  if (times >= TOLD_TIMES) await tellStuck(workshop, record, reason);
  await workshop.wake(run, pauseAfter(error, { times, now }));
}

/** Nobody waits for what it makes. */
async function stopWorkflowRun(workshop: Workshop, run: RunId): Promise<void> {
  const record = await workshop.book.find(run);
  const open = await workshop.hops.open(run);
  if (record === null || open === null || open.workflowRun === null) return;
  try {
    const found = await workshop.whereabouts(record);
    if (found.kind === 'there') await workshop.access(found.place).desk.cancelRun(open.workflowRun);
  } catch (error) {
    workshop.warn('could not end its workflow run', { run }, error);
  }
}
