/** What a backend is given and nobody else is to see: masked in all that Braid writes, and looked for in what a task leaves. */
import type { Secret } from '../ports.ts';

const SECRET_NAME = /key|token|secret|passw|passphrase|credential|auth|cookie/i;
const ADDRESS_WITH_PASSWORD = /:\/\/[^/\s]*:[^/\s]+@/;
/** A password in an address, or a long word that is no path. */
const SECRET_VALUE = /:\/\/[^/\s]*@|^(?!\/)[\w+/=.~-]{20,}$/;

/** Not every value: with `NODE_ENV=production` masked, no log could be read. */
export function secretsAmong(passed: Readonly<Record<string, string>>): readonly Secret[] {
  return Object.entries(passed).flatMap(([name, value]) =>
    SECRET_NAME.test(name) || SECRET_VALUE.test(value) ? [{ name, value }] : [],
  );
}

const KEY_NAME = /key|token|secret|passw|passphrase|credential/i;
/** A path, or an address without a password. */
const PLACE = /^(?:[.~]?\/|\w+:\/\/)/;
const SHORTEST = 8;
const LONG = 20;

/**
 * Those whose value is in no text by chance, so that work which holds it can be refused: by the name alone, `AUTH_MODE=disabled`
 * would forbid a word.
 */
export function unmistakable(secrets: readonly Secret[]): readonly Secret[] {
  return secrets.flatMap(({ name, value }) => {
    const line = longestLine(value);
    return isUnmistakable(name, line) ? [{ name, value: line }] : [];
  });
}

function isUnmistakable(name: string, line: string): boolean {
  if (ADDRESS_WITH_PASSWORD.test(line)) return true;
  if (!KEY_NAME.test(name) || /\s/.test(line) || PLACE.test(line)) return false;
  return line.length >= LONG || (line.length >= SHORTEST && /\d/.test(line) && /[a-z]/i.test(line));
}

/** Of a key in several lines the first one says only what it is. */
function longestLine(value: string): string {
  const lines = value.split(/\r?\n/).map(line => line.trim());
  return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), '');
}
