/** Questions of several repositories at once: a slow one holds up its own alone. */
import { expect, onTestFinished, test } from 'vitest';
import { deliveryWorker } from '../../../app/intake/intake.ts';
import { findDelivery, keepDeliveries } from '../../../app/store/deliveries.ts';
import { openQueue } from '../../../app/store/queue.ts';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { openAppShop } from '../steps/app-shop.ts';
import { onOneEngine } from '../store/stores.ts';

const SHOP = 'octo/shop';
const SLOW = 1;
const QUICK = 2;

onOneEngine('a repository whose clone takes long', newStore => {
  test('holds up no other one; what waits for it is seen at once, and answered', async () => {
    const database = await newStore();
    const shop = await openAppShop({ base: BASE, plan: planOf({ a: ['echo a > a'] }) });
    const { sandbox, pull, workshop } = shop;
    const { id: shopId } = repositoryOf(sandbox.world, SHOP);
    const [installation] = sandbox.world.installations.keys();
    const queue = await openQueue(database, { pollMs: 20 });
    onTestFinished(() => queue.stop(0));
    let clone = (): void => {};
    const cloned = new Promise<void>(resolve => {
      clone = resolve;
    });
    let slow = 0;
    queue.work(
      'deliveries',
      deliveryWorker(
        { database, queue },
        {
          ...workshop,
          clone: async (place, work) => {
            if (place.repositoryId === SLOW) {
              slow += 1;
              await cloned;
            }
            // There is one repository: those of the test are names for it.
            return workshop.clone({ ...place, repositoryId: shopId }, work);
          },
        },
      ),
    );
    const ask = async (repositoryId: number) => {
      // Nobody is told of it by the sandbox: the App of the shop is not the one at work here.
      const comment = sandbox.as('ann').comment(SHOP, pull, 'please');
      const payload = {
        ...{ action: 'created', comment: { id: comment, body: '/braid help' } },
        ...{ issue: { number: pull, pull_request: {} }, sender: { login: 'ann' } },
        ...{ installation: { id: installation } },
        repository: { id: repositoryId, full_name: SHOP, private: true },
      };
      const id = `d-${comment}`;
      const json = JSON.stringify(payload);
      await keepDeliveries(database, [{ id, event: 'issue_comment', json, receivedAt: Date.now() }]);
      await queue.send('deliveries', id);
      const reactions = () =>
        JSON.stringify(repositoryOf(sandbox.world, SHOP).comments.get(comment)?.reactions);
      const state = async () => (await findDelivery(database, id))?.state.kind;
      return { reactions, state };
    };
    const soon = { timeout: 30_000 };
    const waiting = [];
    for (let question = 0; question < 6; question++) waiting.push(await ask(SLOW));
    for (const { reactions } of waiting) await expect.poll(reactions, soon).toContain('eyes');
    const other = await ask(QUICK);
    await expect.poll(other.state, soon).toBe('done');
    for (const { state } of waiting) expect(await state()).toBe('waiting');
    await expect.poll(() => slow, soon).toBe(1);
    clone();
    for (const { state } of waiting) await expect.poll(state, soon).toBe('done');
    expect(slow).toBe(6);
  });
});
