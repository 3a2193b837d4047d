/** How far GitHub's list of deliveries was looked through, and what in it never came. Times are milliseconds since 1970. */
import { z } from 'zod';
import type { Sql } from './database.ts';
import { storedText, writeText } from './stored-text.ts';

export interface Looks {
  /** What was delivered before was for another database. */
  readonly begunAt: number;
  /** When the last look began that came to its end. */
  readonly completeAt: number;
}

const looksRow = z
  .object({ begun_at: z.number(), complete_at: z.number() })
  .transform(row => ({ begunAt: row.begun_at, completeAt: row.complete_at }));

/** Of a database that is new, looking begins now. */
export async function looksSoFar(sql: Sql, now: number): Promise<Looks> {
  await sql.query(
    'insert into looks (id, begun_at, complete_at) values (1, $1, $1) on conflict (id) do nothing',
    [now],
  );
  return looksRow.parse((await sql.query('select begun_at, complete_at from looks'))[0]);
}

export async function noteLook(sql: Sql, at: number): Promise<void> {
  await sql.query('update looks set complete_at = greatest(complete_at, $1)', [at]);
}

export interface Missed {
  /** As it is known here. */
  readonly delivery: string;
  /** GitHub's number of one of its attempts. */
  readonly attempt: number;
}

/** What is noted already stays as it is. */
export async function noteMissed(sql: Sql, missed: readonly Missed[], at: number): Promise<void> {
  await sql.query(
    `insert into missed (delivery, attempt, noted_at)
      select delivery, attempt, $3 from unnest($1::text[], $2::bigint[]) as missed (delivery, attempt)
      on conflict (delivery) do nothing`,
    [missed.map(({ delivery }) => writeText(delivery)), missed.map(({ attempt }) => attempt), at],
  );
}

const missedRow = z.object({ delivery: storedText, attempt: z.number() });

export interface Patience {
  readonly now: number;
  /** After the first time, in milliseconds; four times as long after each further one. */
  readonly pauseMs: number;
  readonly mostTimes: number;
}

/** What never came until now, and is to be asked for, the oldest first. */
export async function missedByNow(
  sql: Sql,
  { now, pauseMs, mostTimes }: Patience,
): Promise<readonly Missed[]> {
  const rows = await sql.query(
    `select delivery, attempt from missed where times < $3::integer
      and asked_at + case times when 0 then 0 else $2::float8 * power(4, times - 1) end <= $1::float8
      and not exists (select 1 from deliveries where id = delivery) order by attempt`,
    [now, pauseMs, mostTimes],
  );
  return rows.map(row => missedRow.parse(row));
}

export async function noteAsked(sql: Sql, delivery: string, at: number): Promise<void> {
  await sql.query('update missed set times = times + 1, asked_at = $2 where delivery = $1', [
    ...[writeText(delivery), at],
  ]);
}

export async function pruneMissed(sql: Sql, before: number): Promise<void> {
  await sql.query('delete from missed where noted_at < $1', [before]);
}
