/** Braid's own port to GitHub finds here all that it asks for. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type GitHub, givenClient, openGitHub } from '../../shared/io/github/github.ts';
import { annotations, checkRun } from '../github/rig.ts';
import { scriptedRunner } from './scripted-runner.ts';
import { openShop, openShopWith, SHOP, type Shop } from './shop.ts';

const WORKFLOW = 'on:\n  workflow_dispatch:\n    inputs:\n      run: {required: true}\n';

function portTo(shop: Pick<Shop, 'octokit'>, token: string): GitHub {
  return openGitHub({
    owner: SHOP.owner,
    name: SHOP.repo,
    client: async () => givenClient(shop.octokit(token)),
    // What it waits for is there at once.
    clock: { now: () => Date.now(), until: async () => {} },
    author: null,
  });
}

test('a run is asked for, reported and labelled', async () => {
  const shop = await openShop();
  const maria = shop.sandbox.as('maria');
  const headSha = await maria.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const number = await maria.openPull('acme/shop', { head: 'sale' });
  await maria.label('acme/shop', number, 'braid:run');
  const asked = maria.comment('acme/shop', number, '/braid run');
  const permissions = { contents: 'read', checks: 'write', 'pull-requests': 'write' } as const;
  const github = portTo(shop, shop.sandbox.jobToken('acme/shop', permissions));

  expect(await github.repository()).toEqual({ defaultBranch: 'main', private: true });
  expect([await github.permission('tim'), await github.permission('nobody')]).toEqual(['triage', 'none']);
  expect(await github.pullRequest(number)).toMatchObject({
    head: { sha: headSha, branch: 'sale', repository: 'acme/shop' },
    fork: false,
    conflicting: false,
  });
  expect(await github.changedFiles(number)).toMatchObject({ files: [{ path: 'sale.txt', status: 'added' }] });

  const first = await github.putCheckRun(checkRun({ headSha, annotations: annotations(120) }));
  const end = { status: 'completed', conclusion: 'success' } as const;
  expect(await github.putCheckRun(checkRun({ headSha, annotations: annotations(120), ...end }))).toEqual(
    first,
  );
  const { data: check } = await shop.as('rita').checks.get({ ...SHOP, check_run_id: first.id });
  expect(check).toMatchObject({ conclusion: 'success', output: { annotations_count: 120 } });

  const marker = '<!-- braid:r-1 -->';
  const place = await github.putComment({ issue: number, marker, body: 'Batch 1 runs.' });
  expect(await github.putComment({ issue: number, marker, body: 'All merged.' })).toEqual(place);
  await github.react(asked, 'eyes');
  const { data: comments } = await shop.as('rita').issues.listComments({ ...SHOP, issue_number: number });
  expect(comments.map(({ body, user, reactions }) => [body, user?.login, reactions?.eyes])).toEqual([
    ['/braid run', 'maria', 1],
    [`${marker}\nAll merged.`, 'github-actions[bot]', 0],
  ]);
  await github.removeLabel(number, 'braid:run');
  expect(await github.labels(number)).toEqual([]);
});

test('a batch is dispatched, found by its name, and cancelled; its artifacts come as they are', async () => {
  const runner = scriptedRunner({ hold: true });
  const named = { ...runner, runName: () => 'Braid r-1' };
  const shop = await openShopWith(named, { files: { '.github/workflows/braid.yml': WORKFLOW } });
  const github = portTo(shop, shop.sandbox.jobToken('acme/shop', { actions: 'write' }));
  const { runId } = await github.dispatch({
    workflow: 'braid.yml',
    ref: 'main',
    inputs: { run: 'r-1' },
  });
  const [run] = runner.started;
  if (run === undefined || runId === null) throw new Error('Nothing was started');
  expect(run.request).toMatchObject({ runId, inputs: { run: 'r-1' } });
  expect(await github.workflowRuns({ workflow: 'braid.yml', event: 'workflow_dispatch' })).toMatchObject([
    { id: runId, title: 'Braid r-1', status: 'in_progress' },
  ]);
  await run.host.putArtifact('acme/shop', runId, 'braid-r-1-models', new Uint8Array([1, 2, 3]));
  const [artifact] = await github.artifacts(runId);
  if (artifact === undefined) throw new Error('There is no artifact');
  const file = join(mkdtempSync(join(tmpdir(), 'braid-artifact-')), 'artifact.zip');
  expect(await github.downloadArtifact(artifact, { file, limitBytes: 3 })).toBe(3);
  expect([...readFileSync(file)]).toEqual([1, 2, 3]);
  expect(await github.cancelWorkflowRun(runId)).toBe('asked');
  await shop.sandbox.settled();
  expect(await github.cancelWorkflowRun(runId)).toBe('over');
});
