/** The App as it is started: the bundle as a process of its own, by itself and by the command. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../../sandbox/http/free-port.ts';
import { openBraidShop } from '../../sandbox/loop/braid-shop.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { rsaKey } from '../operation/keys.ts';
import { environmentFor, withAppWorkflow } from './whole-app.ts';

const APP = resolve(import.meta.dirname, '../../../dist/app/index.js');
const CLI = resolve(import.meta.dirname, '../../../dist/cli/index.js');

function start(args: readonly string[], variables: Readonly<Record<string, string>>) {
  const env = { PATH: process.env.PATH, ...variables };
  const child = execa(process.execPath, args, { env, extendEnv: false, reject: false, all: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'braid-process-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The part of its output, when it is there. */
async function said({ all }: ReturnType<typeof start>, pattern: RegExp): Promise<string> {
  let text = '';
  all.on('data', chunk => {
    text += chunk;
  });
  await expect.poll(() => text).toMatch(pattern);
  return pattern.exec(text)?.[1] ?? '';
}

test.each([
  ['by itself', [APP]],
  ['by the command', [CLI, 'app']],
])('started %s with nothing, it tells all that is missing at once', async (_how, args) => {
  const { exitCode, stderr } = await start(args, {});
  expect(exitCode).toBe(2);
  for (const name of ['APP_ID', 'WEBHOOK_SECRET', 'PRIVATE_KEY', 'BRAID_URL', 'BRAID_DATA'])
    expect(stderr).toContain(`  ${name}: missing`);
});

test('without an App yet it tells where one is made, and stops when it is told to', async () => {
  const port = await freePort();
  const child = start([APP], {
    ...{ BRAID_DATA: newFolder(), BRAID_URL: `http://127.0.0.1:${port}`, PORT: String(port) },
  });
  const address = await said(child, /^ {2}(http:\/\/127\.0\.0\.1:\d+\/setup\?key=\S+)$/m);
  expect(await (await fetch(address)).text()).toContain('Make the App');
  const statuses = ['/healthz', '/readyz'].map(async path => (await fetch(new URL(path, address))).status);
  expect(await Promise.all(statuses)).toEqual([200, 503]);
  child.kill('SIGTERM');
  expect(await child).toMatchObject({ exitCode: 0 });
});

test('where it cannot start, it says why, closes what it has opened, and ends', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const data = newFolder();
  const child = start([APP], {
    ...{ BRAID_DATA: data, BRAID_URL: `http://127.0.0.1:${port}`, PORT: port },
    ...{ APP_ID: '42', PRIVATE_KEY: rsaKey(), WEBHOOK_SECRET: 'a-secret-of-the-hook' },
  });
  const { exitCode, stderr } = await child;
  expect(stderr).toBe(`Braid cannot start: listen EADDRINUSE: address already in use 127.0.0.1:${port}`);
  expect(exitCode).toBe(1);
  const left = readdirSync(data, { recursive: true }).map(String);
  expect(left.filter(name => /process-\d+$/.test(name))).toEqual([]);
});

test('while it waits for the database, it stops when it is told to', async () => {
  const database = `postgres://ada@127.0.0.1:${await freePort()}/braid`;
  const child = start([APP], {
    ...{ BRAID_DATA: newFolder(), BRAID_URL: 'http://127.0.0.1:1', PORT: '0', DATABASE_URL: database },
    ...{ APP_ID: '42', PRIVATE_KEY: rsaKey(), WEBHOOK_SECRET: 'a-secret-of-the-hook' },
  });
  await said(child, /waiting for the database/);
  child.kill('SIGTERM');
  expect(await child).toMatchObject({ exitCode: 0, stderr: '' });
});

test('it is alive and ready, and what is under way when it is told to stop comes to its end', async () => {
  const shop = await openBraidShop(withAppWorkflow({ base: BASE, plan: planOf({ a: ['echo a > a'] }) }));
  const data = newFolder();
  const port = await freePort();
  const { credentials, url } = await environmentFor(shop.sandbox, {
    ...{ port, database: { kind: 'folder', path: data } },
  });
  const key = join(data, 'key.pem');
  writeFileSync(key, credentials.privateKey);
  const child = start([APP], {
    ...{ BRAID_DATA: data, BRAID_URL: url, PORT: String(port), BRAID_WRITE_PAUSE: '0' },
    ...{ GITHUB_SERVER_URL: shop.sandbox.serverUrl, GITHUB_API_URL: shop.sandbox.apiUrl },
    ...{ APP_ID: String(credentials.appId), PRIVATE_KEY_PATH: key },
    WEBHOOK_SECRET: credentials.webhookSecret,
  });
  await said(child, /listening, reached at /);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);

  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await expect.poll(() => shop.checks(), { interval: 1 }).not.toEqual([]);
  child.kill('SIGTERM');
  expect(await child).toMatchObject({ exitCode: 0 });
  // Whoever had put the check run has written the comment, too.
  expect(shop.comments()).toHaveLength(1);
});
