import { describe, expect, test } from 'vitest';
import type { TaskId } from '../../../shared/plan/plan.ts';
import { START } from '../../report/states.ts';
import { plan, task } from '../../run/simulate.ts';
import { pacedRun } from '../browser/paced.ts';
import { MISHAPS, many, SHOP } from '../browser/plans.ts';
import { siteOfTests } from './site.ts';

const site = siteOfTests();
const whole = pacedRun(SHOP, MISHAPS);
const run = site.app.keep('payments-7f3a', whole);

/** What somebody could try to do to a reader. */
const NASTY = '"><script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) \u202eevil';

test('twenty tasks are less than 100 kB, and 256 less than 100 kB on the way', async () => {
  const { text } = await site.visit(`/runs/${run}`);
  expect(text.length).toBeLessThan(100_000);
  const crowd = site.app.begin(many(256), { run: 'crowd' });
  const packed = await site.visit(`/runs/${crowd}`, { headers: { 'accept-encoding': 'gzip' } });
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(Number(packed.headers.get('content-length'))).toBeLessThan(100_000);
});

test('says at once whether it is in, and links to where things are on GitHub', async () => {
  const { text } = await site.visit(`/runs/${run}`);
  const home = `${site.github.url}/acme/shop`;
  expect(text).toContain('<h1>11 of 20 tasks are in</h1>');
  expect(text).toContain(`<a href="${home}/pull/7">pull request #7</a>`);
  expect(text).toMatch(new RegExp(`<dt>merged as</dt><dd><a href="${home}/commit/[0-9a-f]{40}">`));
  expect(text).toMatch(
    new RegExp(`Work kept on <a href="${home}/compare/[0-9a-f]{40}\\.\\.\\.braid/payments-7f3a/tidy">`),
  );
});

test('says of a merged task with what it was verified', async () => {
  const { text } = await site.visit(`/runs/${run}`);
  expect(text).toMatch(
    /<dt>verified in<\/dt><dd><a href="[^"]+\/commit\/[0-9a-f]{40}"><code[^>]*>[0-9a-f]{7}<\/code><\/a>, the merge of [\w, ]+ and \w+: green after 34\.0 s, 2026-/,
  );
});

describe('an attempt under way', () => {
  const events = pacedRun(plan(task('a'), task('b'), task('c')), {}, 'live');
  const live = site.app.keep(
    'live-7f3a',
    events.slice(
      0,
      events.findIndex(({ type }) => type === 'attempt-started'),
    ),
  );
  const url = () => `${site.github.url}/acme/shop/actions/runs/5/job/6`;
  const job = { task: 'a' as TaskId, attempt: 1, startedAt: START, endedAt: null } as const;

  test('runs since its job began, with a link to its log', async () => {
    site.now = START + 90_000;
    site.app.hear(live, [
      { ...job, status: 'running', url: url() },
      { ...job, task: 'b' as TaskId, status: 'queued', startedAt: null, url: url() },
      { ...job, task: 'c' as TaskId, status: 'over', endedAt: START + 30_000, url: url() },
    ]);
    const { text } = await site.visit(`/runs/${live}`);
    site.now = START;
    const [, a = '', b = '', c = ''] = text.split(/<details class="task"/);
    expect(a).toContain('<span class="label busy">running</span><span class="numbers">1 min 30 s</span>');
    expect(a).toContain(`<dt>log</dt><dd><a href="${url()}">on GitHub</a></dd>`);
    expect(b).toContain('<span class="label quiet">waiting</span>');
    expect(c).toContain('<span class="numbers">30.0 s</span>');
    expect(c).toContain('its job is over, and is taken in with the others of its workflow run');
  });

  test('is what its events say as soon as they say anything', async () => {
    site.app.keep(live, events);
    site.app.hear(live, [{ ...job, status: 'running', url: 'javascript:alert(1)' }]);
    const { text } = await site.visit(`/runs/${live}`);
    expect(text).toContain('All 3 tasks are in');
    expect(text).not.toContain('javascript:');
  });
});

describe('text of others', () => {
  const nasty = site.app.begin(
    plan(task('a', { title: NASTY, paths: [NASTY], backend: 'sh', labels: [NASTY] }), task('b')),
    { run: 'nasty', script: { deeds: { a: ['crash'] } } },
  );
  site.app.goOn(nasty);

  test('makes no element, no handler, no style and no address', async () => {
    const { text } = await site.visit(`/runs/${nasty}`);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toMatch(/<img|<iframe|<[^>]*\s(?:on\w+|style)=/i);
    expect(text).not.toContain('\u202e');
    for (const [, address = ''] of text.matchAll(/\s(?:href|src|action)="([^"]*)"/g))
      expect(address).toMatch(new RegExp(`^(?:#|/(?!/)|$|${site.github.url}/acme/shop)`));
  });
});

test('a page runs and loads what is its own, and is framed by nobody', async () => {
  const { headers, text } = await site.visit(`/runs/${run}`);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  const files = [...text.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(files).toHaveLength(3);
  for (const file of files) {
    const asset = await site.visit(file);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect(asset.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

test.each([
  ['GET', '/runs/none', 401],
  ['GET', '/runs/..%2fx', 404],
  ['GET', '/runs/a/b/c', 404],
  ['GET', '/runs', 404],
  ['GET', '/assets/none.js', 404],
  ['GET', '/login/elsewhere', 404],
  ['POST', '/runs/payments-7f3a', 405],
  ['DELETE', '/', 405],
  ['HEAD', '/runs/payments-7f3a', 200],
  ['GET', '/', 200],
])('%s %s is answered with %d', async (method, path, status) => {
  const told = await site.visit(path, { method });
  expect(told.status).toBe(status);
  if (status === 405) expect(told.headers.get('allow')).toBe('GET, HEAD');
});

test('what is not a page is left to others', async () => {
  for (const path of ['/api/github/webhooks', '/healthz', '/runsx'])
    expect((await site.visit(path)).text).toBe('Not found\n');
});
