/** The journal of a run in the database: a row for each event, numbered from 1. Its version is how many there are. */
import { z } from 'zod';
import type { Journal, JournalVersion } from '../../shared/io/ports.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { isTaken, type Sql } from './database.ts';
import { writeText } from './stored-text.ts';

/** With a transaction's `sql` an append is made with it, and a conflict ends that transaction. */
export function openSqlJournal(sql: Sql, run: RunId): Journal {
  return {
    read: () => read(sql, run),
    append: (events, version) => append(sql, run, events, version),
  };
}

/** For those who look often: a long journal takes long to read. */
export async function countEvents(sql: Sql, run: RunId): Promise<number> {
  return (await countsOfEvents(sql, [run])).get(run) ?? 0;
}

/** Of many runs by one question that finds each number in the index. */
export async function countsOfEvents(sql: Sql, runs: readonly RunId[]): Promise<ReadonlyMap<RunId, number>> {
  const rows = await sql.query(
    `select asked.place, (select coalesce(max(number), 0) from journal where run = asked.run) as count
      from unnest($1::text[]) with ordinality as asked (run, place)`,
    [runs.map(writeText)],
  );
  const counts = rows.map(row => countRow.parse(row));
  return new Map(
    counts.flatMap(({ place, count }) => {
      const run = runs[place - 1];
      return run === undefined ? [] : [[run, count] as const];
    }),
  );
}

/** Those with a higher number, in their order; at most so many. */
export async function eventsAfter(
  sql: Sql,
  run: RunId,
  { number, most = null }: { readonly number: number; readonly most?: number | null },
): Promise<readonly RunEvent[]> {
  const rows = await sql.query(
    'select event from journal where run = $1 and number > $2 order by number limit $3',
    [writeText(run), number, most],
  );
  return rows.map((row, index) => parseEvent(run, number + index + 1, eventRow.parse(row).event));
}

const countRow = z.object({ place: z.number(), count: z.number() });
const eventRow = z.object({ event: z.string() });

async function read(sql: Sql, run: RunId): ReturnType<Journal['read']> {
  const events = await eventsAfter(sql, run, { number: 0 });
  return { events, version: versionOf(events.length) };
}

/** All rows come by one statement, or none: who was overtaken finds the first number taken. */
async function append(
  sql: Sql,
  run: RunId,
  events: readonly RunEvent[],
  version: JournalVersion,
): ReturnType<Journal['append']> {
  const length = version === null ? 0 : Number(version);
  const counted = '(select coalesce(max(number), 0) from journal where run = $1) = $2';
  if (events.length === 0) {
    const rows = await sql.query(`select 1 where ${counted}`, [writeText(run), length]);
    return rows.length === 0 ? { kind: 'conflict' } : { kind: 'appended', version };
  }
  try {
    const rows = await sql.query(
      `insert into journal (run, number, event)
        select $1, $2 + added.place, added.event from unnest($3::text[]) with ordinality as added (event, place)
        where ${counted} returning number`,
      [writeText(run), length, events.map(event => JSON.stringify(event))],
    );
    if (rows.length === 0) return { kind: 'conflict' };
    return { kind: 'appended', version: versionOf(length + events.length) };
  } catch (error) {
    if (isTaken(error)) return { kind: 'conflict' };
    throw error;
  }
}

function versionOf(length: number): JournalVersion {
  return length === 0 ? null : String(length);
}

function parseEvent(run: RunId, number: number, text: string): RunEvent {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  const isEvent =
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'string' &&
    'at' in value &&
    typeof value.at === 'number';
  if (!isEvent) {
    throw new Error(
      `the journal of the run ${run} is damaged: number ${number} is no event: \`${text.slice(0, 60)}\``,
    );
  }
  return value as RunEvent;
}
