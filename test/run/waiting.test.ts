/** Nobody waits without a word: in the log, in `braid status` and live, with the time until. */
import { expect, test } from 'vitest';
import type { TaskId } from '../../shared/plan/plan.ts';
import { summarize } from '../../shared/report/summary.ts';
import { liveFrame } from '../../shared/report/terminal/live-frame.ts';
import type { Started } from '../../shared/run/state.ts';
import { logOf } from './log.ts';
import { DEFAULTS, plan, Simulator, simulate, startEvent, task } from './simulate.ts';
import { CALM, type Deed, World } from './world.ts';

/** `a` is tried so often, while `b` waits for a place. */
function afterAttempts(deeds: readonly Deed[]): Simulator {
  const world = new World({ ...CALM, deeds: { a: [...deeds, 'work'] } });
  const simulator = new Simulator(world);
  simulator.take(startEvent(world, plan(task('a', { retries: 9 }), task('b')), DEFAULTS));
  // The first step looks whether the backend can work.
  simulator.run({ steps: 1 + deeds.length });
  return simulator;
}

function reasonsOf(state: Started): Readonly<Record<string, string>> {
  return Object.fromEntries(summarize(state, state.now).tasks.map(({ id, reason }) => [id, reason]));
}

test('a pause after a limit, and how often there was one', () => {
  const deeds = { a: ['limited', 'limited', 'limited', 'work'] } as const;
  const { journal } = simulate(new World({ ...CALM, deeds }), plan(task('a')));
  const waits = logOf(journal).filter(line => line.includes('waits'));
  expect(waits.map(line => line.replace(/\[.*?\] |\.\d/g, ''))).toEqual([
    'a: waits 1 s: sh is rate-limited',
    'a: waits 2 s: sh is rate-limited (2nd time)',
    expect.stringMatching(/^a: waits [456] s: sh is rate-limited \(3rd time\)$/),
  ]);
});

test('a limit with a time: who was refused, and who would have been next', () => {
  const { started } = afterAttempts(['limited-for-long']);
  expect(reasonsOf(started)).toEqual({
    a: expect.stringMatching(/^waits until 00:00:[34]\d UTC: sh is rate-limited$/),
    b: expect.stringMatching(/^sh rests until 00:00:31 UTC, because it is rate-limited$/),
  });
  const options = { sightings: new Map(), tick: 0, width: 120, height: 10, colour: false };
  expect(liveFrame(started, { ...options, now: started.now })).toMatch(
    / a .* waits until 00:00:[34]\d UTC: sh is rate-limited/,
  );
});

test('a breaker that opens and closes: in the log, and for each that waits for it', () => {
  const simulator = afterAttempts(Array<Deed>(5).fill('broken'));
  const rests = 'sh rests until 00:01:01 UTC, because it broke 5 times in a row';
  expect(reasonsOf(simulator.started)).toEqual({ a: rests, b: rests });
  simulator.run();
  const said = logOf(simulator.journal).map(line => line.replace(/^\[.*?\] /, ''));
  expect(said.filter(line => line.startsWith('sh '))).toEqual([rests, 'sh may be used again']);
  expect(simulator.started.tasks.get('b' as TaskId)?.fate?.kind).toBe('merged');
});

test('the rests that somebody waits for are said once, wherever the run is shown, until it goes on', () => {
  const simulator = afterAttempts(['limited-for-long']);
  const rests = 'sh rests until 00:00:31 UTC, because it is rate-limited';
  const remarks = () => summarize(simulator.started, simulator.started.now).remarks;
  expect(remarks()).toEqual([rests]);
  simulator.run();
  expect(remarks()).toEqual([]);
});
