/** What GitHub refuses and how it fails: what is waited for, what is tried again, and what people are told. */
import { describe, expect, test } from 'vitest';
import { actionsClient, openGitHub } from '../../shared/io/github/github.ts';
import { openLoopbackGitHub } from './loopback-github.ts';
import { checkRun, HEAD, instant, openScene, plainClient, port, problemOf } from './rig.ts';
import type { Fault } from './stage.ts';

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return { kind: 'answer', status, message, headers };
}

describe('a limit', () => {
  test.for([
    { name: 'a secondary one (403)', fault: refusal(403, SECONDARY, { 'retry-after': '3' }) },
    { name: 'a secondary one (429)', fault: refusal(429, SECONDARY, { 'retry-after': '3' }) },
    { name: 'one of a gateway', fault: refusal(429, 'Too Many Requests', { 'retry-after': '3' }) },
  ])('that ends soon is waited for, even by what is made once: $name', async ({ fault }, context) => {
    const { stage, github, notices } = await openScene(context, openLoopbackGitHub);
    stage.breaks('POST', /check-runs$/, fault, 2);
    await github.putCheckRun(checkRun());
    expect(stage.shows.checkRuns(HEAD)).toHaveLength(1);
    const notice = "GitHub's limit of requests is reached: waiting 3 s as it asks";
    expect(notices).toEqual([notice, notice]);
  });

  test('that lasts is an answer: until when', async context => {
    const { stage, github, notices } = await openScene(context, openLoopbackGitHub);
    stage.breaks('GET', /shop$/, refusal(403, SECONDARY, { 'retry-after': '600' }), 9);
    const problem = await problemOf(github.repository());
    expect(problem.code).toBe('rate-limited');
    expect(problem.hint).toBe('Try again after 2026-11-26T00:10:00.000Z.');
    expect(problem.retryAt).toBe(Date.UTC(2026, 10, 26, 0, 10));
    expect(stage.requests()).toHaveLength(1);
    expect(notices).toEqual([]);
  });

  test('of the hour is an answer too', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    const reset = Math.ceil(Date.now() / 1000) + 3000;
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${reset}` };
    stage.breaks('GET', /shop$/, refusal(403, 'API rate limit exceeded for installation ID 1.', headers), 9);
    expect(await problemOf(github.repository())).toMatchObject({
      code: 'rate-limited',
      retryAt: reset * 1000,
    });
    expect(stage.requests()).toHaveLength(1);
  });

  test('that never ends is left after three waits', async context => {
    const { stage, github, notices } = await openScene(context, openLoopbackGitHub);
    stage.breaks('GET', /shop$/, refusal(403, SECONDARY, { 'retry-after': '1' }), 99);
    expect((await problemOf(github.repository())).code).toBe('rate-limited');
    expect(notices).toHaveLength(3);
    expect(stage.requests()).toHaveLength(4);
  });
});

describe('an error of the server', () => {
  test.for([
    { fault: refusal(500, 'Server error') },
    { fault: refusal(503, 'No server is available') },
    { fault: { kind: 'drop', done: false } as const },
  ])('that passes is not noticed: $fault.kind $fault.status', async ({ fault }, context) => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    stage.has.labels(7, ['braid:run']);
    stage.breaks('GET', /shop$/, fault, 2);
    stage.breaks('DELETE', /labels/, fault, 2);
    expect(await github.repository()).toMatchObject({ defaultBranch: 'main' });
    await github.removeLabel(7, 'braid:run');
    expect(stage.shows.labels(7)).toEqual([]);
  });

  test('that stays is told after four requests', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    const html = `<!DOCTYPE html><title>Unicorn!</title>${'<p>'.repeat(1000)}`;
    stage.breaks('GET', /shop$/, { kind: 'page', status: 502, html }, 99);
    const problem = await problemOf(github.repository());
    expect(problem).toMatchObject({ code: 'unavailable', status: 502, requestId: 'C0DE:1234' });
    expect(problem.message).toBe(
      'could not read the repository: GitHub says "nothing that can be read" (502, request C0DE:1234)',
    );
    expect(stage.requests()).toHaveLength(4);
  });

  test('that is silence ends', async context => {
    const stage = await openLoopbackGitHub(context);
    stage.breaks('GET', /shop$/, { kind: 'hang' }, 99);
    const options = { ...instant(stage, () => {}), timeoutMs: 20 };
    const problem = await problemOf(port(stage, () => actionsClient(options)).repository());
    expect(problem).toMatchObject({ code: 'unavailable', status: null });
    expect(problem.message).toMatch(/^could not read the repository: no answer \(.*timeout.*\)$/);
  });

  test('that is no server at all is told as such', async context => {
    const stage = await openLoopbackGitHub(context);
    const options = { ...instant(stage, () => {}), apiUrl: 'http://127.0.0.1:1' };
    const problem = await problemOf(port(stage, () => actionsClient(options)).repository());
    expect(problem.message).toMatch(/^could not read the repository: no answer \(/);
  });
});

describe('a refusal', () => {
  test('for want of a permission names what the workflow needs', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    stage.breaks('POST', /check-runs$/, refusal(403, 'Resource not accessible by integration'));
    const problem = await problemOf(github.putCheckRun(checkRun()));
    expect(problem.code).toBe('permission');
    expect(problem.message).toBe(
      'could not create the check run: GitHub says "Resource not accessible by integration" (403, request C0DE:1234)',
    );
    expect(problem.hint).toBe(
      'The workflow needs `checks: write` in its `permissions`, or the App this permission.',
    );
    expect(stage.requests()).toHaveLength(2);
  });

  test('for want of a permission believes what GitHub says is needed', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    const headers = { 'x-accepted-github-permissions': 'issues=write; pull_requests=write,contents=read' };
    stage.breaks('POST', /reactions$/, refusal(403, 'Resource not accessible by integration', headers));
    const problem = await problemOf(github.react(1, 'eyes'));
    expect(problem.hint).toContain(
      'needs `issues: write` or `pull-requests: write` and `contents: read` in its',
    );
  });

  test.for([
    [401, 'Bad credentials', 'unauthenticated'],
    [403, 'Resource not accessible by integration', 'permission'],
    [
      403,
      'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled',
      'forbidden-by-organisation',
    ],
    [403, 'Resource protected by organization SAML enforcement.', 'forbidden-by-organisation'],
    [422, 'Actions has been disabled for this repository.', 'forbidden-by-organisation'],
    [422, 'Repository rule violations found', 'protected'],
    [409, 'Protected branch update failed', 'protected'],
    [404, 'Not Found', 'not-found'],
    [410, 'Gone', 'not-found'],
    [409, 'Conflict', 'conflict'],
    [422, 'Validation Failed', 'validation'],
    [400, 'Problems parsing JSON', 'validation'],
  ] as const)('%i "%s" is %s, and asked once', async ([status, message, code], context) => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    stage.breaks('GET', /shop$/, refusal(status, message), 9);
    const problem = await problemOf(github.repository());
    expect(problem).toMatchObject({ code, status });
    expect(problem.message).toContain(message);
    expect(stage.requests()).toHaveLength(1);
  });

  test('tells each of its reasons', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    const errors = ['one', { field: 'ref', code: 'missing' }, { message: 'three' }];
    stage.breaks('GET', /shop$/, { kind: 'answer', status: 422, message: 'Invalid', errors });
    expect((await problemOf(github.repository())).message).toContain('"Invalid: one; ref missing; three"');
  });

  test('tells no token, its own or another', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    const message = `Bad ${stage.token}, github_pat_11AAA_bbb, Bearer abc.def and ghs_12_ab.cd-ef`;
    stage.breaks('GET', /shop$/, refusal(401, message));
    const problem = await problemOf(github.repository());
    expect(problem.message).toContain('"Bad ***, ***, *** and ***"');
    expect(JSON.stringify({ ...problem })).not.toContain(stage.token);
  });

  test('tells no token of a server whose tokens look like nothing', async context => {
    const stage = await openLoopbackGitHub(context);
    stage.breaks('GET', /shop$/, refusal(401, 'Bad 0123456789abcdef'));
    const options = { ...instant(stage, () => {}), token: '0123456789abcdef' };
    const problem = await problemOf(port(stage, () => actionsClient(options)).repository());
    expect(problem.message).toContain('"Bad ***"');
  });

  test('is never made of an answer that is not one of GitHub', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    stage.breaks('GET', /shop$/, { kind: 'page', status: 200, html: '<h1>Log in to the hotel</h1>' });
    const problem = await problemOf(github.repository());
    expect(problem.code).toBe('unexpected-answer');
    expect(problem.message).toMatch(/^could not read the repository: GitHub's answer has another shape/);
  });
});

describe('what is asked again', () => {
  test('costs nothing as long as it has not changed', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    stage.has.labels(7, ['braid:run']);
    const first = await github.labels(7);
    expect(await github.labels(7)).toEqual(first);
    expect(github.calls()).toEqual({ sent: 2, unchanged: 1 });
    stage.has.labels(7, ['braid:cancel']);
    expect(await github.labels(7)).toEqual(['braid:cancel']);
    expect(github.calls()).toEqual({ sent: 3, unchanged: 1 });
    expect(stage.requests().map(request => request.split(' ')[2])).toEqual(['200', '304', '200']);
  });

  test('is complete when a page has come behind a full one', async context => {
    const { stage, github } = await openScene(context, openLoopbackGitHub);
    for (let count = 0; count < 100; count++)
      stage.has.comment(7, { body: 'talk', login: 'ada', type: 'User' });
    const put = (body: string) => github.putComment({ issue: 7, marker: '<!-- braid -->', body });
    stage.has.noComment((await put('one')).id);
    // Another process has written it anew, on the second page; the first one is as it was.
    stage.has.comment(7, { body: '<!-- braid -->\ntwo', login: stage.author, type: 'Bot' });
    await put('three');
    expect(stage.shows.comments(7)).toHaveLength(101);
    expect(stage.shows.comments(7).at(-1)?.body).toBe('<!-- braid -->\nthree');
  });
});

describe('a client', () => {
  test('is opened when something is asked for, and once', async context => {
    const stage = await openLoopbackGitHub(context);
    let opened = 0;
    const client = async () => {
      opened += 1;
      return plainClient(stage);
    };
    const clock = { now: () => 0, until: () => Promise.resolve() };
    const github = openGitHub({ owner: stage.owner, name: stage.name, client, clock, author: null });
    expect(github.calls()).toEqual({ sent: 0, unchanged: 0 });
    expect(opened).toBe(0);
    await Promise.all([github.repository(), github.permission('ada')]);
    expect(opened).toBe(1);
    expect(github.calls()).toEqual({ sent: 2, unchanged: 0 });
  });

  test('of somebody else tells the same problems', async context => {
    const stage = await openLoopbackGitHub(context);
    stage.breaks('GET', /shop$/, refusal(401, 'Bad ghs_secret'));
    const problem = await problemOf(port(stage, () => Promise.resolve(plainClient(stage))).repository());
    expect(problem.message).toContain('"Bad ***"');
  });

  test('asks who it is only when there is something to tell apart', async context => {
    const { stage, github, another } = await openScene(context, openLoopbackGitHub);
    await github.putComment({ issue: 7, marker: '<!-- braid -->', body: 'one' });
    expect(stage.requests().some(request => request.includes('graphql'))).toBe(false);
    await another().putComment({ issue: 7, marker: '<!-- braid -->', body: 'two' });
    expect(stage.requests().filter(request => request.includes('graphql'))).toHaveLength(1);
  });
});

describe('what GitHub has done without an answer', () => {
  test('is made once by a client without retries, too', async context => {
    const stage = await openLoopbackGitHub(context);
    const github = port(stage, () => Promise.resolve(plainClient(stage)));
    stage.has.workflow('braid.yml');
    stage.breaks('POST', /(?:check-runs|comments|dispatches)$/, { kind: 'drop', done: true }, 3);
    await github.putCheckRun(checkRun());
    await github.putComment({ issue: 7, marker: '<!-- braid -->', body: 'one' });
    const find = async () => (await github.workflowRuns({ workflow: 'braid.yml' }))[0]?.id ?? null;
    await github.dispatch({ workflow: 'braid.yml', ref: 'main', inputs: {}, find });
    expect(stage.shows.checkRuns(HEAD)).toHaveLength(1);
    expect(stage.shows.comments(7)).toHaveLength(1);
    expect(stage.shows.runs()).toHaveLength(1);
  });
});
