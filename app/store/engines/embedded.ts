/** PostgreSQL in this process (PGlite), with its files in a folder. Who else opens the folder would destroy it, so only one may. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { acquireLock } from '../../../shared/io/processes/lock.ts';
import type { Database, Lock, Row, Sql } from '../database.ts';

export async function openEmbedded(folder: string): Promise<Database> {
  const held = join(folder, 'process');
  mkdirSync(held, { recursive: true });
  const lock = await acquireLock({ folder: held, name: 'database' });
  if (lock.kind === 'held') {
    throw new Error(
      `the data in ${folder} is in use by process ${lock.pid}. Hint: several replicas need a PostgreSQL; name it in DATABASE_URL`,
    );
  }
  // Loaded only where it is needed: it is a database.
  const { PGlite, types } = await import('@electric-sql/pglite');
  const engine = await PGlite.create({
    dataDir: join(folder, 'postgres'),
    parsers: { [types.INT8]: Number, [types.NUMERIC]: Number },
  });
  let closing: Promise<void> | null = null;
  return {
    ...sqlOf(engine),
    engine: 'embedded',
    name: `in ${folder}`,
    transaction: async work => engine.transaction(async transaction => work(sqlOf(transaction))),
    tryLock: openProcessLocks(),
    close: () => {
      closing ??= engine.close().finally(() => lock.release());
      return closing;
    },
  };
}

function sqlOf(engine: PGlite | Transaction): Sql {
  return {
    query: async (text, values = []) => (await engine.query<Row>(text, [...values])).rows,
    script: async text => {
      await engine.exec(text);
    },
  };
}

/** There is no other process, so a list is enough. */
function openProcessLocks(): Database['tryLock'] {
  const held = new Set<string>();
  const { signal } = new AbortController();
  return async (name): Promise<Lock | null> => {
    if (held.has(name)) return null;
    held.add(name);
    let isReleased = false;
    const release = async () => {
      if (!isReleased) held.delete(name);
      isReleased = true;
    };
    return { lost: signal, release };
  };
}
