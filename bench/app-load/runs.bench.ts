/**
 * Fifty runs at once of twenty tasks each, in ten repositories with five pull requests each, all labelled in one moment. Real are the
 * App in its process, its database and queue, its clones and merges by git over HTTP, webhooks, artifacts and GitHub's API, by the
 * embedded GitHub. Played are the jobs of workflow runs (`light-jobs.ts`): a thousand with all their processes would measure the
 * runner for an hour. Nothing is verified, so each run lands unverified; and there is no pause between writes, which GitHub asks for.
 * Needs `npm run build`.
 */

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { EVENTS, PERMISSIONS } from '../../app/manifest.ts';
import { freePort } from '../../sandbox/http/free-port.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { repositoryOf } from '../../sandbox/state/world.ts';
import { folderOf } from '../../test/sandbox/loop/braid-shop.ts';
import { planOf } from '../../test/sandbox/loop/shop-plan.ts';
import { measure, type Row } from '../row.ts';
import { lightRunner } from './light-jobs.ts';
import { newFolder, newStore, type Server, startApp } from './servers.ts';

const REPOSITORIES = 10;
const PULLS = 5;
const RUNS = REPOSITORIES * PULLS;
const FIRST = 14;
const TASKS = 20;
const PATIENCE_MS = 15 * 60_000;
/** After which what is kept is what stays. */
const SETTLE_MS = 15_000;
/** As much as three Probot apps that do nothing. */
const LIMIT_MB = 300;
const CONFIG = `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
`;

measure('the App with fifty runs', benchRuns);

interface Asked {
  readonly repository: string;
  readonly pull: number;
}

async function benchRuns(): Promise<readonly Row[]> {
  const sandbox = await openGitHub();
  const store = await newStore();
  const app = await startOn(sandbox, store.place);
  const asked = await openPulls(sandbox);
  const before = { memory: app.memoryMb(), processor: app.processorSeconds() };
  const begun = performance.now();
  for (const { repository, pull } of asked) await sandbox.as('ann').label(repository, pull, 'braid:run');
  const peak = await until(app, () => asked.every(each => isOver(sandbox, each)));
  const seconds = (performance.now() - begun) / 1000;
  await delay(SETTLE_MS);
  const memory = app.memoryMb();
  const processor = app.processorSeconds() - before.processor;
  const wrong = asked.filter(each => !said(sandbox, each).includes(`all ${TASKS} tasks are in`));
  const [example] = wrong;
  return [
    {
      name: `of ${RUNS} runs at once of ${TASKS} tasks each, those that did not end with all tasks in`,
      ratio: wrong.length,
      limit: 0,
      atMost: true,
      detail:
        example === undefined
          ? `${seconds.toFixed(0)} s from the first label to the last end, on ${store.name}; the App took ${processor.toFixed(0)} s of processors`
          : `one says: ${said(sandbox, example).slice(0, 300)}\n${app.log().slice(-2_000)}`,
    },
    {
      name: 'memory of the App after them (MB)',
      ratio: memory,
      limit: LIMIT_MB,
      atMost: true,
      detail: `${before.memory.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`,
    },
  ];
}

async function openGitHub(): Promise<Sandbox> {
  const sandbox: Sandbox = await startSandbox({ runner: lightRunner(() => sandbox.world) });
  onTestFinished(() => sandbox.stop());
  const workflow = readFileSync(
    resolve(import.meta.dirname, '../../examples/workflows/braid-app.yml'),
    'utf8',
  );
  const from = folderOf({ '.github/workflows/braid.yml': workflow, '.github/braid.yml': CONFIG, one: '1\n' });
  for (let at = 0; at < REPOSITORIES; at++)
    await sandbox.addRepository(`octo/shop${at}`, { from, collaborators: { ann: 'write' } });
  return sandbox;
}

async function openPulls(sandbox: Sandbox): Promise<readonly Asked[]> {
  const ann = sandbox.as('ann');
  const asked: Asked[] = [];
  for (let at = 0; at < RUNS; at++) {
    const repository = `octo/shop${at % REPOSITORIES}`;
    const branch = `topic${Math.floor(at / REPOSITORIES)}`;
    await ann.commit(repository, branch, PLAN);
    asked.push({ repository, pull: await ann.openPull(repository, { head: branch, title: branch }) });
  }
  await sandbox.settled();
  return asked;
}

/** Later tasks need one of the first each. */
const PLAN = planOf(
  Object.fromEntries(
    Array.from({ length: TASKS }, (_, at) => {
      const needs = at < FIRST ? [] : [`needs: [t${at - FIRST}]`];
      return [`t${at}`, ['true', ...needs]] as const;
    }),
  ),
);

async function startOn(
  sandbox: Sandbox,
  place: Awaited<ReturnType<typeof newStore>>['place'],
): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const secret = 'a secret of this bench';
  const made = await sandbox.registerApp({
    name: 'Braid',
    permissions: Object.fromEntries(PERMISSIONS.map(({ name, level }) => [name, level])),
    events: EVENTS.map(({ name }) => name),
    hook: { url: `${url}/api/github/webhooks`, secret },
  });
  sandbox.install(
    made,
    Array.from({ length: REPOSITORIES }, (_, at) => `octo/shop${at}`),
  );
  return startApp({
    ...{ host: '127.0.0.1', port, url, apiUrl: sandbox.apiUrl, serverUrl: sandbox.serverUrl },
    ...{ logLevel: 'info', workers: 4, proxies: 0, keepDays: null, writePauseMs: 0, stopSeconds: 5 },
    database: place.kind === 'postgres' ? place : { kind: 'embedded', folder: place.path },
    clones: { folder: join(newFolder(), 'clones'), megabytes: 1_000 },
    credentials: { appId: made.id, privateKey: made.privateKey, webhookSecret: secret, login: null },
  });
}

function said(sandbox: Sandbox, { repository, pull }: Asked): string {
  const { comments } = repositoryOf(sandbox.world, repository);
  return [...comments.values()]
    .filter(({ number }) => number === pull)
    .map(({ body }) => body)
    .join('\n');
}

/** Its comment shows how it ended. */
function isOver(sandbox: Sandbox, asked: Asked): boolean {
  return /all \d+ tasks are in|failed|cancelled|partial/.test(said(sandbox, asked));
}

/** The most that the App had in memory meanwhile. */
async function until(app: Server, isSo: () => boolean): Promise<number> {
  const end = Date.now() + PATIENCE_MS;
  let peak = 0;
  while (!isSo() && Date.now() < end) {
    peak = Math.max(peak, app.memoryMb());
    await delay(250);
  }
  return peak;
}
