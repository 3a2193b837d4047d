import { expect, test } from 'vitest';
import { DatabaseUnreachable } from '../../../app/store/database.ts';
import { plan, task } from '../../run/simulate.ts';
import { ADA, BOB, EVE, PRIVATE, PUBLIC } from '../api/memory-app.ts';
import { cookiesOf, siteOfTests } from './site.ts';

const site = siteOfTests();
const secret = site.app.begin(plan(task('plans-of-acme')), { run: 'vault-1', repository: PRIVATE });
const open = site.app.begin(plan(task('a')), { run: 'shop-1', repository: PUBLIC });

/** The whole way: to GitHub, back, and to the page. */
async function signIn(to: string) {
  const left = await site.visit(`/login?to=${encodeURIComponent(to)}`);
  const gitHub = await site.visit(left.location ?? '');
  const back = await site.visit(gitHub.location ?? '', { cookie: cookiesOf(left) });
  return { left, gitHub, back, cookie: cookiesOf(left, back) };
}

test('a private run is shown to who may read its repository, after GitHub has told who that is', async () => {
  const asked = await site.visit(`/runs/${secret}`);
  expect(asked.status).toBe(401);
  expect(asked.text).toContain(`href="/login?to=%2Fruns%2F${secret}"`);
  expect(asked.text).not.toContain('plans-of-acme');
  site.github.person = BOB;
  const { back, cookie } = await signIn(`/runs/${secret}`);
  expect(back).toMatchObject({ status: 303, location: `/runs/${secret}` });
  const seen = await site.visit(`/runs/${secret}`, { cookie });
  expect(seen).toMatchObject({ status: 200 });
  expect(seen.text).toContain('plans-of-acme');
  expect(seen.text).toContain('signed in as bob');
  expect(seen.headers.get('cache-control')).toBe('private, no-store');
});

test('a stranger is told of a private run what is told where there is none', async () => {
  const nobody = await site.visit('/runs/vault-1');
  const missing = await site.visit('/runs/vault-9');
  expect(nobody.text.replaceAll('vault-1', 'vault-9')).toBe(missing.text);
  expect([nobody.status, missing.status]).toEqual([401, 401]);
  site.github.person = EVE;
  const { cookie } = await signIn('/runs/vault-1');
  const eve = await site.visit('/runs/vault-1', { cookie });
  const none = await site.visit('/runs/vault-9', { cookie });
  expect(eve.status).toBe(404);
  expect(eve.text.replaceAll('vault-1', 'vault-9')).toBe(none.text);
  expect((await site.visit('/runs/vault-1/events', { cookie })).status).toBe(404);
  expect((await site.visit('/runs/vault-1/events')).status).toBe(401);
});

test('whoever may not see a run any more, or is signed in no more, does not go on following it', async () => {
  const running = site.app.begin(plan(task('a')), { run: 'vault-2', repository: PRIVATE });
  site.github.person = BOB;
  const { cookie } = await signIn(`/runs/${running}`);
  const begun = site.now ?? 0;
  for (const hours of [0, 1]) {
    const stream = site.visit(`/runs/${running}/events`, { cookie });
    await expect.poll(() => site.app.followers).toBe(1);
    if (hours === 0) site.app.shutOut.add(BOB.id);
    site.now = begun + hours * 3_600_000;
    expect((await stream).text).toContain('id: 1');
    site.app.shutOut.clear();
    site.now = begun;
  }
});

test('a public run is shown to everybody, and asks nobody', async () => {
  const seen = await site.visit(`/runs/${open}`);
  expect(seen.status).toBe(200);
  expect(seen.headers.get('cache-control')).toBe('public, no-cache');
  expect(seen.text).not.toContain('Sign');
});

test('the cookies cannot be read by scripts, and hold no token', async () => {
  site.github.person = ADA;
  const { left, back } = await signIn('/runs/vault-1');
  for (const line of [...left.headers.getSetCookie(), ...back.headers.getSetCookie()])
    expect(line).toMatch(/; Path=\/; Max-Age=(?:600|3600|0); HttpOnly; SameSite=Lax$/);
  const payload = Buffer.from(/session=([^.]+)/.exec(cookiesOf(left, back))?.[1] ?? '', 'base64url');
  expect(JSON.parse(payload.toString())).toMatchObject({ value: ADA });
  expect(payload.toString()).not.toContain('ghu_');
});

test('a session ends after an hour, and by signing out', async () => {
  site.github.person = ADA;
  const { cookie } = await signIn('/runs/vault-1');
  const begun = site.now ?? 0;
  site.now = begun + 3_599_000;
  expect((await site.visit('/runs/vault-1', { cookie })).status).toBe(200);
  site.now = begun + 3_600_000;
  expect((await site.visit('/runs/vault-1', { cookie })).status).toBe(401);
  site.now = begun;
  const out = await site.visit('/logout', { cookie, method: 'POST' });
  expect(out).toMatchObject({ status: 303, location: '/' });
  expect(cookiesOf(out)).toBe('');
  const foreign = { method: 'POST', cookie, headers: { 'sec-fetch-site': 'cross-site' } };
  expect((await site.visit('/logout', foreign)).status).toBe(403);
  expect((await site.visit('/logout', { cookie })).status).toBe(405);
});

test('a session goes on while it is used and GitHub lets its owner see something, and half a day at most', async () => {
  site.github.person = BOB;
  const { back, cookie: first } = await signIn('/runs/vault-1');
  expect(back.status).toBe(303);
  const begun = site.now ?? 0;
  const at = async (minutes: number, cookie: string, path = '/runs/vault-1') => {
    site.now = begun + minutes * 60_000;
    const { status, headers } = await site.visit(path, { cookie });
    return { status, cookie: headers.getSetCookie()[0]?.split(';')[0] ?? null };
  };
  expect(await at(4, first)).toEqual({ status: 200, cookie: null });
  expect(await at(50, first, `/runs/${open}`)).toEqual({ status: 200, cookie: null });
  site.app.shutOut.add(BOB.id);
  expect(await at(50, first)).toEqual({ status: 404, cookie: null });
  site.app.shutOut.clear();
  let cookie = first;
  let minutes = 0;
  for (let seen = await at(50, cookie); seen.status === 200 && minutes < 24 * 60; ) {
    minutes += 50;
    cookie = seen.cookie ?? cookie;
    seen = await at(minutes + 50, cookie);
  }
  expect(minutes).toBeGreaterThan(11 * 60);
  expect(minutes).toBeLessThanOrEqual(13 * 60);
  expect(await at(60, first)).toEqual({ status: 401, cookie: null });
  site.now = begun;
});

test.each([
  'https://evil.example/',
  '//evil.example/runs/x',
  '/\\evil.example',
  '/runs/x/../../login',
  '/runs/x\r\nset-cookie: a=b',
  '/runs/../x',
  'runs/x',
  '/api/runs/x',
  '',
])('after signing in nobody is sent to %j', async to => {
  const { back } = await signIn(to);
  expect(back).toMatchObject({ status: 303, location: '/' });
});

test('a sign-in that was begun elsewhere, forged, used or refused gives no session', async () => {
  const left = await site.visit('/login?to=/runs/vault-1');
  const other = await site.visit('/login?to=/runs/vault-1');
  const gitHub = await site.visit(left.location ?? '');
  const callback = gitHub.location ?? '';
  const said = async (address: string, cookie?: string) => {
    const told = await site.visit(address, cookie === undefined ? {} : { cookie });
    expect(told.status).toBe(400);
    expect(cookiesOf(told)).not.toContain('session');
    return told.text;
  };
  expect(await said(callback)).toContain('not begun in this browser');
  expect(await said(callback, cookiesOf(other))).toContain('not begun in this browser');
  const forged = cookiesOf(left).replace(/=(.)/, (_, first) => `=${first === 'A' ? 'B' : 'A'}`);
  expect(await said(callback, forged)).toContain('not begun in this browser');
  expect(await said(callback.replace(/state=[^&]+/, 'state='), cookiesOf(left))).toContain('not begun');
  const cookie = cookiesOf(left);
  expect((await site.visit(callback, { cookie })).status).toBe(303);
  expect(await said(callback, cookie)).toContain('GitHub does not accept this sign-in');
  site.github.person = null;
  const declined = await site.visit(other.location ?? '');
  expect(await said(declined.location ?? '', cookiesOf(other))).toContain(
    'was not allowed to tell who you are',
  );
  site.github.person = ADA;
});

test('a session cannot be made of the cookie of a sign-in, nor by another secret', async () => {
  const left = await site.visit('/login?to=/runs/vault-1');
  const cookie = cookiesOf(left).replace('braid-sign-in=', 'braid-session=');
  expect((await site.visit('/runs/vault-1', { cookie })).status).toBe(401);
  for (const forged of ['', 'x', 'e30.e30', `${'A'.repeat(10_000)}.x`])
    expect((await site.visit('/runs/vault-1', { cookie: `braid-session=${forged}` })).status).toBe(401);
});

test('a GitHub that does not answer is said so', async () => {
  site.github.broken = 502;
  const { back } = await signIn('/runs/vault-1');
  site.github.broken = null;
  expect(back).toMatchObject({ status: 503 });
  expect(back.headers.get('retry-after')).toBe('30');
  expect(back.text).toContain('GitHub does not answer');
});

test('a database that does not answer is said so', async () => {
  site.github.person = BOB;
  const { cookie } = await signIn('/runs/vault-1');
  site.app.trouble = new DatabaseUnreachable('db.example:5432/braid', new Error('connection refused'));
  const told = await site.visit('/runs/vault-1', { cookie });
  site.app.trouble = null;
  expect(told.status).toBe(503);
  expect(told.headers.get('retry-after')).toBe('10');
  expect(told.text).toContain('<h1>The database does not answer</h1>');
  expect(told.text).not.toContain('db.example');
});

test('codes that are made up are sent to GitHub so often, and whoever sends more is told when to come again', async () => {
  site.github.asked.length = 0;
  const answers = [];
  const guess = async (code: string, from: string) => {
    const left = await site.visit('/login');
    const state = new URL(left.location ?? '').searchParams.get('state');
    const headers = { 'x-forwarded-for': from };
    return site.visit(`/login/callback?code=${code}&state=${state}`, { cookie: cookiesOf(left), headers });
  };
  for (let time = 0; time < 14; time += 1)
    answers.push(await guess(`made-up-${time}`, `203.0.113.${time}, 192.0.2.1`));
  const refused = answers.at(-1);
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused?.text).toContain('Too many sign-ins failed');
  expect(site.github.asked.length).toBeLessThanOrEqual(10);
  expect((await site.visit(`/runs/${open}`)).status).toBe(200);
  expect((await guess('another', '192.0.2.1, 198.51.100.7')).status).toBe(400);
});
