/** "Did you mean …": the known name that is nearest to what was written. */

/**
 * The nearest candidate, or null when none is near enough: one wrong letter in three, and none in names of one or two;
 * or else the one that the word is the beginning of.
 */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  const wanted = plain(word);
  let best: string | null = null;
  let longer: string | null = null;
  let limit = Math.floor(wanted.length / 3);
  for (const candidate of candidates) {
    if (candidate === word) continue;
    if (wanted.length > 2 && plain(candidate).startsWith(wanted)) longer ??= candidate;
    const distance = editDistance(wanted, plain(candidate), limit);
    if (distance > limit) continue;
    if (distance === 0) return candidate;
    best = candidate;
    limit = distance - 1;
  }
  return best ?? longer;
}

/** {@link suggest} as a hint, or null. */
export function didYouMean(word: string, candidates: Iterable<string>): string | null {
  const nearest = suggest(word, candidates);
  return nearest === null ? null : `did you mean \`${nearest}\`?`;
}

/** `maxWorkers`, `max_workers` and `max-workers` are the same to someone who errs. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[-_. ]/g, '');
}

/**
 * {@link didYouMean} for many words over many candidates. Each answer looks at every candidate, so after a hundred words
 * there are no more: nobody reads so many.
 */
export function suggester(candidates: readonly string[]): (word: string) => string | null {
  let answers = 0;
  return word => (answers++ < 100 ? didYouMean(word, candidates) : null);
}

/** Insertions, deletions, replacements and swaps of neighbours; anything over `limit` is `limit + 1`. */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let older: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      next.push(cheapest({ from, to, row, column, older, last, left: next[column - 1] ?? 0 }));
    }
    if (Math.min(...next) > limit) return limit + 1;
    older = last;
    last = next;
  }
  return last[to.length] ?? 0;
}

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly row: number;
  readonly column: number;
  readonly older: readonly number[];
  readonly last: readonly number[];
  readonly left: number;
}

function cheapest({ from, to, row, column, older, last, left }: Cell): number {
  const same = from[row - 1] === to[column - 1];
  const replaced = (last[column - 1] ?? 0) + (same ? 0 : 1);
  const best = Math.min(replaced, (last[column] ?? 0) + 1, left + 1);
  const swapped =
    row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
  return swapped ? Math.min(best, (older[column - 2] ?? 0) + 1) : best;
}
