/** What the attempts of a run took, and what its budget counts them for: where both differ, nobody knows what they cost. */
import type { Attempt, Started } from '../state.ts';
import { charge } from './budget.ts';

/** In dollars, or in tokens read and written. Of attempts that have ended. */
export interface Account {
  /** What was reported; null: nothing was. */
  readonly known: number | null;
  /** What counts beyond that, since it was set aside and nobody knows what became of it. */
  readonly assumed: number;
  /** Of how many attempts. */
  readonly assumedOf: number;
  /** Null: the run has none. */
  readonly budget: number | null;
}

export interface Bill {
  readonly usd: Account;
  readonly tokens: Account;
}

export function billOf(state: Started): Bill {
  const { usd, tokens } = state.config.budget;
  const ended = [...state.tasks.values()].flatMap(({ attempts }) =>
    attempts.filter(({ end }) => end !== null),
  );
  return {
    usd: account(usd, ended, attempt => ({
      known: attempt.end?.evidence.usage.costUsd ?? null,
      counted: isCounted(attempt, usd) ? charge(attempt).usd : 0,
    })),
    tokens: account(tokens, ended, attempt => ({
      known: tokensOf(attempt),
      counted: tokens === null ? 0 : charge(attempt).tokens,
    })),
  };
}

/** Where only tokens are limited, money is set aside and matters to nobody. */
function isCounted({ reserved }: Attempt, budgetUsd: number | null): boolean {
  return budgetUsd !== null || reserved?.source === 'budget';
}

function tokensOf({ end }: Attempt): number | null {
  const { inputTokens = null, outputTokens = null } = end?.evidence.usage ?? {};
  return inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0);
}

interface Figures {
  readonly known: number | null;
  readonly counted: number;
}

function account(
  budget: number | null,
  attempts: readonly Attempt[],
  figuresOf: (attempt: Attempt) => Figures,
): Account {
  const figures = attempts.map(figuresOf);
  const known = figures.flatMap(each => each.known ?? []);
  const beyond = figures.map(each => each.counted - (each.known ?? 0)).filter(each => each > 0);
  return {
    known: known.length === 0 ? null : sum(known),
    assumed: sum(beyond),
    assumedOf: beyond.length,
    budget,
  };
}

/** To a billionth: sums of cents are not exact. */
function sum(values: readonly number[]): number {
  return Number(values.reduce((total, value) => total + value, 0).toFixed(9));
}
