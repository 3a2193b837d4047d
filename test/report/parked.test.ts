/** Runs that have parked on their budget, as their readers see them: what is in, what is held, what to do. */
import { expect, test } from 'vitest';
import { exitCodeOf } from '../../cli/exit-code.ts';
import type { Budget, Config } from '../../shared/plan/config.ts';
import { runComment } from '../../shared/report/github/comment.ts';
import { reportJson } from '../../shared/report/json.ts';
import { headlineText } from '../../shared/report/summary/headline.ts';
import { summarize } from '../../shared/report/summary.ts';
import type { Started } from '../../shared/run/state.ts';
import { DEFAULTS, plan, SH, simulate, task } from '../run/simulate.ts';
import { CALM, type Script, World } from '../run/world.ts';
import { SITE } from './github/cases.ts';

/** What an ordinary task reads costs a dollar. */
const backends = { sh: { ...SH, price: { input: 2.5, output: 0 } } };
const config = (budget: Partial<Budget>): Config => ({
  ...DEFAULTS,
  backends,
  budget: { ...DEFAULTS.budget, ...budget },
});
const chain = plan(task('a'), task('b', { needs: ['a'] }));

function ended(script: Partial<Script>, budget: Partial<Budget>, of = chain): Started {
  return simulate(new World({ ...CALM, ...script }), of, { config: config(budget) }).started;
}

const view = (state: Started) => summarize(state, state.now);

test('says so first, what was spent of how much, and how to go on', () => {
  // Sent back by a limit first: that is no try.
  const state = ended({ costs: { a: 0.9 }, deeds: { a: ['limited', 'work'] } }, { usd: 2 });
  const summary = view(state);
  expect(headlineText(summary.headline)).toMatch(
    /^test: parked, 1 of 2 tasks is in · main is at [0-9a-f]{7}, verified by `npm test`$/,
  );
  expect(summary.effort).toMatch(/ · \$1\.80 of \$2\.00$/);
  expect(summary.next).toEqual(['braid resume test-1']);
  expect(summary.tasks.map(({ status, reason, hint, tries }) => ({ status, reason, hint, tries }))).toEqual([
    { status: 'merged', reason: '', hint: null, tries: 1 },
    {
      status: 'held',
      reason: 'the budget: b needs $1.00, and $0.20 of $2.00 are left',
      hint: 'raise `budget` in the configuration and commit it',
      tries: 0,
    },
  ]);
  expect(exitCodeOf(state)).toBe(3);
});

test('what nobody knows the cost of is told apart, and adds up to what is missing', () => {
  const state = ended({ costs: { a: 0.4 }, deeds: { a: ['crash', 'work'], b: ['hang'] } }, { usd: 3 });
  const summary = view(state);
  const words = '$2.80 of $3.00 ($0.80 known, $2.00 set aside for 2 attempts of unknown cost)';
  expect(summary.effort).toContain(words);
  expect(runComment(summary, { site: SITE })).toContain('set aside for 2 attempts of unknown cost');
  expect(reportJson(summary).totals).toMatchObject({
    costUsd: 0.8,
    money: { known: 0.8, assumed: 2, assumedOf: 2, budget: 3 },
  });
});

test('tokens are told like money, and so is what is over', () => {
  const state = ended({ tokens: { a: 1_200_000 } }, { tokens: 1_000_000 });
  const summary = view(state);
  expect(summary.effort).toMatch(/ · 1,200,000 of 1,000,000 tokens$/);
  expect(runComment(summary, { site: SITE })).toContain('1,200,000 of 1,000,000 tokens');
  expect(summary.tasks[1]?.reason).toContain('nothing is left: 1,200,000 of 1,000,000 are spent');
  expect(reportJson(summary).totals.tokens).toEqual({
    known: 1_200_000,
    assumed: 0,
    assumedOf: 0,
    budget: 1_000_000,
  });
});

test('with a red base it is that which is told', () => {
  const dear = plan(task('a'), task('b', { budgetUsd: 5 }));
  const state = ended({ reds: [[]] }, { usd: 3 }, dear);
  expect(view(state).tasks.map(({ status }) => status)).toEqual(['held', 'held']);
  expect(exitCodeOf(state)).toBe(1);
  expect(view(state).next).toEqual(['braid retry test-1']);
});

test('a task whose own budget is used up says what to raise, and a retry has it anew', () => {
  const budget = { perTaskUsd: 1 };
  const world = new World({ ...CALM, costs: { a: 1 }, deeds: { a: ['crash', 'work'] } });
  const simulator = simulate(world, plan(task('a')), { config: config(budget) });
  expect(view(simulator.started).tasks[0]).toMatchObject({
    status: 'failed',
    reason: 'its budget of $1.00 is used up: raise `budget.per-task-usd`',
  });
  const again = { tasks: null, plan: plan(task('a')), config: config(budget), remarks: [] };
  simulator.take({ type: 'retry-requested', at: simulator.at, ...again });
  expect(view(simulator.run()).tasks[0]).toMatchObject({ status: 'merged' });
});
