/** What earlier runs say about a tier: one that fails too often is given up for the next, one that is more than needed for the lower. */
import { TIERS, type Tier } from '../plan/config.ts';

/** How tasks of this kind fared on a tier. The caller picks those of the last 30 days. */
export interface TierRecord {
  readonly tier: Tier;
  /** A task counts as a success when it was merged. */
  readonly merged: number;
  readonly of: number;
}

/** With fewer samples a tier has no success rate. */
const LEAST_SAMPLES = 3;
const TOO_LOW = 0.7;
const MORE_THAN_ENOUGH = 0.9;
const LOWER_SUFFICES = 0.85;

export interface TierAdvice {
  readonly tier: Tier;
  /** Null: the records change nothing. */
  readonly reason: string | null;
}

export function adviseTier(tier: Tier, records: readonly TierRecord[]): TierAdvice {
  const at = TIERS.indexOf(tier);
  const own = rateOf(tier, records);
  if (own === null) return { tier, reason: null };
  const [lower, higher] = [TIERS[at - 1], TIERS[at + 1]];
  if (own.rate < TOO_LOW && higher !== undefined) {
    const other = rateOf(higher, records);
    if (other !== null && other.rate > own.rate) return { tier: higher, reason: comparison(own, other) };
  }
  if (own.rate >= MORE_THAN_ENOUGH && lower !== undefined) {
    const other = rateOf(lower, records);
    if (other !== null && other.rate >= LOWER_SUFFICES)
      return { tier: lower, reason: comparison(own, other) };
  }
  return { tier, reason: null };
}

interface Rate extends TierRecord {
  readonly rate: number;
}

function rateOf(tier: Tier, records: readonly TierRecord[]): Rate | null {
  const own = records.filter(record => record.tier === tier);
  const merged = own.reduce((sum, record) => sum + record.merged, 0);
  const of = own.reduce((sum, record) => sum + record.of, 0);
  return of < LEAST_SAMPLES ? null : { tier, merged, of, rate: merged / of };
}

function comparison(own: Rate, other: Rate): string {
  const verb = (count: number) => (count === 1 ? 'was' : 'were');
  return (
    `${own.merged} of ${own.of} such tasks ${verb(own.merged)} merged with ${own.tier}, ` +
    `${other.merged} of ${other.of} with ${other.tier}`
  );
}
