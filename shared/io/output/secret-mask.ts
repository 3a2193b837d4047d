/** Replaces secrets in a stream of bytes, wherever the stream is cut. */

/** What is shorter occurs by chance: `1`, `true`, `main`. */
const SHORTEST = 8;
export const MASK = '***';

export class SecretMask {
  /** As latin1, one character a byte; the longest first, as one may contain another. */
  readonly #secrets: readonly string[];
  #held = '';

  /** As they are, and as JSON spells them. One of several lines is masked line by line: programs indent and fold them. */
  constructor(values: readonly string[]) {
    const lines = values.flatMap(value => value.split(/\r?\n/)).map(line => line.trim());
    const spellings = lines.flatMap(line => [line, JSON.stringify(line).slice(1, -1)]);
    this.#secrets = [...new Set(spellings.map(each => Buffer.from(each).toString('latin1')))]
      .filter(line => line.length >= SHORTEST)
      .sort((one, other) => other.length - one.length);
  }

  /** What is certain by now; the beginning of a possible secret is held back. */
  pass(chunk: Buffer): Buffer {
    if (this.#secrets.length === 0) return chunk;
    let text = this.#held + chunk.toString('latin1');
    for (const secret of this.#secrets) text = text.replaceAll(secret, MASK);
    const sure = text.length - this.#begun(text);
    this.#held = text.slice(sure);
    return Buffer.from(text.slice(0, sure), 'latin1');
  }

  /** What was held back and is no secret after all. */
  end(): Buffer {
    const rest = Buffer.from(this.#held, 'latin1');
    this.#held = '';
    return rest;
  }

  /** A text that is whole. */
  text(text: string): string {
    if (this.#secrets.length === 0) return text;
    const bytes = Buffer.from(text).toString('latin1');
    const clean = this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, MASK), bytes);
    return clean === bytes ? text : Buffer.from(clean, 'latin1').toString();
  }

  /** The length of the longest end of the text that a secret begins with. */
  #begun(text: string): number {
    const longest = Math.min((this.#secrets[0]?.length ?? 1) - 1, text.length);
    for (let length = longest; length > 0; length--) {
      const end = text.slice(-length);
      if (this.#secrets.some(secret => secret.startsWith(end))) return length;
    }
    return 0;
  }
}

/** A whole text, such as the notes of a task. */
export function masked(text: string, secrets: readonly string[]): string {
  return new SecretMask(secrets).text(text);
}
