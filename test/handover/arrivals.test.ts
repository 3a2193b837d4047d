/** What came of a job on another machine: judged from its commit, and told the run as if it had been made here. */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  Arrivals,
  type ArrivalsOptions,
  BUNDLE_FILE,
  NO_RESULT,
  RESULT_FILE,
} from '../../shared/io/handover/arrivals.ts';
import { writeBundle } from '../../shared/io/handover/bundle.ts';
import { attemptText } from '../../shared/io/handover/handed-over.ts';
import { attemptRef, taskRef } from '../../shared/io/journal/run-refs.ts';
import { notBegun } from '../../shared/io/local/left.ts';
import { openClone } from '../../shared/io/remote/clone.ts';
import type { Sha, TaskId } from '../../shared/plan/plan.ts';
import type { Evidence } from '../../shared/run/attempts/evidence.ts';
import type { DispatchEffect } from '../../shared/run/effect.ts';
import { commit, type Files, git, newRepository, RUN } from '../land/rig.ts';
import { DEFAULTS } from '../run/simulate.ts';
import { temporaryFolder } from './folder.ts';

const TASK = 'a' as TaskId;
const BRANCH = taskRef(RUN, TASK);
const ARCHIVE = attemptRef(RUN, TASK, 1);

/** A job's folder with a commit of these files on the base, and the repository that it arrives in. */
async function arrived(files: Files, told: Partial<Evidence> = {}) {
  const { repository: agent, root, from } = await newRepository({ one: '1\n' });
  const work = commit(root, files, from);
  const folder = temporaryFolder();
  const { repository } = await openClone({
    folder: join(folder, 'lander'),
    url: root,
    token: null,
    pause: async () => {},
  });
  await repository.git.run(['fetch', '--quiet', root, '+refs/heads/main:refs/heads/main']);
  const job = join(folder, 'job');
  mkdirSync(job);
  await writeBundle(agent.git, { ref: ARCHIVE, base: from, commit: work }, join(job, BUNDLE_FILE));
  const evidence = { ...notBegun({ kind: 'exited', code: 0 }), commit: work, ...told };
  const result = { run: RUN, task: TASK, attempt: 1, startedAt: 5, endedAt: 9e14, evidence };
  writeFileSync(join(job, RESULT_FILE), attemptText(result));
  const tree = git(root, ['rev-parse', `${from}^{tree}`]).trim() as Sha;
  const effect: DispatchEffect = {
    ...{ kind: 'dispatch', key: 'dispatch-a-1', task: TASK, attempt: 1, backend: 'sh', model: null },
    ...{ base: { commit: from, tree }, resolves: null, budgetUsd: null, prompt: '' },
  };
  const times: number[] = [];
  const take = (options: Partial<ArrivalsOptions> = {}) =>
    new Arrivals({
      ...{ repository, run: RUN, folders: () => [job], wasSent: () => true, isCancelled: () => false },
      missing: () => NO_RESULT,
      ...{
        config: () => DEFAULTS,
        unpushable: () => null,
        now: () => 1_000,
        log: 'https://example.invalid/log',
      },
      ...options,
    }).run(
      effect,
      at => void times.push(at ?? -1),
      at => void times.push(at),
    );
  const refs = async () =>
    (await repository.git.run(['for-each-ref', '--format=%(refname)'])).trim().split('\n');
  return { take, refs, times, job, work };
}

test('the paths are those of the commit, whatever the job says of them', async () => {
  const { take, refs, times, work } = await arrived(
    { one: '1\n', '.github/workflows/x.yml': 'on: push\n' },
    { files: ['harmless.txt'], log: '/etc/passwd' },
  );
  expect(await take()).toMatchObject({
    ...{ commit: work, files: ['.github/workflows/x.yml'] },
    log: 'https://example.invalid/log',
  });
  expect(await refs()).toEqual([ARCHIVE, BRANCH, 'refs/heads/main'].toSorted());
  // Clocks of others are not ahead of this one.
  expect(times).toEqual([5, 1_000]);
});

test('work that cannot be pushed is on no branch and says why, with its paths', async () => {
  const { take, refs } = await arrived({ one: '1\n', x: 'x' });
  const unpushable = (_: DispatchEffect, files: readonly string[]) => `may not push ${files.join()}`;
  const evidence = await take({ unpushable });
  expect(evidence).toMatchObject({ commit: null, files: ['x'], unpushable: 'may not push x' });
  expect(await refs()).toEqual(['refs/heads/main']);
});

test('a commit that its bundle does not hold is no work, and no files are believed', async () => {
  const { take, refs } = await arrived({ one: '2\n' }, { commit: 'a'.repeat(40) as Sha, files: ['x'] });
  expect(await take()).toMatchObject({
    exit: { kind: 'unsaved', message: expect.stringContaining('something else') },
    ...{ commit: null, files: [] },
  });
  expect(await refs()).toEqual(['refs/heads/main']);
  const nothing = await arrived({ one: '2\n' }, { commit: null, files: ['x'] });
  expect(await nothing.take()).toMatchObject({ commit: null, files: [] });
});

test('a job that left nothing, or something else, did not start; one that was called off was stopped', async () => {
  const { take, job, refs } = await arrived({ one: '2\n' });
  expect(await take({ folders: () => [join(job, 'none')] })).toMatchObject({
    exit: { kind: 'not-started', message: 'its job left no result' },
  });
  expect(await take({ folders: () => [], missing: () => 'it has expired' })).toMatchObject({
    exit: { kind: 'not-started', message: 'it has expired' },
  });
  expect(await take({ folders: () => [], isCancelled: () => true })).toMatchObject({
    exit: { kind: 'stopped' },
  });
  // The newest counts, and an older one where the newest is nothing.
  expect(await take({ folders: () => [join(job, 'none'), job] })).toMatchObject({ exit: { kind: 'exited' } });
  expect(await refs()).toContain(BRANCH);
  writeFileSync(join(job, RESULT_FILE), '{"version":1,"kind":"attempt"}');
  expect(await take()).toMatchObject({
    exit: { kind: 'not-started', message: expect.stringContaining('is refused') },
  });
});

test.each([
  [BUNDLE_FILE, 'unsaved', 'the work that its job handed over is refused: it is larger than 512 MB'],
  [RESULT_FILE, 'not-started', 'the result of its job is refused: it is larger than 16 MB'],
])('a giant %s is refused unread, and nothing of it comes into memory', async (name, kind, message) => {
  const { take, job, refs } = await arrived({ one: '2\n' });
  truncateSync(join(job, name), 1024 ** 3);
  // In kilobytes.
  const before = process.resourceUsage().maxRSS;
  expect(await take()).toMatchObject({ exit: { kind, message }, commit: null, files: [] });
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(64 * 1024);
  expect(await refs()).toEqual(['refs/heads/main']);
});

test('a job that says it was stopped is believed when the run is cancelled; else the attempt counts, or it would be made for ever', async () => {
  const { take } = await arrived({ one: '2\n' }, { exit: { kind: 'stopped' } });
  expect(await take({ isCancelled: () => true })).toMatchObject({ exit: { kind: 'stopped' } });
  expect(await take()).toMatchObject({
    exit: { kind: 'backend-failed', message: expect.stringContaining('ended from outside') },
  });
});
