/**
 * Who asks for what GitHub does not know, a token or a name that was made up, costs the App a question to GitHub each time. So many wrong
 * ones are let through from one address, and from all together; then it is to wait. What was right costs nothing, and who knows it does
 * not wait for those who guess.
 */
import { createHash } from 'node:crypto';

export interface GuessLimits {
  /** So many wrong ones at once from an address, … */
  readonly each: number;
  /** … and from all addresses, since one person can have many. */
  readonly all: number;
  /** After so long, one more of either, in milliseconds. */
  readonly eachMs: number;
  readonly allMs: number;
}

/** GitHub itself refuses an address after some dozens of wrong tokens in a few minutes. */
export const GUESS_LIMITS: GuessLimits = { each: 10, all: 60, eachMs: 6_000, allMs: 1_000 };
const MOST_ADDRESSES = 10_000;
/** What was right is asked about for so long whoever else guesses, in milliseconds. */
const RIGHT_MS = 3_600_000;
const MOST_RIGHT = 10_000;

export interface Guess {
  /** See `addressOf`. */
  readonly from: string;
  /** A token or a name, of which only a hash is kept; null: it is good once. */
  readonly of: string | null;
}

export class TooManyGuesses extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super(`too many wrong guesses, the next one in ${seconds} s`);
    this.seconds = seconds;
  }
}

/** Of one kind: who makes up names keeps nobody from signing in. */
export class Guesses {
  readonly #now: () => number;
  readonly #limits: GuessLimits;
  readonly #all: Allowance;
  readonly #each = new Map<string, Allowance>();
  /** When it was found to be right, by the hash. */
  readonly #right = new Map<string, number>();

  constructor(now: () => number, limits: GuessLimits = GUESS_LIMITS) {
    this.#now = now;
    this.#limits = limits;
    this.#all = new Allowance(limits.all, limits.allMs);
  }

  /** Null counts as wrong. Rejects with `TooManyGuesses` without asking. */
  async ask<Value>({ from, of }: Guess, question: () => Promise<Value | null>): Promise<Value | null> {
    const key = of === null ? null : createHash('sha256').update(of).digest('base64url');
    const value = this.#isRight(key) ? await question() : await this.#limited(from, question);
    if (key === null) return value;
    this.#right.delete(key);
    if (value !== null) this.#right.set(key, this.#now());
    dropOldest(this.#right, MOST_RIGHT);
    return value;
  }

  #isRight(key: string | null): boolean {
    const at = key === null ? undefined : this.#right.get(key);
    return at !== undefined && this.#now() < at + RIGHT_MS;
  }

  async #limited<Value>(from: string, question: () => Promise<Value | null>): Promise<Value | null> {
    const own = this.#of(from);
    const now = this.#now();
    const waits = Math.max(own.waits(now), this.#all.waits(now));
    if (waits > 0) throw new TooManyGuesses(Math.ceil(waits / 1000));
    // Taken before it is known, for those that are asked at the same time.
    for (const allowance of [own, this.#all]) allowance.take(now);
    let wasWrong = false;
    try {
      const value = await question();
      wasWrong = value === null;
      return value;
    } finally {
      if (!wasWrong) for (const allowance of [own, this.#all]) allowance.giveBack();
    }
  }

  #of(from: string): Allowance {
    const allowance = this.#each.get(from) ?? new Allowance(this.#limits.each, this.#limits.eachMs);
    this.#each.delete(from);
    this.#each.set(from, allowance);
    dropOldest(this.#each, MOST_ADDRESSES);
    return allowance;
  }
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

/** Fills up again bit by bit. */
class Allowance {
  readonly #most: number;
  readonly #refillMs: number;
  #left: number;
  #at = Number.NEGATIVE_INFINITY;

  constructor(most: number, refillMs: number) {
    this.#most = most;
    this.#left = most;
    this.#refillMs = refillMs;
  }

  /** Milliseconds until there is one. */
  waits(now: number): number {
    const left = this.#leftAt(now);
    return left >= 1 ? 0 : (1 - left) * this.#refillMs;
  }

  take(now: number): void {
    this.#left = this.#leftAt(now) - 1;
    this.#at = now;
  }

  giveBack(): void {
    this.#left = Math.min(this.#most, this.#left + 1);
  }

  #leftAt(now: number): number {
    return Math.min(this.#most, this.#left + Math.max(0, now - this.#at) / this.#refillMs);
  }
}
