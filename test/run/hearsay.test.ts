/** What another run was told by a backend holds for this one, too: waits, places, and the breaker; and it keeps nobody for ever. */
import { describe, expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import type { TaskId } from '../../shared/plan/plan.ts';
import { summarize } from '../../shared/report/summary.ts';
import { backendLimit } from '../../shared/run/dispatch/limits.ts';
import { concurrency } from '../../shared/run/dispatch/schedule.ts';
import type { Sign } from '../../shared/run/dispatch/signs.ts';
import { ownSigns } from '../../shared/run/dispatch/signs.ts';
import type { Started } from '../../shared/run/state.ts';
import { factsOf } from '../../shared/run/state.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { logOf } from './log.ts';
import { DEFAULTS, plan, SH, Simulator, startEvent, task } from './simulate.ts';
import { CALM, type Deed, World } from './world.ts';

const MINUTE = 60_000;
const A = 'a' as TaskId;

function start({ config = DEFAULTS, deeds = {} as Record<string, readonly Deed[]> } = {}): Simulator {
  const world = new World({ ...CALM, deeds });
  const simulator = new Simulator(world);
  simulator.take(startEvent(world, plan(task('a')), config));
  return simulator;
}

const rests = (state: Started) =>
  wantedEffects(state).flatMap(effect => (effect.kind === 'rest' ? [effect.until] : []));
const reasonOf = (state: Started) => summarize(state, state.now).tasks[0]?.reason;
const atOnce = (state: Started) => concurrency(state).byBackend.get('sh');

test('who has not begun waits for the end of the time that another run was told, says so, and then starts', () => {
  const simulator = start();
  simulator.hear({ backend: 'sh', signs: [{ says: 'limited', restMs: 30_000, ago: 0 }] });
  simulator.run({ steps: 1 });
  const until = 31_000;
  expect(rests(simulator.started)).toEqual([until]);
  expect(factsOf(simulator.started, A).attempts).toEqual([]);
  const said = 'sh rests until 00:00:31 UTC, because it rate-limited another run';
  expect(reasonOf(simulator.started)).toBe(said);
  const { tasks } = simulator.run();
  expect(tasks.get(A)?.attempts[0]?.dispatchedAt).toBe(until);
  const log = logOf(simulator.journal).map(line => line.replace(/^\[.*?\] /, ''));
  expect(log.filter(line => line.startsWith('sh '))).toEqual([said, 'sh may be used again']);
});

test('where another run was told no time, a minute is waited; what is over by now is not waited for', () => {
  const simulator = start();
  simulator.hear({ backend: 'sh', signs: [{ says: 'limited', restMs: null, ago: 10_000 }] });
  simulator.run({ steps: 1 });
  expect(rests(simulator.started)).toEqual([1000 - 10_000 + MINUTE]);
  simulator.at += 7;
  simulator.hear({ backend: 'sh', signs: [{ says: 'limited', restMs: null, ago: MINUTE }] });
  expect(rests(simulator.started)).toEqual([]);
  expect(factsOf(simulator.started, A).attempts).toHaveLength(1);
});

test.each<[what: string, signs: readonly ('limited' | 'broken' | 'answered')[], expected: number]>([
  ['a limit halves how many are at work at once', ['limited'], 2],
  ['what answers lets it grow again', ['limited', 'answered', 'answered', 'answered'], 3],
  ['five that broke, of whatever run, let one at a time through', Array(5).fill('broken'), 1],
  ['until one is answered', [...Array(5).fill('broken'), 'answered'], 4],
])('%s', (_what, says, expected) => {
  const simulator = start();
  const signs = says.map((each, index) => ({
    ...(each === 'limited' ? { says: each, restMs: 0 } : { says: each }),
    ago: 5 * MINUTE - 1000 * index,
  }));
  simulator.at += 10 * MINUTE;
  simulator.hear({ backend: 'sh', signs });
  expect(atOnce(simulator.started)).toBe(expected);
});

test('the breaker counts what broke here and elsewhere', () => {
  const simulator = start({ deeds: { a: ['broken'] } });
  simulator.run({ steps: 2 });
  expect(ownSigns(simulator.started, 'sh').map(({ says }) => says)).toEqual(['broken']);
  const told = Array.from({ length: 4 }, (_, index) => ({ says: 'broken' as const, ago: 4 - index }));
  simulator.hear({ backend: 'sh', signs: told });
  expect(backendLimit(simulator.started, 'sh', 4).rest).toMatchObject({
    cause: 'broken',
    reason: 'broke 5 times in a row, counting other runs',
  });
});

test('what was heard last stands in place of what was heard before, and what comes late or twice changes nothing', () => {
  const simulator = start();
  const limited: Sign = { says: 'limited', restMs: null, began: 0, at: 500 };
  const heard = (at: number, signs: readonly Sign[]) =>
    simulator.take({ type: 'limits-heard', at, backend: 'sh', signs });
  heard(2000, [limited]);
  const { state } = simulator;
  heard(2000, [limited]);
  heard(1500, []);
  expect(simulator.state).toBe(state);
  heard(2500, []);
  expect(atOnce(simulator.started)).toBe(4);
});

describe('a limit of hours that another run was told', () => {
  const hours = { says: 'limited' as const, restMs: 5 * 60 * MINUTE, ago: 0 };

  test('sends a task to another backend, with the reason', () => {
    const config: Config = {
      ...DEFAULTS,
      backends: { sh: SH, other: SH },
      routing: { ...DEFAULTS.routing, fallback: ['other'] },
    };
    const simulator = start({ config });
    simulator.hear({ backend: 'sh', signs: [hours] });
    const [attempt] = factsOf(simulator.run(), A).attempts;
    expect(attempt?.backend).toBe('other');
    expect(attempt?.reasons[0]).toBe(
      'sh rate-limited another run until 05:00:01 UTC, so other, the first in `fallback` that is usable',
    );
  });

  test('is believed for ten minutes where there is none: then the run looks itself', () => {
    const simulator = start();
    simulator.hear({ backend: 'sh', signs: [hours] });
    const [attempt] = factsOf(simulator.run(), A).attempts;
    expect(attempt?.dispatchedAt).toBeGreaterThanOrEqual(1000 + 10 * MINUTE);
    expect(attempt?.dispatchedAt).toBeLessThan(1000 + 11 * MINUTE);
  });
});

test('news that never end keep a run for ten minutes at most', () => {
  const simulator = start();
  for (let each = 0; each < 100 && factsOf(simulator.started, A).attempts.length === 0; each++) {
    simulator.at += 10_000;
    simulator.hear({ backend: 'sh', signs: [{ says: 'limited', restMs: 30_000, ago: 0 }] });
    // Until the rest is over nothing else is wanted.
    if (rests(simulator.started).length === 0) simulator.run({ steps: 1 });
  }
  const [attempt] = factsOf(simulator.started, A).attempts;
  expect(attempt?.dispatchedAt).toBeGreaterThan(9 * MINUTE);
  expect(attempt?.dispatchedAt).toBeLessThan(11 * MINUTE);
});
