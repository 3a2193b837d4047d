/**
 * The databases that the tests of the store run on: the embedded one, and a real PostgreSQL where BRAID_TEST_POSTGRES names one
 * (`.ci/postgres` starts it). To open an embedded one takes a second or two, so the tests of a file share one, which each finds empty.
 */

import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, onTestFinished } from 'vitest';
import { type Database, openDatabase, type StorePlace } from '../../../app/store/database.ts';
import { migrate } from '../../../app/store/migrate.ts';
import { ALL_TESTS } from '../../all-tests.ts';

const POSTGRES = process.env.BRAID_TEST_POSTGRES ?? null;

interface Engine {
  readonly name: string;
  /** A place with nothing in it, for whoever opens it, as often as the engine allows. */
  newPlace(): Promise<StorePlace>;
}

const EMBEDDED: Engine = {
  name: 'embedded',
  async newPlace() {
    const path = mkdtempSync(join(tmpdir(), 'braid-store-'));
    cpSync(await emptyFolder(), path, { recursive: true });
    return { kind: 'folder', path };
  },
};

const databases: string[] = [];
afterAll(async () => {
  for (const name of databases.splice(0)) await onServer(`drop database if exists ${name} with (force)`);
});

const SERVER: Engine = {
  name: 'PostgreSQL (BRAID_TEST_POSTGRES)',
  async newPlace() {
    if (POSTGRES === null) throw new Error('expected BRAID_TEST_POSTGRES');
    const name = `test_${randomBytes(8).toString('hex')}`;
    await onServer(`create database ${name}`);
    databases.push(name);
    return { kind: 'postgres', url: Object.assign(new URL(POSTGRES), { pathname: `/${name}` }).href };
  },
};

/** The same tests on both, each with an empty store. */
export function onBothEngines(what: string, tests: StoreTests): void {
  describe(`${what}, ${EMBEDDED.name}`, on(EMBEDDED, tests));
  describe.skipIf(POSTGRES === null)(`${what}, ${SERVER.name}`, on(SERVER, tests));
}

/** What takes long, and does not depend on the engine: as {@link onOnePlace}. */
export function onOneEngine(what: string, tests: StoreTests): void {
  const engine = POSTGRES === null ? EMBEDDED : SERVER;
  if (ALL_TESTS) onBothEngines(what, tests);
  else describe(`${what}, ${engine.name}`, on(engine, tests));
}

type StoreTests = (newStore: () => Promise<Database>) => void;

function on(engine: Engine, tests: StoreTests): () => void {
  return () => {
    let shared: Promise<Database> | null = null;
    afterAll(async () => (await shared)?.close());
    tests(async () => {
      shared ??= openStore(engine);
      await empty(await shared);
      return shared;
    });
  };
}

/** For tests that open a place themselves. */
export function onBothPlaces(what: string, tests: (newPlace: () => Promise<StorePlace>) => void): void {
  describe(`${what}, ${EMBEDDED.name}`, () => tests(EMBEDDED.newPlace));
  onPostgres(what, tests);
}

/** What takes long, and does not depend on the place: on PostgreSQL where there is one; on both with `BRAID_TESTS=all`. */
export function onOnePlace(what: string, tests: (newPlace: () => Promise<StorePlace>) => void): void {
  if (ALL_TESTS) onBothPlaces(what, tests);
  else if (POSTGRES === null) describe(`${what}, ${EMBEDDED.name}`, () => tests(EMBEDDED.newPlace));
  else onPostgres(what, tests);
}

export function onPostgres(what: string, tests: (newPlace: () => Promise<StorePlace>) => void): void {
  describe.skipIf(POSTGRES === null)(`${what}, ${SERVER.name}`, () => tests(SERVER.newPlace));
}

/** Open until the test is over. */
export async function openPlace(place: StorePlace): Promise<Database> {
  const database = await openDatabase(place);
  onTestFinished(() => database.close());
  return database;
}

async function openStore(engine: Engine): Promise<Database> {
  const database = await openDatabase(await engine.newPlace());
  await migrate(database);
  return database;
}

async function empty(database: Database): Promise<void> {
  const tables = await database.query(
    `select schemaname || '.' || tablename as name from pg_tables
      where schemaname = 'public' and tablename <> 'migrations' or (schemaname, tablename) = ('pgboss', 'job')`,
  );
  await database.script(`truncate ${tables.map(({ name }) => String(name)).join(', ')}`);
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: POSTGRES ?? '' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Made once in a test run, since that takes two seconds. Of several that make it at once the first one's stays. */
async function emptyFolder(): Promise<string> {
  const empty = join(tmpdir(), 'braid-empty-store');
  if (existsSync(empty)) return empty;
  const fresh = mkdtempSync(join(tmpdir(), 'braid-fresh-store-'));
  const database = await openDatabase({ kind: 'folder', path: fresh });
  await database.close();
  try {
    renameSync(fresh, empty);
  } catch {
    rmSync(fresh, { recursive: true });
  }
  return empty;
}
