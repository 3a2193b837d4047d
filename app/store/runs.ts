/** The list of runs: what is needed to find one and to show it among others. What happened in it is in its journal. */
import { z } from 'zod';
import type { RunId, Sha } from '../../shared/plan/plan.ts';
import type { RunStatus } from '../../shared/run/status.ts';
import type { Row, Sql } from './database.ts';
import { storedText, writeText } from './stored-text.ts';

export interface Run {
  readonly id: RunId;
  readonly installation: number;
  /** `owner/name`, as it was called when the run began. */
  readonly repository: string;
  /** GitHub's number, which stays when the repository is renamed, and is not given to another one. */
  readonly repositoryId: number;
  readonly isPrivate: boolean;
  /** What at most one run at a time is about, see `placeOf`. */
  readonly spot: string;
  /** The pull request that asked; null: none did. */
  readonly pullRequest: number | null;
  /** The commit that was pinned. */
  readonly commit: Sha;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null: it is not over. A run that goes on after its end is not over again. */
  readonly finishedAt: number | null;
  readonly status: RunStatus;
  /** One line for lists. */
  readonly headline: string;
}

/** `known`: there is one with that id, and it stays as it is. */
export async function addRun(sql: Sql, run: Run): Promise<'new' | 'known'> {
  const rows = await sql.query(
    `insert into runs (id, installation, repository, repository_id, private, pull_request, commit, created_at, finished_at,
      status, headline, spot) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (id) do nothing returning id`,
    [
      ...[writeText(run.id), run.installation, writeText(run.repository), run.repositoryId, run.isPrivate],
      ...[run.pullRequest, run.commit, run.createdAt, run.finishedAt, run.status, writeText(run.headline)],
      writeText(run.spot),
    ],
  );
  return rows.length === 0 ? 'known' : 'new';
}

export async function updateRun(
  sql: Sql,
  id: RunId,
  { status, headline, finishedAt }: Pick<Run, 'status' | 'headline' | 'finishedAt'>,
): Promise<void> {
  await sql.query('update runs set status = $2, headline = $3, finished_at = $4 where id = $1', [
    ...[writeText(id), status, writeText(headline), finishedAt],
  ]);
}

/** What GitHub says about a repository now, in all its runs. */
export async function updateRepository(
  sql: Sql,
  {
    repositoryId,
    repository,
    isPrivate,
    installation,
  }: Pick<Run, 'repositoryId' | 'repository' | 'isPrivate' | 'installation'>,
): Promise<void> {
  await sql.query(
    'update runs set repository = $2, private = $3, installation = $4 where repository_id = $1',
    [repositoryId, writeText(repository), isPrivate, installation],
  );
}

export async function findRun(sql: Sql, id: RunId): Promise<Run | null> {
  return first(await sql.query('select * from runs where id = $1', [writeText(id)]));
}

/** What may be a run, by what a workflow run is called, and where that is. */
export interface NamedRun {
  readonly run: RunId;
  readonly repositoryId: number;
}

/** Of those, the ones that are runs of that repository, each once. */
export async function runsAmong(sql: Sql, named: readonly NamedRun[]): Promise<readonly RunId[]> {
  if (named.length === 0) return [];
  const rows = await sql.query(
    `select id from runs where (id, repository_id) in (select * from unnest($1::text[], $2::bigint[])) order by id`,
    [named.map(({ run }) => writeText(run)), named.map(({ repositoryId }) => repositoryId)],
  );
  return rows.map(row => idRow.parse(row).id as RunId);
}

/** The newest one that is about the same. */
export async function newestRun(
  sql: Sql,
  { repositoryId, spot }: { readonly repositoryId: number; readonly spot: string },
): Promise<Run | null> {
  return first(
    await sql.query(
      `select * from runs where repository_id = $1 and spot = $2 order by created_at desc, id desc limit 1`,
      [repositoryId, writeText(spot)],
    ),
  );
}

/** Two begin in a repository one after the other, each knowing of the one before, until the transaction is over. */
export async function beginAlone(sql: Sql, repositoryId: number): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock(hashtextextended('braid begins ' || $1::text, 0))`, [
    repositoryId,
  ]);
}

/** Another number whenever one has begun in a repository, also when one that began at another time was forgotten meanwhile. */
export async function markOfBegun(sql: Sql, repositoryId: number): Promise<number> {
  const [row] = await sql.query(
    'select (coalesce(sum(created_at), 0) % $2::bigint)::bigint as mark from runs where repository_id = $1',
    [repositoryId, Number.MAX_SAFE_INTEGER],
  );
  return begunRow.parse(row).mark;
}

/** All that are not over, the oldest first. */
export async function unfinishedRuns(sql: Sql): Promise<readonly Run[]> {
  return parse(await sql.query('select * from runs where finished_at is null order by created_at, id'));
}

/** Of those that are not over, all that are not to be looked at later than in `withinMs` milliseconds anyway. */
export async function runsToLookAt(sql: Sql, withinMs: number): Promise<readonly RunId[]> {
  const rows = await sql.query(
    `select id from runs where finished_at is null and not exists (
      select 1 from alarms where queue = 'runs' and key = runs.id
        and due_at > (extract(epoch from clock_timestamp()) * 1000)::bigint + $1::bigint
    ) order by created_at, id`,
    [Math.ceil(withinMs)],
  );
  return rows.map(row => idRow.parse(row).id);
}

/** The newest first. */
export async function runsOfRepository(
  sql: Sql,
  { repositoryId, most }: { readonly repositoryId: number; readonly most: number },
): Promise<readonly Run[]> {
  return parse(
    await sql.query(
      `select * from runs where repository_id = $1 order by created_at desc, id desc limit $2`,
      [repositoryId, most],
    ),
  );
}

const idRow = z.object({ id: storedText.transform(id => id as RunId) });

const runRow = z
  .object({
    id: storedText,
    installation: z.number(),
    repository: storedText,
    repository_id: z.number(),
    private: z.boolean(),
    pull_request: z.number().nullable(),
    commit: z.string(),
    created_at: z.number(),
    finished_at: z.number().nullable(),
    status: z.enum(['running', 'completed', 'partial', 'failed', 'cancelled', 'parked', 'empty']),
    headline: storedText,
    spot: storedText,
  })
  .transform(
    (row): Run => ({
      id: row.id as RunId,
      installation: row.installation,
      repository: row.repository,
      repositoryId: row.repository_id,
      isPrivate: row.private,
      pullRequest: row.pull_request,
      commit: row.commit as Sha,
      createdAt: row.created_at,
      finishedAt: row.finished_at,
      status: row.status,
      headline: row.headline,
      spot: row.spot,
    }),
  );

function parse(rows: readonly Row[]): readonly Run[] {
  return rows.map(row => runRow.parse(row));
}

function first(rows: readonly Row[]): Run | null {
  return parse(rows)[0] ?? null;
}

/** How many there are of each status. */
export async function countRuns(sql: Sql): Promise<Readonly<Record<string, number>>> {
  const rows = await sql.query('select status, count(*) as number from runs group by status');
  return Object.fromEntries(
    rows.map(row => {
      const { status, number } = countRow.parse(row);
      return [status, number];
    }),
  );
}

const begunRow = z.object({ mark: z.number() });
const countRow = z.object({ status: z.string(), number: z.number() });
