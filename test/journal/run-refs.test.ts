import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import {
  checkNames,
  epicRef,
  integrationRef,
  listRuns,
  publishIntegration,
  runExists,
  saveAttempt,
  setBranch,
} from '../../shared/io/journal/run-refs.ts';
import type { EpicName, RunId, Sha, TaskId } from '../../shared/plan/plan.ts';
import { commit, git, newFolder, newRepository, RUN } from '../land/rig.ts';
import { note } from './contract.ts';

const TASK = 'api' as TaskId;
const BRANCH = 'refs/heads/braid/r-1/api';
const ARCHIVE = 'refs/braid-attempts/r-1/api';
const SET = { kind: 'set' };

function refsOf(root: string): Record<string, string> {
  const lines = git(root, ['for-each-ref', '--format=%(refname) %(objectname)']).split('\n');
  return Object.fromEntries(lines.filter(line => line.includes('braid')).map(line => line.split(' ')));
}

async function newRun() {
  const { repository, root, from, to } = await newRepository({ a: '1\n' }, { a: '2\n' });
  const save = (attempt: number, commit: Sha) =>
    saveAttempt(repository, { run: RUN, task: TASK, attempt, commit });
  return {
    repository,
    root,
    one: to,
    two: commit(root, { a: '3\n' }, from),
    three: commit(root, { a: '4\n' }, from),
    save,
  };
}

describe('the branch of a task', () => {
  test('is its latest attempt, and earlier ones are kept', async () => {
    const { root, one, two, save } = await newRun();
    expect(await save(1, one)).toEqual({ archive: `${ARCHIVE}/1`, branch: SET });
    expect(refsOf(root)).toEqual({ [BRANCH]: one, [`${ARCHIVE}/1`]: one });
    expect(await save(2, two)).toEqual({ archive: `${ARCHIVE}/2`, branch: SET });
    expect(refsOf(root)).toEqual({ [BRANCH]: two, [`${ARCHIVE}/1`]: one, [`${ARCHIVE}/2`]: two });
  });

  test('is the same when an attempt is saved again, even after a later one', async () => {
    const { root, one, two, save } = await newRun();
    await save(1, one);
    await save(1, one);
    expect(refsOf(root)).toEqual({ [BRANCH]: one, [`${ARCHIVE}/1`]: one });
    await save(2, two);
    const before = refsOf(root);
    expect(await save(1, one)).toMatchObject({ branch: SET });
    expect(refsOf(root)).toEqual(before);
  });

  test('takes a second collection of the same attempt without losing the first', async () => {
    const { root, one, two, save } = await newRun();
    await save(1, one);
    expect(await save(1, two)).toEqual({ archive: `${ARCHIVE}/1.2`, branch: SET });
    await save(1, two);
    expect(refsOf(root)).toEqual({ [BRANCH]: two, [`${ARCHIVE}/1`]: one, [`${ARCHIVE}/1.2`]: two });
  });

  test('is made again when a person deleted it', async () => {
    const { root, one, save } = await newRun();
    await save(1, one);
    git(root, ['branch', '-q', '-D', 'braid/r-1/api']);
    expect(await save(1, one)).toMatchObject({ branch: SET });
    expect(refsOf(root)[BRANCH]).toBe(one);
  });

  test('that Braid did not make is not moved, and the work is kept', async () => {
    const { root, one, three, save } = await newRun();
    git(root, ['update-ref', BRANCH, three]);
    expect(await save(1, one)).toEqual({
      archive: `${ARCHIVE}/1`,
      branch: {
        kind: 'refused',
        reason: `branch braid/r-1/api has a commit that is no attempt of this task, so it stays as it is. The work is kept at ${ARCHIVE}/1. Hint: git branch NAME ${ARCHIVE}/1`,
      },
    });
    expect(refsOf(root)).toEqual({ [BRANCH]: three, [`${ARCHIVE}/1`]: one });
  });

  test('that a person looks at in a work tree is not moved under them', async () => {
    const { root, one, two, save } = await newRun();
    await save(1, one);
    const other = join(newFolder(), 'look');
    git(root, ['worktree', 'add', '-q', other, 'braid/r-1/api']);
    expect(await save(2, two)).toMatchObject({
      branch: { kind: 'refused', reason: expect.stringContaining(`is checked out in ${other}`) },
    });
    expect(refsOf(root)).toEqual({ [BRANCH]: one, [`${ARCHIVE}/1`]: one, [`${ARCHIVE}/2`]: two });
  });

  test('that a hook guards is not moved, and the work is kept', async () => {
    const { repository, root, one, save } = await newRun();
    const hook = join(repository.commonDir, 'hooks', 'reference-transaction');
    writeFileSync(hook, '#!/bin/sh\n! grep -q refs/heads/ || { echo "no new branches" >&2; exit 1; }\n');
    chmodSync(hook, 0o755);
    expect(await save(1, one)).toMatchObject({
      branch: {
        kind: 'refused',
        reason: expect.stringContaining('hook refused it: no new branches. The work is kept at'),
      },
    });
    expect(refsOf(root)).toEqual({ [`${ARCHIVE}/1`]: one });
  });

  test('is right when two save at once', async () => {
    const { root, one, two, save } = await newRun();
    await Promise.all([save(1, one), save(2, two), save(1, one), save(2, two)]);
    expect(refsOf(root)).toEqual({ [BRANCH]: two, [`${ARCHIVE}/1`]: one, [`${ARCHIVE}/2`]: two });
  });
});

describe('the integration branch', () => {
  test('moves to each verified commit, and doing it again changes nothing', async () => {
    const { repository, root, one, two } = await newRun();
    for (const [commit, previous] of [
      [one, null],
      [one, null],
      [two, one],
      [two, one],
    ] as const) {
      expect(await publishIntegration(repository, { run: RUN, commit, previous })).toEqual(SET);
      expect(refsOf(root)).toEqual({ [integrationRef(RUN)]: commit });
    }
  });

  test('moves forward from where Braid is not known to have left it, and never to the side', async () => {
    const { repository, root, one, three } = await newRun();
    const next = commit(root, { a: '5\n' }, one);
    await publishIntegration(repository, { run: RUN, commit: one, previous: null });
    expect(await publishIntegration(repository, { run: RUN, commit: next, previous: null })).toEqual(SET);
    expect(await publishIntegration(repository, { run: RUN, commit: three, previous: one })).toEqual({
      kind: 'refused',
      reason: `found branch braid/r-1/integration at ${next.slice(0, 7)}, which holds more than Braid left there: it stays as it is. Hint: git branch -m braid/r-1/integration NAME`,
    });
    expect(refsOf(root)).toEqual({ [integrationRef(RUN)]: next });
  });

  test('has epic lines beside it', async () => {
    const { repository, root, one } = await newRun();
    const ref = epicRef(RUN, 'login' as EpicName);
    expect(await setBranch(repository, { ref, commit: one, previous: null })).toEqual(SET);
    expect(refsOf(root)).toEqual({ 'refs/heads/braid/r-1/epic/login': one });
  });
});

describe('names', () => {
  test('a branch called braid is in the way', async () => {
    const { repository, root } = await newRun();
    expect(await checkNames(repository, RUN)).toBe(null);
    git(root, ['branch', 'braid']);
    expect(await checkNames(repository, RUN)).toBe(
      'a branch named `braid` is in the way: git cannot keep braid/r-1/… beside it. Hint: git branch -m braid NAME',
    );
    git(root, ['branch', '-m', 'braid', 'mine']);
    git(root, ['branch', 'braid/r-1']);
    expect(await checkNames(repository, RUN)).toContain('a branch named `braid/r-1` is in the way');
  });

  test('so is a ref in the place of a journal', async () => {
    const { repository, root, one } = await newRun();
    git(root, ['update-ref', 'refs/braid/r-1/x', one]);
    expect(await checkNames(repository, RUN)).toContain('a ref named `refs/braid/r-1/x` is in the way');
    expect(await checkNames(repository, 'r-2' as RunId)).toBe(null);
  });

  test("runs that exist are in nobody's way, and are listed by their last event", async () => {
    const { repository, one, save } = await newRun();
    expect(await listRuns(repository)).toEqual([]);
    for (const [run, at] of [
      ['r-1', 3_000],
      ['r-3', 1_000],
      ['r-2', 2_000],
    ] as const) {
      await openGitJournal(repository, run as RunId).append([note('x', at)], null);
    }
    await save(1, one);
    expect(await listRuns(repository)).toEqual(['r-1', 'r-2', 'r-3']);
    expect(await runExists(repository, RUN)).toBe(true);
    expect(await runExists(repository, 'r-9' as RunId)).toBe(false);
    expect(await checkNames(repository, RUN)).toBe(null);
  });
});
