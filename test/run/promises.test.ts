/** The promises, each under its own name, over random plans, outcomes, collisions, red combinations, orders, losses and crashes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Config } from '../../shared/plan/config.ts';
import type { EpicName, Plan, TaskId } from '../../shared/plan/plan.ts';
import type { Started } from '../../shared/run/state.ts';
import { factsOf } from '../../shared/run/state.ts';
import { isOpen, runStatus, taskStatus } from '../../shared/run/status.ts';
import {
  CASES,
  configArbitrary,
  fortune,
  hearsayArbitrary,
  names,
  planArbitrary,
  scriptArbitrary,
  shortHearsay,
} from './arbitraries.ts';
import { misdoers, statusesOf } from './end.ts';
import { DEFAULTS, plan, Simulator, simulate, startEvent, task } from './simulate.ts';
import { CALM, type Deed, type Script, World } from './world.ts';

/** Of what a resolver may leave; whoever resolves nothing has worked. */
const GOOD_DEEDS: readonly (Deed | undefined)[] = ['work', 'markers', 'one-side'];

/** Nothing that one task has in common with all others is in trouble: the backends, the money. */
function isWell(script: Script, { budget }: Config, { tasks }: Plan): boolean {
  const sick = ['unauthorized', 'used-up'];
  const deeds = Object.values(script.deeds).flat();
  const limits = [budget.usd, budget.tokens, budget.perTaskUsd, ...tasks.map(each => each.budgetUsd)];
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
    fc.property(
      planArbitrary,
      scriptArbitrary,
      configArbitrary,
      fortune,
      hearsayArbitrary,
      (thePlan, script, config, luck, hearsay) => {
        const world = new World(script);
        const simulator = simulate(world, thePlan, { config, fortune: luck, hearsay });
        check({ state: simulator.started, world, plan: thePlan, config, script, simulator });
      },
    ),
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

test('promise 8: events that come twice, late, never or in another order, and crashes, change nothing about the end', () => {
  expectSameEnd(fc.constant([]));
});

test('promise 8: nor does what other runs tell of backends', () => {
  // A limit of hours calls off what has not begun, and what attempts do goes by their numbers.
  expectSameEnd(shortHearsay);
});

function expectSameEnd(told: typeof hearsayArbitrary): void {
  const drawn = [planArbitrary, scriptArbitrary, configArbitrary, fortune, told] as const;
  fc.assert(
    fc.property(...drawn, (anyPlan, script, config, luck, hearsay) => {
      const thePlan = { ...anyPlan, tasks: anyPlan.tasks.map(each => ({ ...each, budgetUsd: null })) };
      // Which of two colliding or red tasks comes first follows from the plan only where a batch is merged as a whole,
      // and a target that moves does so when it is looked at.
      fc.pre(config.schedule === 'batches' && config.onFailure === 'continue' && script.targetMoves === 0);
      // Who else is at work when a key is refused, or how much is set aside, depends on the order.
      fc.pre(isWell(script, config, thePlan));
      const calm = simulate(new World(script), thePlan, { config });
      const wild = simulate(new World(script), thePlan, { config, fortune: luck, hearsay });
      const troubled = new Set([...misdoers(script.deeds), ...script.conflicts.flat()]);
      expect(statusesOf(wild.started, troubled)).toEqual(statusesOf(calm.started, troubled));
      expect(wild.started.integration.head.tree).toBe(calm.started.integration.head.tree);
    }),
    { numRuns: CASES },
  );
}

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
      hearsayArbitrary,
      fc.nat(60),
      (thePlan, script, config, luck, hearsay, moment) => {
        const again = new Simulator(new World(script), luck, hearsay);
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
