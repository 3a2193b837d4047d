/** What a backend can take now, shared by all runs of an installation: how many at once, and whether it rests. */
import { z } from 'zod';
import type { Sql } from './database.ts';
import { storedText, writeText } from './stored-text.ts';

const sharedLimit = z.object({
  /** With its fraction: it grows by one in as many successes as it is large. Null: nobody was limited yet. */
  atOnce: z.number().nullable(),
  /** When it was last halved, in milliseconds since 1970; null: never. */
  cutAt: z.number().nullable(),
  /** Attempts in a row that broke. */
  failures: z.number(),
  /** The breaker has opened, and no attempt has shown since that it may close. */
  isHalfOpen: z.boolean(),
  rest: z
    .object({ cause: z.enum(['limit', 'broken']), until: z.number(), reason: z.string() })
    .readonly()
    .nullable(),
});

export type SharedLimit = Readonly<z.infer<typeof sharedLimit>>;

export const NO_LIMIT: SharedLimit = {
  atOnce: null,
  cutAt: null,
  failures: 0,
  isHalfOpen: false,
  rest: null,
};

export interface BackendOf {
  readonly installation: number;
  readonly backend: string;
}

export async function findLimit(sql: Sql, of: BackendOf): Promise<SharedLimit> {
  return (await read(sql, of)).limit;
}

/** Every backend that an installation has used. */
export async function limitsOf(sql: Sql, installation: number): Promise<ReadonlyMap<string, SharedLimit>> {
  const rows = await sql.query('select * from backend_limits where installation = $1', [installation]);
  return new Map(rows.map(row => limitRow.parse(row)).map(({ backend, limit }) => [backend, limit]));
}

/** `change` is asked again with what somebody else made of it in the meantime, so it must be pure. */
export async function changeLimit(
  sql: Sql,
  of: BackendOf,
  change: (limit: SharedLimit) => SharedLimit,
): Promise<SharedLimit> {
  for (;;) {
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
    limit: sharedLimit.parse(JSON.parse(state)),
  }));
