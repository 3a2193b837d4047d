/** What is looked at in intervals: webhooks that never came. */
import { expect, onTestFinished, test } from 'vitest';
import type { AppAtGitHub } from '../../../app/github/access.ts';
import { reconcile } from '../../../app/intake/reconcile.ts';
import { openLog } from '../../../app/operation/log.ts';
import type { Database } from '../../../app/store/database.ts';
import { keepDeliveries } from '../../../app/store/deliveries.ts';
import { looksSoFar, missedByNow, noteAsked, noteMissed } from '../../../app/store/looks.ts';
import { openQueue, type Worker } from '../../../app/store/queue.ts';
import { addRun, runsOfRepository } from '../../../app/store/runs.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { onBothEngines } from '../store/stores.ts';

const HOUR_MS = 3_600_000;
const PAGE = 100;

interface Listed {
  readonly guid: string;
  readonly ageMs: number;
}

interface LoopbackGitHub {
  readonly app: AppAtGitHub;
  readonly asked: string[];
  /** The page that begins there cannot be had. */
  failAt: number | null;
}

/** GitHub's list, newest first, in pages by a cursor. */
function gitHubWith(deliveries: readonly Listed[]): LoopbackGitHub {
  const asked: string[] = [];
  const app: AppAtGitHub = {
    auth: async () => ({
      request: async (route, { cursor, delivery_id } = {}) => {
        if (route.startsWith('POST')) {
          asked.push(deliveries[Number(delivery_id)]?.guid ?? '');
          return { status: 202, headers: {}, data: {} };
        }
        const from = Number(cursor ?? 0);
        if (from === gitHub.failAt) throw new Error('502');
        const data = deliveries.slice(from, from + PAGE).map(({ guid, ageMs }, index) => {
          const delivered_at = new Date(Date.now() - ageMs).toISOString().replace(/\.\d+Z$/, 'Z');
          return { id: from + index, guid, delivered_at, redelivery: false };
        });
        const link = `<https://api.github.com/app/hook/deliveries?per_page=100&cursor=${from + PAGE}>; rel="next"`;
        return { status: 200, headers: from + PAGE < deliveries.length ? { link } : {}, data };
      },
    }),
  };
  const gitHub: LoopbackGitHub = { app, asked, failAt: null };
  return gitHub;
}

function listed(count: number, first: Listed): readonly Listed[] {
  return Array.from({ length: count }, (_, index) => ({
    guid: `${first.guid}-${index}`,
    ageMs: first.ageMs + index,
  }));
}

async function looking(
  database: Database,
  { app, keepDays = null }: { readonly app: AppAtGitHub; readonly keepDays?: number | null },
) {
  const queue = await openQueue(database);
  onTestFinished(() => queue.stop(0));
  const log = openLog({ level: 'info', secrets: [], write: () => {} });
  return { look: () => reconcile({ database, queue, app, log, keepDays }) };
}

/** Looked at everything so long ago. */
async function lookedBefore(database: Database, ms: number): Promise<void> {
  await looksSoFar(database, Date.now() - ms);
}

onBothEngines('what waits', newStore => {
  test('is looked at by one job, however often that fails; what is to come later, and what has lost its job', async () => {
    const database = await newStore();
    const queue = await openQueue(database, { pollMs: 20, retrySeconds: 100, retries: 3 });
    onTestFinished(() => queue.stop(0));
    const log = openLog({ level: 'info', secrets: [], write: () => {} });
    const look = () => reconcile({ database, queue, app: gitHubWith([]).app, log });
    for (const id of ['fails', 'lost', 'later'])
      await keepDeliveries(database, [{ id, event: 'issue_comment', json: '{}', receivedAt: 1 }]);
    await addRun(database, {
      ...{ id: 'fails' as RunId, installation: 1, repositoryId: 5, repository: 'octo/shop', isPrivate: true },
      ...{ pullRequest: 1, spot: 'pull request 1', commit: 'a'.repeat(40) as Sha, createdAt: 1 },
      ...{ finishedAt: null, status: 'running', headline: '' },
    });
    await queue.send('deliveries', 'fails');
    await queue.send('deliveries', 'later', { afterMs: HOUR_MS });
    const tried: string[] = [];
    const worker: Worker = {
      atOnce: 4,
      handle: async key => {
        tried.push(key);
        throw new Error('no');
      },
      buried: async () => {},
    };
    queue.work('deliveries', worker);
    await expect.poll(() => tried).toEqual(['fails']);
    for (let minute = 0; minute < 5; minute++) await look();
    await expect.poll(() => tried).toEqual(['fails', 'lost']);
    await expect
      .poll(() => queue.sizes())
      .toMatchObject({
        deliveries: { waiting: 2, active: 0 },
        runs: { waiting: 1, active: 0 },
      });
  });
});

onBothEngines('webhooks that never came', newStore => {
  test('are asked for again, however many there are, back to the last look', async () => {
    const database = await newStore();
    const late = listed(3, { guid: 'on its way', ageMs: 0 });
    const known = listed(200, { guid: 'known', ageMs: HOUR_MS });
    const missed = listed(250, { guid: 'missed', ageMs: 2 * HOUR_MS });
    const before = listed(150, { guid: 'of another database', ageMs: 10 * HOUR_MS });
    const gitHub = gitHubWith([...late, ...known, ...missed, ...before]);
    await lookedBefore(database, 5 * HOUR_MS);
    for (const { guid: id } of known)
      await keepDeliveries(database, [{ id, event: 'push', json: '{}', receivedAt: 1 }]);
    const { look } = await looking(database, gitHub);
    await look();
    expect(gitHub.asked).toHaveLength(250);
    expect(new Set(gitHub.asked)).toEqual(new Set(missed.map(({ guid }) => guid)));
    await look();
    expect(gitHub.asked).toHaveLength(250);
  });

  test('before a database was new are not done again in it', async () => {
    const database = await newStore();
    const gitHub = gitHubWith(listed(250, { guid: 'old', ageMs: 60_000 }));
    const { look } = await looking(database, gitHub);
    await look();
    await look();
    expect(gitHub.asked).toEqual([]);
  });

  test('are asked for again from the second on in which the database was new: GitHub tells no more of a time', async () => {
    const database = await newStore();
    const halfMs = HOUR_MS + (Date.now() % 1_000) - 500;
    await lookedBefore(database, halfMs);
    const gitHub = gitHubWith([{ guid: 'right after', ageMs: halfMs - 100 }]);
    const { look } = await looking(database, gitHub);
    await look();
    expect(gitHub.asked).toEqual(['right after']);
  });

  test('are asked for later where one look could not come to its end', async () => {
    const database = await newStore();
    const gitHub = gitHubWith(listed(250, { guid: 'missed', ageMs: HOUR_MS }));
    await lookedBefore(database, 5 * HOUR_MS);
    gitHub.failAt = 200;
    const { look } = await looking(database, gitHub);
    await expect(look()).rejects.toThrow('502');
    gitHub.failAt = null;
    await look();
    expect(new Set(gitHub.asked).size).toBe(250);
  });

  test('and never come are asked for some times, with longer and longer pauses', async () => {
    const database = await newStore();
    const now = Date.now();
    await noteMissed(database, [{ delivery: 'd', attempt: 7 }], now);
    const times: number[] = [];
    for (let minute = 0; minute < 400; minute++) {
      const at = now + minute * 60_000;
      const due = await missedByNow(database, { now: at, pauseMs: 60_000, mostTimes: 4 });
      if (due.length === 0) continue;
      times.push(minute);
      await noteAsked(database, 'd', at);
    }
    expect(times).toEqual([0, 1, 5, 21]);
  });
});

onBothEngines('runs that ended more days ago than they are to be kept', newStore => {
  test.each([
    [null, ['old', 'young']],
    [3, ['young']],
  ])('(%j) are forgotten', async (keepDays, left) => {
    const database = await newStore();
    const ended = { old: 4, young: 2 };
    for (const [name, days] of Object.entries(ended))
      await addRun(database, {
        ...{ id: name as RunId, installation: 7, repositoryId: 42, repository: 'octo/shop', isPrivate: true },
        ...{ spot: name, pullRequest: null, commit: 'a'.repeat(40) as Sha, createdAt: 1 },
        ...{ finishedAt: Date.now() - days * 24 * HOUR_MS, status: 'completed', headline: '' },
      });
    const { look } = await looking(database, { ...gitHubWith([]), keepDays });
    await look();
    const kept = await runsOfRepository(database, { repositoryId: 42, most: 10 });
    expect(kept.map(({ id }) => id).sort()).toEqual(left);
  });
});
