/** What an attempt cost, where only its tokens are known. */
import type { BackendConfig } from '../../plan/config.ts';
import { MOST_USD, type Usage } from '../../run/attempts/evidence.ts';
import { priceOf } from '../../run/dispatch/estimate.ts';

/** Who tells tokens but no cost is billed by the configured price. `asked`: the model that was asked for, by its name or null. */
export function priced(usage: Usage, asked: string | null, config: BackendConfig): Usage {
  const { costUsd, inputTokens, outputTokens, model } = usage;
  if (costUsd !== null || (inputTokens === null && outputTokens === null)) return usage;
  const isListed = model !== null && Object.hasOwn(config.prices, model);
  const price = priceOf(config, isListed ? model : asked);
  if (price === null) return usage;
  const millionths = (inputTokens ?? 0) * price.input + (outputTokens ?? 0) * price.output;
  return { ...usage, costUsd: Math.min(millionths / 1_000_000, MOST_USD) };
}
