/**
 * Seeds of the chaos: what went wrong once goes wrong again by its seed. `BRAID_CHAOS_SEEDS=200` takes the first 200, and
 * `BRAID_CHAOS_SEED=17` that one alone.
 */
import { generator } from '../../../sandbox/webhooks/disorder.ts';

/** `few`: those that every run of the tests takes. */
export function seeds(few: readonly number[]): readonly number[] {
  const { BRAID_CHAOS_SEED: one, BRAID_CHAOS_SEEDS: many } = process.env;
  if (one !== undefined) return [Number(one)];
  if (many !== undefined) return Array.from({ length: Number(many) }, (_, index) => index + 1);
  return few;
}

export interface Dice {
  /** A whole number from 0, below that. */
  below(number: number): number;
  oneOf<Value>(values: readonly [Value, ...Value[]]): Value;
}

export function diceOf(seed: number): Dice {
  const random = generator(seed);
  const below = (number: number) => Math.floor(random() * number);
  return { below, oneOf: values => values[below(values.length)] ?? values[0] };
}
