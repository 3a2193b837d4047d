/** What a backend is given to do after what its attempts came to: halved by a limit, grown by success, rested when it breaks. */
import { expect, test } from 'vitest';
import type { TaskId } from '../../shared/plan/plan.ts';
import type { Exit } from '../../shared/run/attempts/evidence.ts';
import { backendLimit } from '../../shared/run/dispatch/limits.ts';
import { concurrency } from '../../shared/run/dispatch/schedule.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { transition } from '../../shared/run/transition.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { DEFAULTS, plan, startEvent, task } from './simulate.ts';
import { CALM, evidence, World } from './world.ts';

const MOST = 8;
const LIMITED: Exit = { kind: 'rate-limited', retryAfterMs: null };
const BROKEN: Exit = { kind: 'backend-failed', failure: 'crash', message: 'the service answered 500' };
const DONE: Exit = { kind: 'exited', code: 0 };

/** Many tasks at work at the same moment, of which some end in turn, each 10 ms after the one before. */
function after(exits: readonly Exit[], more: readonly RunEvent[] = [], started = 20): Started {
  const world = new World(CALM);
  const names = Array.from({ length: 20 }, (_, at) => `t${at}`);
  const config = { ...DEFAULTS, parallel: { ...DEFAULTS.parallel, maxWorkers: MOST } };
  const events: RunEvent[] = [
    startEvent(world, plan(...names.map(name => task(name))), config),
    { type: 'backend-checked', at: 1000, backend: 'sh', health: { kind: 'usable', version: null } },
    ...names
      .slice(0, started)
      .map(name => ({ type: 'attempt-started' as const, at: 2000, task: name as TaskId, attempt: 1 })),
    ...exits.map((exit, at): RunEvent => {
      const id = `t${at}` as TaskId;
      return {
        type: 'attempt-ended',
        at: 3000 + 10 * at,
        task: id,
        attempt: 1,
        evidence: evidence(exit, null, []),
      };
    }),
    ...more,
  ];
  let state: Started | null = null;
  for (const event of events) state = transition(state, event).state;
  if (state === null) throw new Error('not started');
  return state;
}

const atOnce = (state: Started) => backendLimit(state, 'sh', MOST).atOnce;

test('one burst of rate limits halves it once', () => {
  expect(atOnce(after([]))).toBe(8);
  expect(atOnce(after([LIMITED]))).toBe(4);
  expect(atOnce(after([LIMITED, LIMITED, LIMITED, LIMITED]))).toBe(4);
});

test('each success lets it grow by its share, up to what is allowed', () => {
  expect(atOnce(after([LIMITED, ...Array(4).fill(DONE)]))).toBe(4);
  expect(atOnce(after([LIMITED, ...Array(5).fill(DONE)]))).toBe(5);
  expect(atOnce(after(Array(19).fill(DONE)))).toBe(8);
});

test('a backend that names a time rests until then, and nobody begins there', () => {
  const state = after([{ kind: 'rate-limited', retryAfterMs: 30_000 }, DONE]);
  expect(backendLimit(state, 'sh', MOST).rest).toEqual({
    cause: 'limit',
    until: 33_000,
    asked: 33_000,
    reason: 'is rate-limited',
  });
  expect(concurrency(state).byBackend.get('sh')).toBe(0);
  const later: RunEvent = { type: 'rested', at: 33_000, backend: 'sh', until: 33_000 };
  const rested = after([{ kind: 'rate-limited', retryAfterMs: 30_000 }, DONE], [later]);
  expect(backendLimit(rested, 'sh', MOST).rest).toBeNull();
  expect(concurrency(rested).byBackend.get('sh')).toBe(4);
});

test('five in a row that break open the breaker for a minute; then one at a time until it works again', () => {
  expect(backendLimit(after(Array(4).fill(BROKEN)), 'sh', MOST).rest).toBeNull();
  const mixed = after([...Array(4).fill(BROKEN), DONE, ...Array(4).fill(BROKEN)]);
  expect(backendLimit(mixed, 'sh', MOST).rest).toBeNull();
  const open = after(Array(5).fill(BROKEN));
  expect(backendLimit(open, 'sh', MOST).rest).toEqual({
    cause: 'broken',
    until: 3040 + 60_000,
    asked: 3040 + 60_000,
    reason: 'broke 5 times in a row',
  });
  const rested: RunEvent = { type: 'rested', at: 63_040, backend: 'sh', until: 63_040 };
  expect(atOnce(after(Array(5).fill(BROKEN), [rested]))).toBe(1);
  const worked: RunEvent = {
    type: 'attempt-ended',
    at: 64_000,
    task: 't9' as TaskId,
    attempt: 1,
    evidence: evidence(DONE, null, ['a']),
  };
  expect(atOnce(after(Array(5).fill(BROKEN), [rested, worked]))).toBe(8);
});

test('a shell line that fails says nothing about its backend', () => {
  const failed: Exit = { kind: 'exited', code: 3 };
  expect(backendLimit(after(Array(9).fill(failed)), 'sh', MOST)).toEqual({ atOnce: 8, rest: null });
});

test('the end of a rest is waited for also when all are dispatched and only wait for a place', () => {
  const over: Exit = { kind: 'rate-limited', retryAfterMs: 30_000 };
  const keys = wantedEffects(after([over], [], 4)).map(({ key }) => key);
  expect(keys).toContain('dispatch/t9/1');
  expect(keys).toContain('rest/sh/33000');
});
