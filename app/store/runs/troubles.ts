/** How often in a row a run could not go on. A row is there until it goes on. */
import { z } from 'zod';
import type { RunId } from '../../../shared/plan/plan.ts';
import type { Sql } from '../database.ts';
import { writeText } from '../stored-text.ts';

export interface Trouble {
  /** In a row. */
  readonly times: number;
  /** When it could not for the first time, in milliseconds since 1970. */
  readonly since: number;
  /** The same, for the last times in a row that its repository was gone; null: the last time it was there. */
  readonly goneSince: number | null;
}

const countRow = z.object({ number: z.number() });
const troubleRow = z
  .object({ times: z.number(), since: z.number(), gone_since: z.number().nullable() })
  .transform(({ times, since, gone_since: goneSince }): Trouble => ({ times, since, goneSince }));

export async function noteTrouble(
  sql: Sql,
  run: RunId,
  { at, isGone }: { readonly at: number; readonly isGone: boolean },
): Promise<Trouble> {
  const [row] = await sql.query(
    `insert into troubles (run, times, since, gone_since) values ($1, 1, $2, $3)
      on conflict (run) do update set times = troubles.times + 1,
        gone_since = case when excluded.gone_since is not null then coalesce(troubles.gone_since, excluded.gone_since) end
      returning times, since, gone_since`,
    [writeText(run), at, isGone ? at : null],
  );
  return troubleRow.parse(row);
}

/** Null: it is in none. */
export async function findTrouble(sql: Sql, run: RunId): Promise<Trouble | null> {
  const [row] = await sql.query('select times, since, gone_since from troubles where run = $1', [
    writeText(run),
  ]);
  return row === undefined ? null : troubleRow.parse(row);
}

/** Those that are not over. */
export async function countTroubled(sql: Sql): Promise<number> {
  const [row] = await sql.query(
    'select count(*) as number from troubles join runs on runs.id = troubles.run where runs.finished_at is null',
  );
  return countRow.parse(row).number;
}

export async function forgetTrouble(sql: Sql, run: RunId): Promise<void> {
  await sql.query('delete from troubles where run = $1', [writeText(run)]);
}
