/** An attempt of a workflow run, out of its artifact and into the App's clone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { arrivalsOf } from '../../../app/artifacts/arrivals.ts';
import { fetchArtifacts } from '../../../app/artifacts/fetch-artifacts.ts';
import type { ArtifactDownload } from '../../../shared/io/github/github.ts';
import { NO_RESULT } from '../../../shared/io/handover/arrivals.ts';
import { writeBundle } from '../../../shared/io/handover/bundle.ts';
import { artifactName } from '../../../shared/io/handover/from-jobs.ts';
import { attemptText } from '../../../shared/io/handover/handed-over.ts';
import { attemptRef, taskRef } from '../../../shared/io/journal/run-refs.ts';
import { notBegun } from '../../../shared/io/local/left.ts';
import type { TaskId } from '../../../shared/plan/plan.ts';
import type { DispatchEffect } from '../../../shared/run/effect.ts';
import { transition } from '../../../shared/run/transition.ts';
import { openLander } from '../../remote/rig.ts';
import { DEFAULTS, plan, startEvent, task } from '../../run/simulate.ts';
import { CALM, World } from '../../run/world.ts';

const A = 'a' as TaskId;

/** The artifact of an attempt that changed these files, and the clone that it is to come into. */
async function arrived(files: Readonly<Record<string, string>>) {
  const { clone, commit, main, folder } = await openLander();
  const state = transition(null, startEvent(new World(CALM), plan(task('a')), DEFAULTS)).state;
  if (state === null) throw new Error('expected a run');
  const { run } = state;
  const known = { run, task: A, attempt: 1 };
  const work = await commit(files, main);
  const bundle = join(folder, 'work.bundle');
  await writeBundle(clone.repository.git, { ref: attemptRef(run, A, 1), base: main, commit: work }, bundle);
  await clone.repository.git.run(['update-ref', '-d', attemptRef(run, A, 1)]);
  const evidence = { ...notBegun({ kind: 'exited', code: 0 }), commit: work };
  const result = attemptText({ ...known, startedAt: 5, endedAt: 10, evidence });
  const zip = zipSync({ 'result.json': Buffer.from(result), 'work.bundle': readFileSync(bundle) });
  const root = mkdtempSync(join(tmpdir(), 'braid-artifacts-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const name = artifactName(known, 1);
  const take = async ({ expired = false } = {}) => {
    const github = {
      artifacts: async () => [{ id: 1, name, size: zip.length, expired }],
      downloadArtifact: async (_: unknown, { file }: ArtifactDownload) => {
        writeFileSync(file, zip);
        return zip.length;
      },
    };
    const wanted = { workflowRun: 77, runAttempt: 1, run, attempts: [known], verifiers: 0 };
    const folders = await fetchArtifacts(github, { ...wanted, folder: join(root, 'handed') });
    const effect: DispatchEffect = {
      ...{ kind: 'dispatch', key: 'dispatch-a-1', task: A, attempt: 1, backend: 'sh', model: null },
      ...{ base: { commit: main, tree: main }, resolves: null, budgetUsd: null, prompt: '' },
    };
    return arrivalsOf({
      ...{ run, repository: clone.repository, state: () => state, sent: new Set([effect.key]) },
      ...{ folders, runAttempt: 1, workflowRun: 77, missing: NO_RESULT },
      site: { serverUrl: 'https://github.example', repository: 'acme/shop' },
    }).run(
      effect,
      () => {},
      () => {},
    );
  };
  const branch = async () =>
    (await clone.repository.git.run(['for-each-ref', '--format=%(objectname)', taskRef(run, A)])).trim();
  return { take, branch, work };
}

test('the work is on its branch, and its log is that of the workflow run', async () => {
  const { take, branch, work } = await arrived({ 'a.txt': '1\n' });
  expect(await take()).toMatchObject({
    ...{ exit: { kind: 'exited', code: 0 }, commit: work, files: ['a.txt'] },
    log: 'https://github.example/acme/shop/actions/runs/77',
  });
  expect(await branch()).toBe(work);
});

test('an artifact that is gone is why there is no result', async () => {
  const { take, branch } = await arrived({ 'a.txt': '1\n' });
  const message = 'what its job left could not be taken: it has expired';
  expect(await take({ expired: true })).toMatchObject({ exit: { kind: 'not-started', message } });
  expect(await branch()).toBe('');
});

test('work on a workflow file is kept where it is, and it is said what to do', async () => {
  const kept = await (await arrived({ '.github/workflows/ci.yml': 'on: push\n' })).take();
  expect(kept.commit).toBeNull();
  expect(kept.unpushable).toContain('changed .github/workflows/ci.yml, which the App may not push');
  expect(kept.unpushable).toContain('for as long as the repository keeps artifacts. Hint: fetch it out');
});
