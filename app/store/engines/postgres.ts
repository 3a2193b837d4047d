/** PostgreSQL by an address: a pool for statements, and one more connection that holds the locks of this process. */
import pg from 'pg';
import type { Database, Row, Sql } from '../database.ts';
import { DatabaseUnreachable, isUnreachable } from './failure.ts';
import { openSessionLocks } from './session-locks.ts';

const CONNECTIONS = 20;
const CONNECT_MS = 5_000;
/** A server that takes so long for one statement is as good as not there. */
const QUERY_MS = 60_000;

/** int8 and numeric come as text, since they may be larger than a number: ours are not. */
const WIDE = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);

export function openPostgres(url: string): Database {
  const name = nameOf(url);
  const settings: pg.ClientConfig = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    application_name: 'braid',
    types: {
      getTypeParser: (id, format) => (WIDE.has(id) ? Number : pg.types.getTypeParser(id, format)),
    },
  };
  const pool = new pg.Pool({ ...settings, max: CONNECTIONS });
  // A connection that breaks while nobody uses it is replaced by the next one.
  pool.on('error', () => {});
  const locks = openSessionLocks(() => new pg.Client(settings));
  const told = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch(error => {
      throw isUnreachable(error) ? new DatabaseUnreachable(name, error) : error;
    });
  let closing: Promise<void> | null = null;
  return {
    ...sqlOf(pool, told),
    engine: 'postgres',
    name,
    transaction: work => transaction(pool, work, told),
    tryLock: lock => told(locks.tryLock(lock)),
    close: () => {
      closing ??= Promise.all([locks.close(), pool.end()]).then(() => {});
      return closing;
    },
  };
}

type Told = <Result>(work: Promise<Result>) => Promise<Result>;

function sqlOf(connection: pg.Pool | pg.PoolClient, told: Told): Sql {
  return {
    query: async (text, values = [], name) => {
      const statement = { text, values: [...values], ...(name === undefined ? {} : { name }) };
      return (await told(connection.query<Row>(statement))).rows;
    },
    script: async text => {
      await told(connection.query(text));
    },
  };
}

async function transaction<Result>(
  pool: pg.Pool,
  work: (sql: Sql) => Promise<Result>,
  told: Told,
): Promise<Result> {
  const client = await told(pool.connect());
  // While it is taken, a connection tells its end here; the statement that it breaks rejects, too.
  const ignore = () => {};
  client.on('error', ignore);
  let isBroken = false;
  try {
    await told(client.query('begin'));
    const result = await work(sqlOf(client, told));
    await told(client.query('commit'));
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      isBroken = true;
    });
    throw error;
  } finally {
    client.off('error', ignore);
    client.release(isBroken);
  }
}

/** `host:port/database`, without the user and the password. */
function nameOf(url: string): string {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    throw invalid();
  }
  if (!['postgres:', 'postgresql:'].includes(address.protocol)) throw invalid();
  const host = address.searchParams.get('host') ?? address.hostname;
  return `${host === '' ? 'localhost' : host}:${address.port === '' ? 5432 : address.port}${address.pathname}`;
}

function invalid(): Error {
  // The address is not shown: it holds a password.
  return new Error(
    'DATABASE_URL is no address of a PostgreSQL: expected postgres://user:password@host:5432/name',
  );
}
