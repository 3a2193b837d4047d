/** Concurrency groups: who runs, who waits, and whom a newer one replaces. */
import { expect, test } from 'vitest';
import type { ConcurrencyPlace, ConcurrencyRequest } from '../../sandbox/runner/host.ts';
import { ConcurrencyGroups } from '../../sandbox/workflows/concurrency.ts';

const SINGLE: ConcurrencyRequest = { group: 'main', cancelInProgress: false, queue: 'single' };

/** `true`, `false`, or `waits`. */
async function state(place: ConcurrencyPlace): Promise<boolean | 'waits'> {
  return Promise.race([place.ready, new Promise<'waits'>(resolve => setImmediate(resolve, 'waits'))]);
}

test('one runs, one waits, and a newer one replaces the one that waits', async () => {
  const groups = new ConcurrencyGroups();
  const [first, second, third] = [
    groups.enter(SINGLE),
    groups.enter(SINGLE),
    groups.enter({ ...SINGLE, group: 'Main' }),
  ];
  expect([await state(first), await state(second), await state(third)]).toEqual([true, false, 'waits']);
  first.leave();
  expect(await state(third)).toBe(true);
});

test('another group is not concerned, and who gives up its place in the queue is gone', async () => {
  const groups = new ConcurrencyGroups();
  const [first, second] = [groups.enter(SINGLE), groups.enter(SINGLE)];
  expect(await state(groups.enter({ ...SINGLE, group: 'other' }))).toBe(true);
  second.leave();
  expect(await state(second)).toBe(false);
  first.leave();
  expect(await state(groups.enter(SINGLE))).toBe(true);
});

test('cancel-in-progress takes the place over, even before it was said how to cancel', async () => {
  const groups = new ConcurrencyGroups();
  const first = groups.enter(SINGLE);
  const second = groups.enter({ ...SINGLE, cancelInProgress: true });
  let cancelled = false;
  first.onTakenOver(() => {
    cancelled = true;
    first.leave();
  });
  expect(cancelled).toBe(true);
  expect(await state(second)).toBe(true);
});

test('with `queue: max` a hundred wait, and get their turns in order', async () => {
  const groups = new ConcurrencyGroups();
  const max: ConcurrencyRequest = { ...SINGLE, queue: 'max' };
  const places = Array.from({ length: 102 }, () => groups.enter(max));
  expect(await Promise.all(places.map(state))).toEqual([true, ...Array(100).fill('waits'), false]);
  places[0]?.leave();
  expect([await state(places[1] ?? groups.enter(max)), await state(places[2] ?? groups.enter(max))]).toEqual([
    true,
    'waits',
  ]);
});
