/** The App is made with one click, once, by whoever started the server. */
import { mkdir, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../../app/environment.ts';
import { manifest } from '../../../app/manifest.ts';
import { readCredentials, whyNoPlace } from '../../../app/operation/setup/credentials-file.ts';
import { openSetup } from '../../../app/operation/setup/setup-route.ts';
import { openShop } from '../../sandbox/shop.ts';
import { openShell } from './rig.ts';

const URL_OF_BRAID = 'https://braid.example.com';

async function openStage() {
  const { sandbox } = await openShop();
  const file = join(await mkdtemp(join(tmpdir(), 'braid-setup-')), 'data', 'credentials.env');
  const shell = await openShell({ handlers: [(...both) => setup.handler(...both)] });
  const { serverUrl, apiUrl } = { serverUrl: 'https://github.example.com', apiUrl: sandbox.apiUrl };
  const setup = openSetup({ url: URL_OF_BRAID, serverUrl, apiUrl, file, log: shell.log });
  const get = async (address: string) => {
    const response = await fetch(address.replace(URL_OF_BRAID, shell.url));
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const start = await get(setup.address);
  const state = /settings\/apps\/new\?state=([\w-]+)/.exec(start.text)?.[1] ?? '';
  const created = (code: string, given = state) =>
    get(`${URL_OF_BRAID}/setup/created?code=${code}&state=${given}`);
  return { setup, sandbox, file, get, start, created, lines: shell.lines };
}

test('the page sends the manifest to GitHub, and nothing anywhere else', async () => {
  const { start, setup, get } = await openStage();
  expect(start.status).toBe(200);
  expect(start.text).toContain(JSON.stringify(manifest(URL_OF_BRAID)).replaceAll('"', '&quot;'));
  expect(start.headers.get('content-security-policy')).toContain(
    "form-action 'self' https://github.example.com;",
  );
  const [, style = ''] = /<link rel="stylesheet" href="([^"]+)">/.exec(start.text) ?? [];
  expect((await get(`${URL_OF_BRAID}${style}`)).headers.get('content-type')).toContain('text/css');
  const other = await get(`${setup.address}&organization=${encodeURIComponent('a"/b')}`);
  expect(other.text).toContain(
    'action="https://github.example.com/organizations/a%22%2Fb/settings/apps/new?state=',
  );
});

test('the code is given for credentials, which only their owner may read and the App starts with', async () => {
  const { sandbox, created, file, lines, get, setup } = await openStage();
  const answer = await created(sandbox.confirmManifest({ ...manifest(URL_OF_BRAID) }));
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('/installations/new"');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const reading = readEnvironment({
    ...(await readCredentials(file)),
    BRAID_URL: URL_OF_BRAID,
    BRAID_DATA: '/x',
  });
  expect(reading.kind).toBe('complete');
  if (reading.kind !== 'complete') return;
  const { webhookSecret, privateKey } = reading.environment.credentials;
  for (const text of [answer.text, JSON.stringify(lines)]) {
    expect(text).not.toContain(webhookSecret);
    expect(text).not.toContain(privateKey.split('\n')[3]);
  }
  expect((await get(setup.address)).status).toBe(404);
});

test('without the key, and with the state of somebody else, there is nothing here', async () => {
  const { get, sandbox, created, file } = await openStage();
  expect((await get(`${URL_OF_BRAID}/setup`)).status).toBe(404);
  expect((await get(`${URL_OF_BRAID}/setup?key=guessed`)).status).toBe(404);
  expect((await created(sandbox.confirmManifest({}), 'guessed')).status).toBe(404);
  expect(await readCredentials(file)).toEqual({});
});

test('a code that GitHub does not know may be followed by one that it knows', async () => {
  const { sandbox, created } = await openStage();
  expect((await created('unknown')).status).toBe(502);
  expect((await created(sandbox.confirmManifest({ ...manifest(URL_OF_BRAID) }))).status).toBe(200);
});

test('credentials that are there are not overwritten', async () => {
  const { sandbox, created, file } = await openStage();
  await created('unknown');
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, 'APP_ID="1"\n');
  expect((await created(sandbox.confirmManifest({ ...manifest(URL_OF_BRAID) }))).status).toBe(502);
  expect(await readCredentials(file)).toEqual({ APP_ID: '1' });
});

test('before an App is made, there is a place for what GitHub gives only once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'braid-setup-'));
  expect(await whyNoPlace(join(folder, 'data', 'app.env'))).toBeNull();
  expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
  await writeFile(join(folder, 'file'), '');
  expect(await whyNoPlace(join(folder, 'file', 'app.env'))).toContain('name another one in BRAID_DATA');
  await writeFile(join(folder, 'data', 'app.env'), 'NOTES="none"\n');
  expect(await whyNoPlace(join(folder, 'data', 'app.env'))).toContain('Move it away, and start again');
});
