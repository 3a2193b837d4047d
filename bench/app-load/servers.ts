/** The App as `braid app` starts it, and a bare Probot app, each in a process of its own; what they take is read from `/proc`. Linux only. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../app/environment.ts';
import { type Database, openDatabase, type StorePlace } from '../../app/store/database.ts';

const APP = resolve(import.meta.dirname, '../../dist/app/index.js');
const BARE = join(import.meta.dirname, 'bare.mjs');
/** `.ci/postgres` starts it. */
const POSTGRES = process.env.BRAID_TEST_POSTGRES ?? null;
/** Of a process's times in `/proc`, in each second. */
const TICKS = 100;
const START_MS = 60_000;

export interface Server {
  readonly webhooksUrl: string;
  /** All that it said. */
  log(): string;
  /** What it has in memory now, in MB. */
  memoryMb(): number;
  /** What it took of processors so far, in seconds. */
  processorSeconds(): number;
  stop(): Promise<void>;
}

export interface Store {
  readonly place: StorePlace;
  /** For rows: which database it is. */
  readonly name: string;
}

/** Empty, and gone after the test. */
export async function newStore(): Promise<Store> {
  // An embedded database is one process's alone, and this looks into it.
  if (POSTGRES === null) throw new Error('expected BRAID_TEST_POSTGRES: eval "$(bash .ci/postgres)" sets it');
  const name = `bench_${randomBytes(8).toString('hex')}`;
  await onPostgres(`create database ${name}`);
  onTestFinished(() => onPostgres(`drop database if exists ${name} with (force)`));
  const url = Object.assign(new URL(POSTGRES), { pathname: `/${name}` }).href;
  return { place: { kind: 'postgres', url }, name: 'PostgreSQL' };
}

export async function onPostgres(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES ?? '' });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

export function startApp(environment: Environment): Promise<Server> {
  const { port, url, apiUrl, serverUrl, database, clones, credentials } = environment;
  const folder = newFolder();
  const key = join(folder, 'key.pem');
  writeFileSync(key, credentials.privateKey);
  return startServer(APP, [], port, {
    ...{
      BRAID_URL: url,
      PORT: String(port),
      BRAID_WRITE_PAUSE: '0',
      BRAID_WORKERS: String(environment.workers),
    },
    ...{ GITHUB_SERVER_URL: serverUrl, GITHUB_API_URL: apiUrl },
    ...{ APP_ID: String(credentials.appId), PRIVATE_KEY_PATH: key },
    ...{ WEBHOOK_SECRET: credentials.webhookSecret },
    ...(database.kind === 'postgres'
      ? { DATABASE_URL: database.url, BRAID_DATA: clones.folder }
      : { BRAID_DATA: database.folder }),
  });
}

export function startBare({ credentials }: Environment, port: number): Promise<Server> {
  return startServer(BARE, [String(port)], port, {
    ...{ APP_ID: String(credentials.appId), PRIVATE_KEY: credentials.privateKey },
    ...{ WEBHOOK_SECRET: credentials.webhookSecret, NODE_ENV: 'production' },
  });
}

async function startServer(
  script: string,
  args: readonly string[],
  port: number,
  variables: Readonly<Record<string, string>>,
): Promise<Server> {
  const logFile = join(newFolder(), 'log');
  const log = () => readFileSync(logFile, 'utf8');
  const output = openSync(logFile, 'a');
  const env = { PATH: process.env.PATH, ...variables };
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', output, output] });
  closeSync(output);
  onTestFinished(() => stop(child));
  const until = Date.now() + START_MS;
  while (!log().includes('listening')) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`expected a server:\n${log()}`);
    await delay(20);
  }
  return {
    webhooksUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
    log,
    memoryMb: () => Number(/^VmRSS:\s+(\d+) kB$/m.exec(ofProcess(child, 'status'))?.[1]) / 1024,
    processorSeconds: () => {
      const [, fields = ''] = ofProcess(child, 'stat').split(') ');
      const [user = '', system = ''] = fields.split(' ').slice(11);
      return (Number(user) + Number(system)) / TICKS;
    },
    stop: () => stop(child),
  };
}

function ofProcess({ pid }: ChildProcess, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'braid-load-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openStore({ place }: Store): Promise<Database> {
  const database = await openDatabase(place);
  onTestFinished(() => database.close());
  return database;
}
