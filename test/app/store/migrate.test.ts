import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findDelivery, keepDeliveries } from '../../../app/store/deliveries.ts';
import { openSqlJournal } from '../../../app/store/journal.ts';
import { looksSoFar } from '../../../app/store/looks.ts';
import { migrate } from '../../../app/store/migrate.ts';
import { MIGRATIONS } from '../../../app/store/migrations/migrations.ts';
import { findRun, unfinishedRuns } from '../../../app/store/runs.ts';
import { dispatchesOf } from '../../../app/store/workflow-runs/dispatches.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import { note } from '../../journal/contract.ts';
import { onBothPlaces, onPostgres, openPlace } from './stores.ts';

/** A database as the first version left it, kept as it was written then. */
const FIRST_VERSION = readFileSync(join(import.meta.dirname, 'first-version.sql'), 'utf8');

const LATER_STEPS = [
  'shared limits',
  'what goes on',
  'jobs',
  'what came of it',
  'no effects',
  'troubles',
  'looks',
  'out of reach',
];
const ALL_STEPS = ['first tables', ...LATER_STEPS];

onBothPlaces('a database', newPlace => {
  test('that is empty gets all steps, once', async () => {
    const database = await openPlace(await newPlace());
    expect(await migrate(database)).toEqual(ALL_STEPS);
    await keepDeliveries(database, [{ id: 'd', event: 'ping', json: '{}', receivedAt: 1 }]);
    expect(await migrate(database)).toEqual([]);
    expect(await findDelivery(database, 'd')).not.toBeNull();
  });

  test('of the first version gets what it lacks and keeps what it has', async () => {
    const database = await openPlace(await newPlace());
    await database.script(FIRST_VERSION);
    expect(await migrate(database)).toEqual(LATER_STEPS);
    // What it had last is where looking for what is missing begins.
    const since = 1_790_000_000_000;
    expect(await looksSoFar(database, 1)).toEqual({ begunAt: since, completeAt: since });
    expect(await findRun(database, 'r-old' as RunId)).toEqual({
      ...{
        id: 'r-old',
        installation: 7,
        repository: 'octo/shop',
        repositoryId: 42,
        pullRequest: 3,
        spot: 'pull request 3',
      },
      ...{ commit: 'a'.repeat(40), createdAt: 1_790_000_000_000, finishedAt: null, status: 'running' },
      // Nobody noted it then: it is shown to those alone who may see a private one.
      ...{ isPrivate: true, headline: `Zöpfe, it's 2 of 3` },
    });
    expect(await unfinishedRuns(database)).toHaveLength(1);
    expect((await openSqlJournal(database, 'r-old' as RunId).read()).events).toEqual([
      note('ann'),
      note('\0'),
    ]);
    expect(await dispatchesOf(database, 'r-old' as RunId)).toMatchObject([
      { key: 'batch 1', state: 'started', workflowRun: 555 },
    ]);
    expect(await findDelivery(database, 'd-old')).toMatchObject({ state: { kind: 'waiting' } });
  });

  test('whose migration fails stays as it was', async () => {
    const database = await openPlace(await newPlace());
    await migrate(database);
    const broken = [...MIGRATIONS, { name: 'half', text: 'create table half (); select wrong' }];
    await expect(migrate(database, broken)).rejects.toThrow('wrong');
    expect(await database.query(`select to_regclass('half') as half`)).toEqual([{ half: null }]);
    const mended = [...MIGRATIONS, { name: 'whole', text: 'create table half ()' }];
    expect(await migrate(database, mended)).toEqual(['whole']);
  });

  test('that is newer than the program is refused, with what to do', async () => {
    const database = await openPlace(await newPlace());
    await migrate(database, [...MIGRATIONS, { name: 'things to come', text: 'select 1' }]);
    const count = MIGRATIONS.length;
    await expect(migrate(database)).rejects.toThrow(
      new RegExp(
        `is newer than this Braid: it has taken step ${count + 1} \\(things to come\\), and this version knows ${count}\\. ` +
          'Hint: start the version that wrote it, or a later one',
      ),
    );
  });

  test('that took other steps under the same numbers is refused', async () => {
    const database = await openPlace(await newPlace());
    await migrate(database, [{ name: 'first tables', text: 'create table other ()' }]);
    await expect(migrate(database)).rejects.toThrow(
      /was made by another Braid: its step 1 is `first tables`/,
    );
  });
});

onPostgres('replicas that start at once', newPlace => {
  test('take each step once', async () => {
    const place = await newPlace();
    const databases = await Promise.all([1, 2, 3, 4].map(() => openPlace(place)));
    const taken = await Promise.all(databases.map(database => migrate(database)));
    expect(taken.flat()).toEqual(ALL_STEPS);
  });
});

describe('a released step', () => {
  test('is never changed: the first version is made of what it was then', () => {
    expect(FIRST_VERSION).toContain(MIGRATIONS[0]?.text ?? 'nothing');
  });
});
