import { expect, onTestFinished, test } from 'vitest';
import { deliveryWorker } from '../../../app/intake/intake.ts';
import type { Database } from '../../../app/store/database.ts';
import { findDelivery, keepDeliveries } from '../../../app/store/deliveries.ts';
import { openQueue, type Queue } from '../../../app/store/queue.ts';
import type { Fault } from '../../../sandbox/http/faults.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { openAppShop } from '../steps/app-shop.ts';
import { onOneEngine } from '../store/stores.ts';

const SHOP = 'octo/shop';

/** Somebody said `/braid run`, and the repository answers everybody who fetches it in that way. */
async function askedIn(store: Database, fault: Fault) {
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: 'echo a > a' }) });
  const { sandbox, pull } = shop;
  sandbox.faults.add({ path: /info\/refs/, times: 1_000, fault });
  sandbox.as('ann').comment(SHOP, pull, '/braid run');
  await shop.quiet().catch(() => {});
  const [delivery] = [...sandbox.world.apps.values()].flatMap(({ deliveries }) =>
    deliveries.filter(({ event }) => event === 'issue_comment'),
  );
  if (delivery === undefined) throw new Error('expected a delivery');
  const { guid: id, event, body } = delivery;
  await keepDeliveries(store, [{ id, event, json: body, receivedAt: 1 }]);
  const queue = await openQueue(store);
  onTestFinished(() => queue.stop(0));
  const pauses: number[] = [];
  const noted: Queue = {
    ...queue,
    send: async (name, key, options) => {
      await queue.send(name, key, options);
      pauses.push((options?.afterMs ?? 0) / 1000);
    },
  };
  const worker = deliveryWorker({ database: store, queue: noted }, shop.workshop);
  return { shop, id, worker, pauses, handle: () => worker.handle(id, new AbortController().signal) };
}

onOneEngine('a question', newStore => {
  test('that cannot be answered is said to be so, and is tried on', async () => {
    const store = await newStore();
    const fault = { kind: 'answer', status: 403, message: 'Repository access blocked' } as const;
    const { shop, id, worker, handle } = await askedIn(store, fault);
    const told = () => shop.comments().filter(text => text.includes('could not be done'));
    for (let time = 1; time <= 7; time++) {
      expect(told()).toEqual([]);
      await expect(handle()).rejects.toThrow('403');
    }
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('then ask again');
    await worker.buried(id, 'it failed too often');
    expect((await findDelivery(store, id))?.state).toMatchObject({ kind: 'failed' });
  });

  test('is never given up while GitHub is away, and is answered when it is back', async () => {
    const store = await newStore();
    const fault = { kind: 'answer', status: 503, message: 'Unicorn!' } as const;
    const { shop, id, handle, pauses } = await askedIn(store, fault);
    for (let time = 1; time <= 14; time++) await handle();
    expect((await findDelivery(store, id))?.state).toEqual({ kind: 'waiting' });
    // In seconds.
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300, 300]);
    expect(shop.comments().at(-1)).toContain('nobody has to ask again');
    shop.sandbox.faults.clear();
    await handle();
    expect((await findDelivery(store, id))?.state).toMatchObject({ kind: 'done' });
    expect(shop.comments().at(-1)).not.toContain('could not be done');
    expect(await shop.workshop.begun(0)).toBe(1);
  });
});
