/** Money that others used up: what was dispatched and has not begun is called off, and comes again when there is enough. */
import { expect, test } from 'vitest';
import type { TaskId } from '../../shared/plan/plan.ts';
import { charge, left } from '../../shared/run/dispatch/budget.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { factsOf, type Started } from '../../shared/run/state.ts';
import { taskStatus } from '../../shared/run/status.ts';
import { transition } from '../../shared/run/transition.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { DEFAULTS, plan, startEvent, task } from './simulate.ts';
import { CALM, evidence, World } from './world.ts';

const NAMES = ['t0', 't1', 't2', 't3', 't4'];

function after(events: readonly RunEvent[]): Started {
  const budget = { usd: 1, tokens: null, perTaskUsd: 0.2 };
  const start = startEvent(new World(CALM), plan(...NAMES.map(name => task(name))), { ...DEFAULTS, budget });
  const checked: RunEvent = {
    type: 'backend-checked',
    at: 1000,
    backend: 'sh',
    health: { kind: 'usable', version: null },
  };
  let state: Started | null = null;
  for (const event of [start, checked, ...events]) state = transition(state, event).state;
  if (state === null) throw new Error('not started');
  return state;
}

const began = (name: string): RunEvent => ({
  type: 'attempt-started',
  at: 2000,
  task: name as TaskId,
  attempt: 1,
});

function ended(name: string, costUsd: number | null): RunEvent {
  const exit = costUsd === null ? ({ kind: 'stopped' } as const) : ({ kind: 'exited', code: 1 } as const);
  const plain = evidence(exit, null, []);
  const found = { ...plain, usage: { ...plain.usage, costUsd }, durationMs: costUsd === null ? 0 : 10 };
  return { type: 'attempt-ended', at: 3000, task: name as TaskId, attempt: 1, evidence: found };
}

const stops = (state: Started) =>
  wantedEffects(state).flatMap(({ key }) => (key.startsWith('stop/') ? [key] : []));

test('an attempt that takes more than was set aside has the last of those that wait called off, as many as need be', () => {
  expect(stops(after([began('t0'), began('t1'), ended('t0', 0.2)]))).toEqual([]);
  const short = after([began('t0'), began('t1'), ended('t0', 0.5)]);
  expect(left(short).usd).toBeCloseTo(-0.3);
  expect(stops(short)).toEqual(['stop/dispatch/t3/1', 'stop/dispatch/t4/1']);
});

test('what has begun is not called off', () => {
  const all = NAMES.map(began);
  expect(stops(after([...all, ended('t0', 5)]))).toEqual([]);
});

test('what was called off cost nothing, uses up no retry, and is held when the budget does not suffice', () => {
  const off = [ended('t3', null), ended('t4', null)];
  const state = after([began('t0'), began('t1'), ended('t0', 0.5), ...off]);
  expect(stops(state)).toEqual([]);
  for (const name of ['t3', 't4'] as TaskId[]) {
    const { attempts, fate } = factsOf(state, name);
    expect([attempts.length, fate]).toEqual([1, null]);
    expect(attempts.map(attempt => charge(attempt).usd)).toEqual([0]);
  }
  const done = after([
    began('t0'),
    ...['t1', 't2'].map(began),
    ended('t0', 0.5),
    ...off,
    ended('t1', 0.5),
    ended('t2', 0.2),
  ]);
  expect(taskStatus(done, 't3' as TaskId)).toMatchObject({
    status: 'held',
    reason: expect.stringMatching(/^the budget: t\d needs \$0\.20, and nothing is left$/),
  });
});
