/** Values that must not be seen in a log. */
export class Masks {
  readonly #values = new Set<string>();
  /** The longest first: a secret that holds another is gone as a whole. */
  #ordered: readonly string[] = [];

  /** A text of several lines is masked as a whole and line by line, as its lines are what a log shows. */
  add(value: string): void {
    for (const part of [value, ...value.split(/\r?\n/)]) {
      if (part.trim() === '') continue;
      this.#values.add(part);
      this.#values.add(JSON.stringify(part).slice(1, -1));
      this.#values.add(encodeURIComponent(part));
      this.#values.add(Buffer.from(part).toString('base64'));
    }
    this.#ordered = [...this.#values].sort((a, b) => b.length - a.length);
  }

  apply(text: string): string {
    return this.#ordered.reduce((masked, value) => masked.replaceAll(value, '***'), text);
  }

  hides(text: string): boolean {
    return this.apply(text) !== text;
  }
}
