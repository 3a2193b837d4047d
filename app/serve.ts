/** The whole App in this process: its parts opened, put together, and closed again in order. */
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Chronicles } from './api/chronicle.ts';
import { apiHandler } from './api/handler.ts';
import { Clones } from './clones/clones.ts';
import { openScratch } from './clones/scratch.ts';
import type { Environment } from './environment.ts';
import { endingRequests, pause } from './github/ending.ts';
import { openInstallations } from './github/installations.ts';
import { outsideTrouble } from './http/outside-trouble.ts';
import { deliveryWorker, openIntake } from './intake/intake.ts';
import { startReconciling } from './intake/reconcile.ts';
import { openCommands } from './live/commands.ts';
import { liveRuns } from './live/live-runs.ts';
import { recordedRuns } from './live/recorded-runs.ts';
import { placeOf } from './live/repository-now.ts';
import { healthRoutes } from './operation/health.ts';
import type { Log } from './operation/log.ts';
import { openMetrics } from './operation/metrics.ts';
import type { Part } from './operation/ports.ts';
import { openProbot } from './operation/probot.ts';
import { closeOpened, stop } from './operation/stop.ts';
import { webhookRoute } from './operation/webhook-route.ts';
import { pageHandler } from './page/handler.ts';
import { gitHubAccess } from './people/github-access.ts';
import { gitHubSignIn } from './people/github-sign-in.ts';
import { Guesses } from './people/guesses.ts';
import { SignIn } from './people/sign-in.ts';
import { startServer } from './server.ts';
import { runWorker } from './steps/run-worker.ts';
import { openWorkshop } from './steps/workshop.ts';
import { type Database, DatabaseUnreachable, openDatabase } from './store/database.ts';
import { countFailed, oldestWaitingSeconds } from './store/deliveries.ts';
import { migrate } from './store/migrate.ts';
import { openQueue, type QueueOptions } from './store/queue.ts';
import { countTroubled } from './store/runs/troubles.ts';
import { countRuns } from './store/runs.ts';

export interface ServeOptions {
  readonly queue?: Partial<QueueOptions>;
  /** Between two looks at everything, in milliseconds. */
  readonly reconcileMs?: number;
  /** A webhook that has not come for so long is asked for again, in milliseconds. */
  readonly lateMs?: number;
  /** An answer of GitHub may take so long, in milliseconds. */
  readonly timeoutMs?: number;
  /** For so long a workflow run that was asked for may be missing in GitHub's list, in milliseconds. */
  readonly lagMs?: number;
}

export interface RunningApp {
  readonly port: number;
  /** True: everything was closed as it should be. */
  stop(): Promise<boolean>;
}

/** A database that starts at the same time may take as long, in milliseconds. */
const DATABASE_MS = 60_000;
const DATABASE_PAUSE_MS = 1_000;

export async function serve(
  environment: Environment,
  log: Log,
  options: ServeOptions = {},
): Promise<RunningApp> {
  const opened: Part[] = [];
  try {
    return await open(environment, { ...options, log, opened });
  } catch (error) {
    await closeOpened(opened, log);
    throw error;
  }
}

/** `opened`: gets each part as soon as it is. */
interface Opening extends ServeOptions {
  readonly log: Log;
  readonly opened: Part[];
}

async function open(environment: Environment, { log, opened, ...options }: Opening): Promise<RunningApp> {
  const { apiUrl, serverUrl, url, stopSeconds, workers, proxies } = environment;
  const database = await openStore(environment, log);
  opened.push({ name: 'database', close: () => database.close() });
  const trouble = (error: unknown) => log.error({ err: error }, 'trouble in the queue; it goes on');
  const queue = await openQueue(database, { ...options.queue, trouble });
  opened.push({ name: 'queue', close: () => queue.stop(0) });
  const metrics = openMetrics({
    queueDepth: async () => Object.values(await queue.sizes()).reduce((sum, { waiting }) => sum + waiting, 0),
    runsByStatus: () => countRuns(database),
    deliveriesFailed: () => countFailed(database),
    oldestWaitingSeconds: () => oldestWaitingSeconds(database, Date.now()),
    runsTroubled: () => countTroubled(database),
  });
  const { credentials, writePauseMs } = environment;
  const { reconcileMs, lateMs, timeoutMs } = options;
  const probot = await openProbot({
    ...{ credentials, apiUrl, log, metrics, writePauseMs },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const app = endingRequests({ auth: installation => probot.auth(installation) });
  const installations = openInstallations(app, { guesses: new Guesses(Date.now), now: Date.now });
  const { folder, megabytes } = environment.clones;
  const scratch = await openScratch(join(folder, 'steps'));
  opened.push({ name: 'files of steps', close: () => scratch.close() });
  const clones = new Clones({
    ...{ folder: join(folder, 'repositories'), limitBytes: megabytes * 1_000_000 },
    pause,
    onTrouble: error => log.error({ err: error }, 'a clone could not be kept in order'),
    onLarge: ({ id, bytes }) =>
      log.warn(
        { repository: id, megabytes: Math.ceil(bytes / 1_000_000) },
        `a clone is larger than BRAID_CLONES_MB (${megabytes}), so it is made anew after each other one. Hint: raise BRAID_CLONES_MB`,
      ),
  });
  const workshop = openWorkshop({
    ...{ database, queue, installations, clones, log, url, serverUrl, folder: scratch.folder },
    ...(options.lagMs === undefined ? {} : { lagMs: options.lagMs }),
  });

  let isStopping = false;
  const onError = (error: unknown) => {
    const outside = outsideTrouble(error, Date.now());
    if (outside === null) log.error({ err: error }, 'Internal error');
    else log.warn({ err: error }, `a request was not answered: ${outside.title}`);
  };
  const runs = recordedRuns(database, installations);
  const shared = {
    ...{ runs, live: liveRuns(database), chronicles: new Chronicles(), now: Date.now, onError },
    access: gitHubAccess({
      ...{ apiUrl, login: credentials.login, guesses: new Guesses(Date.now), now: Date.now },
      installed: (repository, person) => installations.permission(placeOf(repository), person),
    }),
  };
  const server = await startServer({
    ...{ host: environment.host, port: environment.port, publicUrl: url, log },
    handlers: [
      healthRoutes({
        ...{ metrics, log, isStopping: () => isStopping },
        checks: {
          database: async () => void (await database.query('select 1')),
          queue: async () => void (await queue.sizes()),
          github: async () => void (await (await app.auth()).request('GET /app')),
        },
      }),
      webhookRoute({
        ...{ log, metrics, deliveries: openIntake({ database, queue, trouble }) },
        signatures: { verify: (payload, signature) => probot.webhooks.verify(payload, signature) },
      }),
      apiHandler({ ...shared, publicUrl: url, proxies, commands: openCommands(workshop, installations) }),
      pageHandler({ ...shared, serverUrl, signIn: signInOf(environment) }),
    ],
  });
  queue.work('deliveries', deliveryWorker({ database, queue }, workshop));
  queue.work('runs', runWorker(workshop, { atOnce: workers, metrics }));
  const reconciling = startReconciling({
    ...{ database, queue, app, log, keepDays: environment.keepDays },
    ...(reconcileMs === undefined ? {} : { everyMs: reconcileMs }),
    ...(lateMs === undefined ? {} : { lateMs }),
  });

  const graceMs = stopSeconds * 1_000;
  return {
    port: server.port,
    stop: () => {
      isStopping = true;
      return stop({
        ...{ server, graceMs, log },
        work: { settle: async () => void (await Promise.all([reconciling.close(), queue.stop(graceMs)])) },
        parts: [
          { name: 'clones', close: () => clones.close() },
          { name: 'files of steps', close: () => scratch.close() },
          { name: 'database', close: () => database.close() },
        ],
      });
    },
  };
}

async function openStore({ database: place }: Environment, log: Log): Promise<Database> {
  const until = Date.now() + DATABASE_MS;
  for (;;) {
    try {
      const database = await openDatabase(
        place.kind === 'postgres' ? place : { kind: 'folder', path: place.folder },
      );
      const taken = await migrate(database);
      if (taken.length > 0) log.info({ steps: taken }, 'the tables are brought up to date');
      return database;
    } catch (error) {
      if (!(error instanceof DatabaseUnreachable) || Date.now() > until) throw error;
      log.warn({ err: error }, 'waiting for the database');
      await delay(DATABASE_PAUSE_MS);
    }
  }
}

/** Null: nobody can sign in. */
function signInOf({ credentials, apiUrl, serverUrl, url: publicUrl, proxies }: Environment): SignIn | null {
  const { login, webhookSecret } = credentials;
  if (login === null) return null;
  // All replicas have it, and nobody else.
  const secret = createHmac('sha256', webhookSecret).update('cookies').digest('base64url');
  const jar = { secret, secure: publicUrl.startsWith('https:'), now: Date.now };
  const provider = gitHubSignIn({ apiUrl, serverUrl, ...login });
  return new SignIn({ jar, provider, guesses: new Guesses(Date.now), proxies, publicUrl });
}
