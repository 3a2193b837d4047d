/** pg-boss on our database, on both engines: the only file that knows how it asks. */
import PgBoss from 'pg-boss';
import { z } from 'zod';
import type { Database, Sql } from '../database.ts';
import type { QueueName, QueueOptions } from '../queue.ts';
import { readText, writeText } from '../stored-text.ts';

/** Where jobs go that failed too often. */
export const GRAVES = { deliveries: 'deliveries-buried', runs: 'runs-buried' } as const;
export type BossQueueName = QueueName | (typeof GRAVES)[QueueName];

export interface Job {
  readonly id: string;
  readonly key: string;
  /** Why it failed the last time; null: it did not. */
  readonly reason: string | null;
}

/** pg-boss fails a job when its time is over; ours do before that. */
const EXPIRY_MARGIN_S = 60;
const MAINTENANCE_S = 60;
/** Any number that nobody else in the same database locks. */
const LOCK = 4_201_130_418;
/** Jobs that are over are kept for so long, for who looks after something. */
const ARCHIVE_S = 3600;
const DELETE_S = 3 * 24 * 3600;

export interface Boss {
  send(name: QueueName, key: string, sql?: Sql): Promise<void>;
  /** Nothing as well when the database cannot be reached. */
  fetch(name: BossQueueName, most: number): Promise<readonly Job[]>;
  complete(name: BossQueueName, id: string): Promise<void>;
  /** To be tried again later, or buried. */
  fail(name: BossQueueName, id: string, reason: string): Promise<void>;
  stop(): Promise<void>;
}

export async function openBoss(database: Database, options: QueueOptions): Promise<Boss> {
  let starting: Sql | null = null;
  const boss = new PgBoss({
    db: {
      executeSql: (text, values) =>
        starting === null ? execute(database, text, values) : executeIn(starting, text, values),
    },
    schedule: false,
    maintenanceIntervalSeconds: MAINTENANCE_S,
    archiveCompletedAfterSeconds: ARCHIVE_S,
    deleteAfterSeconds: DELETE_S,
  });
  boss.on('error', options.trouble);
  // Replicas that start at once make its tables one after another.
  await database.transaction(async sql => {
    await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
    starting = sql;
    try {
      await boss.start();
      for (const name of ['deliveries', 'runs'] as const) {
        await boss.createQueue(GRAVES[name]);
        await boss.createQueue(name);
      }
    } finally {
      starting = null;
    }
  });
  return {
    async send(name, key, sql) {
      const db: PgBoss.Db | null =
        sql === undefined ? null : { executeSql: (text, values) => executeIn(sql, text, values) };
      const id = await boss.send(
        name,
        { key: writeText(key) },
        { ...settings(name, options), ...(db && { db }) },
      );
      if (id === null) throw new Error(`the queue ${name} is gone from the database ${database.name}`);
    },
    async fetch(name, most) {
      const jobs = await boss.fetch(name, { batchSize: most, includeMetadata: true });
      return jobs.map(parseJob);
    },
    async complete(name, id) {
      await boss.complete(name, id);
    },
    async fail(name, id, reason) {
      await boss.fail(name, id, { message: writeText(reason) });
    },
    stop: () => boss.stop({ graceful: false, close: false }),
  };
}

function settings(name: QueueName, options: QueueOptions): PgBoss.SendOptions {
  return {
    retryLimit: options.retries,
    retryDelay: options.retrySeconds,
    retryBackoff: options.retrySeconds > 0,
    expireInSeconds: Math.ceil(options.limitMs / 1000) + EXPIRY_MARGIN_S,
    deadLetter: GRAVES[name],
  };
}

const bossJob = z.object({
  id: z.string(),
  data: z.object({ key: z.string().transform(readText) }),
  output: z
    .object({ message: z.string().transform(readText) })
    .nullable()
    .catch(null),
});

function parseJob(value: unknown): Job {
  const { id, data, output } = bossJob.parse(value);
  return { id, key: data.key, reason: output?.message ?? null };
}

/** It brings its own BEGIN and COMMIT along, which would leave a connection of ours in a failed transaction. */
const OWN_TRANSACTION = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;

async function execute(database: Database, text: string, values?: readonly unknown[]): Promise<Answer> {
  if (!OWN_TRANSACTION.test(text)) return executeIn(database, text, values);
  return database.transaction(sql => executeIn(sql, text, values));
}

interface Answer {
  readonly rows: Record<string, unknown>[];
}

async function executeIn(sql: Sql, text: string, values?: readonly unknown[]): Promise<Answer> {
  const script = OWN_TRANSACTION.exec(text)?.[1];
  if (script === undefined) return { rows: [...(await sql.query(text, values))] };
  await sql.script(script);
  return { rows: [] };
}
