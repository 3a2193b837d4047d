import { describe, expect, test } from 'vitest';
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
