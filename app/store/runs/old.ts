/** Runs that were over long ago, and all that is known of them. */
import { z } from 'zod';
import type { RunId } from '../../../shared/plan/plan.ts';
import type { Database, Row, Sql } from '../database.ts';
import { storedText, writeText } from '../stored-text.ts';

/** A journal may be long, and a statement may take a minute. */
const AT_ONCE = 20;
/** Then whatever else is to be looked at comes first, and the rest at the next look. */
const MOST_STEPS = 50;

/** What each of these says of a run goes with it. */
const FORGOTTEN = [
  'delete from jobs where workflow_run in (select workflow_run from dispatches where run = any($1::text[]))',
  'delete from dispatches where run = any($1::text[])',
  'delete from journal where run = any($1::text[])',
  'delete from costs where run = any($1::text[])',
  'delete from troubles where run = any($1::text[])',
  `delete from alarms where queue = 'runs' and key = any($1::text[])`,
  'delete from runs where id = any($1::text[])',
];

/** Those that were over before then, the oldest first; how many. The rest of more than some hundred waits for the next time. */
export async function forgetRuns(
  database: Database,
  before: number,
  atOnce: number = AT_ONCE,
): Promise<number> {
  let forgotten = 0;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { seen, gone } = await database.transaction(sql => forgetSome(sql, before, atOnce));
    forgotten += gone;
    if (seen < atOnce || gone === 0) return forgotten;
  }
  return forgotten;
}

async function forgetSome(
  sql: Sql,
  before: number,
  atOnce: number,
): Promise<{ readonly seen: number; readonly gone: number }> {
  const rows = await sql.query(
    `select id from runs where finished_at < $1 order by finished_at, id limit $2 for update skip locked`,
    [before, atOnce],
  );
  const seen = rows.map(row => idRow.parse(row).id);
  const asked = new Set(await toGoOn(sql, seen, before));
  const old = seen.filter(run => !asked.has(run)).map(writeText);
  if (old.length > 0) for (const statement of FORGOTTEN) await sql.query(statement, [old]);
  return { seen: seen.length, gone: old.length };
}

/** Those that somebody has asked something of since: they are not over any more as soon as somebody looks at them. */
async function toGoOn(sql: Sql, runs: readonly RunId[], before: number): Promise<readonly RunId[]> {
  const rows = await sql.query(
    `select run, event from journal as latest where run = any($1::text[])
      and number = (select max(number) from journal where run = latest.run)`,
    [runs.map(writeText)],
  );
  return rows.map(row => latestRow.parse(row)).flatMap(({ run, event }) => (event.at < before ? [] : [run]));
}

/** Keeps a run from being forgotten until the transaction is over. False: there is none. */
export async function holdRun(sql: Sql, run: RunId): Promise<boolean> {
  const rows = await sql.query('select id from runs where id = $1 for share', [writeText(run)]);
  return rows.length > 0;
}

const runId = storedText.transform(run => run as RunId);
const idRow = z.object({ id: runId });
const latestRow = z.object({
  run: runId,
  event: z
    .string()
    .transform(text => JSON.parse(text) as unknown)
    .pipe(z.object({ at: z.number() })),
}) satisfies z.ZodType<unknown, Row>;
