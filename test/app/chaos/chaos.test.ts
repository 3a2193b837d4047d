/** By seeds: whatever happens to webhooks, GitHub, the App's processes and its database, a run ends as promised. */
import { setTimeout as delay } from 'node:timers/promises';
import { test } from 'vitest';
import { secondaryLimit, serverError, tooManyRequests } from '../../../sandbox/http/faults.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { onBothPlaces, onPostgres } from '../store/stores.ts';
import { openWholeApp } from '../whole/whole-app.ts';
import { openGate } from './gate.ts';
import { expectPromised, SHOP, SMALL } from './promised.ts';
import { openReplicas } from './replicas.ts';
import { diceOf, seeds } from './seeds.ts';

/** Everything is looked at often: what takes a minute otherwise is soon over. */
const PACE = { reconcileMs: 500, lateMs: 1_500, lagMs: 1_500 };

/** Both databases with more seeds than one; else the one that several processes can share. */
const onPlaces = process.env.BRAID_CHAOS_SEEDS === undefined ? onPostgres : onBothPlaces;

onPlaces('the end is as promised', newPlace => {
  test.for(seeds([1]))('with webhooks lost, doubled, late and reordered, seed %i', async seed => {
    const shop = await openWholeApp(SMALL, await newPlace(), PACE);
    const odds = { drop: 0.4, double: 0.4, delay: 0.4, reorder: 0.4, delayMs: 1_000 };
    shop.sandbox.webhooks.disturb({ seed, ...odds });
    await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    await expectPromised(shop, () => shop.lines.join(''));
  });

  test.for(seeds([1]))('with a GitHub that fails, limits and hangs up, seed %i', async seed => {
    const shop = await openWholeApp(SMALL, await newPlace(), PACE);
    disturbGitHub(shop.sandbox, seed);
    await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    await expectPromised(shop, () => shop.lines.join(''));
  });
});

onPostgres('the end is as promised', newPlace => {
  test.for(seeds([1]))('with two processes that are killed at random, seed %i', async seed => {
    const replicas = await openReplicas(SMALL, await newPlace(), PACE);
    await replicas.shop.sandbox.as('ann').label(SHOP, replicas.shop.pull, 'braid:run');
    const dice = diceOf(seed);
    for (let kill = 0; kill < 6; kill++) {
      await delay(dice.below(3_000));
      await replicas.killAndStart(dice.below(2), dice.below(1_000));
    }
    await expectPromised(replicas.shop, replicas.said);
  });

  test.for(seeds([1]))('with a database that is gone for seconds, seed %i', async seed => {
    const place = await newPlace();
    if (place.kind !== 'postgres') throw new Error('expected a PostgreSQL');
    const url = new URL(place.url);
    const there = Number(url.port);
    let behind: number | null = there;
    const gate = await openGate(() => behind);
    url.port = String(gate.port);
    const shop = await openWholeApp(SMALL, { kind: 'postgres', url: url.href }, PACE);
    await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    const dice = diceOf(seed);
    for (let cut = 0; cut < 5; cut++) {
      await delay(dice.below(3_000));
      behind = null;
      gate.cut();
      await delay(dice.below(3_000));
      behind = there;
    }
    await expectPromised(shop, () => shop.lines.join(''));
  });
});

/** What the App asks of GitHub, not the jobs: what jobs do when they fail is told elsewhere. */
const CALLS = /^\/api\/v3\/|git-receive-pack/;

function disturbGitHub({ faults }: Sandbox, seed: number): void {
  const dice = diceOf(seed);
  for (let fault = 0; fault < 12; fault++)
    faults.add({
      path: CALLS,
      skip: dice.below(100),
      fault: dice.oneOf([
        serverError(dice.oneOf([500, 502, 503, 504])),
        secondaryLimit(1),
        tooManyRequests(1),
        { kind: 'hang-up', when: 'before' },
        { kind: 'hang-up', when: 'after' },
      ]),
    });
}
