import { expect, test } from 'vitest';
import { together } from '../../../app/intake/together.ts';
import { DatabaseUnreachable } from '../../../app/store/database.ts';

/** Writes that the test lets end. */
function paced() {
  const writes: (readonly number[])[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const write = (items: readonly number[]) =>
    new Promise<readonly string[]>((resolve, reject) => {
      writes.push(items);
      ends.push(error => (error === undefined ? resolve(items.map(item => `wrote ${item}`)) : reject(error)));
    });
  return { writes, keep: together(write), end: (at: number, error?: Error) => ends[at]?.(error) };
}

test('who comes alone is written at once, and who comes meanwhile shares the next write', async () => {
  const { writes, keep, end } = paced();
  const [first, second] = [keep(1), keep(2)];
  const others = [3, 4, 5].map(keep);
  // Two at once: one that hangs holds up nobody.
  expect(writes).toEqual([[1], [2]]);
  end(1);
  expect(await second).toBe('wrote 2');
  await expect.poll(() => writes).toEqual([[1], [2], [3, 4, 5]]);
  end(2);
  expect(await Promise.all(others)).toEqual(['wrote 3', 'wrote 4', 'wrote 5']);
  end(0);
  expect(await first).toBe('wrote 1');
  const later = keep(6);
  end(3);
  expect(await later).toBe('wrote 6');
});

test('nobody is told before it is written', async () => {
  const { keep, end } = paced();
  let isTold = false;
  const told = keep(1).then(() => {
    isTold = true;
  });
  await new Promise(done => setImmediate(done));
  expect(isTold).toBe(false);
  end(0);
  await told;
});

test('what is wrong with one is that one’s trouble', async () => {
  const asked: (readonly number[])[] = [];
  const keep = together(async (items: readonly number[]) => {
    asked.push(items);
    if (items.includes(4)) throw new Error('four is refused');
    return items;
  });
  const told = await Promise.allSettled([1, 2, 3, 4, 5].map(keep));
  expect(told.map(({ status }) => status)).toEqual([
    ...['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  ]);
  expect(asked).toContainEqual([5]);
});

test('a database that is gone is asked once, and everybody is told', async () => {
  const { writes, keep, end } = paced();
  const all = [1, 2, 3, 4].map(keep);
  end(0, new DatabaseUnreachable('here', new Error('gone')));
  await expect.poll(() => writes).toHaveLength(3);
  end(1);
  end(2, new DatabaseUnreachable('here', new Error('gone')));
  const told = await Promise.allSettled(all);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'rejected']);
  expect(writes).toHaveLength(3);
});
