/** How many requests each may still make in this hour, with the headers that say so. */
import { type Identity, principal } from '../state/identity.ts';
import { Refused } from './answer.ts';

export type RateLimits = Readonly<Record<Identity['kind'], number>>;

/** Requests an hour, from GitHub's documentation. */
export const RATE_LIMITS: RateLimits = {
  anonymous: 60,
  user: 5000,
  app: 5000,
  installation: 5000,
  job: 1000,
};

const HOUR = 3_600_000;

interface Window {
  used: number;
  readonly resetAt: number;
}

export interface RateStatus {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  /** Seconds of the epoch. */
  readonly reset: number;
}

export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #now: () => Date;
  readonly #windows = new Map<string, Window>();

  constructor(limits: RateLimits, now: () => Date) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Throws when there is none left. */
  take(identity: Identity): void {
    const window = this.#window(identity);
    if (window.used >= this.#limits[identity.kind])
      throw new Refused(403, `API rate limit exceeded for ${subject(identity)}.`);
    window.used++;
  }

  /** A conditional request that changed nothing is free. */
  giveBack(identity: Identity): void {
    this.#window(identity).used--;
  }

  status(identity: Identity): RateStatus {
    const { used, resetAt } = this.#window(identity);
    const limit = this.#limits[identity.kind];
    return { limit, used, remaining: limit - used, reset: Math.ceil(resetAt / 1000) };
  }

  headers(identity: Identity): Readonly<Record<string, string>> {
    const { limit, used, remaining, reset } = this.status(identity);
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-used': String(used),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': 'core',
    };
  }

  #window(identity: Identity): Window {
    const key = principal(identity);
    const now = this.#now().getTime();
    const known = this.#windows.get(key);
    if (known !== undefined && known.resetAt > now) return known;
    const opened: Window = { used: 0, resetAt: now + HOUR };
    this.#windows.set(key, opened);
    return opened;
  }
}

function subject(identity: Identity): string {
  switch (identity.kind) {
    case 'anonymous':
      return '127.0.0.1';
    case 'user':
      return `user ID ${identity.account.id}`;
    case 'app':
      return `app ID ${identity.app.id}`;
    case 'installation':
      return `installation ID ${identity.installation.id}`;
    case 'job':
      return `installation ID ${identity.repository.id}`;
  }
}
