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
}

const countRow = z.object({ number: z.number() });
const troubleRow = z.object({ times: z.number(), since: z.number() });

export async function noteTrouble(sql: Sql, run: RunId, at: number): Promise<Trouble> {
  const [row] = await sql.query(
    `insert into troubles (run, times, since) values ($1, 1, $2)
      on conflict (run) do update set times = troubles.times + 1 returning times, since`,
    [writeText(run), at],
  );
  return troubleRow.parse(row);
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
