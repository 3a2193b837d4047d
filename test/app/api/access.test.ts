import { describe, expect, test } from 'vitest';
import { TooManyGuesses } from '../../../app/people/guesses.ts';
import { DatabaseUnreachable } from '../../../app/store/database.ts';
import { GitError } from '../../../shared/io/git.ts';
import { GitHubProblem } from '../../../shared/io/github/api/problem.ts';
import { plan, task } from '../../run/simulate.ts';
import { served } from './calls.ts';
import { PRIVATE } from './memory-app.ts';

const { app, ask, errors } = served();
const open = app.begin(plan(task('a'), task('b', { needs: ['a'] })));
app.goOn(open, 2);
const secret = app.begin(plan(task('a')), { run: 'vault-1', repository: PRIVATE });

const READINGS = (run: string) => [
  `/api/runs/${run}`,
  `/api/runs/${run}/batches`,
  `/api/runs/${run}/batches/1`,
  `/api/runs/${run}/events`,
];
const COMMANDS = (run: string) => [
  `/api/runs/${run}/cancel`,
  `/api/runs/${run}/retry`,
  `/api/runs/${run}/resume`,
];

describe('of a public repository', () => {
  test('everybody may read, also without a token', async () => {
    expect(await ask(`/api/runs/${open}`)).toMatchObject({
      status: 200,
      json: { schema: 'braid.report/1', run: { id: open, status: 'running' } },
    });
    expect(await ask(`/api/runs/${open}/batches/2`, { token: 'ghu_eve' })).toMatchObject({
      status: 200,
      json: { batch: { number: 2, tasks: ['b'] }, tasks: [{ id: 'b', status: 'waiting' }] },
    });
    expect(await ask('/api/repos/acme/shop/runs')).toMatchObject({
      status: 200,
      json: { repository: 'acme/shop', runs: [{ run: open, headline: '0 of 2 tasks merged so far' }] },
    });
  });

  test.each(COMMANDS(open))('only who may write may say %s', async path => {
    app.told.length = 0;
    expect(await ask(path, { body: {} })).toMatchObject({ status: 401, json: { code: 'no-token' } });
    expect(await ask(path, { body: {}, token: 'ghu_bob' })).toMatchObject({
      status: 403,
      json: { detail: expect.stringContaining('`bob` has read permission in `acme/shop`') },
    });
    expect(app.told).toEqual([]);
    const accepted = await ask(path, { body: {}, token: 'ghu_ada' });
    expect(accepted).toMatchObject({ status: 202, json: { run: open } });
    expect(accepted.headers.get('location')).toMatch(/\/api\/runs\/shop-1$/);
    expect(app.told).toMatchObject([{ run: open, actor: 'ada' }]);
  });

  test('only who may write starts a run', async () => {
    const path = '/api/repos/acme/shop/runs';
    app.told.length = 0;
    expect(await ask(path, { body: { pullRequest: 7 } })).toMatchObject({ status: 401 });
    expect(await ask(path, { body: { pullRequest: 7 }, token: 'ghu_eve' })).toMatchObject({ status: 403 });
    expect(app.told).toEqual([]);
    const accepted = await ask(path, { body: { pullRequest: 7 }, token: 'ghu_ada' });
    expect(accepted).toMatchObject({ status: 202, json: { run: 'shop-2' } });
    expect(app.told).toMatchObject([{ actor: 'ada', from: { kind: 'pull-request', number: 7 } }]);
  });
});

describe('of a private repository', () => {
  test('who may read it sees it', async () => {
    for (const path of READINGS(secret).slice(0, 3)) {
      expect(await ask(path, { token: 'ghu_bob' })).toMatchObject({ status: 200 });
    }
  });

  test.each([
    ...READINGS('vault-1'),
    ...COMMANDS('vault-1'),
  ])('a stranger is told of %s what is told where there is no such run', async path => {
    for (const token of [null, 'ghu_eve']) {
      const isCommand = COMMANDS('vault-1').includes(path);
      const asked = isCommand ? { body: {}, token } : { token };
      const told = await ask(path, asked);
      const nothing = await ask(path.replace('vault-1', 'vault-9'), asked);
      expect(told.status).toBe(isCommand && token === null ? 401 : 404);
      expect(told.text.replaceAll('vault-1', 'vault-9')).toBe(nothing.text);
      expect(head(told.headers)).toEqual(head(nothing.headers));
    }
  });

  test('nor of its list, which begins nothing', async () => {
    for (const asked of [{}, { token: 'ghu_eve' }, { token: 'ghu_eve', body: { pullRequest: 1 } }]) {
      const told = await ask('/api/repos/acme/vault/runs', asked);
      const nothing = await ask('/api/repos/acme/empty/runs', asked);
      expect(told.status).toBe(404);
      expect(told.text.replaceAll('acme/vault', 'acme/empty')).toBe(nothing.text);
    }
  });
});

test.each([
  'ghu_wrong',
  'with space',
  '',
  'x'.repeat(5000),
])('a token that is not good is refused before anything is told: %.20s', async token => {
  for (const run of [open, secret, 'vault-9']) {
    const told = await ask(`/api/runs/${run}`, { headers: { authorization: `Bearer ${token}` } });
    expect(told).toMatchObject({ status: 401, json: { code: 'bad-token' } });
    if (token !== '') expect(told.text).not.toContain(token);
  }
});

test('a GitHub that does not answer is said so, with a time to come again', async () => {
  app.trouble = new GitHubProblem({
    code: 'unavailable',
    message: 'no answer',
    hint: null,
    status: null,
    requestId: null,
    retryAt: null,
  });
  const told = await ask(`/api/runs/${secret}`, { token: 'ghu_ada' });
  expect(told).toMatchObject({ status: 503, json: { code: 'github-unavailable' } });
  expect(told.headers.get('retry-after')).toBe('30');
  app.trouble = new Error('a bug with a secret');
  const bug = await ask(`/api/runs/${secret}`, { token: 'ghu_ada' });
  expect(bug).toMatchObject({ status: 500, json: { title: 'Internal error' } });
  expect(bug.text).not.toContain('secret');
  expect(errors).toContain(app.trouble);
  app.trouble = null;
});

test('nor is it a bug that git cannot reach GitHub, or that Octokit cannot', async () => {
  const git = new GitError(['ls-remote', '--', 'https://github.example/acme/vault.git'], {
    ...{ code: 128, stdout: '', stderr: 'fatal: could not resolve host' },
  });
  for (const trouble of [git, Object.assign(new Error('Bad Gateway'), { status: 502 })]) {
    app.trouble = trouble;
    const told = await ask('/api/repos/acme/vault/runs', { token: 'ghu_ada', body: { plan: 'p.yml' } });
    expect(told).toMatchObject({ status: 503, json: { code: 'github-unavailable' } });
    expect(told.text).not.toContain('github.example');
  }
  app.trouble = null;
});

test('a database that does not answer is said so, with a time to come again', async () => {
  app.trouble = new DatabaseUnreachable('db.example:5432/braid', new Error('connection refused'));
  const told = await ask(`/api/runs/${secret}`, { token: 'ghu_ada' });
  app.trouble = null;
  expect(told).toMatchObject({ status: 503, json: { code: 'database-unavailable' } });
  expect(told.headers.get('retry-after')).toBe('10');
  expect(told.text).not.toMatch(/db\.example|Internal error/);
});

test('whoever sends a token is known by the address that the proxy has added', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.9, 192.0.2.1' };
  expect((await ask(`/api/runs/${open}`, { token: 'ghu_ada', headers })).status).toBe(200);
  expect(app.askedFrom).toBe('192.0.2.1');
});

test('no other site may read an answer in a browser', async () => {
  const { headers } = await ask(`/api/runs/${open}`, { headers: { origin: 'https://evil.example' } });
  expect([...headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([]);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

function head(headers: Headers): readonly string[] {
  return [...headers].filter(([name]) => name !== 'date').map(each => each.join(': '));
}

test('whoever has guessed too often is told when to come again, and nothing is told to the log', async () => {
  errors.length = 0;
  app.trouble = new TooManyGuesses(6);
  const refused = await ask(`/api/runs/${open}`, { token: 'ghu_made_up' });
  app.trouble = null;
  expect(refused).toMatchObject({ status: 429, json: { code: 'too-many-guesses' } });
  expect(refused.headers.get('retry-after')).toBe('6');
  expect(errors).toEqual([]);
});
