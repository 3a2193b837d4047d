/**
 * Webhooks, from their arrival to what they lead to: stored with the job that works them off, so that neither is there without the
 * other. What arrives while others are being stored is stored with those that arrive then, by one statement and one commit.
 */
import { z } from 'zod';
import { endingWith } from '../github/ending.ts';
import type { Deliveries } from '../operation/ports.ts';
import { see } from '../steps/asking/ask.ts';
import type { Workshop } from '../steps/ports.ts';
import { isPassing, pauseAfter } from '../steps/troubles/passing.ts';
import { tellUnanswered } from '../steps/troubles/stuck.ts';
import { follow, SHOWN_AFTER_MS } from '../steps/work.ts';
import type { Database } from '../store/database.ts';
import {
  type Delivery,
  findDelivery,
  finishDelivery,
  type Kept,
  keepDeliveries,
  type NewDelivery,
} from '../store/deliveries.ts';
import type { Queue, Worker } from '../store/queue.ts';
import { type NamedRun, runsAmong } from '../store/runs.ts';
import { type JobNote, noteJobs } from '../store/workflow-runs/jobs.ts';
import { type Hint, translate } from '../translate.ts';
import { together } from './together.ts';
import { openTurns } from './turns.ts';

interface Arrived {
  readonly delivery: NewDelivery;
  readonly hint: Hint | null;
}

interface WorkerParts {
  readonly database: Database;
  readonly queue: Queue;
}

export interface IntakeParts extends WorkerParts {
  /** Told of a wake-up that could not be sent. */
  readonly trouble: (error: unknown) => void;
}

/** What is over with the delivery: nobody waits for it, and what it leads to is made up for when it is lost. */
const DONE_HERE: readonly Hint['kind'][] = ['ignored', 'moved', 'worked'];

export function openIntake(parts: IntakeParts): Deliveries {
  const note = together(async (jobs: readonly JobNote[]) => {
    await noteAll(parts, jobs);
    return jobs;
  });
  const keep = together((arrived: readonly Arrived[]) => keepAll(parts, note, arrived));
  return {
    receive: ({ id, name: event, payload, json }) => {
      const hint = hintOf(event, payload);
      const isDone = hint !== null && DONE_HERE.includes(hint.kind);
      return keep({ delivery: { id, event, json: isDone ? null : json, receivedAt: Date.now() }, hint });
    },
  };
}

/** Null: it is not of the event's shape, and whoever works on it will say what is wrong with it. */
function hintOf(event: string, payload: unknown): Hint | null {
  try {
    return translate(event, payload);
  } catch {
    return null;
  }
}

/** All of them, and the jobs of those that ask for something, or none. Most do not: they are over as soon as they are known. */
async function keepAll(
  parts: IntakeParts,
  note: (job: JobNote) => Promise<unknown>,
  arrived: readonly Arrived[],
): Promise<readonly Kept[]> {
  const kept = await keepWithJobs(
    parts,
    arrived.map(({ delivery }) => delivery),
  );
  const hints = arrived.flatMap(({ hint }, at) => (kept[at] === 'new' && hint !== null ? [hint] : []));
  const moved = hints.filter(hint => hint.kind === 'moved');
  // A wake-up that is lost is made up for, since what is under way is looked at again anyway.
  void wake(parts, moved).catch(parts.trouble);
  for (const hint of hints) if (hint.kind === 'worked') void note(hint.job).catch(parts.trouble);
  return kept;
}

async function keepWithJobs(
  { database, queue }: IntakeParts,
  deliveries: readonly NewDelivery[],
): Promise<readonly Kept[]> {
  if (deliveries.every(({ json }) => json === null)) return keepDeliveries(database, deliveries);
  const kept = await database.transaction(async sql => {
    const kept = await keepDeliveries(sql, deliveries);
    for (const [at, { id, json }] of deliveries.entries())
      if (kept[at] === 'new' && json !== null) await queue.send('deliveries', id, { sql });
    return kept;
  });
  queue.wake('deliveries');
  return kept;
}

/** Runs of the action have workflow runs of the same names. */
async function wake({ database, queue }: IntakeParts, moved: readonly NamedRun[]): Promise<void> {
  for (const run of await runsAmong(database, moved)) await queue.send('runs', run);
}

/** A matrix has its jobs begin and end by the dozen, and most workflow runs are nobody’s. */
async function noteAll({ database, queue }: IntakeParts, jobs: readonly JobNote[]): Promise<void> {
  for (const run of await noteJobs(database, jobs, Date.now()))
    await queue.send('runs', run, { afterMs: SHOWN_AFTER_MS });
}

/** So many questions at once, each of another repository. */
const AT_ONCE = 4;
/** After about a minute people are told, and it is tried on. */
const TOLD_TIMES = 7;
/** Who waits is looked at again, were the one before it another process's: after as long as it has waited, within these milliseconds. */
const AGAIN_MS = { least: 1_000, most: 30_000 };

export function deliveryWorker({ database, queue }: WorkerParts, workshop: Workshop): Worker {
  const turns = openTurns(id => queue.send('deliveries', id));
  const failures = new Map<string, number>();
  const finishFailed = async (id: string, reason: string): Promise<void> => {
    failures.delete(id);
    await finishDelivery(database, id, { kind: 'failed', at: Date.now(), reason });
  };
  /** Rejects with what the queue is to count: for what passes, nothing is ever given up. */
  const onFailure = async ({ id, event, payload }: Delivery, error: unknown): Promise<void> => {
    // What is not of the event's shape is not from GitHub as it is known here, and never will be.
    if (error instanceof z.ZodError) {
      const reason = `the payload is not that of ${event}: ${z.prettifyError(error)}`;
      workshop.warn(reason, { delivery: id });
      return finishFailed(id, reason);
    }
    const reason = error instanceof Error ? error.message : String(error);
    workshop.warn('tried again', { delivery: id }, error);
    const times = (failures.get(id) ?? 0) + 1;
    failures.set(id, times);
    const at = isPassing(error) ? 'later' : 'question';
    if (times === TOLD_TIMES) await tellUnanswered(workshop, translate(event, payload), { at, reason });
    if (at === 'question') throw error;
    await queue.send('deliveries', id, { afterMs: pauseAfter(error, { times, now: Date.now() }) });
  };
  return {
    atOnce: AT_ONCE,
    handle: async (id, signal) => {
      const delivery = await findDelivery(database, id);
      if (delivery === null || delivery.state.kind !== 'waiting') return;
      try {
        const hint = translate(delivery.event, delivery.payload);
        const work = async (): Promise<void> => {
          await endingWith(signal, () => follow({ ...workshop, signal }, hint, id));
          failures.delete(id);
          await finishDelivery(database, id, { kind: 'done', at: Date.now() });
        };
        if (hint.kind !== 'asked' && hint.kind !== 'pressed') return await work();
        const { repositoryId } = hint.place;
        const isSeen = turns.isWaiting(repositoryId, id);
        if (await turns.take(repositoryId, id, work)) return;
        const waited = Date.now() - delivery.receivedAt;
        const afterMs = Math.min(Math.max(waited, AGAIN_MS.least), AGAIN_MS.most);
        await queue.send('deliveries', id, { afterMs });
        if (hint.kind === 'asked' && !isSeen) await endingWith(signal, () => see(workshop, hint));
      } catch (error) {
        await onFailure(delivery, error);
      }
    },
    buried: async (id, reason) => {
      workshop.warn(`given up: ${reason}`, { delivery: id });
      const delivery = await findDelivery(database, id);
      if (delivery !== null)
        await tellUnanswered(workshop, translate(delivery.event, delivery.payload), { reason });
      await finishFailed(id, reason);
    },
  };
}
