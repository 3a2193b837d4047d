import { expect, test } from 'vitest';
import { openInstallations } from '../../../app/github/installations.ts';
import { recordedRuns } from '../../../app/live/recorded-runs.ts';
import { Guesses } from '../../../app/people/guesses.ts';
import { openSqlJournal } from '../../../app/store/journal.ts';
import { addRun, type Run } from '../../../app/store/runs.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { onBothEngines } from '../store/stores.ts';

const RUN: Run = {
  ...{ id: 'begun-abc123' as RunId, installation: 1, repositoryId: 5, repository: 'octo/shop' },
  ...{ isPrivate: false, pullRequest: 1, spot: 'pull request 1', commit: 'a'.repeat(40) as Sha },
  ...{ createdAt: 1, finishedAt: null, status: 'running', headline: 'not begun' },
};
const GHOST = { ...RUN, id: 'ghost-abc123' as RunId };

onBothEngines('runs that are read', newStore => {
  test('are those that have begun', async () => {
    const store = await newStore();
    for (const run of [RUN, GHOST]) await addRun(store, run);
    const cancel = { type: 'cancel-requested', at: 1, by: 'ann' } as const;
    await openSqlJournal(store, RUN.id).append([cancel], null);
    const installations = {
      ...openInstallations(
        { auth: () => Promise.reject(new Error('nobody is asked')) },
        { guesses: new Guesses(Date.now), now: Date.now },
      ),
      place: async () => RUN,
    };
    const runs = recordedRuns(store, installations);
    const listed = await runs.list({ fullName: 'octo/shop', private: false }, 20);
    expect(listed.map(({ run }) => run)).toEqual([RUN.id]);
    expect(await runs.find(GHOST.id)).toBeNull();
    expect(await runs.find(RUN.id)).toMatchObject({ run: RUN.id, count: 1 });
  });
});
