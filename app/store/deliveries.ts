/** What GitHub delivered: stored under its id before it is acknowledged, so that it is worked off once and never lost. */
import { z } from 'zod';
import type { RunId } from '../../shared/plan/plan.ts';
import type { Sql } from './database.ts';
import { storedText, writeText } from './stored-text.ts';

export interface Delivery {
  /** GitHub's own; a redelivery has the same. */
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

export type DeliveryState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'done'; readonly at: number }
  | { readonly kind: 'failed'; readonly at: number; readonly reason: string };

/** `known`: it came before, and whatever came of it stays. */
export async function keepDelivery(sql: Sql, delivery: Delivery): Promise<'new' | 'known'> {
  const rows = await sql.query(
    `insert into deliveries (id, event, payload, received_at) values ($1, $2, $3, $4)
      on conflict (id) do nothing returning id`,
    [
      writeText(delivery.id),
      writeText(delivery.event),
      JSON.stringify(delivery.payload),
      delivery.receivedAt,
    ],
  );
  return rows.length === 0 ? 'known' : 'new';
}

export async function findDelivery(
  sql: Sql,
  id: string,
): Promise<(Delivery & { readonly state: DeliveryState }) | null> {
  const rows = await sql.query('select * from deliveries where id = $1', [writeText(id)]);
  return rows[0] === undefined ? null : deliveryRow.parse(rows[0]);
}

export async function finishDelivery(
  sql: Sql,
  id: string,
  state: Exclude<DeliveryState, { readonly kind: 'waiting' }>,
): Promise<void> {
  await sql.query('update deliveries set state = $2, finished_at = $3, reason = $4 where id = $1', [
    ...[writeText(id), state.kind, state.at],
    state.kind === 'failed' ? writeText(state.reason) : null,
  ]);
}

/** With the transaction that does what it asked for: it is done once, whatever becomes of the answer. */
export async function noteRunOf(sql: Sql, id: string, run: RunId): Promise<void> {
  await sql.query('update deliveries set run = $2 where id = $1', [writeText(id), writeText(run)]);
}

/** The run that it has begun or gone on with; null: none. */
export async function runOfDelivery(sql: Sql, id: string): Promise<RunId | null> {
  const [row] = await sql.query('select run from deliveries where id = $1', [writeText(id)]);
  return row === undefined ? null : runOfRow.parse(row).run;
}

/** The oldest first: those whose job may have been lost between the two. */
export async function waitingDeliveries(
  sql: Sql,
  { before, most }: { readonly before: number; readonly most: number },
): Promise<readonly string[]> {
  const rows = await sql.query(
    `select id from deliveries where state = 'waiting' and received_at < $1 order by received_at, id limit $2`,
    [before, most],
  );
  return rows.map(row => idRow.parse(row).id);
}

/** Of those ids, the ones that never came. */
export async function missingDeliveries(sql: Sql, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await sql.query('select id from deliveries where id = any($1::text[])', [ids.map(writeText)]);
  const known = new Set(rows.map(row => idRow.parse(row).id));
  return ids.filter(id => !known.has(id));
}

/**
 * Forgets what was over before then; how many. What waits is never forgotten. GitHub delivers anew what is up to three days old, which
 * must still be known then.
 */
export async function pruneDeliveries(sql: Sql, before: number): Promise<number> {
  const rows = await sql.query(
    `delete from deliveries where state <> 'waiting' and finished_at < $1 returning id`,
    [before],
  );
  return rows.length;
}

const idRow = z.object({ id: storedText });

const runOfRow = z.object({ run: storedText.transform(run => run as RunId).nullable() });

const deliveryRow = z
  .object({
    id: storedText,
    event: storedText,
    payload: z.string(),
    received_at: z.number(),
    state: z.enum(['waiting', 'done', 'failed']),
    reason: storedText.nullable(),
    finished_at: z.number().nullable(),
  })
  .transform(row => ({
    id: row.id,
    event: row.event,
    payload: JSON.parse(row.payload) as unknown,
    receivedAt: row.received_at,
    state: stateOf(row.state, row.finished_at ?? 0, row.reason ?? ''),
  }));

function stateOf(kind: DeliveryState['kind'], at: number, reason: string): DeliveryState {
  switch (kind) {
    case 'waiting':
      return { kind };
    case 'done':
      return { kind, at };
    case 'failed':
      return { kind, at, reason };
  }
}
