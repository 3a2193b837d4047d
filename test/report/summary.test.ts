import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headline, headlineText } from '../../shared/report/summary/headline.ts';
import { summarize } from '../../shared/report/summary.ts';
import type { LandingOutcome, Started } from '../../shared/run/state.ts';
import { green, NOW, PAYMENTS, RUNNING } from './payments.ts';
import { attempt, CONFIG, HEAD, id, merged, NOT_LANDED, START, stateOf, type TaskSpec } from './states.ts';

const IN: TaskSpec = { id: 'a', attempts: [attempt({ from: 0, ms: 1000 })], fate: merged('3f2c1aa', 2000) };
const OUT: TaskSpec = { id: 'b', fate: { kind: 'held', cause: 'base', reason: 'why not' } };
const DONE: Partial<Started> = {
  finishedAt: START + 3000,
  integration: {
    ...PAYMENTS.integration,
    head: HEAD,
    published: HEAD.commit,
    trials: new Map([[HEAD.tree, [green(2000, 500)]]]),
  },
};
const landing = (outcome: LandingOutcome) => ({ ...NOT_LANDED, outcome });
const LANDED = landing({ kind: 'landed', commit: HEAD.commit, remark: null });
const UNVERIFIED = { ...CONFIG, merge: { ...CONFIG.merge, verify: [] } };

describe('the headline answers "is it in?"', () => {
  test.each<[string, Started]>([
    [
      'payments: both tasks are in · main is at 3f2c1aa, verified by `npm test`',
      stateOf([IN, { ...IN, id: 'b' }], { ...DONE, landing: LANDED }),
    ],
    [
      'payments: the only task is in · main is at 3f2c1aa, verified by `npm test`',
      stateOf([IN], { ...DONE, landing: LANDED }),
    ],
    [
      'payments: 1 of 2 tasks is in · main is at 3f2c1aa, verified by `npm test`',
      stateOf([IN, OUT], { ...DONE, landing: LANDED }),
    ],
    [
      'payments: the only task is in · main is at 3f2c1aa, unverified: no merge.verify is configured',
      stateOf([IN], { ...DONE, config: UNVERIFIED, landing: LANDED }),
    ],
    [
      'payments: the only task is merged · not landed on main: the work tree has changes in a.txt; the result is at braid/payments-7f3a/integration, verified by `npm test`',
      stateOf([IN], {
        ...DONE,
        landing: landing({ kind: 'not-landed', reason: 'the work tree has changes in a.txt' }),
      }),
    ],
    [
      'payments: the only task is merged · the result is at braid/payments-7f3a/integration, verified by `npm test`',
      stateOf([IN], {
        ...DONE,
        landing: landing({ kind: 'not-asked', reason: '`land: none` is configured' }),
      }),
    ],
    [
      'payments: none of 2 tasks is in · main is unchanged',
      stateOf([OUT, { ...OUT, id: 'c' }], { finishedAt: START }),
    ],
    [
      'payments: the only task is not in · the base is red: `npm test`, main is unchanged',
      stateOf([OUT], {
        finishedAt: START,
        halt: { kind: 'base-red', reason: 'the base is red: `npm test`' },
      }),
    ],
    [
      'payments: cancelled, 1 of 2 tasks is in · main is at 3f2c1aa, verified by `npm test`',
      stateOf([IN, OUT], { ...DONE, landing: LANDED, cancel: { at: START, by: 'ada' } }),
    ],
    ['payments: 2 of 10 tasks merged so far · batch 2 of 3', RUNNING],
    ['payments: nothing is left to do', stateOf([], { finishedAt: START })],
  ])('%s', (expected, state) => {
    expect(headlineText(headline(state))).toBe(expected);
  });

  test('a red integration is never called verified', () => {
    const trials = new Map([[HEAD.tree, [{ ...green(2000, 500), verdict: { kind: 'stopped' as const } }]]]);
    const state = stateOf([IN], {
      ...DONE,
      landing: LANDED,
      integration: { ...PAYMENTS.integration, head: HEAD, trials },
    });
    expect(summarize(state, NOW).verified).toBe(false);
    expect(headlineText(headline(state))).not.toContain('verified');
  });
});

describe('every task that is not merged says why and what to do', () => {
  const summary = summarize(PAYMENTS, NOW);

  test.each(summary.attention.map(task => [task.id, task] as const))('%s', (_, task) => {
    expect(task.reason).not.toBe('');
    expect(task.next).not.toBeNull();
  });

  test('the skipped ones come last and name the cause', () => {
    expect(summary.attention.map(task => task.id)).toEqual(['import', 'tidy', 'totals', 'export']);
    expect(summary.attention.at(-1)?.next).toBe('comes with a retry of import');
  });

  test('the cause of a chain of skipped tasks is its first', () => {
    const chain = stateOf(
      [
        { id: 'a', fate: { kind: 'unsuccessful', judgement: { outcome: 'failed', reason: 'exit code 1' } } },
        { id: 'b', needs: ['a'], fate: { kind: 'skipped', reason: 'needs a' } },
        { id: 'c', needs: ['b'], fate: { kind: 'skipped', reason: 'needs b' } },
      ],
      { finishedAt: START },
    );
    expect(summarize(chain, START).tasks.at(-1)?.next).toBe('comes with a retry of a');
  });

  test('work is kept only of a task that is at its end', () => {
    expect(summary.tasks.map(task => task.keptOn)).toEqual([
      null,
      null,
      'braid/payments-7f3a/import',
      'braid/payments-7f3a/tidy',
      null,
      null,
      null,
      'braid/payments-7f3a/totals',
      null,
      null,
    ]);
    expect(summarize(RUNNING, NOW).tasks.find(task => task.id === 'discounts')?.keptOn).toBeNull();
  });

  test('while the run goes on, what is to be typed is for after it', () => {
    const running = summarize(RUNNING, NOW);
    expect(running.attentionTitle).toBe('3 tasks are out so far');
    expect(running.next).toEqual([]);
    expect(Object.fromEntries(running.attention.map(({ id: task, next }) => [task, next]))).toEqual({
      import: 'after this run: fix the cause or its prompt, then `braid retry payments-7f3a import`',
      tidy: 'after this run: name these files in its `paths`, or narrow its prompt, then `braid retry payments-7f3a tidy`',
      export: 'comes with a retry of import',
    });
  });

  test('in a pull request the commands are comments', () => {
    const there = summarize({ ...PAYMENTS, host: 'action' }, NOW);
    expect(there.next).toEqual(['/braid retry']);
    expect(there.attention[2]?.next).toBe('`/braid retry totals` starts it on top of discounts');
  });
});

describe('time and money', () => {
  test('totals', () => {
    expect(summarize(PAYMENTS, NOW).totals).toEqual({
      tasks: 10,
      merged: 6,
      successRate: 0.6,
      wallMs: 14_200,
      taskMs: 21_800,
      speedup: 21_800 / 14_200,
      lowerBoundMs: 6400,
      costUsd: expect.closeTo(1.24, 5),
      bill: {
        usd: { known: expect.closeTo(1.24, 5), assumed: 0, assumedOf: 0, budget: null },
        tokens: { known: null, assumed: 0, assumedOf: 0, budget: null },
      },
      verifications: 5,
    });
  });

  test('the critical path is the chain of needs that took longest', () => {
    expect(summarize(PAYMENTS, NOW).criticalPath).toEqual(['schema', 'rename', 'api']);
    expect(summarize(PAYMENTS, NOW).edges.filter(edge => edge.critical)).toHaveLength(2);
  });

  test('work divided by workers is a bound, too', () => {
    const wide = Array.from({ length: 6 }, (_, at) => ({
      id: `t${at}`,
      attempts: [attempt({ from: 0, ms: 1000 })],
    }));
    expect(summarize(stateOf(wide), NOW).totals.lowerBoundMs).toBe(1500);
    const sequential = { ...CONFIG, execution: 'sequential' as const };
    expect(summarize(stateOf(wide, { config: sequential }), NOW).totals.lowerBoundMs).toBe(6000);
  });

  test('what is not known is null, and the sum is of what is known', () => {
    const unknown = stateOf([{ id: 'a', attempts: [attempt({ from: 0, ms: 10 })] }]);
    expect(summarize(unknown, NOW).totals.costUsd).toBeNull();
    expect(summarize(stateOf([{ id: 'a' }]), NOW).tasks[0]?.durationMs).toBeNull();
  });

  test('no run beats its bound', () => {
    const span = fc.record({ from: fc.nat(5000), ms: fc.integer({ min: 1, max: 5000 }) });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 12 }), spans => {
        // One task after the other, each needing the one before: the wall time is at least the bound.
        let at = 0;
        const specs = spans.map(({ ms }, index) => {
          const from = at;
          at += ms;
          return {
            id: `t${index}`,
            needs: index === 0 ? [] : [`t${index - 1}`],
            attempts: [attempt({ from, ms })],
          };
        });
        const { totals, criticalPath } = summarize(stateOf(specs, { finishedAt: START + at }), START + at);
        expect(totals.lowerBoundMs).toBe(totals.wallMs);
        expect(criticalPath).toHaveLength(specs.length);
      }),
    );
  });

  test('a saving is claimed only when there is one', () => {
    const alone = stateOf([{ id: 'a', attempts: [attempt({ from: 0, ms: 1000 })] }], {
      finishedAt: START + 5000,
    });
    expect(summarize(alone, NOW).effort).toBe('5.0 s for 1.0 s of work');
    expect(summarize(stateOf([OUT], { finishedAt: START + 500 }), NOW).effort).toBe('0.5 s, no task has run');
  });
});

test('an edge lights up when what it waits for is merged', () => {
  const soft = stateOf([
    { id: 'a', fate: merged('1', 1) },
    { id: 'b' },
    { id: 'c', needs: ['a', 'b'] },
    { id: 'd', task: { after: [id('a')] } },
  ]);
  expect(
    summarize(soft, NOW).edges.map(({ from, to, soft, satisfied }) => ({ from, to, soft, satisfied })),
  ).toEqual([
    { from: 'a', to: 'c', soft: false, satisfied: true },
    { from: 'b', to: 'c', soft: false, satisfied: false },
    { from: 'a', to: 'd', soft: true, satisfied: true },
  ]);
});
