/** The log of the App: JSON lines with what they are about, and no secret, wherever it was. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { concealer } from '../../../app/operation/conceal.ts';
import { openLog } from '../../../app/operation/log.ts';
import { rsaKey } from './keys.ts';

const KEY = rsaKey();
const HOOK = 'a "quoted" secret/of+hook';
const TOKEN = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const line = z.record(z.string(), z.unknown());

function logged(say: (log: ReturnType<typeof openLog>) => void): { text: string; lines: unknown[] } {
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  say(openLog({ level: 'debug', secrets: [KEY, HOOK, 'p@ssword9'], write }));
  return {
    text,
    lines: text
      .trim()
      .split('\n')
      .map(each => line.parse(JSON.parse(each))),
  };
}

test('a line tells when, how grave, what, and what it is about', () => {
  const { lines } = logged(log => {
    log.child({ delivery: 'd-1' }).info({ run: 'shop-1', task: 'money' }, 'started');
    log.trace('too small to be told');
  });
  expect(lines).toEqual([
    {
      ...{ level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), msg: 'started' },
      ...{ delivery: 'd-1', run: 'shop-1', task: 'money' },
    },
  ]);
});

describe('no secret is in it', () => {
  const spelled: readonly (readonly [string, string])[] = [
    ['as it is', HOOK],
    ['as JSON', JSON.stringify(HOOK).slice(1, -1)],
    ['as JSON in JSON', JSON.stringify({ deep: JSON.stringify({ HOOK }) })],
    ['in an address', `https://example.com/?x=${encodeURIComponent(HOOK)}`],
    ['in base64', Buffer.from(HOOK).toString('base64')],
    ['of several lines', KEY],
    ['cut short', KEY.slice(0, 300)],
    ['of an installation', TOKEN],
    ['of a person', 'github_pat_11ABCDEFG0abcdefghij_klmnopqrstuvwxyz'],
    ['in the address of a clone', `https://x-access-token:${TOKEN}@github.com/acme/shop.git`],
    ['of a database', 'connect postgres://braid:sesame@db/braid failed'],
    ['of an App', 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiI0MiJ9.c2lnbmF0dXJl'],
    ['in a header', `authorization: Bearer ${'a1b2c3d4'.repeat(4)}`],
    ['of a login', 'GET /login/callback?code=0123456789abcdef&state=fedcba98765'],
    ['as a signature', `sha256=${'ab'.repeat(32)}`],
  ];
  const parts = [
    ...[KEY.split('\n')[3] ?? 'no key', HOOK, 'secret/of+hook', encodeURIComponent(HOOK), TOKEN],
    ...['sesame', 'p@ssword9', 'c2lnbmF0dXJl', 'a1b2c3d4', 'klmnopqrstuvwxyz', '0123456789abcdef'],
    ...['fedcba98765', 'abababab', Buffer.from(HOOK).toString('base64')],
  ];
  const places: readonly (readonly [string, (log: ReturnType<typeof openLog>, text: string) => void])[] = [
    ['a message', (log, text) => log.error(text)],
    ['a field', (log, text) => log.info({ run: text }, 'hello')],
    ['a field far down', (log, text) => log.info({ a: { b: [{ c: text }] } }, 'hello')],
    ['the name of a field', (log, text) => log.info({ [text]: 1 }, 'hello')],
    ['an error', (log, text) => log.error(new Error(text), 'failed')],
    ['the cause of an error', (log, text) => log.error({ err: new Error('no', { cause: new Error(text) }) })],
    ['one of many errors', (log, text) => log.error(new AggregateError([new Error(text)], 'all failed'))],
    ['a value that was thrown', (log, text) => log.error({ err: text }, 'failed')],
    ['a child', (log, text) => log.child({ delivery: text }).warn('hello')],
  ];
  test.each(places)('in %s', (_, put) => {
    for (const [how, text] of spelled) {
      const { text: written, lines } = logged(log => put(log, text));
      expect(lines).toHaveLength(1);
      for (const part of parts) expect(written, `${how}: ${written}`).not.toContain(part);
      expect(written, how).toContain('***');
    }
  });
});

test('fields whose name says that they are secret are not told, whatever they hold', () => {
  const names = [
    'authorization',
    'Cookie',
    'set-cookie',
    'x-hub-signature-256',
    'client_secret',
    'access_token',
  ];
  const { text, lines } = logged(log => {
    for (const name of names) log.info({ req: { headers: { [name]: ['one', 'two "three"'] } } }, 'a request');
    for (const name of names) log.info({ [name]: 'four' }, 'a request');
  });
  expect(lines).toHaveLength(12);
  expect(text).not.toMatch(/one|two|three|four/);
});

test('what a library hangs on an error is not told', () => {
  const error = Object.assign(new Error('Not Found'), {
    status: 404,
    request: { headers: { accept: 'everything' }, body: 'the body of a request' },
    event: { payload: { title: 'of a private repository' } },
  });
  const { text, lines } = logged(log => log.error(error, 'could not'));
  expect(lines).toMatchObject([
    { err: { name: 'Error', message: 'Not Found', status: 404 }, msg: 'could not' },
  ]);
  expect(text).not.toMatch(/everything|the body|private repository/);
});

test('a password too short to be looked for is hidden where it is used, and words stay words', () => {
  let text = '';
  const log = openLog({
    ...{ level: 'info', secrets: ['braid'] },
    write: more => {
      text += more;
    },
  });
  log.info('braid cannot reach postgres://braid:braid@db:5432/braid');
  expect(text).toContain('braid cannot reach postgres://***@db:5432/braid');
});

test('no text takes longer than its length', () => {
  const conceal = concealer(['a-secret-of-the-hook']);
  const begun = performance.now();
  for (const text of [':', 'a:', '://', 'token ', '"a', 'sha256='])
    conceal(JSON.stringify({ msg: `http://${text.repeat(50_000)}` }));
  // Seconds each, where it grows by the square.
  expect(performance.now() - begun).toBeLessThan(3_000);
});
