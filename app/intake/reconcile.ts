/**
 * Webhooks are hints, and jobs may be lost: at the start and at intervals, everything that is not over is looked at, and GitHub is
 * asked for what it could not deliver.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { AppAtGitHub, AppOctokit } from '../github/access.ts';
import { endingWith } from '../github/ending.ts';
import type { Log } from '../operation/log.ts';
import type { Part } from '../operation/ports.ts';
import type { Database } from '../store/database.ts';
import { missingDeliveries, pruneDeliveries, waitingDeliveries } from '../store/deliveries.ts';
import type { Queue } from '../store/queue.ts';
import { runsToLookAt } from '../store/runs.ts';
import { pruneJobs } from '../store/workflow-runs/jobs.ts';

export interface ReconcileParts {
  readonly database: Database;
  readonly queue: Queue;
  readonly app: AppAtGitHub;
  readonly log: Log;
  /** Between two looks, in milliseconds. */
  readonly everyMs?: number;
  /** GitHub's own first try may be on its way for so long, in milliseconds. */
  readonly lateMs?: number;
}

const EVERY_MS = 60_000;
/** A webhook that waits for longer has lost its job, in milliseconds. */
const LOST_MS = 60_000;
const MOST = 1_000;
/** GitHub delivers again for three days; then nobody asks about it any more. */
const KNOWN_MS = 4 * 86_400_000;
const LATE_MS = 30_000;
/** Whoever looks at a run says when to look again: what rests for longer than usual is left alone, in milliseconds. */
const USUAL_MS = 90_000;
/** Whoever was away finds many that never came: page by page, until nothing is missing on one. */
const PAGE = 100;
const MOST_PAGES = 50;
/** GitHub does not deliver again what is older, in milliseconds. */
const AGAIN_MS = 3 * 86_400_000;

const deliveriesAnswer = z.array(
  z.object({ id: z.number(), guid: z.string(), delivered_at: z.string(), redelivery: z.boolean() }),
);

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
  for (const run of await runsToLookAt(database, USUAL_MS)) await queue.send('runs', run);
  for (const id of await waitingDeliveries(database, { before: now - LOST_MS, most: MOST }))
    await queue.send('deliveries', id);
  await pruneDeliveries(database, now - KNOWN_MS);
  await pruneJobs(database, now - KNOWN_MS);
  await redeliver(parts, now);
}

/** What never came, whatever GitHub thinks of it. Asked for anew it comes under the same id. */
async function redeliver(parts: ReconcileParts, now: number): Promise<void> {
  const octokit = await parts.app.auth();
  for (let cursor: string | null = '', page = 1; cursor !== null && page <= MOST_PAGES; page++) {
    const { data, headers } = await octokit.request('GET /app/hook/deliveries', {
      ...{ per_page: PAGE, ...(cursor === '' ? {} : { cursor }) },
    });
    const listed = deliveriesAnswer.parse(data);
    const isAllThere = await redeliverMissing(parts, { octokit, listed, now });
    const isTooOld = listed.some(({ delivered_at }) => now - Date.parse(delivered_at) > AGAIN_MS);
    cursor = isAllThere || isTooOld ? null : nextCursor(headers.link);
  }
}

interface Listed {
  readonly octokit: AppOctokit;
  readonly listed: z.infer<typeof deliveriesAnswer>;
  readonly now: number;
}

/** True: nothing of them is missing. */
async function redeliverMissing(
  { database, log, lateMs = LATE_MS }: ReconcileParts,
  { octokit, listed, now }: Listed,
): Promise<boolean> {
  const tried = listed.filter(({ delivered_at }) => now - Date.parse(delivered_at) > lateMs);
  const newest = new Map(tried.toReversed().map(each => [each.guid, each]));
  const missing = await missingDeliveries(database, [...newest.keys()]);
  for (const guid of missing) {
    const delivery_id = newest.get(guid)?.id;
    log.info({ delivery: guid }, 'asking GitHub to deliver again');
    await octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id });
  }
  return missing.length === 0 && tried.length > 0;
}

/** This list has no numbers of pages. Null: there is no further one. */
function nextCursor(link: unknown): string | null {
  const address = /<([^>]+)>; rel="next"/.exec(String(link ?? ''))?.[1];
  return address === undefined ? null : new URL(address).searchParams.get('cursor');
}
