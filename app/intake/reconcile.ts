/**
 * Webhooks are hints, and jobs may be lost: at the start and at intervals, everything that is not over is looked at, and GitHub is
 * asked for what it could not deliver.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { endingWith } from '../github/ending.ts';
import type { Part } from '../operation/ports.ts';
import { pruneDeliveries, waitingDeliveries } from '../store/deliveries.ts';
import { pruneMissed } from '../store/looks.ts';
import type { Queue } from '../store/queue.ts';
import { forgetRuns } from '../store/runs/old.ts';
import { runsToLookAt } from '../store/runs.ts';
import { pruneJobs } from '../store/workflow-runs/jobs.ts';
import { type RedeliverParts, redeliver } from './redeliver.ts';

export interface ReconcileParts extends RedeliverParts {
  readonly queue: Queue;
  /** Between two looks, in milliseconds. */
  readonly everyMs?: number;
  /** So long runs that ended are kept; missing or null: for ever. */
  readonly keepDays?: number | null;
}

const EVERY_MS = 60_000;
/** A webhook that waits for longer has lost its job, in milliseconds. */
const LOST_MS = 60_000;
const MOST = 1_000;
const DAY_MS = 86_400_000;
/** GitHub delivers again for three days; then nobody asks about it any more. */
const KNOWN_MS = 4 * DAY_MS;
/** Whoever looks at a run says when to look again: what rests for longer than usual is left alone, in milliseconds. */
const USUAL_MS = 90_000;

export function startReconciling(parts: ReconcileParts): Part {
  const stopping = new AbortController();
  const { everyMs = EVERY_MS, log } = parts;
  const looking = (async () => {
    while (!stopping.signal.aborted) {
      await endingWith(stopping.signal, () => reconcile(parts)).catch(error => {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'could not look at everything');
      });
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    name: 'reconciling',
    close: async () => {
      stopping.abort();
      await looking;
    },
  };
}

export async function reconcile(parts: ReconcileParts): Promise<void> {
  const { database, queue } = parts;
  const now = Date.now();
  await queue.restore('runs', await runsToLookAt(database, USUAL_MS));
  await queue.restore('deliveries', await waitingDeliveries(database, { before: now - LOST_MS, most: MOST }));
  await pruneDeliveries(database, now - KNOWN_MS);
  await pruneJobs(database, now - KNOWN_MS);
  await pruneMissed(database, now - KNOWN_MS);
  if (parts.keepDays != null) await forgetRuns(database, now - parts.keepDays * DAY_MS);
  await redeliver(parts, now);
}
