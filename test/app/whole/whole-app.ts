/** The App as it is served, on a sandbox: signed webhooks, a database, real clones, real workflow runs. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../../app/environment.ts';
import { EVENTS, PERMISSIONS } from '../../../app/manifest.ts';
import { openLog } from '../../../app/operation/log.ts';
import { type RunningApp, type ServeOptions, serve } from '../../../app/serve.ts';
import type { StorePlace } from '../../../app/store/database.ts';
import { freePort } from '../../../sandbox/http/free-port.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import { type BraidShop, openBraidShop, type ShopOptions } from '../../sandbox/loop/braid-shop.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const SECRET = 'a secret of these tests';

export interface WholeApp extends BraidShop {
  readonly url: string;
  readonly environment: Environment;
  readonly lines: readonly string[];
  readonly app: RunningApp;
  /** When the newest comment says so. */
  said(text: string | RegExp): Promise<string>;
}

/** The shop's workflow file is that for the App. */
export function withAppWorkflow(options: Omit<ShopOptions, 'landsAs'>): ShopOptions {
  const text = readFileSync(join(ROOT, 'examples/workflows/braid-app.yml'), 'utf8');
  return { ...options, base: { ...options.base, '.github/workflows/braid.yml': text } };
}

export async function openWholeApp(
  options: Omit<ShopOptions, 'landsAs'>,
  database: StorePlace,
  pace: ServeOptions = {},
): Promise<WholeApp> {
  const shop = await openBraidShop(withAppWorkflow(options));
  const port = await freePort();
  const environment = await environmentFor(shop.sandbox, { port, database });
  const lines: string[] = [];
  const log = openLog({ level: 'info', secrets: [], write: line => void lines.push(line) });
  const app = await serve(environment, log, { queue: { pollMs: 50 }, ...pace });
  onTestFinished(async () => void (await app.stop()));
  const said = async (text: string | RegExp): Promise<string> => {
    const until = Date.now() + 120_000;
    for (;;) {
      const found = shop.comments().findLast(each => each.search(text) >= 0);
      if (found !== undefined) return found;
      if (Date.now() > until)
        throw new Error(
          `nobody said ${text}; said was:\n${shop.comments().join('\n----\n')}\n${lines.join('')}`,
        );
      await new Promise(done => setTimeout(done, 50));
    }
  };
  return { ...shop, url: environment.url, environment, lines, app, said };
}

export async function environmentFor(
  sandbox: Sandbox,
  { port, database }: { readonly port: number; readonly database: StorePlace },
): Promise<Environment> {
  const folder = mkdtempSync(join(tmpdir(), 'braid-whole-app-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const url = `http://127.0.0.1:${port}`;
  const made = await sandbox.registerApp({
    name: 'Braid',
    permissions: Object.fromEntries(PERMISSIONS.map(({ name, level }) => [name, level])),
    events: EVENTS.map(({ name }) => name),
    hook: { url: `${url}/api/github/webhooks`, secret: SECRET },
  });
  sandbox.install(made, ['octo/shop']);
  return {
    ...{ host: '127.0.0.1', port, url, apiUrl: sandbox.apiUrl, serverUrl: sandbox.serverUrl },
    ...{ logLevel: 'info', workers: 4, proxies: 0, keepDays: null, writePauseMs: 0, stopSeconds: 5 },
    database: database.kind === 'postgres' ? database : { kind: 'embedded', folder: database.path },
    clones: { folder, megabytes: 1_000 },
    credentials: { appId: made.id, privateKey: made.privateKey, webhookSecret: SECRET, login: null },
  };
}
