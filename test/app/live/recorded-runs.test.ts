/** Runs that are listed: by their rows, without their journals. */
import { expect, test } from 'vitest';
import type { Installations } from '../../../app/github/installations.ts';
import { recordedRuns } from '../../../app/live/recorded-runs.ts';
import { setCost } from '../../../app/store/costs.ts';
import { openSqlJournal } from '../../../app/store/journal.ts';
import { addRun, type Run } from '../../../app/store/runs.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { plan, task } from '../../run/simulate.ts';
import { MemoryApp, PUBLIC } from '../api/memory-app.ts';
import { onBothEngines } from '../store/stores.ts';
import { counted } from './counted.ts';

const NOBODY: Installations = {
  access: () => {
    throw new Error('nothing is asked of GitHub');
  },
  place: async () => null,
  whereabouts: async () => ({ kind: 'gone' }),
  permission: async () => 'none',
};

onBothEngines('the list of runs', newStore => {
  test('reads the rows of runs and their first events, these once, and tells nothing of one that has not begun', async () => {
    const store = await newStore();
    const world = new MemoryApp();
    const row: Omit<Run, 'id' | 'createdAt'> = {
      ...{ installation: 11, repository: 'acme/shop', repositoryId: PUBLIC.id, isPrivate: false },
      ...{ spot: 'pull request 7', pullRequest: 7, commit: 'c'.repeat(40) as Sha, finishedAt: null },
      status: 'running',
      headline: 'so far',
    };
    for (let index = 1; index <= 5; index += 1) {
      const run = world.begin(plan(task('a'), task('b')), { run: `shop-${index}` });
      world.goOn(run);
      await addRun(store, { ...row, id: run, createdAt: index });
      await openSqlJournal(store, run).append(world.simulator(run).journal, null);
    }
    await addRun(store, { ...row, id: 'shop-6' as RunId, createdAt: 6 });
    const database = counted(store);
    const runs = recordedRuns(database, NOBODY);
    const told = await runs.list(PUBLIC, 20);
    expect(told.map(({ run }) => run)).toEqual(['shop-5', 'shop-4', 'shop-3', 'shop-2', 'shop-1']);
    expect(told[0]).toMatchObject({ status: 'running', headline: 'so far', startedAt: 5, finishedAt: null });
    expect(database.rows).toBe(6 + 5);
    await runs.list(PUBLIC, 20);
    expect(database.rows).toBe(6 + 5 + 6);
    expect(await runs.find('shop-6' as RunId)).toBeNull();
    const run = 'shop-5' as RunId;
    expect(await runs.find(run)).toMatchObject({ run, count: world.simulator(run).journal.length });
  });

  test('says what its repository has spent lately, on all runs', async () => {
    const store = await newStore();
    const cost = {
      installation: 11,
      repositoryId: PUBLIC.id,
      usd: 0.5,
      inputTokens: 3_000,
      outputTokens: 10,
    };
    await setCost(store, { ...cost, run: 'shop-1' as RunId, at: 200 });
    await setCost(store, { ...cost, run: 'shop-2' as RunId, at: 300, usd: 1.25 });
    await setCost(store, { ...cost, run: 'shop-0' as RunId, at: 199 });
    await setCost(store, { ...cost, run: 'other-1' as RunId, at: 300, repositoryId: 9 });
    const spent = await recordedRuns(store, NOBODY).spent(PUBLIC, 200);
    expect(spent).toEqual({ usd: 1.75, inputTokens: 6_000, outputTokens: 20 });
  });
});
