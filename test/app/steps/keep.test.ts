/** What somebody asked for, kept in a real store: whole or not at all, and by one at a time. */
import { expect, test } from 'vitest';
import { alone } from '../../../app/steps/alone.ts';
import { keep } from '../../../app/steps/asking/keep.ts';
import type { Keeping } from '../../../app/steps/ports.ts';
import type { Database } from '../../../app/store/database.ts';
import { keepDeliveries, runOfDelivery } from '../../../app/store/deliveries.ts';
import { openSqlJournal } from '../../../app/store/journal.ts';
import { migrate } from '../../../app/store/migrate.ts';
import { openQueue } from '../../../app/store/queue.ts';
import { unfinishedRuns } from '../../../app/store/runs.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { onBothEngines, onPostgres, openPlace } from '../store/stores.ts';

const RUN = 'shop-1' as RunId;
const record = {
  ...{ run: RUN, installation: 1, repository: 'octo/shop', repositoryId: 7, isPrivate: false },
  ...{ pullRequest: 1, spot: 'pull request 1', commit: 'c0' as Sha },
};
const ASKED: Keeping = {
  ...{ run: RUN, begins: { record, begunBefore: 0 }, version: null, delivery: 'd-1' },
  events: [{ type: 'cancel-requested', at: 1, by: 'ann' }],
};

async function opened(database: Database) {
  const queue = await openQueue(database);
  await keepDeliveries(database, [{ id: 'd-1', event: 'pull_request', json: '{}', receivedAt: 1 }]);
  return {
    keep: (keeping: Keeping) => keep(database, queue, keeping),
    found: async () => ({
      runs: (await unfinishedRuns(database)).map(({ id }) => id),
      events: (await openSqlJournal(database, RUN).read()).events.length,
      delivery: await runOfDelivery(database, 'd-1'),
      jobs: (await queue.sizes()).runs.waiting,
    }),
    stop: () => queue.stop(0),
  };
}

const NOTHING = { runs: [], events: 0, delivery: null, jobs: 0 };
const ALL = { runs: [RUN], events: 1, delivery: RUN, jobs: 1 };

onBothEngines('what was asked for', newStore => {
  test('is kept with its run, its journal, a note at its webhook and a job, once', async () => {
    const store = await opened(await newStore());
    expect(await store.keep(ASKED)).toBe(true);
    expect(await store.found()).toEqual(ALL);
    expect(await store.keep(ASKED)).toBe(false);
    expect(await store.found()).toEqual(ALL);
    await store.stop();
  });

  test('leaves nothing when somebody else has begun a run in the repository or written into the journal', async () => {
    const database = await newStore();
    const store = await opened(database);
    expect(await store.keep({ ...ASKED, begins: { record, begunBefore: 1 } })).toBe(false);
    expect(await store.found()).toEqual(NOTHING);
    expect(await store.keep({ ...ASKED, version: '3' })).toBe(false);
    expect(await store.found()).toEqual(NOTHING);
    expect(await store.keep({ ...ASKED, begins: null })).toBe(false);
    expect(await store.found()).toEqual(NOTHING);
    await store.stop();
  });

  test('of ten who begin at once each knows of the ones before, or is told to look again', async () => {
    const database = await newStore();
    const store = await opened(database);
    const kept = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const run = `shop-${index}` as RunId;
        return store.keep({ ...ASKED, run, begins: { record: { ...record, run }, begunBefore: 0 } });
      }),
    );
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(await unfinishedRuns(database)).toHaveLength(1);
    await store.stop();
  });
});

onPostgres('who is alone under a name', newPlace => {
  test('is told to end, and why, when the connection breaks that held it', async () => {
    const place = await newPlace();
    const [store, other] = [await openPlace(place), await openPlace(place)];
    await migrate(store);
    const { signal } = new AbortController();
    const work = alone(store, { name: 'shown', signal }, async told => {
      await other.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      // It may have broken before the answer was here.
      if (!told.aborted) await new Promise(ended => told.addEventListener('abort', ended));
      told.throwIfAborted();
    });
    await expect(work).rejects.toThrow('the connection to the database broke, and its lock with it');
  });

  test('is not waited for by who is told to end', async () => {
    const store = await openPlace(await newPlace());
    const { signal } = new AbortController();
    const ending = new AbortController();
    await alone(store, { name: 'shown', signal }, async () => {
      const waiting = alone(store, { name: 'shown', signal: ending.signal }, async () => {});
      ending.abort(new Error('Braid stops'));
      await expect(waiting).rejects.toThrow('Braid stops');
    });
  });
});
