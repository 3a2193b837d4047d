/** How the App ends. */
import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { closeOpened, stop, stopOnSignals } from '../../../app/operation/stop.ts';
import { openShell } from './rig.ts';

function parts(order: string[]) {
  return ['queue', 'database'].map(name => ({
    name,
    close: async () => {
      order.push(name);
    },
  }));
}

test('running work ends first, then the queue is closed, then the database', async () => {
  const { server, log, url } = await openShell();
  const order: string[] = [];
  let finish = (): void => {};
  const running = new Promise<void>(resolve => {
    finish = resolve;
  });
  const stopped = stop({
    ...{ server, log, graceMs: 60_000, parts: parts(order) },
    work: {
      settle: async () => {
        await running;
        order.push('work');
      },
    },
  });
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  expect(order).toEqual([]);
  finish();
  expect(await stopped).toBe(true);
  expect(order).toEqual(['work', 'queue', 'database']);
});

test('work that does not end in time is left, and the rest is closed', async () => {
  const { server, log, lines } = await openShell();
  const order: string[] = [];
  const work = { settle: () => new Promise<void>(() => {}) };
  expect(await stop({ server, log, graceMs: 10, parts: parts(order), work })).toBe(true);
  expect(order).toEqual(['queue', 'database']);
  expect(lines).toContainEqual(expect.objectContaining({ level: 'warn' }));
});

test('what cannot be closed keeps nothing else open, and is told', async () => {
  const { server, log } = await openShell();
  const order: string[] = [];
  const broken = { name: 'queue', close: () => Promise.reject(new Error('gone')) };
  const [, database] = parts(order);
  const all = database === undefined ? [broken] : [broken, database];
  expect(await stop({ server, log, graceMs: 10, parts: all, work: { settle: async () => {} } })).toBe(false);
  expect(order).toEqual(['database']);
});

test('what does not come to be closed keeps nothing else open, and is told', async () => {
  const { server, log, lines } = await openShell();
  const order: string[] = [];
  const stuck = { name: 'clones', close: () => new Promise<void>(() => {}) };
  const work = { settle: async () => {} };
  const all = [stuck, ...parts(order)];
  expect(await stop({ server, log, graceMs: 10, partMs: 10, parts: all, work })).toBe(false);
  expect(order).toEqual(['queue', 'database']);
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'could not close: clones' }));
});

test('at a start that fails, the last that was opened is closed first, and none keeps another open', async () => {
  const { log, lines } = await openShell();
  const order: string[] = [];
  const [queue, database] = parts(order);
  const stuck = { name: 'clones', close: () => new Promise<void>(() => {}) };
  await closeOpened(
    [database, queue, stuck].flatMap(part => part ?? []),
    log,
    10,
  );
  expect(order).toEqual(['queue', 'database']);
  expect(lines).toContainEqual(expect.objectContaining({ msg: 'could not close: clones' }));
});

describe('signals', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s stops in order, with exit code 0', async name => {
    const { log } = await openShell();
    const signals = new EventEmitter();
    const code = new Promise<number>(exit => {
      stopOnSignals({ signals, log, exit, stop: async () => true });
    });
    signals.emit(name);
    expect(await code).toBe(0);
  });

  test('a second one ends at once', async () => {
    const { log } = await openShell();
    const signals = new EventEmitter();
    const code = new Promise<number>(exit => {
      stopOnSignals({ signals, log, exit, stop: () => new Promise(() => {}) });
    });
    signals.emit('SIGTERM');
    signals.emit('SIGINT');
    expect(await code).toBe(1);
  });
});
