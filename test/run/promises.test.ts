/** The promises, each under its own name, over random plans, outcomes, collisions, red combinations, orders, losses and crashes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import { findCycle } from '../../shared/plan/graph.ts';
import type { EpicName, Plan, TaskId } from '../../shared/plan/plan.ts';
import { charge, left } from '../../shared/run/dispatch/budget.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { factsOf } from '../../shared/run/state.ts';
import { isOpen, runStatus, taskStatus } from '../../shared/run/status.ts';
import { misdoers, statusesOf } from './end.ts';
import { DEFAULTS, plan, SH, Simulator, simulate, startEvent, task } from './simulate.ts';
import { CALM, type Deed, type Script, World } from './world.ts';

const CASES = Number(process.env.BRAID_PROPERTY_CASES ?? 200);
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const deed = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Deed>('work') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Deed>('crash', 'nothing', 'stray', 'hang', 'limited', 'not-started'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Deed>('limited-for-long', 'unauthorized', 'used-up', 'broken', 'refused'),
  },
  { weight: 2, arbitrary: fc.constantFrom<Deed>('markers', 'one-side') },
);

/** Of what a resolver may leave; whoever resolves nothing has worked. */
const GOOD_DEEDS: readonly (Deed | undefined)[] = ['work', 'markers', 'one-side'];

const planArbitrary: fc.Arbitrary<Plan> = fc
  .tuple(
    fc.integer({ min: 1, max: names.length }),
    fc.array(
      fc.record({
        needs: fc.array(fc.nat(7), { maxLength: 2 }),
        after: fc.array(fc.nat(7), { maxLength: 1 }),
        epic: fc.option(fc.constantFrom('x', 'y'), { freq: 3 }),
        priority: fc.constantFrom(100, 100, 1),
        budgetUsd: fc.option(fc.constantFrom(0.2, 1, 5), { nil: null }),
        backend: fc.constantFrom(null, null, 'spare'),
      }),
      { minLength: 8, maxLength: 8 },
    ),
  )
  .map(([count, shapes]) =>
    plan(
      ...names.slice(0, count).map((name, index) => {
        const shape = shapes[index];
        const earlier = (places: readonly number[] = []) =>
          places.filter(place => place < index).map(place => names[place] ?? '');
        return task(name, {
          needs: [...new Set(earlier(shape?.needs))],
          after: earlier(shape?.after),
          epic: (shape?.epic ?? null) as EpicName | null,
          priority: shape?.priority ?? 100,
          budgetUsd: shape?.budgetUsd ?? null,
          backend: shape?.backend ?? null,
        });
      }),
    ),
  )
  .filter(each => findCycle(each.tasks) === null);

const subset = fc.subarray(names, { minLength: 1, maxLength: 3 });
const scriptArbitrary: fc.Arbitrary<Script> = fc.record({
  deeds: fc.dictionary(fc.constantFrom(...names), fc.array(deed, { minLength: 1, maxLength: 3 })),
  conflicts: fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 2 }),
  reds: fc.array(subset, { maxLength: 2 }),
  flaky: fc.subarray(names, { maxLength: 1 }),
  targetMoves: fc.constantFrom(0, 0, 0, 1, 2, 5),
  targetBreaks: fc.constantFrom<readonly string[]>([], [], ['a']),
  broken: fc.constantFrom<readonly string[]>([], [], [], ['sh'], ['sh', 'spare']),
  costs: fc.dictionary(fc.constantFrom(...names), fc.constantFrom(0, 0.4, 1, 3)),
});

/** Of a million tokens: so different that one task costs many times what another does. */
const price = fc.constantFrom(null, null, { input: 1, output: 2 }, { input: 8, output: 40 });

const configArbitrary: fc.Arbitrary<Config> = fc
  .record({
    execution: fc.constantFrom('parallel' as const, 'parallel' as const, 'sequential' as const),
    schedule: fc.constantFrom('batches' as const, 'eager' as const),
    onFailure: fc.constantFrom('continue' as const, 'continue' as const, 'stop' as const),
    onConflict: fc.constantFrom('rerun' as const, 'hold' as const, 'resolve' as const),
    resolver: fc.constantFrom(null, 'spare'),
    parallelVerify: fc.integer({ min: 1, max: 3 }),
    flakeRetries: fc.integer({ min: 1, max: 2 }),
    verify: fc.constantFrom(['npm test'], ['npm test'], []),
    budget: fc.record({
      usd: fc.constantFrom(null, null, 2, 6),
      tokens: fc.constantFrom(null, null, null, 1_000_000),
      perTaskUsd: fc.constantFrom(null, null, 1),
    }),
    fallback: fc.constantFrom<readonly string[]>([], ['spare']),
    prices: fc.tuple(price, price),
    maxParallel: fc.constantFrom(null, null, 1, 2),
  })
  .map(({ execution, schedule, onFailure, budget, fallback, prices, maxParallel, ...merge }) => ({
    ...DEFAULTS,
    budget,
    backends: { sh: { ...SH, price: prices[0], maxParallel }, spare: { ...SH, price: prices[1] } },
    routing: { ...DEFAULTS.routing, fallback },
    execution,
    schedule,
    onFailure,
    merge: { ...DEFAULTS.merge, ...merge },
  }));

/** In thousandths: `fc.double` is even over what floats can say, so that almost all of its numbers are next to 0. */
const fortune = fc.array(
  fc.nat(999).map(each => each / 1000),
  { maxLength: 150 },
);

/** Nothing that one task has in common with all others is in trouble: the backends, the money. */
function isWell(script: Script, { budget }: Config, { tasks }: Plan): boolean {
  const sick = ['unauthorized', 'used-up'];
  const deeds = Object.values(script.deeds).flat();
  const limits = [budget.usd, budget.tokens, budget.perTaskUsd];
  return (
    script.broken.length === 0 &&
    !deeds.some(each => sick.includes(each)) &&
    limits.every(each => each === null) &&
    tasks.every(each => each.budgetUsd === null)
  );
}

function explore(
  check: (run: {
    state: Started;
    world: World;
    plan: Plan;
    config: Config;
    script: Script;
    simulator: Simulator;
  }) => void,
): void {
  fc.assert(
    fc.property(planArbitrary, scriptArbitrary, configArbitrary, fortune, (thePlan, script, config, luck) => {
      const world = new World(script);
      const simulator = simulate(world, thePlan, { config, fortune: luck });
      check({ state: simulator.started, world, plan: thePlan, config, script, simulator });
    }),
    { numRuns: CASES },
  );
}

test('promise 1: only a tested tree lands', () => {
  explore(({ state, world, config }) => {
    const { head } = state.integration;
    if (head.commit === state.base.commit) return;
    if (config.merge.verify.length > 0) {
      expect(state.integration.trials.get(head.tree)?.some(trial => trial.verdict.kind === 'green')).toBe(
        true,
      );
      expect(world.isRed(world.content(head.commit))).toBe(false);
    }
    const { landed } = state.landing;
    if (landed !== null) expect(landed).toBe(world.target);
    if (landed !== null) expect(landed).toBe(head.commit);
  });
});

test('promise 2: nothing is lost: merged means in the integration, and no commit of a task is forgotten', () => {
  explore(({ state, world }) => {
    const content = world.content(state.integration.head.commit);
    for (const [id, facts] of state.tasks) {
      expect(content.has(id)).toBe(facts.fate?.kind === 'merged' && facts.fate.commit !== null);
    }
  });
});

test('promise 3: dependents build on merged work', () => {
  explore(({ state, world }) => {
    for (const { task: each, attempts } of state.tasks.values()) {
      for (const attempt of attempts) {
        const ground = world.content(attempt.base.commit);
        for (const need of each.needs) expect(ground.has(need)).toBe(true);
      }
    }
  });
});

test('promise 4: one bad task costs one task', () => {
  explore(({ state, config, script, plan: thePlan }) => {
    if (config.onFailure === 'stop' || !isWell(script, config, thePlan)) return;
    const troubled = new Set<string>([
      ...Object.entries(script.deeds).flatMap(([name, deeds]) =>
        deeds.every(each => each === 'work') ? [] : [name],
      ),
      ...script.conflicts.flat(),
      ...script.reds.flat(),
    ]);
    const epics = new Set(thePlan.tasks.filter(each => troubled.has(each.id)).map(each => each.epic));
    for (let size = -1; size !== troubled.size; ) {
      size = troubled.size;
      for (const each of thePlan.tasks) {
        if (
          each.needs.some(need => troubled.has(need) || epics.has(epicOf(thePlan, need) ?? ('' as EpicName)))
        )
          troubled.add(each.id);
        if (each.epic !== null && epics.has(each.epic)) troubled.add(each.id);
        if (troubled.has(each.id) && each.epic !== null) epics.add(each.epic);
      }
    }
    for (const each of thePlan.tasks)
      if (!troubled.has(each.id))
        expect([each.id, taskStatus(state, each.id)]).toMatchObject([each.id, { status: 'merged' }]);
  });
});

function epicOf(thePlan: Plan, id: TaskId): EpicName | null {
  return thePlan.tasks.find(each => each.id === id)?.epic ?? null;
}

test('promise 4: the culprit and the partners that are named are among those planted', () => {
  explore(({ state, config, script }) => {
    if (config.merge.verify.length === 0) return;
    for (const [id, { fate }] of state.tasks) {
      if (fate?.kind !== 'red' || !fate.exact) continue;
      const members = (name: TaskId) => {
        const { epic } = factsOf(state, name).task;
        return [...state.tasks.values()]
          .filter(each => each.task.id === name || (epic !== null && each.task.epic === epic))
          .map(each => each.task.id);
      };
      const merged = [...state.tasks]
        .filter(([, facts]) => facts.fate?.kind === 'merged')
        .map(([name]) => name);
      const possible = new Set<string>([...members(id), ...fate.with.flatMap(members), ...merged]);
      const planted = script.reds.filter(set => set.every(each => possible.has(each)));
      const named = planted.some(set =>
        [id, ...fate.with].every(name => members(name).some(member => set.includes(member))),
      );
      expect(named).toBe(true);
    }
  });
});

test('promise 4: of independent tasks, exactly the planted culprit and partners are named', () => {
  const groups = fc
    .shuffledSubarray(names, { minLength: 8, maxLength: 8 })
    .chain(order =>
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 }))
        .map(([first, second]) =>
          [order.slice(0, first), order.slice(first, first + second)].filter(group => group.length > 0),
        ),
    );
  const schedule = fc.constantFrom('batches' as const, 'eager' as const);
  fc.assert(
    fc.property(groups, fc.integer({ min: 1, max: 4 }), schedule, (reds, parallelVerify, chosen) => {
      const config = { ...DEFAULTS, schedule: chosen, merge: { ...DEFAULTS.merge, parallelVerify } };
      const { started } = simulate(new World({ ...CALM, reds }), plan(...names.map(name => task(name))), {
        config,
      });
      for (const group of reds) {
        const inOrder = [...group].sort();
        const culprit = inOrder.at(-1) as TaskId;
        expect(factsOf(started, culprit).fate).toMatchObject({
          kind: 'red',
          with: inOrder.slice(0, -1),
          exact: true,
        });
      }
      const guilty = reds.map(group => [...group].sort().at(-1));
      for (const [id, { fate }] of started.tasks) if (!guilty.includes(id)) expect(fate?.kind).toBe('merged');
    }),
    { numRuns: CASES },
  );
});

test('promise 5: success is evidence', () => {
  explore(({ state, script }) => {
    for (const [id, facts] of state.tasks) {
      if (facts.fate?.kind !== 'merged') continue;
      const deeds = script.deeds[id] ?? ['work'];
      const merged = facts.attempts.at(-1);
      const did = deeds[Math.min(merged?.number ?? 0, deeds.length) - 1];
      expect(merged?.resolves == null ? GOOD_DEEDS : ['work']).toContain(did);
    }
  });
});

/** Looks at the money after every event. */
class Accountant extends Simulator {
  override take(event: RunEvent): void {
    const before = this.state === null ? 0 : attemptsOf(this.state).length;
    super.take(event);
    if (this.state === null) return;
    const attempts = attemptsOf(this.state);
    const overshoot = sum(
      attempts.map(each => Math.max(0, (each.end?.evidence.usage.costUsd ?? 0) - (each.reserved?.usd ?? 0))),
    );
    const { usd, tokens } = this.state.config.budget;
    const spent = sum(attempts.map(each => charge(each).usd));
    if (usd !== null) expect(spent).toBeLessThanOrEqual(usd + overshoot + CENT);
    // What is dispatched at a moment fits into what is left at that moment.
    if (attempts.length > before) {
      expect(left(this.state).usd ?? 0).toBeGreaterThanOrEqual(-CENT);
      expect(left(this.state).tokens ?? 0).toBeGreaterThanOrEqual(0);
    }
    const used = sum(attempts.map(each => charge(each).tokens));
    const beyond = sum(attempts.map(each => Math.max(0, charge(each).tokens - (each.reserved?.tokens ?? 0))));
    if (tokens !== null) expect(used).toBeLessThanOrEqual(tokens + beyond);
    // A limit takes no money but what it names.
    for (const each of attempts)
      if (each.end?.outcome === 'rate-limited')
        expect(charge(each).usd).toBe(each.end.evidence.usage.costUsd ?? 0);
  }
}

const CENT = 1e-6;
const attemptsOf = (state: Started) => [...state.tasks.values()].flatMap(facts => facts.attempts);

test('promise 7: nothing is started that cannot be paid for, and what is over the budget is what attempts took beyond what was set aside', () => {
  fc.assert(
    fc.property(planArbitrary, scriptArbitrary, configArbitrary, fortune, (thePlan, script, config, luck) => {
      fc.pre(config.budget.usd !== null || config.budget.tokens !== null);
      const simulator = new Accountant(new World(script), luck);
      simulator.take(startEvent(simulator.world, thePlan, config));
      simulator.run();
    }),
    { numRuns: CASES },
  );
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

test('promise 8: events that come twice, late, never or in another order, and crashes, change nothing about the end', () => {
  fc.assert(
    fc.property(planArbitrary, scriptArbitrary, configArbitrary, fortune, (drawn, script, config, luck) => {
      const thePlan = { ...drawn, tasks: drawn.tasks.map(each => ({ ...each, budgetUsd: null })) };
      // Which of two colliding or red tasks comes first follows from the plan only where a batch is merged as a whole,
      // and a target that moves does so when it is looked at.
      fc.pre(config.schedule === 'batches' && config.onFailure === 'continue' && script.targetMoves === 0);
      // Who else is at work when a key is refused, or how much is set aside, depends on the order.
      fc.pre(isWell(script, config, thePlan));
      const calm = simulate(new World(script), thePlan, { config });
      const wild = simulate(new World(script), thePlan, { config, fortune: luck });
      const troubled = new Set([...misdoers(script.deeds), ...script.conflicts.flat()]);
      expect(statusesOf(wild.started, troubled)).toEqual(statusesOf(calm.started, troubled));
      expect(wild.started.integration.head.tree).toBe(calm.started.integration.head.tree);
    }),
    { numRuns: CASES },
  );
});

test('promise 9: every run ends, each task in a terminal status', () => {
  explore(({ state }) => {
    expect(state.finishedAt).not.toBeNull();
    expect(runStatus(state)).not.toBe('running');
    for (const id of state.tasks.keys()) expect(isOpen(taskStatus(state, id).status)).toBe(false);
  });
});

test('promise 9: so does a run that is cancelled at any moment, resumed, and retried', () => {
  fc.assert(
    fc.property(
      planArbitrary,
      scriptArbitrary,
      configArbitrary,
      fortune,
      fc.nat(60),
      (thePlan, script, config, luck, moment) => {
        const again = new Simulator(new World(script), luck);
        again.take(startEvent(again.world, thePlan, config));
        again.run({ steps: moment });
        again.take({ type: 'cancel-requested', at: again.at, by: 'test' });
        const cancelled = again.run();
        expect(cancelled.finishedAt).not.toBeNull();
        again.take({ type: 'resumed', at: again.at, budget: null });
        const resumed = again.run();
        expect(resumed.finishedAt).not.toBeNull();
        for (const id of resumed.tasks.keys()) expect(taskStatus(resumed, id).status).not.toBe('cancelled');
        expect(runStatus(resumed) === 'parked').toBe(resumed.park !== null);
        const mergedBefore = [...resumed.tasks]
          .filter(([, facts]) => facts.fate?.kind === 'merged')
          .map(([id]) => id);
        again.take({
          type: 'retry-requested',
          at: again.at,
          tasks: null,
          plan: thePlan,
          config,
          remarks: [],
        });
        const retried = again.run();
        expect(retried.finishedAt).not.toBeNull();
        for (const id of mergedBefore) expect(taskStatus(retried, id).status).toBe('merged');
      },
    ),
    { numRuns: CASES },
  );
});

test('promise 10: every decision has a reason', () => {
  explore(({ state }) => {
    for (const id of state.tasks.keys()) {
      const { status, reason } = taskStatus(state, id);
      if (status !== 'merged') expect(reason).not.toBe('');
    }
    expect(state.choice.reasons.length).toBeGreaterThan(0);
    if (state.landing.outcome !== null && state.landing.outcome.kind !== 'landed')
      expect(state.landing.outcome.reason).not.toBe('');
  });
});
