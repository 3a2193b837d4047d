import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import type { Sha, TaskId } from '../../../shared/plan/plan.ts';
import type { Refusal } from '../../../shared/report/github/refusal.ts';
import { plan, task } from '../../run/simulate.ts';
import { served } from './calls.ts';

const { app, ask, url } = served();
const run = app.begin(plan(task('a'), task('b')));
const runs = '/api/repos/acme/shop/runs';
const token = 'ghu_ada';

test.each([
  [{ plan: 'plans/big.yml' }, { kind: 'plan', path: 'plans/big.yml', branch: null }],
  [
    { plan: 'plan.yml', branch: 'feature/x' },
    { kind: 'plan', path: 'plan.yml', branch: 'feature/x' },
  ],
  [{ pullRequest: 12 }, { kind: 'pull-request', number: 12 }],
])('a run is started from %j', async (body, from) => {
  app.told.length = 0;
  expect((await ask(runs, { token, body })).status).toBe(202);
  expect(app.told).toMatchObject([{ from }]);
});

test.each([
  [{}, 'expected either `pullRequest` or `plan`'],
  [{ plan: 'a', pullRequest: 1 }, 'expected either `pullRequest` or `plan`'],
  [{ pullRequest: 1, branch: 'x' }, 'with `branch` only beside `plan`'],
  [{ pullRequest: '1' }, '`pullRequest`: '],
  [{ pullRequest: -1 }, '`pullRequest`: '],
  [{ plan: '' }, '`plan`: '],
  [{ plan: 'a', also: 'b' }, 'also'],
  [[], 'expected object'],
  [null, 'expected object'],
])('a start that is not as described is refused: %j', async (body, said) => {
  app.told.length = 0;
  const told = await ask(runs, { token, body });
  expect(told).toMatchObject({ status: 400, json: { code: 'wrong-request' } });
  expect(told.text).toContain(said);
  expect(told.headers.get('content-type')).toContain('application/problem+json');
  expect(app.told).toEqual([]);
});

test('a retry names tasks, or means all that is not merged', async () => {
  app.told.length = 0;
  await ask(`/api/runs/${run}/retry`, { token, body: { tasks: ['b', 'a'] } });
  await ask(`/api/runs/${run}/retry`, { token, method: 'POST' });
  expect(app.told).toMatchObject([{ tasks: ['a', 'b'] }, { tasks: null }]);
  const unknown = await ask(`/api/runs/${run}/retry`, { token, body: { tasks: ['a', 'c'] } });
  expect(unknown).toMatchObject({
    status: 400,
    json: { code: 'no-task', detail: '`shop-1` has no task `c`.', hint: 'Its tasks: `a` and `b`.' },
  });
});

const commit = 'c0ffee'.padEnd(40, '0') as Sha;
const refusals: readonly (readonly [Refusal, number])[] = [
  [
    {
      kind: 'invalid-plan',
      commit,
      diagnostics: [
        {
          severity: 'error',
          code: 'unknown-task',
          message: 'unknown task `modles` in needs',
          hint: 'did you mean `models`?',
          file: 'plan.yml',
          line: 14,
          column: 13,
          length: 6,
          excerpt: [],
        },
      ],
    },
    400,
  ],
  [{ kind: 'no-plan', commit, planFile: 'plan.yml' }, 400],
  [{ kind: 'already-running', run }, 409],
  [{ kind: 'nothing-to-cancel', run }, 409],
  [{ kind: 'asked-late', ago: 5_400_000, since: null }, 409],
  [{ kind: 'nothing-to-retry', run }, 409],
  [{ kind: 'head-rewritten', asked: commit, head: commit }, 409],
  [{ kind: 'fork', head: 'eve/shop' }, 403],
  [{ kind: 'no-task', run, task: 'x', tasks: ['a' as TaskId] }, 400],
  [{ kind: 'on-a-tag', tag: 'v1' }, 400],
  [{ kind: 'time-limits', setting: 'task-minutes', minutes: 90, jobMinutes: 60 }, 400],
];

test.each(refusals)('a refusal is told in the words of comments: %j', async (refusal, status) => {
  app.refusal = refusal;
  const told = await ask(runs, { token, body: { pullRequest: 3 } });
  app.refusal = null;
  expect(told).toMatchObject({ status, json: { code: refusal.kind, status } });
  if (refusal.kind === 'invalid-plan')
    expect(told.json).toMatchObject({
      diagnostics: [{ line: 14, message: 'unknown task `modles` in needs' }],
    });
  if (refusal.kind === 'already-running') expect(told.json).toMatchObject({ run });
});

test.each([
  ['DELETE', `/api/runs/${run}`, 'GET, HEAD'],
  ['GET', `/api/runs/${run}/cancel`, 'POST'],
  ['PUT', runs, 'GET, HEAD, POST'],
  ['OPTIONS', '/api/openapi.json', 'GET, HEAD'],
])('%s %s is answered with what is allowed', async (method, path, allowed) => {
  const told = await ask(path, { method });
  expect(told).toMatchObject({ status: 405, json: { code: 'wrong-method' } });
  expect(told.headers.get('allow')).toBe(allowed);
});

test.each([
  '/api',
  '/api/',
  '/api/nothing',
  '/api/runs',
  `/api/runs/${run}/`,
  `/api/runs/${run}/batches/x`,
  '/api/runs/..%2f..%2fetc',
  '/api/runs/a.b',
  '/api/repos/acme/../runs',
  '/api/repos/acme/%2e%2e/runs',
])('nothing is at %s', async path => {
  expect(await ask(path)).toMatchObject({ status: 404, json: { code: 'no-such-path' } });
});

test('what is not of the API is left to others', async () => {
  for (const path of ['/', '/apix', '/api/github/webhooks', '/runs/x', '/%zz'])
    expect((await ask(path)).text).toBe('Not found\n');
});

test('a batch that there is not is said so', async () => {
  expect(await ask(`/api/runs/${run}/batches/2`)).toMatchObject({
    status: 404,
    json: { code: 'no-batch', detail: 'Expected a number from 1 to 1, found `2`.' },
  });
});

test.each([
  ['text/plain', '{}', 415],
  ['application/x-www-form-urlencoded', 'plan=a', 415],
  ['application/json; charset=latin1', '{}', 415],
  ['application/json; charset=utf-8', '{"pullRequest": 1}', 202],
  ['application/json', '{"pullRequest": 1', 400],
  ['application/json', '\u0000', 400],
  ['application/json', `{"plan": "${'x'.repeat(70_000)}"}`, 413],
])('a body of %s is read or refused: %.30s', async (type, body, status) => {
  expect((await ask(runs, { token, body, headers: { 'content-type': type } })).status).toBe(status);
});

test('a body that grows beyond the limit is not waited for, and who is unknown is not listened to', async () => {
  expect(await endless({ authorization: `Bearer ${token}` })).toBe(413);
  expect(await endless({})).toBe(401);
});

/** A body whose length nobody knows, sent until there is an answer. */
function endless(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = httpRequest(`${url()}${runs}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
    });
    const more = () => {
      if (!asking.destroyed && asking.write('x'.repeat(16_384))) setImmediate(more);
    };
    asking.on('drain', more);
    asking.on('response', response => {
      resolve(response.statusCode ?? 0);
      asking.destroy();
    });
    asking.on('error', reject);
    more();
  });
}

test('HEAD tells what GET would', async () => {
  const told = await ask(`/api/runs/${run}`, { method: 'HEAD' });
  expect(told).toMatchObject({ status: 200, text: '' });
});
