/** What a test makes go wrong: the next requests that match are answered with an error, or with nothing. */

export type Fault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly message: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** `after`: it was done, and nobody was told. */
  | { readonly kind: 'hang-up'; readonly when: 'before' | 'after' }
  /** The connection stays, and nothing comes until whoever asked gives up. */
  | { readonly kind: 'silence'; readonly when: 'before' | 'after' };

export interface FaultRule {
  /** All, where it is missing. */
  readonly method?: string;
  /** Of the path as it comes in, `/api/v3` or a repository's name first. */
  readonly path: RegExp;
  readonly fault: Fault;
  /** How many requests; 1 where it is missing. */
  readonly times?: number;
  /** How many matching requests go well before that. */
  readonly skip?: number;
}

export class Faults {
  readonly #rules: { readonly rule: FaultRule; left: number; skip: number }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1, skip: rule.skip ?? 0 });
  }

  clear(): void {
    this.#rules.length = 0;
  }

  /** The fault for this request, used up. */
  take(method: string, path: string): Fault | null {
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (entry.left === 0 || (rule.method ?? method) !== method || !rule.path.test(path)) continue;
      if (entry.skip > 0) {
        entry.skip--;
        continue;
      }
      entry.left--;
      return rule.fault;
    }
    return null;
  }
}

/** GitHub's answer to too much at once; it says how many seconds to wait. */
export function secondaryLimit(retryAfterSeconds: number): Fault {
  return {
    kind: 'answer',
    status: 403,
    message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    headers: { 'retry-after': String(retryAfterSeconds) },
  };
}

export function tooManyRequests(retryAfterSeconds: number): Fault {
  return {
    kind: 'answer',
    status: 429,
    message: 'Too Many Requests',
    headers: { 'retry-after': String(retryAfterSeconds) },
  };
}

export function serverError(status: 500 | 502 | 503 | 504): Fault {
  return { kind: 'answer', status, message: 'Server Error' };
}
