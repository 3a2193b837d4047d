/**
 * The jobs of workflow runs as GitHub last said. They are shown and decide nothing, so it does no harm when some of it never comes.
 * Each goes with its workflow run.
 */
import { z } from 'zod';
import type { RunId } from '../../../shared/plan/plan.ts';
import type { Row, Sql } from '../database.ts';
import { storedText, writeText } from '../stored-text.ts';

export interface JobNote {
  /** GitHub's numbers. */
  readonly job: number;
  readonly workflowRun: number;
  readonly repositoryId: number;
  /** As people see it, that of the calling job before it: `braid / models (codex)`. */
  readonly name: string;
  readonly status: JobStatus;
  /** Milliseconds since 1970; null: not yet. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Where people look at it. */
  readonly url: string;
}

export type JobStatus = 'queued' | 'running' | 'over';

/** In the order in which they come about: what comes late changes nothing. */
const RANKS: readonly JobStatus[] = ['queued', 'running', 'over'];
const RANK = `array[${RANKS.map(each => `'${each}'`).join(', ')}]`;

/**
 * All of them by one statement. Nothing is kept of workflow runs that no run of this repository goes on in, or may. Returns the runs
 * that something new is known of; of some it is not known yet whose workflow run it is.
 */
export async function noteJobs(sql: Sql, notes: readonly JobNote[], at: number): Promise<readonly RunId[]> {
  const latest = latestOfEach(notes);
  const column = <Value>(value: (note: JobNote) => Value): readonly Value[] => latest.map(value);
  const rows = await sql.query(
    `insert into jobs (job, workflow_run, name, status, started_at, ended_at, url, noted_at)
      select job, came.workflow_run, name, came.status, started_at, ended_at, url, $9::bigint
        from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::bigint[])
          as came (job, workflow_run, name, status, started_at, ended_at, url, repository_id)
        where exists (select 1 from dispatches join runs on runs.id = dispatches.run
          where runs.repository_id = came.repository_id and dispatches.state <> 'ended'
            and coalesce(dispatches.workflow_run, came.workflow_run) = came.workflow_run)
      on conflict (job) do update set status = excluded.status, started_at = excluded.started_at,
        ended_at = excluded.ended_at, noted_at = excluded.noted_at, is_shown = false
        where array_position(${RANK}, jobs.status) < array_position(${RANK}, excluded.status)
      returning (select max(run) from dispatches where workflow_run = jobs.workflow_run) as run`,
    [
      ...[column(({ job }) => job), column(({ workflowRun }) => workflowRun)],
      ...[column(({ name }) => writeText(name)), column(({ status }) => status)],
      ...[column(({ startedAt }) => startedAt), column(({ endedAt }) => endedAt)],
      ...[column(({ url }) => writeText(url)), column(({ repositoryId }) => repositoryId), at],
    ],
    'note jobs',
  );
  return [...new Set(rows.flatMap(row => runRow.parse(row).run ?? []))];
}

/** One statement may write a row once; and replicas that note the same jobs wait for each other at most in one order. */
function latestOfEach(notes: readonly JobNote[]): readonly JobNote[] {
  const latest = new Map<number, JobNote>();
  for (const note of notes) {
    const known = latest.get(note.job);
    if (known === undefined || RANKS.indexOf(known.status) < RANKS.indexOf(note.status))
      latest.set(note.job, note);
  }
  return [...latest.values()].toSorted((one, other) => one.job - other.job);
}

const runRow = z.object({ run: storedText.transform(run => run as RunId).nullable() });

/** The newest first: a job that was run again has a further row. */
export async function jobsOf(sql: Sql, workflowRun: number): Promise<readonly Job[]> {
  const rows = await sql.query('select * from jobs where workflow_run = $1 order by job desc', [workflowRun]);
  return rows.map(row => jobRow.parse(row));
}

/**
 * For those who look often, of many runs by one question: a text that is another one when something is known that was not. It says
 * nothing else.
 */
export async function marksOfJobs(sql: Sql, runs: readonly RunId[]): Promise<ReadonlyMap<RunId, string>> {
  const rows = await sql.query(
    `select asked.place, (
        select coalesce(string_agg(jobs.job || ' ' || jobs.status, ', ' order by jobs.job), '') from dispatches
          join jobs on jobs.workflow_run = dispatches.workflow_run
          where dispatches.run = asked.run and dispatches.state <> 'ended'
      ) as mark from unnest($1::text[]) with ordinality as asked (run, place)`,
    [runs.map(writeText)],
  );
  return new Map(
    rows.flatMap(row => {
      const { place, mark } = markRow.parse(row);
      const run = runs[place - 1];
      return run === undefined ? [] : [[run, mark] as const];
    }),
  );
}

const markRow = z.object({ place: z.number(), mark: z.string() });

/** Whether something was noted since this was asked last. */
export async function takeNews(sql: Sql, workflowRun: number): Promise<boolean> {
  const rows = await sql.query(
    'update jobs set is_shown = true where workflow_run = $1 and not is_shown returning job',
    [workflowRun],
  );
  return rows.length > 0;
}

export async function forgetJobs(sql: Sql, workflowRun: number): Promise<void> {
  await sql.query('delete from jobs where workflow_run = $1', [workflowRun]);
}

/** Those of workflow runs that turned out to be nobody's. */
export async function pruneJobs(sql: Sql, before: number): Promise<void> {
  await sql.query('delete from jobs where noted_at < $1', [before]);
}

export type Job = Pick<JobNote, 'name' | 'status' | 'startedAt' | 'endedAt' | 'url'>;

const jobRow = z
  .object({
    name: storedText,
    status: z.enum(['queued', 'running', 'over']),
    started_at: z.number().nullable(),
    ended_at: z.number().nullable(),
    url: storedText,
  })
  .transform(
    ({ name, status, started_at: startedAt, ended_at: endedAt, url }): Job => ({
      ...{ name, status, startedAt, endedAt, url },
    }),
  ) satisfies z.ZodType<Job, Row>;
