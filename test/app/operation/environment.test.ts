/** The App's environment variables: all that is missing or wrong at once, and never a value. */
import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainEnvironment, readEnvironment, secretsOf } from '../../../app/environment.ts';
import { VARIABLES } from '../../../app/variables.ts';
import { readme, table } from '../../docs/book.ts';
import { rsaKey } from './keys.ts';

const KEY = rsaKey();
const ALL = {
  APP_ID: '42',
  PRIVATE_KEY: KEY,
  WEBHOOK_SECRET: 'a-secret-of-the-hook',
  BRAID_URL: 'https://braid.example.com/',
  BRAID_DATA: '/var/lib/braid',
};

function environmentOf(given: Readonly<Record<string, string>>) {
  const reading = readEnvironment(given);
  if (reading.kind !== 'complete') throw new Error(`expected all to be well, found ${reading.kind}`);
  return reading.environment;
}

function complaint(given: Readonly<Record<string, string>>): string {
  const reading = readEnvironment(given);
  if (reading.kind === 'complete') throw new Error('expected something to be wrong');
  return explainEnvironment(reading.problems);
}

test('the least that is needed, and what counts without the rest', () => {
  expect(environmentOf(ALL)).toEqual({
    host: '127.0.0.1',
    port: 3000,
    url: 'https://braid.example.com',
    apiUrl: 'https://api.github.com',
    serverUrl: 'https://github.com',
    logLevel: 'info',
    database: { kind: 'embedded', folder: '/var/lib/braid/database' },
    clones: { folder: '/var/lib/braid/clones', megabytes: 4096 },
    proxies: 0,
    keepDays: null,
    workers: 4,
    writePauseMs: 1000,
    stopSeconds: 20,
    credentials: { appId: 42, privateKey: KEY, webhookSecret: 'a-secret-of-the-hook', login: null },
  });
});

test('an empty variable hides nothing of the App that was made here; one that is filled counts before it', () => {
  const { BRAID_URL, BRAID_DATA, ...made } = ALL;
  const reading = readEnvironment({ BRAID_URL, BRAID_DATA, APP_ID: '', WEBHOOK_SECRET: 'another' }, made);
  expect(reading).toMatchObject({
    kind: 'complete',
    environment: { credentials: { appId: 42, privateKey: KEY, webhookSecret: 'another' } },
  });
});

test('everything that is missing or wrong is told at once, with where to get it', () => {
  const text = complaint({
    APP_ID: 'forty-two',
    WEBHOOK_SECRET: 'development',
    PORT: '70000',
    LOG_LEVEL: 'loud',
    GITHUB_CLIENT_ID: 'Iv1.abc',
  });
  expect(text).toMatchInlineSnapshot(`
    "Braid cannot start, environment variables are missing or wrong:
      APP_ID: expected a whole number, such as 123456, found something else
          Get it on GitHub, Settings, Developer settings, GitHub Apps, your App, General, App ID.
      WEBHOOK_SECRET: expected the secret of the App’s webhook, and not \`development\`, which everybody knows, found something else
          Set it on GitHub, Settings, Developer settings, GitHub Apps, your App, General, Webhook, Secret; \`openssl rand -hex 32\` makes one.
      PRIVATE_KEY: missing, and so is PRIVATE_KEY_PATH: one of them is needed
          Get it on GitHub, Settings, Developer settings, GitHub Apps, your App, General, Private keys, Generate a private key.
      GITHUB_CLIENT_SECRET: missing, while its counterpart is there: logins need both
          Get it on GitHub, Settings, Developer settings, GitHub Apps, your App, General, Client secrets, Generate a new client secret.
      BRAID_URL: missing
          It is the address of your proxy or tunnel, or of this machine.
      BRAID_DATA: missing
          It is any folder that stays and that only Braid writes to.
      PORT: expected a whole number up to 65535, found something else
          Take one that nothing else listens on.
      LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent, found something else
          The preset is right, unless you look for something."
  `);
});

test.each(['', '  ', 'development'])('the webhook secret may not be %j', secret => {
  expect(complaint({ ...ALL, WEBHOOK_SECRET: secret })).toMatch(/^ {2}WEBHOOK_SECRET: /m);
});

test('no value is ever in the message', () => {
  const value = 'Value-That-Is-Secret';
  const all = Object.fromEntries(Object.keys(VARIABLES).map(name => [name, value]));
  expect(complaint(all)).not.toContain(value);
});

describe('the private key', () => {
  test.each([
    ['with its line breaks', KEY],
    ['with \\n in place of them', KEY.replaceAll('\n', '\\n')],
    ['in base64', Buffer.from(KEY).toString('base64')],
  ])('is read %s', (_, written) => {
    expect(environmentOf({ ...ALL, PRIVATE_KEY: written }).credentials.privateKey).toBe(KEY);
  });

  test('is read from a file', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'braid-key-')), 'key.pem');
    const { PRIVATE_KEY: _, ...rest } = ALL;
    expect(complaint({ ...rest, PRIVATE_KEY_PATH: path })).toMatch(/PRIVATE_KEY_PATH: expected a file that/);
    writeFileSync(path, KEY);
    expect(environmentOf({ ...rest, PRIVATE_KEY_PATH: path }).credentials.privateKey).toBe(KEY);
  });

  test('is refused when it is none', () => {
    const cut = KEY.slice(0, 200);
    expect(complaint({ ...ALL, PRIVATE_KEY: cut })).toMatch(/PRIVATE_KEY: expected an RSA key/);
  });
});

test('an Enterprise Server is known by one address, and another API may be named', () => {
  const own = { ...ALL, GITHUB_SERVER_URL: 'https://git.example.com' };
  expect(environmentOf(own).apiUrl).toBe('https://git.example.com/api/v3');
  expect(environmentOf({ ...own, GITHUB_API_URL: 'http://127.0.0.1:81/api' }).apiUrl).toBe(
    'http://127.0.0.1:81/api',
  );
});

test('the password of a database elsewhere is a secret', () => {
  const environment = environmentOf({
    ...ALL,
    DATABASE_URL: 'postgres://braid:p%40ssword9@db/braid',
    GITHUB_CLIENT_ID: 'Iv1.abc',
    GITHUB_CLIENT_SECRET: 'client-secret-1',
  });
  expect(environment.database).toEqual({ kind: 'postgres', url: 'postgres://braid:p%40ssword9@db/braid' });
  expect(secretsOf(environment)).toEqual([
    KEY,
    'a-secret-of-the-hook',
    'client-secret-1',
    'postgres://braid:p%40ssword9@db/braid',
    'p@ssword9',
  ]);
});

test('a password with any signs comes by itself, and one that breaks the address is told of', () => {
  const password = 'a/b#c@d%e';
  const { database, ...others } = environmentOf({
    ...ALL,
    DATABASE_URL: 'postgres://braid@db/braid',
    PGPASSWORD: password,
  });
  expect(database).toEqual({ kind: 'postgres', url: 'postgres://braid:a%2Fb%23c%40d%25e@db/braid' });
  expect(secretsOf({ ...others, database })).toContain(password);
  for (const broken of ['a%b', 'a/b', 'a#b'])
    expect(complaint({ ...ALL, DATABASE_URL: `postgres://braid:${broken}@db/braid` })).toMatch(
      /^ {2}DATABASE_URL: expected an address .* found something else$/m,
    );
});

test('where nothing is known of an App yet, one can be made; a part of it is a mistake', () => {
  const { BRAID_URL, BRAID_DATA } = ALL;
  expect(readEnvironment({ BRAID_URL, BRAID_DATA }).kind).toBe('without-app');
  expect(readEnvironment({ BRAID_URL, BRAID_DATA, APP_ID: '42' }).kind).toBe('wrong');
  expect(readEnvironment({ BRAID_DATA }).kind).toBe('wrong');
});

test('the README has a row for each variable', () => {
  expect(table(readme, 'app-variables')).toEqual(
    Object.entries(VARIABLES).map(([name, { preset, meaning }]) => [`\`${name}\``, preset, meaning]),
  );
});
