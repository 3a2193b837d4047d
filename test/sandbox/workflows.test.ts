/** Which events start which workflow files, for which commit, and with what rights. */
import { expect, test } from 'vitest';
import { jobReport, scriptedRunner } from './scripted-runner.ts';
import { openShop, openShopWith, SHOP, type Shop } from './shop.ts';

const FILES = {
  '.github/workflows/pulls.yml': 'name: Pulls\non:\n  pull_request: {}\n',
  '.github/workflows/comments.yml': 'on: [issue_comment, schedule, repository_dispatch]\n',
  '.github/workflows/push.yml': 'on: push\n',
  '.github/workflows/hand.yml':
    'on:\n  workflow_dispatch:\n    inputs:\n      task: {required: true}\n      size: {type: choice, options: [s, m]}\n',
};

/** `pulls.yml pull_request refs/pull/1/merge` for each workflow run, oldest first. */
function started(shop: Shop): readonly string[] {
  return shop.runner.started.map(({ request }) => {
    const file = request.workflow.replace('.github/workflows/', '');
    return `${file} ${request.event.name} ${request.event.ref}`;
  });
}

async function withPull(shop: Shop): Promise<number> {
  await shop.sandbox.as('maria').commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' });
  await shop.sandbox.settled();
  return number;
}

test('each event starts its workflow files in the right commit', async () => {
  const shop = await openShop({ files: FILES });
  const number = await withPull(shop);
  await shop.sandbox.as('tim').label('acme/shop', number, 'braid:run');
  shop.sandbox.as('rita').comment('acme/shop', number, '/braid run');
  shop.sandbox.schedule('acme/shop');
  await shop.as('maria').repos.createDispatchEvent({ ...SHOP, event_type: 'go', client_payload: { a: 1 } });
  await shop.sandbox.settled();
  expect(started(shop)).toEqual([
    'push.yml push refs/heads/sale',
    'pulls.yml pull_request refs/pull/1/merge',
    'pulls.yml pull_request refs/pull/1/merge',
    'comments.yml issue_comment refs/heads/main',
    'comments.yml schedule refs/heads/main',
    'comments.yml repository_dispatch refs/heads/main',
  ]);
  const labeled = shop.runner.started[2]?.request.event;
  expect(labeled?.payload).toMatchObject({
    action: 'labeled',
    label: { name: 'braid:run' },
    sender: { login: 'tim' },
    repository: { full_name: 'acme/shop' },
  });
  const { data } = await shop.as('maria').actions.listWorkflowRunsForRepo({ ...SHOP, event: 'pull_request' });
  expect(data.workflow_runs[0]).toMatchObject({ name: 'Pulls', head_branch: 'sale', conclusion: 'success' });
});

test('a pull request that conflicts starts no workflows of its own; a comment does', async () => {
  const shop = await openShop({ files: FILES });
  const editor = shop.sandbox.as('maria');
  await editor.commit('acme/shop', 'sale', { 'README.md': 'A sale\n' });
  await editor.commit('acme/shop', 'main', { 'README.md': 'A market\n' });
  const number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' });
  shop.sandbox.as('maria').comment('acme/shop', number, '/braid run');
  await shop.sandbox.settled();
  expect(started(shop).filter(run => !run.startsWith('push'))).toEqual([
    'comments.yml issue_comment refs/heads/main',
  ]);
});

test("what a job's token does starts nothing, but dispatches; pull requests that it moves wait for approval", async () => {
  const shop = await openShop({ files: FILES });
  const number = await withPull(shop);
  shop.runner.started.length = 0;
  const token = shop.sandbox.jobToken('acme/shop', { contents: 'write', issues: 'write', actions: 'write' });
  const job = shop.octokit(token);
  await job.issues.createComment({ ...SHOP, issue_number: number, body: 'Hello' });
  await job.issues.addLabels({ ...SHOP, issue_number: number, labels: ['bug'] });
  const clone = await shop.clone(token);
  await clone.git('checkout', '-q', 'sale');
  await clone.git('checkout', '-q', 'sale');
  await clone.pushed('sale', { 'sale.txt': 'more\n' });
  await job.repos.createDispatchEvent({ ...SHOP, event_type: 'go' });
  await shop.sandbox.settled();
  const inputs = { task: 'models' };
  await job.actions.createWorkflowDispatch({ ...SHOP, workflow_id: 'hand.yml', ref: 'main', inputs });
  await shop.sandbox.settled();
  expect(started(shop)).toEqual([
    'comments.yml repository_dispatch refs/heads/main',
    'hand.yml workflow_dispatch refs/heads/main',
  ]);

  const waiting = shop.sandbox.runs('acme/shop').find(run => run.conclusion === 'action_required');
  expect(waiting?.event.payload).toMatchObject({ action: 'synchronize' });
  await shop.as('maria').actions.approveWorkflowRun({ ...SHOP, run_id: waiting?.id ?? 0 });
  await shop.sandbox.settled();
  expect(started(shop).at(-1)).toBe('pulls.yml pull_request refs/pull/1/merge');
});

test('an App, with its own token, starts workflows', async () => {
  const shop = await openShop({ files: FILES });
  const app = await shop.sandbox.registerApp({
    name: 'Braid',
    permissions: { contents: 'write' },
    events: [],
  });
  const token = shop.sandbox.installationToken(shop.sandbox.install(app, ['acme/shop']));
  const clone = await shop.clone(token);
  await clone.pushed('sale', { 'sale.txt': 'half price\n' });
  await shop.sandbox.settled();
  expect(started(shop)).toEqual(['push.yml push refs/heads/sale']);
});

test("a fork's pull request gets a token that only reads, and no secrets", async () => {
  const shop = await openShopWith(scriptedRunner({ hold: true }), { files: FILES });
  await shop.sandbox.fork('acme/shop', 'rita');
  await shop.sandbox.as('rita').commit('rita/shop', 'sale', { 'sale.txt': 'half price\n' });
  await shop.sandbox.as('rita').openPull('acme/shop', { head: 'rita:sale' });
  await expect.poll(() => started(shop)).toContain('pulls.yml pull_request refs/pull/1/merge');
  const run = shop.runner.started.find(({ request }) => request.event.name === 'pull_request');
  expect(run?.request.tokenLimit).toMatchObject({ contents: 'read', checks: 'read' });
  expect(run?.host.secrets('acme/shop')).toEqual({});
  const token = run?.host.mintToken('acme/shop', { issues: 'write' }, run.request.runId) ?? '';
  const comment = shop.octokit(token).issues.createComment({ ...SHOP, issue_number: 1, body: 'Hello' });
  await expect(comment).rejects.toThrow(/^Resource not accessible by integration/);
});

test.each([
  { inputs: {}, says: "Required input 'task' not provided" },
  { inputs: { task: 'a', color: 'red' }, says: 'Unexpected inputs provided: ["color"]' },
  { inputs: { task: 'a', size: 'xl' }, says: "Provided value 'xl' for input 'size'" },
  { inputs: { task: 'x'.repeat(65_535) }, says: 'inputs are too large.' },
])('a dispatch is refused: $says', async ({ inputs, says }) => {
  const shop = await openShop({ files: FILES });
  const dispatch = (ref: string, workflow_id = 'hand.yml') =>
    shop.as('maria').actions.createWorkflowDispatch({ ...SHOP, workflow_id, ref, inputs });
  await expect(dispatch('main')).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining(says),
  });
  await expect(dispatch('nowhere')).rejects.toThrow(/^No ref found for: nowhere/);
  await expect(dispatch('main', 'push.yml')).rejects.toThrow(/does not have 'workflow_dispatch' trigger/);
  await expect(dispatch('main', 'none.yml')).rejects.toMatchObject({ status: 404 });
});

test('a dispatch says which workflow run it made; more than ten properties are too many', async () => {
  const shop = await openShop({ files: FILES });
  const maria = shop.as('maria');
  const wanted = { ...SHOP, workflow_id: 'hand.yml', ref: 'main', inputs: { task: 'models' } };
  const { status, data } = await maria.request(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    { ...wanted, return_run_details: true },
  );
  expect(status).toBe(200);
  expect(data).toMatchObject({ workflow_run_id: shop.sandbox.runs('acme/shop')[0]?.id });
  const client_payload = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`key${index}`, index]));
  const event = { ...SHOP, event_type: 'go', client_payload };
  await expect(maria.repos.createDispatchEvent(event)).rejects.toThrow(/^No more than 10 properties/);
});

test('a run of two jobs fails, and only what failed is run again', async () => {
  const shop = await openShopWith(scriptedRunner({ hold: true }), { files: FILES });
  const maria = shop.as('maria');
  shop.sandbox.schedule('acme/shop');
  await expect.poll(() => shop.runner.started.length).toBe(1);
  const [first] = shop.runner.started;
  const run_id = first?.request.runId ?? 0;
  first?.host.progress(run_id, { kind: 'job-queued', key: 'plan', name: 'plan' });
  first?.host.progress(run_id, { kind: 'job-started', key: 'plan', name: 'plan' });
  const { data: going } = await maria.actions.listJobsForWorkflowRun({ ...SHOP, run_id });
  expect(going.jobs).toMatchObject([{ name: 'plan', status: 'in_progress' }]);
  await expect(maria.actions.reRunWorkflowFailedJobs({ ...SHOP, run_id })).rejects.toThrow(/already running/);
  first?.finish('failure', [
    jobReport('plan', 'success', { outputs: { matrix: '[]' }, log: 'planned\n' }),
    jobReport('task', 'failure'),
  ]);
  await shop.sandbox.settled();
  const { data: ended } = await maria.actions.listJobsForWorkflowRun({ ...SHOP, run_id });
  expect(ended.jobs.map(job => [job.name, job.conclusion])).toEqual([
    ['plan', 'success'],
    ['task', 'failure'],
  ]);
  const log = await maria.actions.downloadJobLogsForWorkflowRun({ ...SHOP, job_id: ended.jobs[0]?.id ?? 0 });
  expect(Buffer.from(new Uint8Array(Object(log.data))).toString()).toBe('planned\n');
  const { data: checks } = await maria.checks.listForRef({ ...SHOP, ref: 'main' });
  expect(checks.check_runs.map(run => [run.name, run.conclusion])).toContainEqual(['task', 'failure']);

  await maria.actions.reRunWorkflowFailedJobs({ ...SHOP, run_id });
  const again = shop.runner.started[1];
  expect(again?.request).toMatchObject({ runAttempt: 2, kept: [{ key: 'plan', outputs: { matrix: '[]' } }] });
  shop.sandbox.killJob('acme/shop', run_id, 'task');
  expect(again?.killed).toEqual(['task']);
  await maria.actions.cancelWorkflowRun({ ...SHOP, run_id });
  await shop.sandbox.settled();
  expect(again?.cancelled).toBe(true);
  expect((await maria.actions.getWorkflowRun({ ...SHOP, run_id })).data).toMatchObject({
    run_attempt: 2,
    conclusion: 'cancelled',
  });
});

test('tokens end with their run; artifacts outlive it, are unique, and can be lost', async () => {
  const shop = await openShopWith(scriptedRunner({ hold: true }), { files: FILES });
  shop.sandbox.schedule('acme/shop');
  await expect.poll(() => shop.runner.started.length).toBe(1);
  const [run] = shop.runner.started;
  if (run === undefined) throw new Error('Nothing was started');
  const { runId } = run.request;
  const token = run.host.mintToken('acme/shop', { actions: 'read' }, runId);
  await run.host.putArtifact('acme/shop', runId, 'bundle', new Uint8Array([80, 75, 5, 6]));
  await expect(run.host.putArtifact('acme/shop', runId, 'bundle', new Uint8Array())).rejects.toThrow(/409/);
  const list = (octokit = shop.octokit(token)) =>
    octokit.actions.listWorkflowRunArtifacts({ ...SHOP, run_id: runId });
  const { data } = await list();
  expect(data.artifacts).toMatchObject([{ name: 'bundle', size_in_bytes: 4 }]);
  const artifact_id = data.artifacts[0]?.id ?? 0;
  const zip = { ...SHOP, artifact_id, archive_format: 'zip' };
  const fetched = await shop.octokit(token).actions.downloadArtifact(zip);
  expect([...new Uint8Array(Object(fetched.data))]).toEqual([80, 75, 5, 6]);
  run.finish('success');
  await shop.sandbox.settled();
  await expect(list()).rejects.toMatchObject({ status: 401 });
  shop.sandbox.loseArtifact('acme/shop', runId, 'bundle');
  expect((await list(shop.as('rita'))).data.total_count).toBe(0);
});
