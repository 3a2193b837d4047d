/** The API and the pages of the App as they read runs: from a database, and asking a sandbox's GitHub by Probot. Time is the test's. */
import { onTestFinished } from 'vitest';
import { Chronicles } from '../../../app/api/chronicle.ts';
import { apiHandler } from '../../../app/api/handler.ts';
import type { Access } from '../../../app/api/ports.ts';
import { openInstallations } from '../../../app/github/installations.ts';
import { liveRuns } from '../../../app/live/live-runs.ts';
import { recordedRuns } from '../../../app/live/recorded-runs.ts';
import { placeOf } from '../../../app/live/repository-now.ts';
import { PERMISSIONS } from '../../../app/manifest.ts';
import { openLog } from '../../../app/operation/log.ts';
import { openMetrics } from '../../../app/operation/metrics.ts';
import { openProbot } from '../../../app/operation/probot.ts';
import { pageHandler } from '../../../app/page/handler.ts';
import { gitHubAccess } from '../../../app/people/github-access.ts';
import { Guesses } from '../../../app/people/guesses.ts';
import type { Database } from '../../../app/store/database.ts';
import { openSqlJournal } from '../../../app/store/journal.ts';
import { addRun } from '../../../app/store/runs.ts';
import type { RegisteredApp } from '../../../sandbox/sandbox.ts';
import type { RunId, Sha } from '../../../shared/plan/plan.ts';
import { plan, task } from '../../run/simulate.ts';
import { openShop, type Shop } from '../../sandbox/shop.ts';
import { listen } from '../api/listen.ts';
import { MemoryApp } from '../api/memory-app.ts';
import { COUNTS } from '../operation/rig.ts';

export interface ReadingApp extends Shop {
  readonly access: Access;
  readonly errors: unknown[];
  readonly app: RegisteredApp;
  readonly installation: number;
  /** Nothing that was asked before is good any more. */
  later(): void;
  ask(path: string, asked?: { readonly token?: string; readonly body?: object }): Promise<Answered>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** `acme/shop` has one run, of one task, which is over. */
export async function openReadingApp(
  database: Database,
  { run, private: hidden }: { readonly run: string; readonly private: boolean },
): Promise<ReadingApp> {
  const shop = await openShop({ private: hidden });
  const { sandbox } = shop;
  const permissions = Object.fromEntries(PERMISSIONS.map(({ name, level }) => [name, level]));
  const made = await sandbox.registerApp({ name: 'Braid', permissions, events: [] });
  const installation = sandbox.install(made, ['acme/shop']);
  const log = openLog({ level: 'silent', secrets: [] });
  const metrics = openMetrics(COUNTS);
  const credentials = { appId: made.id, privateKey: made.privateKey, webhookSecret: 'a secret', login: null };
  const { apiUrl, serverUrl } = sandbox;
  const probot = await openProbot({ apiUrl, log, metrics, writePauseMs: 0, credentials });
  let time = Date.now();
  const now = () => time;
  const guesses = new Guesses(now);
  const installations = openInstallations({ auth: of => probot.auth(of) }, { guesses, now });
  const errors: unknown[] = [];
  const access = gitHubAccess({
    ...{ apiUrl, login: null, guesses, now },
    installed: (repository, person) => installations.permission(placeOf(repository), person),
  });
  const parts = {
    ...{ runs: recordedRuns(database, installations), live: liveRuns(database, 10), access },
    ...{ chronicles: new Chronicles(), now, serverUrl, onError: (error: unknown) => errors.push(error) },
  };
  const server = await listen(publicUrl => [
    apiHandler({ ...parts, commands: new MemoryApp(), publicUrl }),
    pageHandler({ ...parts, signIn: null }),
  ]);
  onTestFinished(() => server.stop());
  const repositoryId = sandbox.world.repositories.get('acme/shop')?.id ?? 0;
  await keepRun(database, { run, installation, repositoryId, isPrivate: hidden });
  return {
    ...{ ...shop, access, errors, app: made, installation },
    later: () => {
      time += 20_000;
    },
    ask: async (path, { token, body } = {}) => {
      const response = await fetch(`${server.url}${path}`, {
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
}

async function keepRun(
  database: Database,
  place: {
    readonly run: string;
    readonly installation: number;
    readonly repositoryId: number;
    readonly isPrivate: boolean;
  },
): Promise<void> {
  const { run, ...where } = place;
  const world = new MemoryApp();
  const id = world.begin(plan(task('a')), { run });
  world.goOn(id);
  await addRun(database, {
    ...{ id: id as RunId, ...where, repository: 'acme/shop', spot: 'pull request 7', pullRequest: 7 },
    ...{ commit: 'c'.repeat(40) as Sha, createdAt: 1, finishedAt: 2 },
    ...{ status: 'completed', headline: 'the only task is in' },
  });
  await openSqlJournal(database, id).append(world.simulator(id).journal, null);
}
