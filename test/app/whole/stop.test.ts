/** The App is told to stop while GitHub is not there for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../../../app/operation/log.ts';
import { type RunningApp, serve } from '../../../app/serve.ts';
import type { StorePlace } from '../../../app/store/database.ts';
import { freePort } from '../../../sandbox/http/free-port.ts';
import { rsaKey } from '../operation/keys.ts';
import { onBothPlaces } from '../store/stores.ts';

/** Octokit alone would try again after 1, 4 and 9 s, and wait for each answer for 30 s. */
const SOON_MS = 6_000;

async function serveWith(apiUrl: string, database: StorePlace) {
  const folder = mkdtempSync(join(tmpdir(), 'braid-stop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const port = await freePort();
  const lines: string[] = [];
  const log = openLog({ level: 'info', secrets: [], write: line => void lines.push(line) });
  const app = await serve(
    {
      ...{ host: '127.0.0.1', port, url: `http://127.0.0.1:${port}`, apiUrl, serverUrl: apiUrl },
      ...{ logLevel: 'info', workers: 1, proxies: 0, keepDays: null, writePauseMs: 0, stopSeconds: 60 },
      database: database.kind === 'postgres' ? database : { kind: 'embedded', folder: database.path },
      clones: { folder, megabytes: 10 },
      credentials: { appId: 1, privateKey: rsaKey(), webhookSecret: 'unused', login: null },
    },
    log,
  );
  return { app, lines };
}

async function listenAsGitHub(answer: (response: ServerResponse) => void) {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    answer(response);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : null;
  return { url: `http://127.0.0.1:${port}`, asked: () => asked };
}

async function msToStop(app: RunningApp): Promise<number> {
  const begun = performance.now();
  expect(await app.stop()).toBe(true);
  return performance.now() - begun;
}

onBothPlaces('the App stops at once, with nothing in hand', newPlace => {
  test('while it waits for an answer of GitHub', async () => {
    const gitHub = await listenAsGitHub(() => {});
    const { app } = await serveWith(gitHub.url, await newPlace());
    await expect.poll(gitHub.asked).toBe(1);
    expect(await msToStop(app)).toBeLessThan(SOON_MS);
  });

  test('while it pauses before it asks GitHub again', async () => {
    const gitHub = await listenAsGitHub(response => response.writeHead(502).end());
    const { app, lines } = await serveWith(gitHub.url, await newPlace());
    // The next pause is of 9 s.
    await expect.poll(gitHub.asked).toBe(3);
    expect(await msToStop(app)).toBeLessThan(SOON_MS);
    expect(lines.join('')).not.toContain('could not look at everything');
  });
});
