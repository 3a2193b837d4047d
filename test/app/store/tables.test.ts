import { expect, test } from 'vitest';
import { changeLimit, limitsOf, NO_LIMIT } from '../../../app/store/backend-limits.ts';
import { type RunCost, setCost, totalCost } from '../../../app/store/costs.ts';
import type { Sql } from '../../../app/store/database.ts';
import {
  countFailed,
  findDelivery,
  finishDelivery,
  keepDeliveries,
  missingDeliveries,
  oldestWaitingSeconds,
  pruneDeliveries,
  waitingDeliveries,
} from '../../../app/store/deliveries.ts';
import {
  addRun,
  findRun,
  newestRun,
  type Run,
  runsOfRepository,
  unfinishedRuns,
  updateRepository,
  updateRun,
} from '../../../app/store/runs.ts';
import { dispatchesOf, noteDispatch, updateDispatch } from '../../../app/store/workflow-runs/dispatches.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { onBothEngines } from './stores.ts';

/** What a database may stumble over, or obey. */
const EVIL = `'; drop table runs; -- \0 \ud800 \\u0000 \\ " $1 🧶`;
const RUN = 'r-1' as RunId;

function run(changes: Partial<Run> = {}): Run {
  return {
    ...{
      id: RUN,
      installation: 7,
      repository: 'octo/shop',
      repositoryId: 42,
      isPrivate: false,
      pullRequest: 3,
      spot: 'pull request 3',
    },
    ...{ commit: 'a'.repeat(40) as Sha, createdAt: 1000, finishedAt: null, status: 'running', headline: '' },
    ...changes,
  };
}

onBothEngines('deliveries', newStore => {
  test('are kept once by their id, as they came first, even when they come at once', async () => {
    const store = await newStore();
    const payload = { text: EVIL, list: [1, null] };
    const came = { id: `d ${EVIL}`, event: EVIL, receivedAt: 5 };
    const delivery = { ...came, json: JSON.stringify(payload) };
    const other = { ...delivery, id: 'a' };
    const kept = await Promise.all([1, 2, 3].map(() => keepDeliveries(store, [delivery, other, delivery])));
    expect(kept.flat().sort()).toEqual([...Array(7).fill('known'), 'new', 'new']);
    expect(await keepDeliveries(store, [{ ...delivery, json: '"another"' }])).toEqual(['known']);
    expect(await findDelivery(store, delivery.id)).toEqual({ ...came, payload, state: { kind: 'waiting' } });
    expect(await findDelivery(store, 'never came')).toBeNull();
  });

  test('are told apart in their order, and those for nobody are done as they come', async () => {
    const store = await newStore();
    const came = (id: string, json: string | null) => ({ id, event: 'push', json, receivedAt: 5 });
    await keepDeliveries(store, [came('b', '{}')]);
    const all = [came('c', null), came('b', null), came('a', '{"a":1}')];
    expect(await keepDeliveries(store, all)).toEqual(['new', 'known', 'new']);
    expect(await findDelivery(store, 'c')).toMatchObject({ payload: null, state: { kind: 'done', at: 5 } });
    expect(await waitingDeliveries(store, { before: 100, most: 10 })).toEqual(['a', 'b']);
    for (const id of ['a', 'b']) await finishDelivery(store, id, { kind: 'done', at: 9 });
    expect(await oldestWaitingSeconds(store, 5000)).toBe(0);
  });

  test('wait until they are done or failed, and are forgotten after that', async () => {
    const store = await newStore();
    const came = ['a', 'b', 'c', 'd'].map((id, receivedAt) => ({
      id,
      event: 'push',
      json: '[1]',
      receivedAt,
    }));
    await keepDeliveries(store, came);
    await finishDelivery(store, 'a', { kind: 'done', at: 10 });
    await finishDelivery(store, 'c', { kind: 'failed', at: 20, reason: EVIL });
    const state = { kind: 'failed', at: 20, reason: EVIL };
    expect(await findDelivery(store, 'c')).toMatchObject({ payload: [1], state });
    expect(await findDelivery(store, 'a')).toMatchObject({ payload: null });
    expect(await waitingDeliveries(store, { before: 100, most: 10 })).toEqual(['b', 'd']);
    expect(await waitingDeliveries(store, { before: 100, most: 1 })).toEqual(['b']);
    expect(await waitingDeliveries(store, { before: 3, most: 10 })).toEqual(['b']);
    expect(await countFailed(store)).toBe(1);
    expect(await oldestWaitingSeconds(store, 2501)).toBe(2.5);
    expect(await missingDeliveries(store, ['x', 'a', 'd', 'y'])).toEqual(['x', 'y']);
    expect(await pruneDeliveries(store, 15)).toBe(1);
    expect(await pruneDeliveries(store, 1_000_000)).toBe(1);
    expect(await missingDeliveries(store, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c']);
  });

  test('are all forgotten, however many there are', async () => {
    const store = await newStore();
    const ids = Array.from({ length: 25 }, (_, at) => `d${at}`);
    await keepDeliveries(
      store,
      ids.map(id => ({ id, event: 'push', json: null, receivedAt: 5 })),
    );
    expect(await pruneDeliveries(store, 6, 10)).toBe(25);
    expect(await missingDeliveries(store, ids)).toEqual(ids);
  });
});

onBothEngines('runs', newStore => {
  test('are added once, and come back as they were', async () => {
    const store = await newStore();
    const evil = run({ repository: EVIL, headline: EVIL, pullRequest: null, isPrivate: true });
    expect(await addRun(store, evil)).toBe('new');
    expect(await addRun(store, run())).toBe('known');
    expect(await findRun(store, RUN)).toEqual(evil);
    expect(await findRun(store, EVIL as RunId)).toBeNull();
  });

  test('are found by their pull request, the newest, and listed', async () => {
    const store = await newStore();
    const id = (name: string) => name as RunId;
    await addRun(store, run({ id: id('old'), createdAt: 1 }));
    await addRun(store, run({ id: id('new'), createdAt: 3 }));
    await addRun(store, run({ id: id('other'), createdAt: 9, pullRequest: 4, spot: 'pull request 4' }));
    await addRun(store, run({ id: id('elsewhere'), createdAt: 9, repositoryId: 43 }));
    await updateRun(store, id('new'), { status: 'partial', headline: EVIL, finishedAt: 8 });
    expect(await newestRun(store, { repositoryId: 42, spot: 'pull request 3' })).toEqual(
      run({ id: id('new'), createdAt: 3, status: 'partial', headline: EVIL, finishedAt: 8 }),
    );
    expect(await newestRun(store, { repositoryId: 42, spot: 'pull request 5' })).toBeNull();
    const names = (runs: readonly Run[]) => runs.map(found => found.id);
    expect(names(await unfinishedRuns(store))).toEqual(['old', 'elsewhere', 'other']);
    expect(names(await runsOfRepository(store, { repositoryId: 42, most: 2 }))).toEqual(['other', 'new']);
    const moved = { repository: 'octo/renamed', isPrivate: true, installation: 8 };
    await updateRepository(store, { repositoryId: 42, ...moved });
    expect(await findRun(store, id('old'))).toMatchObject(moved);
    expect(await findRun(store, id('elsewhere'))).toMatchObject({
      repository: 'octo/shop',
      isPrivate: false,
    });
  });
});

onBothEngines('dispatches', newStore => {
  test('a dispatch that is asked for again finds the earlier one', async () => {
    const store = await newStore();
    const asked = { run: RUN, key: EVIL, at: 5, work: { tasks: ['a'] } };
    const both = await Promise.all([noteDispatch(store, asked), noteDispatch(store, { ...asked, at: 6 })]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['known', 'new']);
    await updateDispatch(store, { run: RUN, key: EVIL, workflowRun: 12_345_678_901, state: 'started' });
    const again = await noteDispatch(store, { ...asked, at: 7 });
    expect(again).toMatchObject({
      kind: 'known',
      dispatch: { workflowRun: 12_345_678_901, state: 'started' },
    });
    expect(await dispatchesOf(store, RUN)).toEqual([again.dispatch]);
    await noteDispatch(store, { run: RUN, key: 'second', at: 9, work: { tasks: [] } });
    expect((await dispatchesOf(store, RUN)).map(({ key }) => key)).toEqual([EVIL, 'second']);
  });
});

onBothEngines('what runs share', newStore => {
  test('no change of a limit is lost when many change it at once', async () => {
    const store = await newStore();
    const claude = { installation: 7, backend: 'claude' };
    const sign = { run: RUN, began: 1, at: 2, says: 'limited', restMs: null } as const;
    expect(await limitsOf(store, 7)).toEqual(new Map());
    await Promise.all(
      Array.from({ length: 10 }, () =>
        changeLimit(store, claude, limit => ({ ...limit, signs: [...limit.signs, sign] })),
      ),
    );
    const hold = { run: EVIL as RunId, places: 2, limit: null, until: 99 };
    await changeLimit(store, claude, limit => ({ ...limit, holds: [hold] }));
    await changeLimit(store, { installation: 7, backend: EVIL }, limit => limit);
    await changeLimit(store, { installation: 8, backend: 'claude' }, limit => limit);
    expect([...(await limitsOf(store, 7))].sort()).toEqual(
      [
        ['claude', { signs: Array(10).fill(sign), holds: [hold] }],
        [EVIL, NO_LIMIT],
      ].sort(),
    );
  });

  test('what another version has left is forgotten, and who never comes through is told so', async () => {
    const store = await newStore();
    const claude = { installation: 7, backend: 'claude' };
    await changeLimit(store, claude, limit => limit);
    await store.query('update backend_limits set state = $1', ['{"atOnce": 2}']);
    expect(await limitsOf(store, 7)).toEqual(new Map([['claude', NO_LIMIT]]));
    const busy: Sql = {
      ...{ query: async text => (text.includes('select') ? store.query(text, [7, 'claude']) : []) },
      script: async () => {},
    };
    expect(await changeLimit(busy, claude, limit => limit)).toBeNull();
  });

  test('costs are summed by run, repository and installation, and writing one twice changes nothing', async () => {
    const store = await newStore();
    const cost = (id: string, changes: Partial<RunCost>): RunCost => ({
      ...{
        run: id as RunId,
        installation: 7,
        repositoryId: 42,
        usd: 0.5,
        inputTokens: 3_000_000_000,
        outputTokens: 10,
      },
      ...{ at: 100, ...changes },
    });
    await setCost(store, cost('a', {}));
    await setCost(store, cost('a', { usd: 1.25, at: 200 }));
    await setCost(store, cost('a', { usd: 1.25, at: 200 }));
    // What comes late is older than what is known.
    await setCost(store, cost('a', { usd: 0.75, at: 150 }));
    await setCost(store, cost('b', { repositoryId: 43 }));
    await setCost(store, cost('c', { installation: 8, repositoryId: 44, usd: 100 }));
    const all = { inputTokens: 6_000_000_000, outputTokens: 20 };
    expect(await totalCost(store, { installation: 7, since: 0 })).toEqual({ usd: 1.75, ...all });
    expect(await totalCost(store, { installation: 7, since: 150 })).toMatchObject({ usd: 1.25 });
    expect(await totalCost(store, { repositoryId: 43, since: 0 })).toMatchObject({ usd: 0.5 });
    expect(await totalCost(store, { run: 'a' as RunId })).toMatchObject({ usd: 1.25 });
    expect(await totalCost(store, { run: EVIL as RunId })).toEqual({
      usd: 0,
      inputTokens: 0,
      outputTokens: 0,
    });
  });
});
