/** Work that is due later: one time for each key, the earliest that was asked for. */
import { z } from 'zod';
import type { Database, Sql } from '../database.ts';
import type { QueueName } from '../queue.ts';
import { storedText, writeText } from '../stored-text.ts';

/** The database's clock, the same for all replicas, in milliseconds since 1970. */
const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
const AT_ONCE = 100;

const dueRow = z.object({ queue: z.enum(['deliveries', 'runs']), key: storedText });

export async function setAlarm(sql: Sql, queue: QueueName, key: string, afterMs: number): Promise<void> {
  await sql.query(
    `insert into alarms (queue, key, due_at) values ($1, $2, ${NOW} + $3::bigint)
      on conflict (queue, key) do update set due_at = least(alarms.due_at, excluded.due_at)`,
    [queue, writeText(key), Math.ceil(afterMs)],
  );
}

/** Sends what is due; each alarm once, whichever replica is first. */
export async function ringAlarms(
  database: Database,
  send: (queue: QueueName, key: string, sql: Sql) => Promise<void>,
): Promise<void> {
  await database.transaction(async sql => {
    const rows = await sql.query(
      `delete from alarms where (queue, key) in (
        select queue, key from alarms where due_at <= ${NOW} order by due_at limit ${AT_ONCE} for update skip locked
      ) returning queue, key`,
    );
    for (const row of rows) {
      const { queue, key } = dueRow.parse(row);
      await send(queue, key, sql);
    }
  });
}
