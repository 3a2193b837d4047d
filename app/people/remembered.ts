/** The newest answers, for some seconds; questions that are asked at the same time are one. What failed is not kept. */

/** Who loses a permission keeps it here for so long. */
const GOOD_FOR_MS = 20_000;
const MOST_KEPT = 10_000;

export class Remembered<Value> {
  readonly #kept = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get(key: string, find: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(key);
    if (known !== undefined && this.#now() < known.until) return known.value;
    const value = find();
    this.#kept.delete(key);
    this.#kept.set(key, { until: this.#now() + GOOD_FOR_MS, value });
    value.catch(() => this.#kept.delete(key));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }
}
