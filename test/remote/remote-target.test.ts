/** What a run made goes to the repository that others see in one push; where a rule keeps a part back, the rest goes. */
import { expect, test } from 'vitest';
import {
  attemptRef,
  integrationRef,
  journalRef,
  saveAttempt,
  taskRef,
} from '../../shared/io/journal/run-refs.ts';
import { claimRef } from '../../shared/io/remote/claims.ts';
import { fetchRun } from '../../shared/io/remote/clone.ts';
import { Overtaken, RemoteTarget } from '../../shared/io/remote/remote-target.ts';
import type { RunId, Sha, TaskId } from '../../shared/plan/plan.ts';
import { type Lander, openLander } from './rig.ts';

const RUN = 'r-1' as RunId;
const A = 'a' as TaskId;
const CLAIM = claimRef('pull request 7');
const JOURNAL = journalRef(RUN);
const BRANCH = taskRef(RUN, A);
const MAIN = 'refs/heads/main';

interface Made {
  readonly target: RemoteTarget;
  readonly work: Sha;
  readonly journal: Sha;
  land(from?: Sha): ReturnType<RemoteTarget['land']>;
}

/** A run with one attempt that is integrated, and nothing of it pushed. */
async function made(lander: Lander, files: Readonly<Record<string, string>> = { a: '1\n' }): Promise<Made> {
  const { clone, commit, main } = lander;
  const seen = await fetchRun(clone, { run: RUN, commits: [] });
  const place = await clone.remote.list([CLAIM]);
  const work = await commit(files, main);
  const journal = await commit({ journal: 'x' }, main);
  await clone.repository.git.run(['update-ref', JOURNAL, journal]);
  await saveAttempt(clone.repository, { run: RUN, task: A, attempt: 1, commit: work });
  const target = new RemoteTarget(clone, { run: RUN, claim: CLAIM, seen: new Map([...seen, ...place]) });
  expect(await target.publish(work)).toBeNull();
  return {
    ...{ target, work, journal },
    land: (from = main) =>
      target.land({
        kind: 'land',
        key: 'land-1',
        landing: 1,
        branch: 'main',
        from,
        to: work,
        followTree: false,
      }),
  };
}

test('target, integration, branch, attempt, journal and claim arrive together', async () => {
  const lander = await openLander();
  const { land, work, journal, target } = await made(lander);
  expect(await land()).toEqual({ kind: 'landed', commit: work, remark: null });
  for (const ref of [MAIN, integrationRef(RUN), BRANCH, attemptRef(RUN, A, 1)])
    expect(await lander.there(ref)).toBe(work);
  for (const ref of [JOURNAL, CLAIM]) expect(await lander.there(ref)).toBe(journal);
  expect(target.unpushed).toEqual([]);
  // Asked again by a process that knows nothing of it, as after a crash: it is in.
  const again = new RemoteTarget(lander.clone, { run: RUN, claim: CLAIM, seen: new Map() });
  const effect = {
    kind: 'land',
    key: 'land-1',
    landing: 1,
    branch: 'main',
    from: lander.main,
    to: work,
  } as const;
  expect(await again.land({ ...effect, followTree: false })).toMatchObject({ kind: 'landed' });
});

test('a target that somebody moved is not landed on, and nothing else is pushed', async () => {
  const lander = await openLander();
  const { land } = await made(lander);
  const theirs = await lander.shop.sandbox.as('maria').commit('acme/shop', 'main', { b: '2\n' });
  expect(await land()).toEqual({ kind: 'moved' });
  expect(await lander.there(MAIN)).toBe(theirs);
  expect(await lander.there(JOURNAL)).toBeNull();
});

test.each([
  ['journal', JOURNAL],
  ['claim', CLAIM],
  ['branch', BRANCH],
])('a %s that somebody else wrote meanwhile: everything is to be decided anew', async (_, ref) => {
  const lander = await openLander();
  const { land, target } = await made(lander);
  const theirs = await lander.commit({ theirs: 'x' }, lander.main);
  await lander.clone.remote.push([{ ref, from: null, to: theirs }]);
  await expect(land()).rejects.toThrow(new Overtaken(ref).message);
  await expect(target.flush()).rejects.toBeInstanceOf(Overtaken);
  expect(await lander.there(ref)).toBe(theirs);
  expect(await lander.there(MAIN)).toBe(lander.main);
});

test('a rule that keeps the target keeps nothing else, and the reason is the rule', async () => {
  const lander = await openLander();
  const { land, work, journal, target } = await made(lander);
  lander.shop.sandbox.protect('acme/shop', 'main', { requiredChecks: ['tests'] });
  const refused = await land();
  expect(refused).toMatchObject({ kind: 'refused', reason: expect.stringContaining('GH006') });
  expect(refused).toMatchObject({ reason: expect.stringContaining('"tests" is expected') });
  expect(await lander.there(MAIN)).toBe(lander.main);
  expect(await lander.there(integrationRef(RUN))).toBe(work);
  expect(await lander.there(BRANCH)).toBe(work);
  expect(await lander.there(JOURNAL)).toBe(journal);
  expect(target.unpushed).toEqual([]);
});

test('work that the token may not push keeps the journal not back', async () => {
  const lander = await openLander();
  const { land, target, journal } = await made(lander, { '.github/workflows/ci.yml': 'on: push\n' });
  expect(await land()).toMatchObject({ kind: 'refused', reason: expect.stringContaining('`workflows`') });
  expect(await lander.there(JOURNAL)).toBe(journal);
  expect(await lander.there(CLAIM)).toBe(journal);
  expect(await lander.there(MAIN)).toBe(lander.main);
  const expected = [BRANCH, integrationRef(RUN), attemptRef(RUN, A, 1)].toSorted();
  expect(target.unpushed.map(({ ref }) => ref).toSorted()).toEqual(expected);
  for (const { reason } of target.unpushed) expect(reason).toContain('.github/workflows/ci.yml');
});

test('a branch that a person made is not moved, and the work is kept beside it', async () => {
  const lander = await openLander();
  const theirs = await lander.shop.sandbox.as('maria').commit('acme/shop', 'braid/r-1/a', { mine: '1\n' });
  const { target, work } = await made(lander);
  await target.flush();
  expect(await lander.there(BRANCH)).toBe(theirs);
  expect(await lander.there(attemptRef(RUN, A, 1))).toBe(work);
});
