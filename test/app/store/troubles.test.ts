import { expect, test } from 'vitest';
import { setAlarm } from '../../../app/store/queue/alarms.ts';
import { countTroubled, findTrouble, forgetTrouble, noteTrouble } from '../../../app/store/runs/troubles.ts';
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
    const note = (run: RunId, at: number, isGone = false) => noteTrouble(store, run, { at, isGone });
    expect(await note(run, 10)).toEqual({ times: 1, since: 10, goneSince: null });
    expect(await note(run, 20)).toEqual({ times: 2, since: 10, goneSince: null });
    expect(await note('r-2' as RunId, 25)).toEqual({ times: 1, since: 25, goneSince: null });
    await forgetTrouble(store, run);
    expect(await findTrouble(store, run)).toBeNull();
    expect(await note(run, 30)).toEqual({ times: 1, since: 30, goneSince: null });
  });

  test('tell since when its repository is gone, without a look that found it', async () => {
    const store = await newStore();
    const run = 'r-1' as RunId;
    const note = (at: number, isGone: boolean) => noteTrouble(store, run, { at, isGone });
    expect(await note(10, true)).toEqual({ times: 1, since: 10, goneSince: 10 });
    expect(await note(20, true)).toMatchObject({ goneSince: 10 });
    expect(await findTrouble(store, run)).toEqual({ times: 2, since: 10, goneSince: 10 });
    expect(await note(30, false)).toMatchObject({ goneSince: null });
    expect(await note(40, true)).toEqual({ times: 4, since: 10, goneSince: 40 });
  });

  test('of runs that are over count no longer', async () => {
    const store = await newStore();
    for (const run of [runCalled('r-1'), runCalled('r-2'), runCalled('over', { finishedAt: 2 })])
      await addRun(store, run);
    expect(await countTroubled(store)).toBe(0);
    for (const run of ['r-1', 'r-1', 'over'])
      await noteTrouble(store, run as RunId, { at: 10, isGone: false });
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
