/** `on-conflict: resolve` in the machine: how often, by whom, and what comes after. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import type { EpicName, TaskId } from '../../shared/plan/plan.ts';
import { isSentBack } from '../../shared/run/attempts/retry.ts';
import type { DispatchEffect } from '../../shared/run/effect.ts';
import { factsOf, type Started } from '../../shared/run/state.ts';
import { taskStatus } from '../../shared/run/status.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { DEFAULTS, plan, SH, Simulator, simulate, startEvent, task } from './simulate.ts';
import { CALM, type Deed, type Script, World } from './world.ts';

const RESOLVE: Config = {
  ...DEFAULTS,
  backends: { ...DEFAULTS.backends, merger: SH, spare: SH },
  routing: { ...DEFAULTS.routing, fallback: ['spare'] },
  merge: { ...DEFAULTS.merge, onConflict: 'resolve', resolver: 'merger' },
};
const [A, B] = ['a' as TaskId, 'b' as TaskId];
const both = plan(task('a'), task('b'));
const colliding = (script: Partial<Script> = {}) =>
  new World({ ...CALM, conflicts: [['a', 'b']], ...script });
const causes = (state: Started, id: TaskId) =>
  factsOf(state, id).attempts.map(({ cause, resolves }) =>
    resolves === null ? cause : `${cause} of a collision`,
  );

test('the effect carries the work whose merge conflicted, on the head with what it collided with', () => {
  const simulator = new Simulator(colliding());
  simulator.take(startEvent(simulator.world, both, RESOLVE));
  let effect: DispatchEffect | undefined;
  for (let step = 0; effect === undefined && step < 50; step++) {
    simulator.run({ steps: 1 });
    effect = wantedEffects(simulator.state).find(
      (each): each is DispatchEffect => each.kind === 'dispatch' && each.resolves !== null,
    );
  }
  const [first] = factsOf(simulator.started, B).attempts;
  expect(effect).toMatchObject({ task: 'b', attempt: 2, backend: 'merger' });
  expect(effect?.resolves?.commit).toBe(first?.end?.evidence.commit);
  expect(effect?.base).toEqual(simulator.started.integration.head);
  expect([...simulator.world.content(effect?.base.commit ?? simulator.world.base.commit)]).toEqual(['a']);
});

test.each<[deeds: readonly Deed[], causes: readonly string[], status: string, reason: string]>([
  [['work', 'work'], ['resolve of a collision'], 'merged', 'resolved a conflict with a in src/x.ts:1-2'],
  [
    ['work', 'crash', 'one-side'],
    ['resolve of a collision', 'resolve of a collision'],
    'conflict',
    'collided with a in src/x.ts:1-2; its resolver lost lines of others in src/x.ts:3-4',
  ],
  [
    ['work', 'hang'],
    ['resolve of a collision', 'resolve of a collision'],
    'conflict',
    'collided with a in src/x.ts:1-2; not done after 1 s',
  ],
  [
    ['work', 'limited', 'markers', 'limited', 'work'],
    Array(2).fill(['resolve of a collision', 'requeue of a collision']).flat(),
    'merged',
    'resolved a conflict with a in src/x.ts:1-2',
  ],
])('a resolver that does %j', (deeds, expected, status, reason) => {
  const { started } = simulate(colliding({ deeds: { b: deeds } }), both, { config: RESOLVE });
  expect(causes(started, B).slice(1)).toEqual(expected);
  expect(taskStatus(started, B)).toEqual({ status, reason });
});

test('a resolver that cannot be used has a substitute, and the model of the task is not meant for it', () => {
  const own = plan(task('a'), task('b', { model: 'big-1' }));
  const { started } = simulate(colliding({ broken: ['merger'] }), own, { config: RESOLVE });
  const [first, second] = factsOf(started, B).attempts;
  expect([first?.model, second?.backend, second?.model]).toEqual(['big-1', 'spare', null]);
  expect(second?.reasons).toContain('merger came first, since `merge.resolver` names it');
});

/** Answers just this effect. */
function answer(simulator: Simulator, key: string): void {
  simulator.at += 7;
  const effect = wantedEffects(simulator.state).find(each => each.key.startsWith(key));
  if (effect === undefined) throw new Error(`nothing is wanted by the name of ${key}`);
  for (const event of simulator.world.perform(effect, simulator.at)) simulator.take(event);
}

test('what was to be resolved starts afresh when the work that it stands on is made again', () => {
  // In their epic `b` stands on `a`. `b` collides with `y`; before that is resolved, `a` collides with `x`.
  const world = new World({
    ...CALM,
    conflicts: [
      ['y', 'b'],
      ['x', 'a'],
    ],
  });
  const epic = 'api' as EpicName;
  const tasks = [task('y', { priority: 1 }), task('a', { epic }), task('b', { epic, needs: ['a'] })];
  const simulator = new Simulator(world);
  const config: Config = { ...RESOLVE, schedule: 'eager' };
  simulator.take(startEvent(world, plan(...tasks, task('x', { needs: ['y'] })), config));
  const { commit } = world.base;
  const ofB = () => factsOf(simulator.started, B);
  for (const key of ['check-backend', 'dispatch/y', 'dispatch/a', `chain/${commit}/a@`, 'dispatch/b'])
    answer(simulator, key);
  for (const key of [`chain/${commit}/y@`, 'verify']) answer(simulator, key);
  const head = simulator.started.integration.head.commit;
  answer(simulator, `chain/${head}/a@`);
  expect(ofB().resolves).toBe(ofB().attempts[0]?.end?.evidence.commit);
  for (const key of ['dispatch/x', `chain/${head}/x@`, 'verify', 'chain/']) answer(simulator, key);
  expect(ofB().resolves).toBeNull();
  const ended = simulator.run();
  expect([causes(ended, A), causes(ended, B)]).toEqual([
    ['first', 'resolve of a collision'],
    ['first', 'rerun'],
  ]);
  for (const id of ended.tasks.keys()) expect(taskStatus(ended, id).status).toBe('merged');
});

test('work that collides each time it is resolved is resolved four times, and then a person is asked', () => {
  const others = ['q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'];
  const conflicts = others.map(name => [name, 'b'] as const);
  const row = others.map((name, at) => task(name, { needs: others.slice(Math.max(0, at - 1), at) }));
  const { started } = simulate(
    new World({ ...CALM, conflicts }),
    plan(...row, task('b', { priority: 200 })),
    {
      config: { ...RESOLVE, schedule: 'eager', merge: { ...RESOLVE.merge, resolver: null } },
    },
  );
  expect(causes(started, B)).toEqual(['first', ...Array(4).fill('resolve of a collision')]);
  expect(factsOf(started, B).conflicts).toHaveLength(5);
  expect(taskStatus(started, B)).toEqual({ status: 'conflict', reason: 'collided with y in src/x.ts:1-2' });
});

test('a person who asks again gets a fresh start; one who resumes gets what was under way', () => {
  const simulator = simulate(colliding({ deeds: { b: ['work', 'markers', 'markers', 'work'] } }), both, {
    config: RESOLVE,
  });
  const again = { at: simulator.at, tasks: null, plan: both, config: RESOLVE, remarks: [] };
  simulator.take({ type: 'retry-requested', ...again });
  expect(causes(simulator.run(), B)).toEqual([
    'first',
    'resolve of a collision',
    'resolve of a collision',
    'asked',
  ]);

  const stopped = new Simulator(colliding());
  stopped.take(startEvent(stopped.world, both, RESOLVE));
  while (factsOf(stopped.started, B).attempts.length < 2) stopped.run({ steps: 1 });
  stopped.take({ type: 'cancel-requested', at: stopped.at, by: 'test' });
  stopped.run();
  stopped.take({ type: 'resumed', at: stopped.at, budget: null });
  expect(causes(stopped.run(), B)).toEqual(['first', 'resolve of a collision', 'restart of a collision']);
  expect(factsOf(stopped.started, A).attempts).toHaveLength(1);
});

const names = ['a', 'b', 'c', 'd'];
const deeds = fc.array(fc.constantFrom<Deed>('work', 'work', 'markers', 'one-side', 'crash', 'limited'), {
  minLength: 1,
  maxLength: 6,
});

test('no collision is given to a resolver more than twice, and no task more than four times', () => {
  const pair = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names));
  const schedule = fc.constantFrom('batches' as const, 'eager' as const);
  let most = 0;
  fc.assert(
    fc.property(
      fc.array(pair, { maxLength: 6 }),
      fc.dictionary(fc.constantFrom(...names), deeds),
      schedule,
      (conflicts, did, chosen) => {
        const world = new World({ ...CALM, conflicts, deeds: did });
        const all = plan(...names.map((name, at) => task(name, at > 2 ? { after: ['a'] } : {})));
        const { started } = simulate(world, all, { config: { ...RESOLVE, schedule: chosen } });
        for (const { attempts, conflicts: met } of started.tasks.values()) {
          const tries = attempts.filter(
            ({ resolves, end }) => resolves !== null && end !== null && !isSentBack(end),
          );
          most = Math.max(most, tries.length);
          expect(tries.length).toBeLessThanOrEqual(4);
          for (const [at, { attempt }] of met.entries()) {
            const until = met[at + 1]?.attempt ?? Number.POSITIVE_INFINITY;
            const own = tries.filter(({ number }) => number > attempt && number <= until);
            expect(own.length).toBeLessThanOrEqual(2);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
  expect(most).toBeGreaterThan(1);
});
