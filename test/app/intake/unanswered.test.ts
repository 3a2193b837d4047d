import { expect, onTestFinished, test } from 'vitest';
import { deliveryWorker } from '../../../app/intake/intake.ts';
import { findDelivery, keepDeliveries } from '../../../app/store/deliveries.ts';
import { openQueue } from '../../../app/store/queue.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { openAppShop } from '../steps/app-shop.ts';
import { onOneEngine } from '../store/stores.ts';

const SHOP = 'octo/shop';

onOneEngine('a question', newStore => {
  test('that cannot be answered is said to be so, and is tried on', async () => {
    const store = await newStore();
    const shop = await openAppShop({ base: BASE, plan: planOf({ a: 'echo a > a' }) });
    const { sandbox, pull } = shop;
    const fault = { kind: 'answer', status: 403, message: 'Repository access blocked' } as const;
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
    const worker = deliveryWorker({ database: store, queue }, shop.workshop);
    const told = () => shop.comments().filter(text => text.includes('could not be done'));
    for (let time = 1; time <= 7; time++) {
      expect(told()).toEqual([]);
      await expect(worker.handle(id, new AbortController().signal)).rejects.toThrow('403');
    }
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain('then ask again');
    await worker.buried(id, 'it failed too often');
    expect((await findDelivery(store, id))?.state).toMatchObject({ kind: 'failed' });
  });
});
