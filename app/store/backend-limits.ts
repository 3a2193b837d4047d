/** What runs of an installation know together of a backend: what attempts came to there, and how many places each has. */
import { z } from 'zod';
import type { RunId } from '../../shared/plan/plan.ts';
import type { Sql } from './database.ts';
import { storedText, writeText } from './stored-text.ts';

const run = z.string().transform(value => value as RunId);
const ended = { run, began: z.number(), at: z.number() };

const toldSign = z
  .discriminatedUnion('says', [
    z.object({ ...ended, says: z.literal('limited'), restMs: z.number().nullable() }),
    z.object({ ...ended, says: z.literal('broken') }),
    z.object({ ...ended, says: z.literal('answered') }),
  ])
  .readonly();

/** What the end of an attempt says about its backend, and whose attempt it was. */
export type ToldSign = z.infer<typeof toldSign>;

const hold = z
  .object({
    run,
    /** So many of its jobs may be at work there. */
    places: z.number(),
    /** How many it believes may be in all; null: it knows of no limit. */
    limit: z.number().nullable(),
    /** In milliseconds since 1970: nobody has given it back by then. */
    until: z.number(),
  })
  .readonly();

export type Hold = z.infer<typeof hold>;

const sharedLimit = z
  .object({ signs: z.array(toldSign).readonly(), holds: z.array(hold).readonly() })
  .readonly();

export type SharedLimit = z.infer<typeof sharedLimit>;

export const NO_LIMIT: SharedLimit = { signs: [], holds: [] };

/** Of as many that change the same at once as an installation has runs, each is through after so many tries. */
const TRIES = 100;

export interface BackendOf {
  readonly installation: number;
  readonly backend: string;
}

/** Every backend that an installation has used. */
export async function limitsOf(sql: Sql, installation: number): Promise<ReadonlyMap<string, SharedLimit>> {
  const rows = await sql.query('select * from backend_limits where installation = $1', [installation]);
  return new Map(rows.map(row => limitRow.parse(row)).map(({ backend, limit }) => [backend, limit]));
}

/** `change` is asked again with what somebody else made of it in the meantime, so it must be pure. Null: others were faster each time. */
export async function changeLimit(
  sql: Sql,
  of: BackendOf,
  change: (limit: SharedLimit) => SharedLimit,
): Promise<SharedLimit | null> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { limit, version } = await read(sql, of);
    const next = change(limit);
    const values = [of.installation, writeText(of.backend), version, JSON.stringify(next)];
    const rows =
      version === 0
        ? await sql.query(
            `insert into backend_limits (installation, backend, version, state) values ($1, $2, $3 + 1, $4)
              on conflict (installation, backend) do nothing returning version`,
            values,
          )
        : await sql.query(
            `update backend_limits set version = version + 1, state = $4
              where installation = $1 and backend = $2 and version = $3 returning version`,
            values,
          );
    if (rows.length > 0) return next;
  }
  return null;
}

/** The same as a port of the work on runs. */
export function openLimits(sql: Sql) {
  return {
    all: (installation: number) => limitsOf(sql, installation),
    change: (of: BackendOf, change: (limit: SharedLimit) => SharedLimit) => changeLimit(sql, of, change),
  };
}

async function read(
  sql: Sql,
  { installation, backend }: BackendOf,
): Promise<{ readonly limit: SharedLimit; readonly version: number }> {
  const rows = await sql.query('select * from backend_limits where installation = $1 and backend = $2', [
    ...[installation, writeText(backend)],
  ]);
  return rows[0] === undefined ? { limit: NO_LIMIT, version: 0 } : limitRow.parse(rows[0]);
}

const limitRow = z
  .object({ backend: storedText, version: z.number(), state: z.string() })
  .transform(({ backend, version, state }) => ({
    backend,
    version,
    // Of another version, perhaps: it tells about the last minutes only.
    limit: sharedLimit.catch(NO_LIMIT).parse(JSON.parse(state)),
  }));
