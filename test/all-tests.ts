/**
 * `npm test` is over in minutes: what takes long, and shows one more case of what a test beside it shows, is told with
 * `BRAID_TESTS=all`.
 */
import { test } from 'vitest';

export const ALL_TESTS = process.env.BRAID_TESTS === 'all';

export function longTest(name: string, work: () => Promise<void>): void {
  if (ALL_TESTS) test(name, work);
}

/** Of alike rows of a table, those that are told always: the first so many. */
export function few<Row>(count: number, rows: readonly Row[]): readonly Row[] {
  return ALL_TESTS ? rows : rows.slice(0, count);
}
