/** What runs of an installation share about a backend, and that places are never more than are known, nor fewer than one each. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withRun } from '../../../app/steps/limits/share.ts';
import { type Hold, NO_LIMIT, type SharedLimit } from '../../../app/store/backend-limits.ts';
import type { RunId } from '../../../shared/plan/plan.ts';

const NOW = 100_000_000;
const MINUTE = 60_000;
const run = (name: string) => name as RunId;
const hold = (name: string, places: number, limit: number | null): Hold => ({
  ...{ run: run(name), places, limit },
  until: NOW + MINUTE,
});
const held = (shared: SharedLimit) => Object.fromEntries(shared.holds.map(each => [each.run, each.places]));
const take = (shared: SharedLimit, wanted: Hold) => withRun(shared, { own: [], hold: wanted, now: NOW });

test('without a known limit everybody has what it wants', () => {
  const both = take(take(NO_LIMIT, hold('a', 4, null)), hold('b', 8, null));
  expect(held(both)).toEqual({ a: 4, b: 8 });
});

test('who comes later has what is left of the least limit that anybody knows, and one at least', () => {
  const a = take(NO_LIMIT, hold('a', 3, 4));
  const b = take(a, hold('b', 8, null));
  const c = take(b, hold('c', 8, 6));
  expect(held(c)).toEqual({ a: 3, b: 1, c: 1 });
  expect(held(take(take(c, hold('a', 0, 4)), hold('b', 8, 4)))).toEqual({ c: 1, b: 3 });
});

test('what was never given back is free again in the end', () => {
  const lost = { ...hold('a', 4, 4), until: NOW - 1 };
  expect(held(take({ signs: [], holds: [lost] }, hold('b', 4, 4)))).toEqual({ b: 4 });
});

test('the places of all are within the limit, but for the one that each run has', () => {
  const turn = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), places: fc.nat(9) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(turn), (limit, turns) => {
      const shared = turns.reduce<SharedLimit>(
        (before, { name, places }) => take(before, hold(name, places, limit)),
        NO_LIMIT,
      );
      const places = Object.values(held(shared));
      expect(places.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(
        Math.max(limit + places.length - 1, 0),
      );
      expect(places.every(each => each >= 1)).toBe(true);
    }),
  );
});

test('what a run tells twice is kept once, what is old is forgotten, and what was answered before any trouble', () => {
  const limited = { says: 'limited', restMs: null, run: run('a') } as const;
  const answered = { says: 'answered', run: run('a') } as const;
  const ended = (minutesAgo: number) => ({ began: NOW - 30 * MINUTE, at: NOW - minutesAgo * MINUTE });
  const own = [
    { ...limited, ...ended(20) },
    { ...answered, ...ended(4) },
    { ...limited, ...ended(3) },
    { ...answered, ...ended(2) },
  ];
  const telling = { own, hold: hold('a', 0, null), now: NOW };
  const once = withRun(NO_LIMIT, telling);
  expect(once).toEqual({ signs: own.slice(2), holds: [] });
  expect(withRun(once, telling)).toEqual(once);
  const hours = { ...limited, ...ended(20), restMs: 60 * MINUTE };
  expect(withRun(NO_LIMIT, { ...telling, own: [hours] }).signs).toEqual([hours]);
});
