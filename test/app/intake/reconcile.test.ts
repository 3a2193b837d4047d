/** What is looked at in intervals: webhooks that never came. */
import { expect, test } from 'vitest';
import type { AppAtGitHub } from '../../../app/github/access.ts';
import { reconcile } from '../../../app/intake/reconcile.ts';
import { openLog } from '../../../app/operation/log.ts';
import { keepDelivery } from '../../../app/store/deliveries.ts';
import { openQueue } from '../../../app/store/queue.ts';
import { onBothEngines } from '../store/stores.ts';

const HOUR_MS = 3_600_000;
const PAGE = 100;

interface Listed {
  readonly guid: string;
  readonly ageMs: number;
}

/** GitHub's list, newest first, in pages by a cursor. */
function gitHubWith(deliveries: readonly Listed[]): { readonly app: AppAtGitHub; readonly asked: string[] } {
  const asked: string[] = [];
  const app: AppAtGitHub = {
    auth: async () => ({
      request: async (route, { cursor, delivery_id } = {}) => {
        if (route.startsWith('POST')) {
          asked.push(deliveries[Number(delivery_id)]?.guid ?? '');
          return { status: 202, headers: {}, data: {} };
        }
        const from = Number(cursor ?? 0);
        const data = deliveries.slice(from, from + PAGE).map(({ guid, ageMs }, index) => {
          const delivered_at = new Date(Date.now() - ageMs).toISOString();
          return { id: from + index, guid, delivered_at, redelivery: false };
        });
        const link = `<https://api.github.com/app/hook/deliveries?per_page=100&cursor=${from + PAGE}>; rel="next"`;
        return { status: 200, headers: from + PAGE < deliveries.length ? { link } : {}, data };
      },
    }),
  };
  return { app, asked };
}

function listed(count: number, first: Listed): readonly Listed[] {
  return Array.from({ length: count }, (_, index) => ({
    guid: `${first.guid}-${index}`,
    ageMs: first.ageMs + index,
  }));
}

onBothEngines('webhooks that never came', newStore => {
  test('are asked for again, however many there are, up to those that did', async () => {
    const database = await newStore();
    const queue = await openQueue(database);
    const late = listed(3, { guid: 'on its way', ageMs: 0 });
    const missed = listed(250, { guid: 'missed', ageMs: HOUR_MS });
    const known = listed(200, { guid: 'known', ageMs: 2 * HOUR_MS });
    const forgotten = listed(50, { guid: 'forgotten', ageMs: 100 * HOUR_MS });
    const { app, asked } = gitHubWith([...late, ...missed, ...known, ...forgotten]);
    for (const { guid: id } of known)
      await keepDelivery(database, { id, event: 'push', payload: {}, receivedAt: 1 });
    const log = openLog({ level: 'info', secrets: [], write: () => {} });
    await reconcile({ database, queue, app, log });
    expect(asked).toHaveLength(250);
    expect(new Set(asked)).toEqual(new Set(missed.map(({ guid }) => guid)));
    await queue.stop(0);
  });
});
