/** Who may work, when: places that are given out in order, several at once to whoever is heavy, and a number that changes. */
import { expect, test } from 'vitest';
import { Slots } from '../../shared/io/local/slots.ts';

/** Work that ends when the test says so; `log` tells who began, in order. */
function makeStage() {
  const slots = new Slots();
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (name: string, weight = 1, signal = new AbortController().signal) =>
    slots.within(weight, signal, () => {
      log.push(name);
      return new Promise<string>(resolve => ends.set(name, () => resolve(name)));
    });
  const settle = () => new Promise(resolve => setImmediate(resolve));
  const end = async (name: string) => {
    ends.get(name)?.();
    await settle();
  };
  return { slots, log, ask, end, settle };
}

test('as many as there are places, in the order of asking', async () => {
  const { slots, log, ask, end, settle } = makeStage();
  slots.allow(2);
  const all = Promise.all(['a', 'b', 'c', 'd'].map(name => ask(name)));
  await settle();
  expect(log).toEqual(['a', 'b']);
  await end('b');
  expect(log).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c', 'd']) await end(name);
  expect(await all).toEqual(['a', 'b', 'c', 'd']);
});

test('who is heavy waits for so many places, and is not overtaken', async () => {
  const { slots, log, ask, end, settle } = makeStage();
  slots.allow(3);
  void ask('light');
  void ask('heavy', 3);
  void ask('later');
  await settle();
  expect(log).toEqual(['light']);
  await end('light');
  expect(log).toEqual(['light', 'heavy']);
  await end('heavy');
  expect(log).toEqual(['light', 'heavy', 'later']);
});

test('who is too heavy for all of them works alone', async () => {
  const { slots, log, ask, settle } = makeStage();
  slots.allow(2);
  void ask('giant', 9);
  void ask('next');
  await settle();
  expect(log).toEqual(['giant']);
});

test('with no place nobody begins, and what runs goes on', async () => {
  const { slots, log, ask, end, settle } = makeStage();
  slots.allow(1);
  const first = ask('first');
  void ask('second');
  slots.allow(0);
  await settle();
  await end('first');
  expect(await first).toBe('first');
  expect(log).toEqual(['first']);
  slots.allow(1);
  await settle();
  expect(log).toEqual(['first', 'second']);
});

test('who gives up leaves the line to those behind', async () => {
  const { slots, log, ask, settle } = makeStage();
  slots.allow(1);
  void ask('first');
  const leaving = new AbortController();
  const heavy = ask('heavy', 1, leaving.signal);
  leaving.abort('stop');
  await expect(heavy).rejects.toBe('stop');
  await expect(ask('late', 1, leaving.signal)).rejects.toBe('stop');
  await settle();
  expect(log).toEqual(['first']);
});
