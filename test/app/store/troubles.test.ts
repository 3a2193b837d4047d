import { expect, test } from 'vitest';
import { setAlarm } from '../../../app/store/queue/alarms.ts';
import { countTroubled, forgetTrouble, noteTrouble } from '../../../app/store/runs/troubles.ts';
import { addRun, type Run, runsToLookAt } from '../../../app/store/runs.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { onBothEngines } from './stores.ts';

function runCalled(id: string, changes: Partial<Run> = {}): Run {
  return {
    ...{ id: id as RunId, installation: 1, repositoryId: 5, repository: 'octo/shop', isPrivate: false },
    ...{ pullRequest: 1, spot: 'pull request 1', commit: 'a'.repeat(40) as Sha, createdAt: 1 },
    ...{ finishedAt: null, status: 'running', headline: '', ...changes },
  };
}

onBothEngines('troubles', newStore => {
  test('are counted from the first, until the run goes on', async () => {
    const store = await newStore();
    const run = 'r-1' as RunId;
    expect(await noteTrouble(store, run, 10)).toEqual({ times: 1, since: 10 });
    expect(await noteTrouble(store, run, 20)).toEqual({ times: 2, since: 10 });
    expect(await noteTrouble(store, 'r-2' as RunId, 25)).toEqual({ times: 1, since: 25 });
    await forgetTrouble(store, run);
    expect(await noteTrouble(store, run, 30)).toEqual({ times: 1, since: 30 });
  });

  test('of runs that are over count no longer', async () => {
    const store = await newStore();
    for (const run of [runCalled('r-1'), runCalled('r-2'), runCalled('over', { finishedAt: 2 })])
      await addRun(store, run);
    expect(await countTroubled(store)).toBe(0);
    for (const run of ['r-1', 'r-1', 'over']) await noteTrouble(store, run as RunId, 10);
    expect(await countTroubled(store)).toBe(1);
  });

  test('a run that rests for long is not looked at before, and none is forgotten', async () => {
    const store = await newStore();
    const runs = [
      runCalled('lost'),
      runCalled('soon'),
      runCalled('rests'),
      runCalled('over', { finishedAt: 2 }),
    ];
    for (const run of runs) await addRun(store, run);
    await setAlarm(store, 'runs', 'soon', 60_000);
    await setAlarm(store, 'runs', 'rests', 3_600_000);
    expect(await runsToLookAt(store, 90_000)).toEqual(['lost', 'soon']);
  });
});
