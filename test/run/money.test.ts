/** The promise about money and tokens, over random plans, prices, costs, orders, losses and crashes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BackendConfig, Config } from '../../shared/plan/config.ts';
import type { TaskId } from '../../shared/plan/plan.ts';
import { assign } from '../../shared/run/dispatch/assign.ts';
import { charge, left, leftShare } from '../../shared/run/dispatch/budget.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { type Attempt, factsOf, type Started } from '../../shared/run/state.ts';
import { runStatus, taskStatus } from '../../shared/run/status.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { CASES, configArbitrary, fortune, planArbitrary, scriptArbitrary } from './arbitraries.ts';
import { DEFAULTS, plan, SH, Simulator, simulate, startEvent, task } from './simulate.ts';
import { CALM, type Deed, World } from './world.ts';

const CENT = 1e-6;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const attemptsOf = (state: Started) => [...state.tasks.values()].flatMap(facts => facts.attempts);

/** What an attempt says that it took; null: nothing. */
function reported({ end }: Attempt): { readonly usd: number | null; readonly tokens: number | null } {
  const usage = end?.evidence.usage;
  const isCounted = usage !== undefined && (usage.inputTokens !== null || usage.outputTokens !== null);
  return {
    usd: usage?.costUsd ?? null,
    tokens: isCounted ? (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0) : null,
  };
}

/** What attempts took beyond what was set aside for them. */
function overshoot(attempts: readonly Attempt[], unit: 'usd' | 'tokens'): number {
  return sum(attempts.map(each => Math.max(0, (reported(each)[unit] ?? 0) - (each.reserved?.[unit] ?? 0))));
}

/** The backend would not take it. */
function isRefused({ end }: Attempt): boolean {
  const exit = end?.evidence.exit;
  if (exit?.kind === 'backend-failed') return exit.failure === 'auth' || exit.failure === 'quota';
  return exit?.kind === 'rate-limited' || exit?.kind === 'not-started';
}

/** Looks at the money and the tokens after every event. */
class Accountant extends Simulator {
  override take(event: RunEvent): void {
    const before = this.state === null ? 0 : attemptsOf(this.state).length;
    super.take(event);
    if (this.state === null) return;
    const attempts = attemptsOf(this.state);
    for (const unit of ['usd', 'tokens'] as const) {
      const budget = this.state.config.budget[unit];
      if (budget === null) continue;
      const spent = sum(attempts.map(each => charge(each)[unit]));
      expect(spent).toBeLessThanOrEqual(budget + overshoot(attempts, unit) + CENT);
      // What is dispatched at a moment fits into what is left at that moment.
      if (attempts.length > before) expect(left(this.state)[unit]).toBeGreaterThanOrEqual(-CENT);
    }
  }
}

test('promise 7: nothing is started that cannot be paid for, and what is over the budget is what attempts took beyond what was set aside', () => {
  fc.assert(
    fc.property(planArbitrary, scriptArbitrary, configArbitrary, fortune, (thePlan, script, config, luck) => {
      fc.pre(config.budget.usd !== null || config.budget.tokens !== null);
      const simulator = new Accountant(new World(script), luck);
      simulator.take(startEvent(simulator.world, thePlan, config));
      const ended = simulator.run();
      expect(ended.finishedAt).not.toBeNull();
    }),
    { numRuns: 2 * CASES },
  );
});

test('promise 7: an attempt that a backend would not take counts for what it reported, and for nothing else', () => {
  let refused = 0;
  fc.assert(
    fc.property(planArbitrary, scriptArbitrary, configArbitrary, fortune, (thePlan, script, config, luck) => {
      const { started } = simulate(new World(script), thePlan, { config, fortune: luck });
      for (const attempt of attemptsOf(started).filter(isRefused)) {
        refused += 1;
        const { usd, tokens } = reported(attempt);
        expect(charge(attempt)).toEqual({ usd: usd ?? 0, tokens: tokens ?? 0 });
      }
    }),
    { numRuns: CASES },
  );
  expect(refused).toBeGreaterThan(CASES / 50);
});

test('promise 7: a run that parks says so, and goes on to its end when the budget is raised', () => {
  let parked = 0;
  fc.assert(
    fc.property(planArbitrary, scriptArbitrary, configArbitrary, fortune, (thePlan, script, config, luck) => {
      const simulator = simulate(new World(script), thePlan, { config, fortune: luck });
      if (simulator.started.park === null) return;
      parked += 1;
      expect(runStatus(simulator.started)).toBe('parked');
      for (const [, { fate }] of simulator.started.tasks) {
        if (fate?.kind === 'held' && fate.cause === 'budget')
          expect(fate.reason).toMatch(/^the budget: .* needs .*, and /);
      }
      const again = { at: simulator.at, budget: { ...config.budget, usd: null, tokens: null } };
      simulator.take({ type: 'resumed', ...again });
      const resumed = simulator.run();
      expect([resumed.park, resumed.finishedAt === null]).toEqual([null, false]);
      for (const { fate } of resumed.tasks.values()) expect(fate).not.toMatchObject({ cause: 'budget' });
    }),
    { numRuns: 2 * CASES },
  );
  expect(parked).toBeGreaterThan(CASES / 50);
});

const isSick = (deed: Deed) => ['unauthorized', 'used-up', 'broken', 'limited'].includes(deed);

test('promise 7: as much is done as the budget allows: what is held could not be paid for', () => {
  fc.assert(
    fc.property(planArbitrary, scriptArbitrary, configArbitrary, fortune, (thePlan, script, config, luck) => {
      // Whose backend fails is sent to another one, which may be cheaper.
      fc.pre(script.broken.length === 0 && !Object.values(script.deeds).flat().some(isSick));
      const { started } = simulate(new World(script), thePlan, { config, fortune: luck });
      // With little left a cheaper model is chosen, after somebody may have been held for the dearer one.
      if (started.park === null || started.halt !== null || (leftShare(started) ?? 1) < 0.1) return;
      for (const facts of started.tasks.values()) {
        const needs = started.graph.needs.get(facts.task.id) ?? [];
        const isHeld = facts.fate?.kind === 'held' && facts.fate.cause === 'budget';
        if (!isHeld || facts.task.epic !== null) continue;
        if (!needs.every(need => factsOf(started, need).fate?.kind === 'merged')) continue;
        expect(assign(started, { ...facts, fate: null })).not.toMatchObject({ kind: 'assigned' });
      }
    }),
    { numRuns: CASES },
  );
});

/** Tasks of no model count as medium and read 400,000 tokens, large ones 800,000. */
const PRICED: BackendConfig = {
  ...SH,
  price: { input: 3, output: 0 },
  prices: { large: { input: 6.25, output: 0 } },
};
const mixed = (schedule: Config['schedule']): Config => ({
  ...DEFAULTS,
  schedule,
  backends: { sh: PRICED },
  budget: { usd: 6, tokens: null, perTaskUsd: null },
});
const mixedPlan = plan(
  task('base'),
  task('hard', { needs: ['base'], model: 'large' }),
  task('easy', { needs: ['base'] }),
  task('on-hard', { needs: ['hard'] }),
  task('on-easy', { needs: ['easy'] }),
);

test.each([
  'batches',
  'eager',
] as const)('with %s, what can be paid for goes on past what cannot', schedule => {
  const costs = { base: 1.2, easy: 1.2, 'on-easy': 1.2 };
  const { started } = simulate(new World({ ...CALM, costs }), mixedPlan, { config: mixed(schedule) });
  const reason = 'the budget: hard needs $5.00, and $4.80 of $6.00 are left';
  expect(statuses(started)).toEqual({
    base: ['merged', ''],
    hard: ['held', reason],
    easy: ['merged', ''],
    'on-hard': ['held', reason],
    'on-easy': ['merged', ''],
  });
  expect(runStatus(started)).toBe('parked');
});

test('a task that needs more than the whole budget is held, and no other with it', () => {
  const config = { ...DEFAULTS, budget: { usd: 3, tokens: null, perTaskUsd: null } };
  const capped = plan(task('dear', { budgetUsd: 5 }), task('cheap', { budgetUsd: 1 }));
  for (const execution of ['parallel', 'sequential'] as const) {
    const { started } = simulate(new World(CALM), capped, { config: { ...config, execution } });
    expect(statuses(started)).toEqual({
      dear: ['held', 'the budget: dear needs $5.00, and the whole budget is $3.00'],
      cheap: ['merged', ''],
    });
  }
});

test('a rate limit of unknown cost uses up no budget of the task', () => {
  const config = { ...DEFAULTS, budget: { usd: null, tokens: null, perTaskUsd: 3 } };
  const script = { ...CALM, deeds: { a: ['limited', 'limited', 'work'] as const } };
  const { started } = simulate(new World(script), plan(task('a')), { config });
  expect(statuses(started)).toEqual({ a: ['merged', ''] });
});

test('a run that is over its tokens says by how much', () => {
  const config = { ...DEFAULTS, budget: { usd: null, tokens: 1_000_000, perTaskUsd: null } };
  const script = { ...CALM, tokens: { a: 1_200_000 } };
  const { started } = simulate(new World(script), plan(task('a'), task('b', { needs: ['a'] })), { config });
  expect(taskStatus(started, 'b' as TaskId).reason).toBe(
    'the budget: b needs 415,000 tokens, and nothing is left: 1,200,000 of 1,000,000 are spent',
  );
});

test('what is only set aside does not count as spent', () => {
  const config = { ...DEFAULTS, budget: { usd: 10, tokens: null, perTaskUsd: null } };
  const simulator = new Simulator(new World({ ...CALM, costs: { a: 0.4 } }));
  simulator.take(startEvent(simulator.world, plan(task('a', { budgetUsd: 9.5 })), config));
  simulator.run({ steps: 1 });
  expect([left(simulator.started).usd, leftShare(simulator.started)]).toEqual([0.5, 1]);
  expect(leftShare(simulator.run())).toBe(0.96);
});

test('the merge names what all attempts of its task cost', () => {
  const script = { ...CALM, costs: { a: 0.4 }, deeds: { a: ['crash', 'work'] as const } };
  const simulator = new Simulator(new World(script));
  simulator.take(startEvent(simulator.world, plan(task('a')), DEFAULTS));
  while (!wantedEffects(simulator.state).some(({ kind }) => kind === 'chain')) simulator.run({ steps: 1 });
  const [chain] = wantedEffects(simulator.state);
  expect(chain).toMatchObject({
    units: [{ links: [{ message: expect.stringContaining('Braid-Cost-USD: 0.8\n') }] }],
  });
});

function statuses(state: Started): Record<string, readonly [status: string, reason: string]> {
  return Object.fromEntries(
    [...state.tasks.keys()].map(id => {
      const { status, reason } = taskStatus(state, id);
      return [id, [status, reason]];
    }),
  );
}
