/** What an attempt is expected to take, before anything is known of it: time, tokens and money, each with where it comes from. */
import type { BackendConfig, Price, Tier } from '../../plan/config.ts';

export interface Estimate {
  readonly minutes: number;
  /** Read and written. */
  readonly tokens: number;
  /** Dollars; null: it may cost something, and nobody can say what. */
  readonly usd: number | null;
  readonly source: 'price' | 'assumed';
}

interface Assumption {
  readonly input: number;
  readonly output: number;
  /** Where no price is known. */
  readonly usd: number;
  readonly minutes: number;
}

/**
 * What one attempt of an agent may take, where neither the plan nor the configuration says: guesses of Braid's, on the high
 * side. Most of the input is read again from a cache with every turn.
 */
const ASSUMED: Readonly<Record<Tier, Assumption>> = {
  small: { input: 200_000, output: 8_000, usd: 0.5, minutes: 3 },
  medium: { input: 400_000, output: 15_000, usd: 1.5, minutes: 6 },
  large: { input: 800_000, output: 30_000, usd: 5, minutes: 12 },
};

/** How long a shell line takes nobody can say. */
const COMMAND_MINUTES = 1;

export interface Work {
  readonly backend: BackendConfig;
  readonly tier: Tier | null;
  readonly model: string | null;
}

export function estimate({ backend, tier, model }: Work): Estimate {
  const assumed = ASSUMED[tier ?? 'medium'];
  const minutes = backend.kind === 'command' ? COMMAND_MINUTES : assumed.minutes;
  const tokens = assumed.input + assumed.output;
  const price = priceOf(backend, model);
  if (price === null) {
    const usd = backend.kind === 'command' ? null : assumed.usd;
    return { minutes, usd, tokens, source: 'assumed' };
  }
  const usd = (assumed.input * price.input + assumed.output * price.output) / 1_000_000;
  // Nothing is paid for it, so it reads and writes nothing that is.
  return { minutes, usd, tokens: usd === 0 ? 0 : tokens, source: 'price' };
}

/** What is set aside for an attempt of unknown cost, in dollars. */
export function assumedUsd(tier: Tier | null): number {
  return ASSUMED[tier ?? 'medium'].usd;
}

export function priceOf(
  { prices, price }: Pick<BackendConfig, 'prices' | 'price'>,
  model: string | null,
): Price | null {
  return (model !== null && Object.hasOwn(prices, model) ? prices[model] : undefined) ?? price;
}
