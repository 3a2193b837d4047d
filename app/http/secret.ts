/** Whether somebody knows a secret. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** In a time that tells nothing of where they differ, nor of how long the secret is. */
export function isSame(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map(text => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
