/** Sentences that are put together of parts: what the log says where one part could contradict another. */
import { expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import { logOf } from './log.ts';
import { DEFAULTS, plan, SH, Simulator, simulate, startEvent, task } from './simulate.ts';
import { CALM, type Deed, type Script, World } from './world.ts';

/** Without the times of the lines. */
function said(script: Partial<Script>, config: Partial<Config> = {}): readonly string[] {
  const { journal } = simulate(new World({ ...CALM, ...script }), plan(task('a')), {
    config: { ...DEFAULTS, ...config },
  });
  return logOf(journal).map(line => line.replace(/^\[.*?\] /, ''));
}

const FALLBACK: Partial<Config> = {
  backends: { sh: SH, other: SH },
  routing: { ...DEFAULTS.routing, fallback: ['other'] },
};

test.each<[Deed, Partial<Config>, string]>([
  ['crash', {}, 'try 2, because try 1 failed: exit code 3: "no such table: carts"'],
  ['hang', {}, 'try 2, because try 1 was not done after 1 s'],
  ['refused', { onFailure: 'continue' }, 'failed: the model would not'],
  ['limited', {}, 'try 2, because sh was rate-limited'],
  [
    'unauthorized',
    FALLBACK,
    'try 2, because sh would not take it: the key was refused; sh says: the key was refused, so other',
  ],
])('after an attempt that is %s: why there is another', (deed, config, expected) => {
  expect(said({ deeds: { a: [deed, 'work'] } }, config).join('\n')).toContain(expected);
});

test('a target that moved is merged in, and verified only where something verifies', () => {
  const moved = (config: Partial<Config>) =>
    said({ targetMoves: 1 }, config)
      .find(line => line.includes('has moved'))
      ?.replace(/[0-9a-f]{7}/, 'it');
  expect(moved({})).toBe('main has moved to it; that is merged in and verified');
  const unverified = { merge: { ...DEFAULTS.merge, verify: [] } };
  expect(moved(unverified)).toBe('main has moved to it; that is merged in');
});

test.each<[readonly Deed[], string]>([
  [['limited'], 'a: cancelled: it had changed nothing yet'],
  [['crash', 'limited'], 'a: cancelled: its work so far is kept; work kept on braid/test-1/a'],
])('a cancel after %j says once that it was one, and of work only where there is some', (deeds, expected) => {
  const world = new World({ ...CALM, deeds: { a: deeds } });
  const simulator = new Simulator(world);
  simulator.take(startEvent(world, plan(task('a'), task('b', { needs: ['a'] })), DEFAULTS));
  simulator.run({ steps: 1 + deeds.length });
  simulator.take({ type: 'cancel-requested', at: simulator.at, by: 'somebody' });
  simulator.run();
  const lines = logOf(simulator.journal).filter(line => line.includes(': cancelled'));
  expect(lines.map(line => line.replace(/^\[.*?\] /, ''))).toEqual([
    expected,
    'b: cancelled: before it started',
  ]);
});
