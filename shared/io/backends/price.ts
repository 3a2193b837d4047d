/** What an attempt cost, where only its tokens are known. */
import type { BackendConfig } from '../../plan/config.ts';
import type { Usage } from '../../run/attempts/evidence.ts';

/** Who tells tokens but no cost is billed by the configured price. `asked`: the model that was asked for, by its name or null. */
export function priced(usage: Usage, asked: string | null, config: BackendConfig): Usage {
  const { costUsd, inputTokens, outputTokens, model } = usage;
  if (costUsd !== null || (inputTokens === null && outputTokens === null)) return usage;
  const name = [model, asked].find(each => each !== null && Object.hasOwn(config.prices, each)) ?? null;
  const price = (name === null ? null : config.prices[name]) ?? config.price;
  if (price === null) return usage;
  const millionths = (inputTokens ?? 0) * price.input + (outputTokens ?? 0) * price.output;
  return { ...usage, costUsd: millionths / 1_000_000 };
}
