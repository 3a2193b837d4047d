/** Cookies that hold what only the App can have written, for as long as it said. Nothing in them is secret from their owner. */
import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { isSame } from '../http/secret.ts';

export interface CookieJar {
  /** At least 32 characters that nobody can guess. */
  readonly secret: string;
  /** Behind https cookies are sent there alone, and no other host can set them. */
  readonly secure: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Each kind has a name of its own, which is signed as well: one is not taken for the other. */
export interface CookieKind<Value> {
  readonly name: string;
  readonly lifeS: number;
  readonly schema: z.ZodType<Value>;
}

export function putCookie<Value>(jar: CookieJar, kind: CookieKind<Value>, value: Value): string {
  const until = jar.now() + kind.lifeS * 1000;
  const payload = Buffer.from(JSON.stringify({ until, value })).toString('base64url');
  return setting(jar, kind.name, `${payload}.${sign(jar, kind.name, payload)}`, kind.lifeS);
}

export function dropCookie(jar: CookieJar, { name }: Pick<CookieKind<unknown>, 'name'>): string {
  return setting(jar, name, '', 0);
}

/** Null: there is none, or none that holds. */
export function readCookie<Value>(
  jar: CookieJar,
  { name, schema }: CookieKind<Value>,
  { headers }: IncomingMessage,
): Value | null {
  const prefix = `${fullName(jar, name)}=`;
  const pairs = (headers.cookie ?? '').split(';').map(pair => pair.trim());
  const [payload = '', signature = ''] =
    pairs
      .find(pair => pair.startsWith(prefix))
      ?.slice(prefix.length)
      .split('.') ?? [];
  if (!isSame(signature, sign(jar, name, payload))) return null;
  const read: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (typeof read !== 'object' || read === null || !('until' in read) || !('value' in read)) return null;
  const isAlive = typeof read.until === 'number' && jar.now() < read.until;
  const value = schema.safeParse(read.value);
  return isAlive && value.success ? value.data : null;
}

function sign({ secret }: CookieJar, name: string, payload: string): string {
  return createHmac('sha256', secret).update(`${name}.${payload}`).digest('base64url');
}

function setting(jar: CookieJar, name: string, value: string, lifeS: number): string {
  const rules = `Path=/; Max-Age=${lifeS}; HttpOnly; SameSite=Lax`;
  return `${fullName(jar, name)}=${value}; ${rules}${jar.secure ? '; Secure' : ''}`;
}

function fullName({ secure }: CookieJar, name: string): string {
  return `${secure ? '__Host-' : ''}braid-${name}`;
}
