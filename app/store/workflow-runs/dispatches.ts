/**
 * The workflow runs that were asked for, under keys that stay the same over replays: who asks again finds that it was asked. GitHub
 * may answer a dispatch without naming the workflow run, so that is noted when it is known.
 */
import { z } from 'zod';
import type { RunId } from '../../../shared/plan/plan.ts';
import type { Row, Sql } from '../database.ts';
import { storedText, writeText } from '../stored-text.ts';

export interface Dispatch {
  readonly run: RunId;
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** GitHub's number; null: not known. */
  readonly workflowRun: number | null;
  readonly state: DispatchState;
  /** What it was asked to do, as JSON: asked for again, it is the same. */
  readonly work: unknown;
}

/** `asked`: noted before GitHub was, which may not have heard it. */
export type DispatchState = 'asked' | 'started' | 'ended';

export interface NewDispatch extends Pick<Dispatch, 'run' | 'key' | 'work'> {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Notes it before it is done. `known`: it was noted before, as it is. */
export async function noteDispatch(
  sql: Sql,
  { run, key, at, work }: NewDispatch,
): Promise<{ readonly kind: 'new' | 'known'; readonly dispatch: Dispatch }> {
  const rows = await sql.query(
    `insert into dispatches (run, key, asked_at, work) values ($1, $2, $3, $4) on conflict (run, key) do nothing returning *`,
    [writeText(run), writeText(key), at, JSON.stringify(work)],
  );
  const added = parse(rows)[0];
  if (added !== undefined) return { kind: 'new', dispatch: added };
  const dispatch = await findDispatch(sql, run, key);
  if (dispatch === null)
    throw new Error(`expected the dispatch ${key} of the run ${run}: someone removed it`);
  return { kind: 'known', dispatch };
}

export async function updateDispatch(
  sql: Sql,
  { run, key, workflowRun, state }: Omit<Dispatch, 'askedAt' | 'work'>,
): Promise<void> {
  await sql.query('update dispatches set workflow_run = $3, state = $4 where run = $1 and key = $2', [
    ...[writeText(run), writeText(key), workflowRun, state],
  ]);
}

export async function findDispatch(sql: Sql, run: RunId, key: string): Promise<Dispatch | null> {
  const rows = await sql.query('select * from dispatches where run = $1 and key = $2', [
    ...[writeText(run), writeText(key)],
  ]);
  return parse(rows)[0] ?? null;
}

/** In the order in which they were asked for. */
export async function dispatchesOf(sql: Sql, run: RunId): Promise<readonly Dispatch[]> {
  return parse(
    await sql.query('select * from dispatches where run = $1 order by asked_at, key', [writeText(run)]),
  );
}

const dispatchRow = z
  .object({
    run: storedText,
    key: storedText,
    asked_at: z.number(),
    workflow_run: z.number().nullable(),
    state: z.enum(['asked', 'started', 'ended']),
    work: z.string(),
  })
  .transform(
    (row): Dispatch => ({
      run: row.run as RunId,
      key: row.key,
      askedAt: row.asked_at,
      workflowRun: row.workflow_run,
      state: row.state,
      work: JSON.parse(row.work) as unknown,
    }),
  );

function parse(rows: readonly Row[]): readonly Dispatch[] {
  return rows.map(row => dispatchRow.parse(row));
}
