/** What runs have cost so far. A run's total is written as a whole, never added to, so that writing it twice changes nothing. */
import { z } from 'zod';
import type { RunId } from '../../shared/plan/plan.ts';
import type { Sql } from './database.ts';
import { writeText } from './stored-text.ts';

export interface Cost {
  readonly usd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface RunCost extends Cost {
  readonly run: RunId;
  readonly installation: number;
  readonly repositoryId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export async function setCost(sql: Sql, cost: RunCost): Promise<void> {
  await sql.query(
    `insert into costs (run, installation, repository_id, usd, input_tokens, output_tokens, at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (run) do update set usd = excluded.usd, input_tokens = excluded.input_tokens,
        output_tokens = excluded.output_tokens, at = excluded.at where excluded.at >= costs.at`,
    [
      ...[writeText(cost.run), cost.installation, cost.repositoryId],
      ...[cost.usd, cost.inputTokens, cost.outputTokens, cost.at],
    ],
  );
}

/** The same as a port of the work on runs. */
export function openCosts(sql: Sql) {
  return { set: (cost: RunCost) => setCost(sql, cost) };
}

/** Whose cost is asked for. */
export type CostOf =
  | { readonly run: RunId }
  | { readonly repositoryId: number; readonly since: number }
  | { readonly installation: number; readonly since: number };

export async function totalCost(sql: Sql, of: CostOf): Promise<Cost> {
  const [where, values] = condition(of);
  const rows = await sql.query(
    `select coalesce(sum(usd), 0) as usd, coalesce(sum(input_tokens), 0) as input, coalesce(sum(output_tokens), 0) as output
      from costs where ${where}`,
    values,
  );
  const { usd, input, output } = costRow.parse(rows[0]);
  return { usd, inputTokens: input, outputTokens: output };
}

function condition(of: CostOf): readonly [string, readonly unknown[]] {
  if ('run' in of) return ['run = $1', [writeText(of.run)]];
  if ('repositoryId' in of) return ['repository_id = $1 and at >= $2', [of.repositoryId, of.since]];
  return ['installation = $1 and at >= $2', [of.installation, of.since]];
}

const costRow = z.object({ usd: z.number(), input: z.number(), output: z.number() });
