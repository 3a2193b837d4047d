/** One figure of the bench, and the test that holds it: a ratio of two things measured in the same run. */
import { expect, test } from 'vitest';

export interface Row {
  readonly name: string;
  readonly ratio: number;
  readonly limit: number;
  /** True: the ratio must not be above the limit; false: not below it. */
  readonly atMost: boolean;
  readonly detail: string;
}

export function measure(what: string, bench: () => Promise<readonly Row[]>): void {
  test(what, async () => {
    const rows = await bench();
    for (const row of rows) console.log(inWords(row));
    expect(rows.filter(row => !isKept(row)).map(({ name }) => name)).toEqual([]);
  });
}

function isKept({ ratio, limit, atMost }: Row): boolean {
  return atMost ? ratio <= limit : ratio >= limit;
}

function inWords(row: Row): string {
  const { name, ratio, limit, atMost, detail } = row;
  const bound = `${atMost ? 'at most' : 'at least'} ${limit}`;
  return `${isKept(row) ? 'kept  ' : 'BROKEN'}  ${ratio.toFixed(2).padStart(8)}  ${bound}  ${name}\n          ${detail}`;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
