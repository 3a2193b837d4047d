/** By seeds: whatever happens to webhooks, GitHub, the App's processes and its database, a run ends as promised. */
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'vitest';
import { few } from '../../all-tests.ts';
import { onBothPlaces, onPostgres } from '../store/stores.ts';
import { openWholeApp } from '../whole/whole-app.ts';
import { behindGate } from './gate.ts';
import { expectPromised, SHOP, SMALL } from './promised.ts';
import { openReplicas } from './replicas.ts';
import { expectNothingLeft, RETRIED, retriedToTheEnd } from './retried.ts';
import { diceOf, seeds } from './seeds.ts';
import { disturbGitHub } from './troubles.ts';

/** Everything is looked at often: what takes a minute otherwise is soon over. */
const PACE = { reconcileMs: 500, lateMs: 1_500, lagMs: 1_500, timeoutMs: 5_000 };
const DISORDER = { drop: 0.4, double: 0.4, delay: 0.4, reorder: 0.4, delayMs: 1_000 };

/** What all of it at once has, too: with more seeds, or with all tests. */
const alone = seeds(few(0, [1]));
/** Both databases with more seeds than one; else the one that several processes can share. */
const onPlaces = process.env.BRAID_CHAOS_SEEDS === undefined ? onPostgres : onBothPlaces;

onPlaces('the end is as promised', newPlace => {
  test.for(seeds([12]))('with webhooks lost, doubled, late and reordered, seed %i', async seed => {
    const shop = await openWholeApp(SMALL, await newPlace(), PACE);
    shop.sandbox.webhooks.disturb({ seed, ...DISORDER });
    await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    await expectPromised(shop, () => shop.lines.join(''));
  });

  test.for(alone)('with a GitHub that fails, limits, hangs up and says nothing, seed %i', async seed => {
    const shop = await openWholeApp(SMALL, await newPlace(), PACE);
    disturbGitHub(shop.sandbox, diceOf(seed));
    await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    await expectPromised(shop, () => shop.lines.join(''));
  });
});

onPostgres('the end is as promised', newPlace => {
  test.for(seeds([11]))('with two processes that are killed at random, seed %i', async seed => {
    const replicas = await openReplicas(SMALL, await newPlace(), PACE);
    await replicas.shop.sandbox.as('ann').label(SHOP, replicas.shop.pull, 'braid:run');
    const dice = diceOf(seed);
    for (let kill = 0; kill < 6; kill++) {
      await delay(dice.below(3_000));
      await replicas.killAndStart(dice.below(2), dice.below(1_000));
    }
    await expectPromised(replicas.shop, replicas.said);
  });

  test.for(alone)('with a database that is gone for seconds, seed %i', async seed => {
    const { place, cut } = await behindGate(await newPlace());
    const shop = await openWholeApp(SMALL, place, PACE);
    await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    const dice = diceOf(seed);
    for (let time = 0; time < 5; time++) {
      await delay(dice.below(3_000));
      await cut(dice.below(3_000));
    }
    await expectPromised(shop, () => shop.lines.join(''));
  });

  const twice = { timeout: 600_000 };
  test.for(seeds([1]))(
    'with all of it at once, and once more when somebody retries, seed %i',
    twice,
    async seed => {
      const there = await newPlace();
      const { place, cut } = await behindGate(there);
      const replicas = await openReplicas(RETRIED, place, PACE);
      const { shop } = replicas;
      const dice = diceOf(seed);
      shop.sandbox.webhooks.disturb({ seed, ...DISORDER });
      const rage = async () => {
        disturbGitHub(shop.sandbox, dice);
        for (let time = 0; time < 5; time++) {
          await delay(dice.below(2_500));
          if (dice.below(3) === 0) await cut(dice.below(2_000));
          else await replicas.killAndStart(dice.below(2), dice.below(1_000));
        }
      };
      await retriedToTheEnd(shop, { rage, said: replicas.said });
      await expectNothingLeft(there, replicas.said);
    },
  );
});
