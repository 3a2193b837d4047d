/** What the port must do on every GitHub: the one in memory here, and any other that can be filled and broken alike. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { annotations, checkRun, HEAD, type OpenStage, openScene, problemOf } from './rig.ts';
import type { Fault } from './stage.ts';

/** A call without an answer: it had its effect, or it had none. */
const INTERRUPTIONS: readonly { readonly fault: Fault & { readonly done?: boolean } }[] = [
  { fault: { kind: 'drop', done: true } },
  { fault: { kind: 'drop', done: false } },
  { fault: { kind: 'answer', status: 502, message: 'Bad gateway', done: true } },
  { fault: { kind: 'answer', status: 500, message: 'Server error', done: false } },
];

export function githubContract(name: string, open: OpenStage): void {
  describe(`${name}: the repository`, () => repositoryContract(open));
  describe(`${name}: a pull request`, () => pullRequestContract(open));
  describe(`${name}: a check run`, () => checkRunContract(open));
  describe(`${name}: the comment`, () => commentContract(open));
  describe(`${name}: reactions and labels`, () => labelContract(open));
  describe(`${name}: workflow runs`, () => workflowContract(open));
  describe(`${name}: artifacts`, () => artifactContract(open));
}

function repositoryContract(open: OpenStage): void {
  test('tells its default branch and whether it is private', async context => {
    const { github } = await openScene(context, open);
    expect(await github.repository()).toEqual({ defaultBranch: 'main', private: true });
  });

  test('lets everybody do just what their role says', async context => {
    const { stage, github } = await openScene(context, open);
    for (const role of ['admin', 'maintain', 'write', 'triage', 'read', 'none'] as const) {
      stage.has.collaborator(`has-${role}`, role);
      expect(await github.permission(`has-${role}`)).toBe(role);
    }
  });

  test('values a role that the organisation made up as its base, whatever its name', async context => {
    const { stage, github } = await openScene(context, open);
    stage.has.collaborator('ada', 'write', 'release-captain');
    stage.has.collaborator('eve', 'read', 'maintain');
    expect(await github.permission('ada')).toBe('write');
    expect(await github.permission('eve')).toBe('read');
  });

  test('lets nobody do anything whom it does not know, however they are called', async context => {
    const { stage, github } = await openScene(context, open);
    for (const login of ['stranger', 'dependabot[bot]', '', '../ada', 'ada/permission?x=']) {
      expect(await github.permission(login)).toBe('none');
    }
    // Nobody at all is not asked for: the call would be another one.
    expect(stage.requests()).toHaveLength(4);
  });
}

function pullRequestContract(open: OpenStage): void {
  test('is told as it is now', async context => {
    const { stage, github } = await openScene(context, open);
    const number = stage.has.pullRequest({ draft: true });
    expect(await github.pullRequest(number)).toEqual({
      number,
      state: 'open',
      draft: true,
      head: { sha: HEAD, branch: 'feature', repository: `${stage.owner}/${stage.name}` },
      base: { sha: expect.stringMatching(/^[0-9a-f]{40}$/), branch: 'main' },
      fork: false,
      author: 'ada',
      conflicting: false,
    });
  });

  test('that does not exist is none', async context => {
    const { github } = await openScene(context, open);
    expect(await github.pullRequest(404)).toBeNull();
  });

  test('is a fork when it comes from elsewhere, or from a repository that is gone', async context => {
    const { stage, github } = await openScene(context, open);
    const elsewhere = stage.has.pullRequest({ headRepository: 'mallory/shop' });
    const gone = stage.has.pullRequest({ headRepository: null, author: null });
    expect(await github.pullRequest(elsewhere)).toMatchObject({
      fork: true,
      head: { repository: 'mallory/shop' },
    });
    expect(await github.pullRequest(gone)).toMatchObject({ fork: true, author: 'ghost' });
  });

  test('conflicts when GitHub has found out: it is asked again', async context => {
    const { stage, github, waits } = await openScene(context, open);
    const number = stage.has.pullRequest({ mergeable: false, unknownFor: 2 });
    expect(await github.pullRequest(number)).toMatchObject({ conflicting: true });
    expect(waits).toEqual([1, 2]);
  });

  test('may conflict or not when GitHub does not find out', async context => {
    const { stage, github, waits } = await openScene(context, open);
    const number = stage.has.pullRequest({ unknownFor: 99 });
    expect(await github.pullRequest(number)).toMatchObject({ conflicting: null });
    expect(waits).toEqual([1, 2, 4]);
  });

  test('that was merged is not asked about conflicts', async context => {
    const { stage, github, waits } = await openScene(context, open);
    const number = stage.has.pullRequest({ state: 'merged', unknownFor: 99 });
    expect(await github.pullRequest(number)).toMatchObject({ state: 'merged' });
    expect(waits).toEqual([]);
  });

  test('of many files lists all of them', async context => {
    const { stage, github } = await openScene(context, open);
    const files = Array.from({ length: 250 }, (_, index) => `src/${index}.js`);
    const number = stage.has.pullRequest({ files });
    const found = await github.changedFiles(number);
    expect(found.files.map(file => file.path)).toEqual(files);
    expect(found.files[0]).toEqual({ path: 'src/0.js', status: 'modified', previousPath: null });
    expect(found.complete).toBe(true);
  });

  test('of more files than GitHub tells says so', async context => {
    const { stage, github } = await openScene(context, open);
    const files = Array.from({ length: 3001 }, (_, index) => `src/${index}.js`);
    const found = await github.changedFiles(stage.has.pullRequest({ files }));
    expect(found.files).toHaveLength(3000);
    expect(found.complete).toBe(false);
  });
}

function checkRunContract(open: OpenStage): void {
  test('is made once, then updated, by this process and by the next', async context => {
    const { stage, github, another } = await openScene(context, open);
    const first = await github.putCheckRun(checkRun());
    const second = await github.putCheckRun(checkRun({ title: '3 of 5 merged' }));
    const end = checkRun({ status: 'completed', conclusion: 'success', title: '5 of 5 merged' });
    expect(await another().putCheckRun(end)).toEqual(first);
    expect(second).toEqual(first);
    expect(first.url).toContain('/runs/');
    expect(stage.shows.checkRuns(HEAD)).toMatchObject([
      { id: first.id, status: 'completed', conclusion: 'success', title: '5 of 5 merged' },
    ]);
  });

  test('is another one for another external id, name or commit', async context => {
    const { stage, github } = await openScene(context, open);
    await github.putCheckRun(checkRun());
    await github.putCheckRun(checkRun({ externalId: 'r-2' }));
    await github.putCheckRun(checkRun({ name: 'braid / batch 1' }));
    await github.putCheckRun(checkRun({ headSha: 'c'.repeat(40) }));
    expect(stage.shows.checkRuns(HEAD)).toHaveLength(3);
    expect(stage.shows.checkRuns('c'.repeat(40))).toHaveLength(1);
  });

  test('is made once by two calls at the same time', async context => {
    const { stage, github } = await openScene(context, open);
    await Promise.all([github.putCheckRun(checkRun()), github.putCheckRun(checkRun({ title: 'later' }))]);
    expect(stage.shows.checkRuns(HEAD)).toMatchObject([{ title: 'later' }]);
  });

  test('of two that were made at the same time is the oldest, for everybody', async context => {
    const { stage, github, another } = await openScene(context, open);
    const oldest = stage.has.checkRun(HEAD, 'braid', 'r-1');
    stage.has.checkRun(HEAD, 'braid', 'r-1');
    expect((await github.putCheckRun(checkRun())).id).toBe(oldest);
    expect((await another().putCheckRun(checkRun())).id).toBe(oldest);
    expect(stage.shows.checkRuns(HEAD)).toHaveLength(2);
  });

  test('gets its annotations in pages of 50, in order, each once', async context => {
    const { stage, github, another } = await openScene(context, open);
    await github.putCheckRun(checkRun({ annotations: annotations(120) }));
    await github.putCheckRun(checkRun({ annotations: annotations(120) }));
    await another().putCheckRun(checkRun({ annotations: annotations(130) }));
    const [run] = stage.shows.checkRuns(HEAD);
    expect(run?.annotations).toEqual(annotations(130).map(one => `plan.yml:${one.startLine} ${one.message}`));
  });

  test('has no annotation twice that two processes know of', async context => {
    const { stage, github, another } = await openScene(context, open);
    await github.putCheckRun(checkRun());
    await another().putCheckRun(checkRun({ annotations: annotations(2) }));
    await github.putCheckRun(checkRun({ annotations: annotations(3) }));
    expect(stage.shows.checkRuns(HEAD)[0]?.annotations).toHaveLength(3);
  });

  test('gets an annotation twice that is wanted twice', async context => {
    const { stage, github, another } = await openScene(context, open);
    const twice = [...annotations(1), ...annotations(1)];
    await github.putCheckRun(checkRun({ annotations: annotations(1) }));
    await another().putCheckRun(checkRun({ annotations: twice }));
    await another().putCheckRun(checkRun({ annotations: twice }));
    expect(stage.shows.checkRuns(HEAD)[0]?.annotations).toHaveLength(2);
  });

  test.for(INTERRUPTIONS)('is made once when making it fails: $fault.kind, done: $fault.done', async ({
    fault,
  }, context) => {
    const { stage, github } = await openScene(context, open);
    stage.breaks('POST', /check-runs$/, fault);
    await github.putCheckRun(checkRun({ annotations: annotations(60) }));
    expect(stage.shows.checkRuns(HEAD)).toHaveLength(1);
    expect(stage.shows.checkRuns(HEAD)[0]?.annotations).toHaveLength(60);
  });

  test.for(
    INTERRUPTIONS,
  )('has no annotation twice when a page of them fails: $fault.kind, done: $fault.done', async ({
    fault,
  }, context) => {
    const { stage, github } = await openScene(context, open);
    stage.breaks('PATCH', /check-runs\/\d+$/, fault, 2);
    await github.putCheckRun(checkRun({ annotations: annotations(160) }));
    const lines = annotations(160).map(one => `plan.yml:${one.startLine} ${one.message}`);
    expect(stage.shows.checkRuns(HEAD)[0]?.annotations).toEqual(lines);
  });

  test('that GitHub never takes is tried three times and no more', async context => {
    const { stage, github } = await openScene(context, open);
    stage.breaks('POST', /check-runs$/, { kind: 'drop', done: false }, 99);
    expect((await problemOf(github.putCheckRun(checkRun()))).code).toBe('unavailable');
    expect(stage.requests().filter(request => request.startsWith('POST'))).toHaveLength(3);
  });
}

function commentContract(open: OpenStage): void {
  const marker = '<!-- braid:r-1 -->';

  test('is written once and then edited, by this process and by the next', async context => {
    const { stage, github, another } = await openScene(context, open);
    const first = await github.putComment({ issue: 7, marker, body: 'Batch 1 runs.' });
    await github.putComment({ issue: 7, marker, body: 'Batch 2 runs.' });
    expect(await another().putComment({ issue: 7, marker, body: 'All merged.' })).toEqual(first);
    expect(stage.shows.comments(7)).toEqual([
      { body: `${marker}\nAll merged.`, login: stage.author, type: 'Bot' },
    ]);
  });

  test('that says the same is not written again', async context => {
    const { stage, github, another } = await openScene(context, open);
    await github.putComment({ issue: 7, marker, body: 'Batch 1 runs.' });
    await github.putComment({ issue: 7, marker, body: 'Batch 1 runs.' });
    await another().putComment({ issue: 7, marker, body: 'Batch 1 runs.' });
    expect(stage.requests().filter(request => request.startsWith('PATCH'))).toEqual([]);
  });

  test('that says again what another process has replaced is written again', async context => {
    const { stage, github, another } = await openScene(context, open);
    await github.putComment({ issue: 7, marker, body: 'Help.' });
    await another().putComment({ issue: 7, marker, body: 'Batch 1 runs.' });
    await github.putComment({ issue: 7, marker, body: 'Help.' });
    expect(stage.shows.comments(7).map(({ body }) => body)).toEqual([`${marker}\nHelp.`]);
  });

  test('of a person or of another bot is never touched, whatever it says', async context => {
    const { stage, github } = await openScene(context, open);
    const others = [
      { body: `> ${marker}\nthey quoted it`, login: 'ada', type: 'User' },
      { body: `${marker}\nthey copied it`, login: 'ada', type: 'User' },
      { body: `${marker}\nanother bot`, login: 'helper[bot]', type: 'Bot' },
      { body: `${marker}\na person of our name`, login: stage.author, type: 'User' },
      { body: `as Braid said: ${marker}`, login: stage.author, type: 'Bot' },
    ] as const;
    for (const other of others) stage.has.comment(7, other);
    await github.putComment({ issue: 7, marker, body: 'ours' });
    expect(stage.shows.comments(7)).toEqual([
      ...others,
      { body: `${marker}\nours`, login: stage.author, type: 'Bot' },
    ]);
  });

  test('is found behind many others', async context => {
    const { stage, github } = await openScene(context, open);
    for (let count = 0; count < 205; count++)
      stage.has.comment(7, { body: 'talk', login: 'ada', type: 'User' });
    stage.has.comment(7, { body: `${marker}\nold`, login: stage.author, type: 'Bot' });
    await github.putComment({ issue: 7, marker, body: 'new' });
    expect(stage.shows.comments(7)).toHaveLength(206);
    expect(stage.shows.comments(7).at(-1)?.body).toBe(`${marker}\nnew`);
  });

  test('of two that were written at the same time is the oldest', async context => {
    const { stage, github } = await openScene(context, open);
    const own = { body: `${marker}\nold`, login: stage.author, type: 'Bot' } as const;
    const oldest = stage.has.comment(7, own);
    stage.has.comment(7, own);
    expect((await github.putComment({ issue: 7, marker, body: 'new' })).id).toBe(oldest);
    expect(stage.shows.comments(7).map(comment => comment.body)).toEqual([
      `${marker}\nnew`,
      `${marker}\nold`,
    ]);
  });

  test('is written once by two calls at the same time', async context => {
    const { stage, github } = await openScene(context, open);
    const put = (body: string) => github.putComment({ issue: 7, marker, body });
    await Promise.all([put('first'), put('second')]);
    expect(stage.shows.comments(7).map(comment => comment.body)).toEqual([`${marker}\nsecond`]);
  });

  test('of another run, or on another pull request, is another one', async context => {
    const { stage, github } = await openScene(context, open);
    await github.putComment({ issue: 7, marker, body: 'run 1' });
    await github.putComment({ issue: 7, marker: '<!-- braid:r-12 -->', body: 'run 12' });
    await github.putComment({ issue: 8, marker, body: 'run 1' });
    expect(stage.shows.comments(7)).toHaveLength(2);
    expect(stage.shows.comments(8)).toHaveLength(1);
  });

  test.for([
    'one',
    'two',
  ])('that somebody has deleted is written anew, be it the same or not: %s', async (body, context) => {
    const { stage, github } = await openScene(context, open);
    const first = await github.putComment({ issue: 7, marker, body: 'one' });
    stage.has.noComment(first.id);
    await github.putComment({ issue: 7, marker, body });
    expect(stage.shows.comments(7).map(comment => comment.body)).toEqual([`${marker}\n${body}`]);
  });

  test.for(INTERRUPTIONS)('is written once when writing fails: $fault.kind, done: $fault.done', async ({
    fault,
  }, context) => {
    const { stage, github } = await openScene(context, open);
    stage.breaks('POST', /comments$/, fault);
    await github.putComment({ issue: 7, marker, body: 'ours' });
    expect(stage.shows.comments(7)).toHaveLength(1);
  });

  test('that is too long is refused in the words of GitHub', async context => {
    const { github } = await openScene(context, open);
    const problem = await problemOf(github.putComment({ issue: 7, marker, body: 'x'.repeat(65_536) }));
    expect(problem).toMatchObject({ code: 'validation', status: 422 });
    expect(problem.message).toMatch(
      /^could not write the comment: GitHub says ".*Body is too long \(maximum is 65536 characters\)"/i,
    );
  });
}

function labelContract(open: OpenStage): void {
  test('a reaction twice is one', async context => {
    const { stage, github } = await openScene(context, open);
    const comment = stage.has.comment(7, { body: '/braid run', login: 'ada', type: 'User' });
    await github.react(comment, 'eyes');
    await github.react(comment, 'eyes');
    expect(stage.shows.reactions(comment)).toEqual(['eyes']);
  });

  test('a label is removed, and one that is not there is fine', async context => {
    const { stage, github } = await openScene(context, open);
    stage.has.labels(7, ['braid:run', 'bug/äöü ?#']);
    expect(await github.labels(7)).toEqual(['braid:run', 'bug/äöü ?#']);
    await github.removeLabel(7, 'bug/äöü ?#');
    await github.removeLabel(7, 'bug/äöü ?#');
    expect(await github.labels(7)).toEqual(['braid:run']);
  });
}

function workflowContract(open: OpenStage): void {
  const wanted = { workflow: 'braid.yml', ref: 'main', inputs: { title: 'r-1 batch 2' } };

  test('a dispatch tells which run it has started', async context => {
    const { stage, github } = await openScene(context, open);
    stage.has.workflow('braid.yml');
    const { runId } = await github.dispatch(wanted);
    expect(stage.shows.runs()).toEqual([{ id: runId, status: 'queued', conclusion: null }]);
  });

  test('a dispatch of a server that tells nothing has started all the same', async context => {
    const { stage, github } = await openScene(context, open);
    stage.breaks('POST', /dispatches$/, { kind: 'answer', status: 204, message: '' });
    expect(await github.dispatch(wanted)).toEqual({ runId: null });
  });

  test('a dispatch that GitHub would refuse is not sent', async context => {
    const { stage, github } = await openScene(context, open);
    const inputs = (count: number, size: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`i${index}`, 'x'.repeat(size)]));
    const many = await problemOf(github.dispatch({ ...wanted, inputs: inputs(26, 1) }));
    const large = await problemOf(github.dispatch({ ...wanted, inputs: inputs(1, 65_536) }));
    expect(many.message).toBe('could not start the workflow: expected at most 25 inputs, found 26');
    expect(large.message).toMatch(
      /^could not start the workflow: expected inputs of at most 65535 characters, found 655\d\d$/,
    );
    expect([many.code, large.code]).toEqual(['validation', 'too-large']);
    expect(stage.requests()).toEqual([]);
  });

  test.for(INTERRUPTIONS)('a dispatch starts one run when it fails: $fault.kind, done: $fault.done', async ({
    fault,
  }, context) => {
    const { stage, github } = await openScene(context, open);
    stage.has.workflow('braid.yml');
    stage.breaks('POST', /dispatches$/, fault);
    const find = async () => {
      const runs = await github.workflowRuns({ workflow: 'braid.yml', event: 'workflow_dispatch' });
      return runs.find(run => run.title === 'r-1 batch 2')?.id ?? null;
    };
    const { runId } = await github.dispatch({ ...wanted, find });
    expect(stage.shows.runs().map(run => run.id)).toEqual([runId]);
  });

  test('a dispatch without an answer is not sent again by somebody who cannot look', async context => {
    const { stage, github } = await openScene(context, open);
    stage.has.workflow('braid.yml');
    stage.breaks('POST', /dispatches$/, { kind: 'drop', done: true });
    expect((await problemOf(github.dispatch(wanted))).code).toBe('unavailable');
    expect(stage.shows.runs()).toHaveLength(1);
  });

  test('an organisation that forbids it is quoted', async context => {
    const { stage, github } = await openScene(context, open);
    const message = "Event 'workflow_dispatch' is not allowed to trigger Actions workflows";
    stage.breaks('POST', /dispatches$/, { kind: 'answer', status: 403, message });
    const problem = await problemOf(github.dispatch(wanted));
    expect(problem.code).toBe('forbidden-by-organisation');
    expect(problem.message).toContain(message);
    expect(problem.hint).toContain('owner of the organisation');
  });

  test('are listed, newest first, by event and branch', async context => {
    const { stage, github } = await openScene(context, open);
    const plain = { workflow: 'braid.yml', title: 'r-1', status: 'queued', conclusion: null, branch: 'main' };
    const ids = Array.from({ length: 120 }, () =>
      stage.has.workflowRun({ ...plain, event: 'workflow_dispatch' }),
    );
    stage.has.workflowRun({ ...plain, event: 'push' });
    stage.has.workflowRun({ ...plain, event: 'workflow_dispatch', branch: 'other' });
    stage.has.workflowRun({ ...plain, event: 'workflow_dispatch', workflow: 'ci.yml' });
    const query = { workflow: 'braid.yml', event: 'workflow_dispatch', branch: 'main' };
    const found = await github.workflowRuns(query);
    expect(found.map(run => run.id)).toEqual(ids.reverse());
    expect(found[0]).toEqual({
      id: ids[0],
      title: 'r-1',
      status: 'queued',
      conclusion: null,
      attempt: 1,
      headSha: HEAD,
    });
  });

  test('list their jobs, and what became of each', async context => {
    const { stage, github } = await openScene(context, open);
    const plain = { workflow: 'braid.yml', title: 'r-1', conclusion: null, event: 'push', branch: 'main' };
    const id = stage.has.workflowRun({ ...plain, status: 'in_progress' });
    for (let leg = 0; leg < 120; leg++) stage.has.job(id, `braid / verify ${leg}`, 'failure');
    stage.has.job(id, 'braid / land', null);
    const jobs = await github.jobs(id);
    expect(jobs).toHaveLength(121);
    expect(jobs[119]).toMatchObject({ name: 'braid / verify 119', conclusion: 'failure' });
    expect(jobs[120]).toMatchObject({ name: 'braid / land', conclusion: null });
  });

  test('no more of the newest are read than are asked for', async context => {
    const { stage, github } = await openScene(context, open);
    const plain = { workflow: 'braid.yml', title: 'r-1', status: 'queued', conclusion: null, branch: 'main' };
    const ids = Array.from({ length: 250 }, () =>
      stage.has.workflowRun({ ...plain, event: 'workflow_dispatch' }),
    );
    const found = await github.workflowRuns({ workflow: 'braid.yml', most: 200 });
    expect(found.map(run => run.id)).toEqual(ids.reverse().slice(0, 200));
    expect(stage.requests()).toHaveLength(2);
  });

  test('one that is known is read by its id; one that is gone is gone', async context => {
    const { stage, github } = await openScene(context, open);
    const plain = { workflow: 'braid.yml', title: 'r-1', conclusion: null, event: 'push', branch: 'main' };
    const id = stage.has.workflowRun({ ...plain, status: 'in_progress' });
    expect(await github.workflowRun(id)).toMatchObject({ id, title: 'r-1', status: 'in_progress' });
    expect(await github.workflowRun(9_999_999)).toBeNull();
  });

  test('are cancelled; one that is over is over', async context => {
    const { stage, github } = await openScene(context, open);
    const plain = { workflow: 'braid.yml', title: 'r-1', conclusion: null, event: 'push', branch: 'main' };
    const id = stage.has.workflowRun({ ...plain, status: 'in_progress' });
    expect(await github.cancelWorkflowRun(id)).toBe('asked');
    expect(await github.cancelWorkflowRun(id)).toBe('over');
    expect(stage.requests()).toHaveLength(2);
    expect((await problemOf(github.cancelWorkflowRun(9_999_999))).code).toBe('not-found');
  });
}

function artifactContract(open: OpenStage): void {
  const plain = {
    workflow: 'braid.yml',
    title: 'r-1',
    status: 'completed',
    conclusion: 'success',
    event: 'push',
    branch: 'main',
  };
  const content = new TextEncoder().encode('a zip of a bundle');

  test('are all listed, with their sizes', async context => {
    const { stage, github } = await openScene(context, open);
    const run = stage.has.workflowRun(plain);
    for (let count = 0; count < 130; count++) stage.has.artifact(run, `braid-${count}`, content);
    const found = await github.artifacts(run);
    expect(found).toHaveLength(130);
    expect(found.find(one => one.name === 'braid-129')).toMatchObject({
      size: content.length,
      expired: false,
    });
  });

  test('come as they were uploaded', async context => {
    const { stage, github } = await openScene(context, open);
    const run = stage.has.workflowRun(plain);
    stage.has.artifact(run, 'braid-1', content);
    const [artifact] = await github.artifacts(run);
    if (artifact === undefined) throw new Error('expected an artifact');
    const file = newFile();
    expect(await github.downloadArtifact(artifact, { file, limitBytes: content.length })).toBe(
      content.length,
    );
    expect(readFileSync(file, 'utf8')).toBe('a zip of a bundle');
  });

  test('over the limit are not asked for', async context => {
    const { stage, github } = await openScene(context, open);
    const problem = await problemOf(
      github.downloadArtifact({ id: 1, size: 1_000_000_000 }, { file: newFile(), limitBytes: 10_000 }),
    );
    expect(problem.code).toBe('too-large');
    expect(problem.message).toBe(
      'could not download the artifact: expected at most 10000 bytes, found 1000000000',
    );
    expect(stage.requests()).toEqual([]);
  });

  test('whose size was a lie are left as soon as it shows', async context => {
    const { stage, github } = await openScene(context, open);
    const id = stage.has.artifact(stage.has.workflowRun(plain), 'braid-1', content);
    const file = newFile();
    const short = { file, limitBytes: content.length - 1 };
    const announced = await problemOf(github.downloadArtifact({ id, size: 1 }, short));
    expect(announced.code).toBe('too-large');
    stage.breaks('GET', /zip$/, { kind: 'flood', bytes: 200_000 });
    const flooded = await problemOf(github.downloadArtifact({ id, size: 1 }, { file, limitBytes: 100_000 }));
    expect(flooded.code).toBe('too-large');
    expect(existsSync(file)).toBe(false);
  });

  test('whose transfer breaks off are asked for again', async context => {
    const { stage, github } = await openScene(context, open);
    const id = stage.has.artifact(stage.has.workflowRun(plain), 'braid-1', content);
    stage.breaks('GET', /zip$/, { kind: 'cut', bytes: 5 }, 2);
    const file = newFile();
    const to = { file, limitBytes: 100 };
    expect(await github.downloadArtifact({ id, size: content.length }, to)).toBe(content.length);
    expect(readFileSync(file, 'utf8')).toBe('a zip of a bundle');
    stage.breaks('GET', /zip$/, { kind: 'cut', bytes: 5 }, 3);
    const problem = await problemOf(github.downloadArtifact({ id, size: content.length }, to));
    expect(problem.code).toBe('unavailable');
    expect(existsSync(file)).toBe(false);
    expect(problem.message).toMatch(
      /^could not download the artifact: the transfer broke off after [05] bytes$/,
    );
  });

  test('that are gone are not found', async context => {
    const { github } = await openScene(context, open);
    const to = { file: newFile(), limitBytes: 10 };
    expect((await problemOf(github.downloadArtifact({ id: 404, size: 1 }, to))).code).toBe('not-found');
  });
}

function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'braid-artifact-')), 'artifact.zip');
}
