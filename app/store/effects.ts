/** What was done on GitHub, under keys that stay the same over replays: a check run's number, the comment's. The first result counts. */
import { z } from 'zod';
import type { RunId } from '../../shared/plan/plan.ts';
import type { Sql } from './database.ts';
import { writeText } from './stored-text.ts';

const resultRow = z.object({ result: z.string() });

/** Returns the result that counts: of several that were noted, the first. */
export async function noteEffect<Result>(
  sql: Sql,
  effect: { readonly run: RunId; readonly key: string; readonly result: Result; readonly at: number },
  schema: z.ZodType<Result>,
): Promise<Result> {
  await sql.query(
    `insert into effects (run, key, result, done_at) values ($1, $2, $3, $4) on conflict (run, key) do nothing`,
    [writeText(effect.run), writeText(effect.key), JSON.stringify(effect.result), effect.at],
  );
  return (await findEffect(sql, effect.run, effect.key, schema)) ?? effect.result;
}

/** Null: not done yet. */
export async function findEffect<Result>(
  sql: Sql,
  run: RunId,
  key: string,
  schema: z.ZodType<Result>,
): Promise<Result | null> {
  const rows = await sql.query('select result from effects where run = $1 and key = $2', [
    ...[writeText(run), writeText(key)],
  ]);
  return rows[0] === undefined ? null : schema.parse(JSON.parse(resultRow.parse(rows[0]).result));
}

/** What it was done to is gone, such as a comment that a person deleted: it is to be done anew. */
export async function forgetEffect(sql: Sql, run: RunId, key: string): Promise<void> {
  await sql.query('delete from effects where run = $1 and key = $2', [writeText(run), writeText(key)]);
}
