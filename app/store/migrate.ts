/**
 * Brings the tables up to what this program knows, step by step, forward only. Each step that was taken is noted with a checksum of
 * its text. Replicas that start at once wait for each other; either all steps are taken or none.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database, Sql } from './database.ts';
import { MIGRATIONS, type Migration } from './migrations/migrations.ts';

/** Any number that nobody else in the same database locks. */
const LOCK = 4_201_130_417;

const noted = z.object({ number: z.number(), name: z.string(), checksum: z.string() });

/** The names of the steps that were taken now. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<readonly string[]> {
  return database.transaction(async sql => {
    await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await sql.script(
      `create table if not exists migrations (
        number integer primary key, name text not null, checksum text not null, taken_at timestamptz not null default now())`,
    );
    const taken = (await sql.query('select number, name, checksum from migrations order by number')).map(
      row => noted.parse(row),
    );
    check(database.name, taken, migrations);
    const missing = migrations.slice(taken.length);
    for (const [index, migration] of missing.entries()) {
      await take(sql, taken.length + index + 1, migration);
    }
    return missing.map(({ name }) => name);
  });
}

function check(
  database: string,
  taken: readonly z.infer<typeof noted>[],
  migrations: readonly Migration[],
): void {
  for (const { number, name, checksum } of taken) {
    const known = migrations[number - 1];
    if (known === undefined) {
      throw new Error(
        `the database ${database} is newer than this Braid: it has taken step ${number} (${name}), and this version knows ` +
          `${migrations.length}. Hint: start the version that wrote it, or a later one`,
      );
    }
    if (checksum !== checksumOf(known)) {
      throw new Error(
        `the database ${database} was made by another Braid: its step ${number} is \`${name}\`, and differs from this ` +
          `version's \`${known.name}\`. Hint: use a database that no development version has written`,
      );
    }
  }
}

async function take(sql: Sql, number: number, migration: Migration): Promise<void> {
  await sql.script(migration.text);
  await sql.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [
    number,
    migration.name,
    checksumOf(migration),
  ]);
}

function checksumOf({ name, text }: Migration): string {
  return createHash('sha256').update(`${name}\n${text}`).digest('hex');
}
