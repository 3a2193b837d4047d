/** What the machine does, word for word: each event, then the effects that it made wanted. `vitest -u` writes them anew; read the diff. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import type { EpicName, TaskId } from '../../shared/plan/plan.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunState } from '../../shared/run/state.ts';
import { runStatus, taskStatus } from '../../shared/run/status.ts';
import { transition } from '../../shared/run/transition.ts';
import { DEFAULTS, plan, SH, Simulator, simulate, startEvent, task } from './simulate.ts';
import { CALM, World } from './world.ts';

const a = task('a');
const b = task('b');
const onA = task('c', { needs: ['a'] });
const inEpic = (id: string, needs: string[] = []) => task(id, { epic: 'api' as EpicName, needs });

const SPARE: Config = {
  ...DEFAULTS,
  backends: { ...DEFAULTS.backends, spare: SH },
  routing: { ...DEFAULTS.routing, fallback: ['spare'] },
};

const RESOLVE: Config = {
  ...DEFAULTS,
  backends: { ...DEFAULTS.backends, merger: SH },
  merge: { ...DEFAULTS.merge, onConflict: 'resolve', resolver: 'merger' },
};

const scenarios: Readonly<Record<string, () => Simulator>> = {
  'two-batches': () => simulate(new World(CALM), plan(a, b, onA)),
  'a-collision-and-its-rerun': () => simulate(new World({ ...CALM, conflicts: [['a', 'b']] }), plan(a, b)),
  'a-collision-that-is-resolved': () =>
    simulate(
      new World({ ...CALM, conflicts: [['a', 'b']], deeds: { b: ['work', 'markers', 'work'] } }),
      plan(a, b),
      {
        config: RESOLVE,
      },
    ),
  'a-collision-that-nobody-resolves': () =>
    simulate(
      new World({ ...CALM, conflicts: [['a', 'b']], deeds: { b: ['work', 'one-side'] } }),
      plan(a, b),
      {
        config: RESOLVE,
      },
    ),
  'an-epic-whose-first-task-is-resolved': () =>
    simulate(new World({ ...CALM, conflicts: [['a', 'b']] }), plan(a, inEpic('b'), inEpic('c', ['b'])), {
      config: RESOLVE,
    }),
  'a-failure-and-who-needs-it': () =>
    simulate(new World({ ...CALM, deeds: { a: ['crash', 'crash'] } }), plan(a, b, onA)),
  'red-together': () => simulate(new World({ ...CALM, reds: [['a', 'b']] }), plan(a, b, task('c'))),
  'a-red-base': () => simulate(new World({ ...CALM, reds: [[]] }), plan(a, b)),
  'a-flake': () => simulate(new World({ ...CALM, flaky: ['a'] }), plan(a)),
  'an-epic': () =>
    simulate(new World(CALM), plan(inEpic('a'), inEpic('b', ['a']), task('c', { needs: ['b'] }))),
  'a-rate-limit': () => simulate(new World({ ...CALM, deeds: { a: ['limited', 'work'] } }), plan(a)),
  'a-rate-limit-with-a-time': () =>
    simulate(
      new World({ ...CALM, deeds: { a: ['limited-for-long', 'work'] } }),
      plan(a, b, task('c', { after: ['b'] })),
    ),
  'a-refused-key-and-a-fallback': () =>
    simulate(new World({ ...CALM, deeds: { a: ['unauthorized', 'work'] } }), plan(a, b), { config: SPARE }),
  'a-backend-that-is-not-there': () => simulate(new World({ ...CALM, broken: ['sh'] }), plan(a)),
  'a-budget-that-is-raised': () => {
    const config = { ...DEFAULTS, budget: { usd: 2, tokens: null, perTaskUsd: null } };
    const simulator = simulate(new World({ ...CALM, costs: { a: 1, b: 1 } }), plan(a, onA), { config });
    simulator.take({ type: 'resumed', at: 5000, budget: { usd: 20, tokens: null, perTaskUsd: null } });
    simulator.run();
    return simulator;
  },
  'a-target-that-moves': () => simulate(new World({ ...CALM, targetMoves: 1 }), plan(a)),
  'cancelled-and-resumed': () => {
    const simulator = new Simulator(new World(CALM));
    simulator.take(startEvent(simulator.world, plan(a, b, onA), DEFAULTS));
    simulator.take({ type: 'attempt-started', at: 1001, task: 'a' as TaskId, attempt: 1 });
    simulator.take({ type: 'cancel-requested', at: 1002, by: 'a signal' });
    simulator.run();
    simulator.take({ type: 'resumed', at: 2000, budget: null });
    simulator.run();
    return simulator;
  },
};

test.each(Object.entries(scenarios))('%s', async (name, play) => {
  const { journal } = play();
  let state: RunState = null;
  const steps = journal.map(event => {
    const step = transition(state, event);
    state = step.state;
    return `${describeEvent(event)}\n----\n${step.effects.map(effect => `${shorten(effect.key)}\n`).join('')}`;
  });
  const text = `${steps.join('\n')}\n${ending(state)}`;
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'transcripts', `${name}.txt`));
});

function describeEvent(event: RunEvent): string {
  switch (event.type) {
    case 'attempt-started':
      return `${event.type} ${event.task} ${event.attempt}`;
    case 'attempt-ended':
      return `${event.type} ${event.task} ${event.attempt}: ${event.evidence.exit.kind}${event.evidence.exit.kind === 'exited' ? ` ${event.evidence.exit.code}` : ''}`;
    case 'chained':
      return `${event.type} ${event.result.steps.map(step => `${step.unit} ${step.kind}`).join(', ')}`;
    case 'verified':
      return `${event.type} ${event.tree.slice(0, 7)} trial ${event.trial}: ${event.verdict.kind}`;
    case 'landed':
      return `${event.type}: ${event.result.kind}`;
    case 'target-inspected':
      return `${event.type}: ${event.target.kind}${event.target.kind === 'found' && !event.target.contained ? ', moved' : ''}`;
    case 'backend-checked':
      return `${event.type} ${event.backend}: ${event.health.kind}`;
    case 'rested':
    case 'limits-heard':
      return `${event.type} ${event.backend}`;
    default:
      return event.type;
  }
}

/** Object ids as people see them. */
function shorten(text: string): string {
  return text.replace(/[0-9a-f]{40}/g, sha => sha.slice(0, 7)).replace(/@([0-9a-f]{7})[0-9a-f]{5}/g, '@$1');
}

function ending(state: RunState): string {
  if (state === null) return '';
  const rows = [...state.tasks.keys()].map(id => {
    const { status, reason } = taskStatus(state, id);
    return `${id}: ${status}${reason === '' ? '' : ` (${reason})`}`;
  });
  return `====\n${rows.join('\n')}\nrun: ${runStatus(state)}\n`;
}
