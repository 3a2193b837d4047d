/**
 * Any text, so that PostgreSQL takes it and gives it back as it was: NUL and halves of surrogate pairs, which it refuses or
 * replaces, are written as escapes. Ordinary text stays readable. JSON needs none of it: `JSON.stringify` escapes both.
 */
import { z } from 'zod';

const ESCAPE = '\\';
const REFUSED = /\\|\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function writeText(text: string): string {
  return text.replace(REFUSED, unit =>
    unit === ESCAPE ? ESCAPE + ESCAPE : `${ESCAPE}u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export function readText(stored: string): string {
  return stored.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (_, code?: string) =>
    code === undefined ? ESCAPE : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** In a row's schema. */
export const storedText = z.string().transform(readText);
