import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { OPERATIONS } from '../../../app/api/operations.ts';
import { startSchema } from '../../../app/api/schema/request-schema.ts';
import { readme, table } from '../../docs/book.ts';
import { PAYMENTS } from '../../report/payments.ts';
import { plan, task } from '../../run/simulate.ts';
import { served } from './calls.ts';

const { app, ask, url } = served();
const run = app.begin(plan(task('a'), task('b', { needs: ['a'] }), task('c'), task('d')), {
  script: {
    deeds: { c: ['crash'] },
    conflicts: [['a', 'd']],
    reds: [['b']],
    costs: { a: 0.2 },
    tokens: { a: 100 },
  },
});
app.goOn(run);
const token = 'ghu_ada';

interface Described {
  readonly paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>
  >;
  readonly components: { readonly schemas: Record<string, object> };
}

const described = async () => (await ask('/api/openapi.json')).json as Described;

/** Every field that is answered is described: here, nothing else may be there. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]));
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner;
}

async function validator(path: string, method: string, status: number) {
  const document = await described();
  const response = document.paths[path]?.[method]?.responses[status];
  if (response === undefined) throw new Error(`${method} ${path} does not describe ${status}`);
  const [content] = Object.values(response.content ?? {});
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  const schemas = closed(document.components.schemas);
  return ajv.compile({ ...content?.schema, components: { schemas } });
}

test('describes every operation, and nothing else', async () => {
  const { paths, components } = await described();
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  );
  expect(all.sort()).toEqual(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort());
  const text = JSON.stringify({ paths, components });
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(Object.keys(components.schemas)).toContain(name);
  expect(text).not.toContain('"$id"');
});

test.each([
  ['/api/repos/{owner}/{repo}/runs', 'get', 200, '/api/repos/acme/shop/runs', {}],
  [
    '/api/repos/{owner}/{repo}/runs',
    'post',
    202,
    '/api/repos/acme/shop/runs',
    { body: { plan: 'p.yml' }, token },
  ],
  ['/api/repos/{owner}/{repo}/runs', 'post', 400, '/api/repos/acme/shop/runs', { body: { plan: 3 }, token }],
  ['/api/repos/{owner}/{repo}/runs', 'get', 404, '/api/repos/acme/none/runs', {}],
  ['/api/runs/{run}', 'get', 200, `/api/runs/${run}`, {}],
  ['/api/runs/{run}', 'get', 401, `/api/runs/${run}`, { token: 'x' }],
  ['/api/runs/{run}', 'get', 404, '/api/runs/none', {}],
  ['/api/runs/{run}/batches', 'get', 200, `/api/runs/${run}/batches`, {}],
  ['/api/runs/{run}/batches/{number}', 'get', 200, `/api/runs/${run}/batches/1`, {}],
  ['/api/runs/{run}/batches/{number}', 'get', 404, `/api/runs/${run}/batches/9`, {}],
  ['/api/runs/{run}/cancel', 'post', 202, `/api/runs/${run}/cancel`, { method: 'POST', token }],
  ['/api/runs/{run}/retry', 'post', 403, `/api/runs/${run}/retry`, { method: 'POST', token: 'ghu_bob' }],
  ['/api/runs/{run}/resume', 'post', 415, `/api/runs/${run}/resume`, { body: '{}', token }],
] as const)('%s %s answers %d as described', async (path, method, status, address, asked) => {
  const validate = await validator(path, method, status);
  const told = await ask(address, asked);
  expect(told.status).toBe(status);
  expect([validate(told.json), validate.errors]).toEqual([true, null]);
});

test('a report with everything that can happen is as described', async () => {
  const validate = await validator('/api/runs/{run}', 'get', 200);
  const { reportJson } = await import('../../../shared/report/json.ts');
  const { summarize } = await import('../../../shared/report/summary.ts');
  const report: unknown = JSON.parse(JSON.stringify(reportJson(summarize(PAYMENTS, PAYMENTS.now))));
  expect([validate(report), validate.errors]).toEqual([true, null]);
});

test('the data of events are as described', async () => {
  const validate = await validator('/api/runs/{run}/events', 'get', 200);
  const { text } = await ask(`/api/runs/${run}/events`);
  const told = [...text.matchAll(/^event: progress\ndata: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
  expect(told.length).toBeGreaterThan(10);
  for (const each of told) expect([validate(each), validate.errors]).toEqual([true, null]);
});

test('says where it is', async () => {
  expect(await described()).toMatchObject({ openapi: '3.1.1', servers: [{ url: url() }] });
});

test('the README has a row for each request', () => {
  expect(table(readme, 'app-api')).toEqual(
    OPERATIONS.map(({ method, path, summary }) => [`\`${method} ${path}\``, summary]),
  );
});

test('what the README sends is a request', () => {
  const [, body = ''] = /--json '(.*?)'/.exec(readme.text) ?? [];
  expect(startSchema.safeParse(JSON.parse(body)).success).toBe(true);
});
