/** What a network does to webhooks, by a seed, so that what went wrong once can go wrong again. */

export interface Disorder {
  readonly seed: number;
  /** Each from 0 to 1: how likely a delivery is lost, … */
  readonly drop?: number;
  /** … sent twice with the same id, … */
  readonly double?: number;
  /** … late by up to {@link delayMs}, … */
  readonly delay?: number;
  /** … or held back until a later one was sent. */
  readonly reorder?: number;
  readonly delayMs?: number;
}

export interface Fate {
  readonly dropped: boolean;
  readonly times: 1 | 2;
  readonly delayMs: number;
  readonly held: boolean;
}

export const UNDISTURBED: Fate = { dropped: false, times: 1, delayMs: 0, held: false };
const DELAY_MS = 50;

/** Fates in the order of deliveries. */
export function fates(disorder: Disorder): () => Fate {
  const random = generator(disorder.seed);
  return () => {
    // All are drawn every time: one rule more does not change what the others decide.
    const [drop, double, delay, reorder, amount] = [random(), random(), random(), random(), random()];
    return {
      dropped: drop < (disorder.drop ?? 0),
      times: double < (disorder.double ?? 0) ? 2 : 1,
      delayMs: delay < (disorder.delay ?? 0) ? Math.ceil(amount * (disorder.delayMs ?? DELAY_MS)) : 0,
      held: reorder < (disorder.reorder ?? 0),
    };
  };
}

/** Mulberry32: small, and the same everywhere. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
