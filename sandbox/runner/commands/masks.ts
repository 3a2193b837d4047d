/** Values that must not be seen in a log. */
export class Masks {
  readonly #values = new Set<string>();

  /** A text of several lines is masked as a whole and line by line, as its lines are what a log shows. */
  add(value: string): void {
    for (const part of [value, ...value.split(/\r?\n/)]) {
      if (part.trim() === '') continue;
      this.#values.add(part);
      this.#values.add(JSON.stringify(part).slice(1, -1));
      this.#values.add(encodeURIComponent(part));
      this.#values.add(Buffer.from(part).toString('base64'));
    }
  }

  /** The longest first: a secret that holds another is gone as a whole. */
  apply(text: string): string {
    const values = [...this.#values].sort((a, b) => b.length - a.length);
    return values.reduce((masked, value) => masked.replaceAll(value, '***'), text);
  }

  hides(text: string): boolean {
    return this.apply(text) !== text;
  }
}
