/** How a batch is cut into workflow runs, within what GitHub takes. */
import { expect, test } from 'vitest';
import { nextHop, parseMatrix } from '../../shared/io/handover/hop.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { replay } from '../../shared/run/transition.ts';
import { DEFAULTS, plan, SH, startEvent, task } from '../run/simulate.ts';
import { CALM, evidence, hash, World } from '../run/world.ts';

/** GitHub's, for the inputs of a dispatch in all. */
const DISPATCH_LIMIT = 65_535;

function begun(names: readonly string[], backend = 'sh', weight = 1): { events: RunEvent[]; state: Started } {
  const thePlan = plan(...names.map(name => task(name, { backend, model: 'm'.repeat(40), weight })));
  const parallel = { maxWorkers: 256, timeoutMinutes: 60 };
  const config = { ...DEFAULTS, parallel, backends: { [backend]: SH } };
  const world = new World(CALM);
  const usable = { kind: 'usable', version: null } as const;
  const events: RunEvent[] = [
    startEvent(world, thePlan, config),
    { type: 'backend-checked', at: 1_000, backend, health: usable },
  ];
  return { events, state: started(events) };
}

function started(events: readonly RunEvent[]): Started {
  const state = replay(events);
  if (state === null) throw new Error('not started');
  return state;
}

test('a batch of 300 tasks goes in two workflow runs, none twice and none forgotten', () => {
  const names = Array.from({ length: 300 }, (_, index) => `t${index}`);
  const { events, state } = begun(names);
  const first = nextHop(state);
  expect(first?.tasks).toHaveLength(256);
  expect(first?.atOnce).toBe(256);
  for (const { task: name, attempt } of first?.tasks ?? []) {
    const made = evidence({ kind: 'exited', code: 0 }, hash(name), [`${name}.txt`]);
    events.push({ type: 'attempt-started', at: 2_000, task: name, attempt });
    events.push({ type: 'attempt-ended', at: 3_000, task: name, attempt, evidence: made });
  }
  const second = nextHop(started(events));
  expect(second?.tasks).toHaveLength(44);
  const all = [...(first?.tasks ?? []), ...(second?.tasks ?? [])].map(each => each.task);
  expect(all).toEqual(names);
});

test('a heavy task has a machine of its own, so it makes no other one wait', () => {
  expect(nextHop(begun(['a', 'b'], 'sh', 256).state)?.atOnce).toBe(256);
});

test('what is to be done by a backend that rests is in no workflow run until the rest is over', () => {
  const { events } = begun(['a', 'b']);
  const until = 60_000;
  events.push({
    ...{ type: 'limits-heard', at: 2_000, backend: 'sh' },
    signs: [{ says: 'limited', restMs: until - 1_500, began: 1_000, at: 1_500 }],
  });
  expect(nextHop(started(events))).toBeNull();
  events.push({ type: 'rested', at: until, backend: 'sh', until });
  expect(nextHop(started(events))?.tasks.map(({ task: name }) => name)).toEqual(['a', 'b']);
});

test('long names make a matrix shorter, so that it fits into a dispatch', () => {
  const names = Array.from({ length: 256 }, (_, index) => `${'n'.repeat(60)}${index}`);
  const hop = nextHop(begun(names, 'b'.repeat(200)).state);
  const matrix = JSON.stringify(hop?.tasks);
  expect(hop?.tasks.length).toBeGreaterThan(100);
  expect(hop?.tasks.length).toBeLessThan(256);
  // What else a dispatch says is a few names and commits.
  expect(matrix.length).toBeLessThan(DISPATCH_LIMIT - 2_000);
  expect(parseMatrix(matrix)).toEqual(hop?.tasks);
});

test('what is no matrix is none: too many entries, other words, no JSON', () => {
  const entry = { task: 'a', attempt: 1, backend: 'sh', model: null, keys: [] };
  expect(parseMatrix(JSON.stringify([entry]))).toEqual([entry]);
  expect(parseMatrix(JSON.stringify(Array(257).fill(entry)))).toBeNull();
  expect(parseMatrix('[{"task": "a"}]')).toBeNull();
  expect(parseMatrix('task a')).toBeNull();
});
