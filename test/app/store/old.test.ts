/** Runs that are over for long: forgotten with all that is known of them. */
import { expect, test } from 'vitest';
import { openInstallations } from '../../../app/github/installations.ts';
import { recordedRuns } from '../../../app/live/recorded-runs.ts';
import { Guesses } from '../../../app/people/guesses.ts';
import { setCost, totalCost } from '../../../app/store/costs.ts';
import type { Database } from '../../../app/store/database.ts';
import { openSqlJournal } from '../../../app/store/journal.ts';
import { setAlarm } from '../../../app/store/queue/alarms.ts';
import { forgetRuns, holdRun } from '../../../app/store/runs/old.ts';
import { noteTrouble } from '../../../app/store/runs/troubles.ts';
import { addRun, findRun, markOfBegun, runsOfRepository } from '../../../app/store/runs.ts';
import { noteDispatch, updateDispatch } from '../../../app/store/workflow-runs/dispatches.ts';
import { noteJobs } from '../../../app/store/workflow-runs/jobs.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { onBothEngines } from './stores.ts';

const id = (name: string) => name as RunId;
const EVIL = id(`'; drop table runs; -- \0 \ud800 \\u0000 🧶`);
let workflowRuns = 0;

interface Life {
  readonly finishedAt: number | null;
  /** When somebody asked something of it last. */
  readonly asked: number;
}

/** With something of it wherever something of a run is kept. */
async function live(database: Database, run: RunId, { finishedAt, asked }: Life): Promise<void> {
  workflowRuns += 1;
  const place = { installation: 7, repositoryId: 42 };
  await addRun(database, {
    ...{ id: run, ...place, repository: 'octo/shop', isPrivate: true, spot: 'pull request 3' },
    ...{ pullRequest: 3, commit: 'a'.repeat(40) as Sha, createdAt: 1, finishedAt },
    ...{ status: finishedAt === null ? 'running' : 'completed', headline: '' },
  });
  await openSqlJournal(database, run).append(
    [
      { type: 'cancel-requested', at: 1, by: `ann \0 \ud800` },
      { type: 'cancel-requested', at: asked, by: 'ann' },
    ],
    null,
  );
  await noteDispatch(database, { run, key: 'v', at: 1, work: {} });
  await updateDispatch(database, { run, key: 'v', workflowRun: workflowRuns, state: 'started' });
  const said = { name: 'a', status: 'over', startedAt: 1, endedAt: 2, url: 'https://github.test' } as const;
  await noteJobs(database, [{ job: workflowRuns, workflowRun: workflowRuns, repositoryId: 42, ...said }], 1);
  await setCost(database, { run, ...place, usd: 1, inputTokens: 1, outputTokens: 1, at: 2 });
  await noteTrouble(database, run, { at: 1, isGone: false });
  await setAlarm(database, 'runs', run, 1_000_000);
}

/** So many rows of each table that tell of runs or of jobs. What webhooks came to is forgotten by itself. */
async function rows(database: Database): Promise<Readonly<Record<string, number>>> {
  const tables = await database.query(
    `select distinct table_name as name from information_schema.columns where table_schema = 'public'
      and (column_name = 'run' or table_name in ('runs', 'jobs', 'alarms')) and table_name <> 'deliveries'`,
  );
  const counted: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await database.query(`select count(*) as number from ${String(name)}`);
    counted[String(name)] = Number(row?.number);
  }
  return counted;
}

onBothEngines('runs that were over long ago', newStore => {
  test('are forgotten with all that is known of them, and nothing of others is', async () => {
    const database = await newStore();
    await live(database, EVIL, { finishedAt: 10, asked: 9 });
    await live(database, id('young'), { finishedAt: 200, asked: 9 });
    await live(database, id('running'), { finishedAt: null, asked: 9 });
    await live(database, id('asked-for-again'), { finishedAt: 10, asked: 150 });
    const before = await rows(database);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining(['runs', 'journal', 'dispatches', 'jobs', 'costs', 'troubles', 'alarms']),
    );
    expect(await forgetRuns(database, 100)).toBe(1);
    expect(await rows(database)).toEqual(
      Object.fromEntries(Object.entries(before).map(([name, number]) => [name, (number / 4) * 3])),
    );
    expect(await findRun(database, EVIL)).toBeNull();
    expect(await totalCost(database, { run: EVIL })).toMatchObject({ usd: 0 });
    expect(await forgetRuns(database, 100)).toBe(0);
  });

  test('are like runs that never were for who asks for them', async () => {
    const database = await newStore();
    const RUN = id('shop-1');
    await live(database, RUN, { finishedAt: 10, asked: 9 });
    await forgetRuns(database, 100);
    const nowhere = { auth: () => Promise.reject(new Error('GitHub is not asked')) };
    const now = () => 0;
    const runs = recordedRuns(database, openInstallations(nowhere, { guesses: new Guesses(now), now }));
    expect(await runs.find(RUN)).toBeNull();
    const repository = { id: 42, installation: 7, fullName: 'octo/shop', private: true };
    expect(await runs.list(repository, 10)).toEqual([]);
    expect(await database.transaction(sql => holdRun(sql, RUN))).toBe(false);
  });

  test('are all forgotten, however many there are, and are not mistaken for those that begin meanwhile', async () => {
    const database = await newStore();
    for (let number = 0; number < 7; number += 1)
      await live(database, id(`shop-${number}`), { finishedAt: number, asked: 0 });
    const mark = await markOfBegun(database, 42);
    expect(await forgetRuns(database, 7, 2)).toBe(7);
    expect(await runsOfRepository(database, { repositoryId: 42, most: 10 })).toEqual([]);
    const begun = {
      createdAt: 1_790_000_000_000,
      finishedAt: null,
      status: 'running',
      headline: '',
    } as const;
    for (let number = 0; number < 7; number += 1)
      await addRun(database, {
        ...{ id: id(`new-${number}`), installation: 7, repositoryId: 42, repository: 'octo/shop' },
        ...{ isPrivate: true, spot: 'pull request 3', pullRequest: 3, commit: 'a'.repeat(40) as Sha },
        ...begun,
      });
    expect(await markOfBegun(database, 42)).not.toBe(mark);
  });

  test('stay while somebody asks something of them', async () => {
    const database = await newStore();
    await live(database, id('shop-1'), { finishedAt: 10, asked: 9 });
    await database.transaction(async sql => {
      expect(await holdRun(sql, id('shop-1'))).toBe(true);
      const version = (await openSqlJournal(sql, id('shop-1')).read()).version;
      await openSqlJournal(sql, id('shop-1')).append(
        [{ type: 'cancel-requested', at: 500, by: 'ann' }],
        version,
      );
    });
    expect(await forgetRuns(database, 100)).toBe(0);
    expect(await findRun(database, id('shop-1'))).not.toBeNull();
  });
});
