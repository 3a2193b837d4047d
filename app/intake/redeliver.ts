/**
 * Asks GitHub to deliver again what never came, whatever it thinks of it: back to where the last look that came to its end began, so
 * that an outage of any length is made up for. What comes so has the id that it had.
 */
import { z } from 'zod';
import type { AppAtGitHub, AppOctokit } from '../github/access.ts';
import type { Log } from '../operation/log.ts';
import type { Database } from '../store/database.ts';
import { missingDeliveries } from '../store/deliveries.ts';
import { looksSoFar, missedByNow, noteAsked, noteLook, noteMissed } from '../store/looks.ts';

export interface RedeliverParts {
  readonly database: Database;
  readonly app: AppAtGitHub;
  readonly log: Log;
  /** GitHub's own first try may be on its way for so long, in milliseconds. */
  readonly lateMs?: number;
}

const LATE_MS = 30_000;
/** Clocks differ, and GitHub's list may lag: so much is looked at once more, in milliseconds. */
const OVERLAP_MS = 5 * 60_000;
/** GitHub does not deliver again what is older, in milliseconds. */
const AGAIN_MS = 3 * 86_400_000;
/** Within a day, with longer and longer pauses: what can never be stored, such as what is too long, is not asked for without end. */
const MOST_TIMES = 7;
const PAGE = 100;
/** GitHub answers 5,000 questions an hour. */
const MOST_PAGES = 1_000;

const deliveriesAnswer = z.array(
  z
    .object({ id: z.number(), guid: z.string(), delivered_at: z.string() })
    .transform(({ id, guid, delivered_at }) => ({ id, guid, at: Date.parse(delivered_at) })),
);

export async function redeliver(parts: RedeliverParts, now: number): Promise<void> {
  const octokit = await parts.app.auth();
  await look(parts, octokit, now);
  await askForMissed(parts, octokit, now);
}

async function look(
  { database, log, lateMs = LATE_MS }: RedeliverParts,
  octokit: AppOctokit,
  now: number,
): Promise<void> {
  const { begunAt, completeAt } = await looksSoFar(database, now);
  const from = Math.max(begunAt, completeAt - OVERLAP_MS - lateMs, now - AGAIN_MS);
  // GitHub tells whole seconds: what came in the second in which the App began is no older than that.
  const since = Math.floor(from / 1_000) * 1_000;
  let cursor: string | null = '';
  for (let page = 1; cursor !== null && page <= MOST_PAGES; page++) {
    const { data, headers } = await octokit.request('GET /app/hook/deliveries', {
      ...{ per_page: PAGE, ...(cursor === '' ? {} : { cursor }) },
    });
    const listed = deliveriesAnswer.parse(data);
    const due = listed.filter(({ at }) => at >= since && now - at > lateMs);
    const attempts = new Map(due.map(({ guid, id }) => [guid, id]));
    const missing = new Set(await missingDeliveries(database, [...attempts.keys()]));
    const missed = [...attempts].map(([delivery, attempt]) => ({ delivery, attempt }));
    await noteMissed(
      database,
      missed.filter(({ delivery }) => missing.has(delivery)),
      now,
    );
    cursor = listed.some(({ at }) => at < since) ? null : nextCursor(headers.link);
  }
  if (cursor !== null)
    log.warn({ pages: MOST_PAGES }, 'what GitHub delivered before these pages is not looked at');
  await noteLook(database, now);
}

async function askForMissed(
  { database, log, lateMs = LATE_MS }: RedeliverParts,
  octokit: AppOctokit,
  now: number,
): Promise<void> {
  const patience = { now, pauseMs: 2 * lateMs, mostTimes: MOST_TIMES };
  for (const { delivery, attempt } of await missedByNow(database, patience)) {
    log.info({ delivery }, 'asking GitHub to deliver again');
    try {
      await octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: attempt });
    } catch (error) {
      if (!isOfThisAlone(error)) throw error;
      log.warn({ err: error, delivery }, 'GitHub does not deliver it again');
    }
    await noteAsked(database, delivery, now);
  }
}

/** And no limit, no right of the App, no trouble of GitHub's: the others are asked for all the same. */
function isOfThisAlone(error: unknown): boolean {
  const isAnswer = typeof error === 'object' && error !== null && 'status' in error;
  return isAnswer && [400, 404, 410, 422].some(status => status === error.status);
}

/** This list has no numbers of pages. Null: there is no further one. */
function nextCursor(link: unknown): string | null {
  const address = /<([^>]+)>; rel="next"/.exec(String(link ?? ''))?.[1];
  return address === undefined ? null : new URL(address).searchParams.get('cursor');
}
