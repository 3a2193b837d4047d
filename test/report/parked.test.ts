/** A run that has parked on its budget, as its readers see it: what is in, what is held, what to do. */
import { expect, test } from 'vitest';
import { exitCodeOf } from '../../cli/exit-code.ts';
import { headlineText } from '../../shared/report/summary/headline.ts';
import { summarize } from '../../shared/report/summary.ts';
import type { Started } from '../../shared/run/state.ts';
import { green, NOW, PAYMENTS } from './payments.ts';
import { attempt, CONFIG, HEAD, merged, NOT_LANDED, START, stateOf } from './states.ts';

const REASON = 'the budget: b needs $2.00, and $0.20 of $2.00 are left';

const parked = (change: Partial<Started> = {}) =>
  stateOf(
    [
      {
        id: 'a',
        attempts: [
          // Sent back by a limit first: that is no try.
          attempt({
            from: 0,
            ms: 10,
            outcome: 'rate-limited',
            evidence: { exit: { kind: 'rate-limited', retryAfterMs: null } },
          }),
          attempt({ number: 2, cause: 'requeue', from: 100, ms: 900, cost: 1.8 }),
        ],
        fate: merged('3f2c1aa', 2000),
      },
      { id: 'b', fate: { kind: 'held', cause: 'budget', reason: REASON } },
    ],
    {
      config: { ...CONFIG, budget: { usd: 2, tokens: null, perTaskUsd: 2 } },
      park: { at: START + 1000, reason: REASON },
      finishedAt: START + 3000,
      integration: {
        ...PAYMENTS.integration,
        head: HEAD,
        published: HEAD.commit,
        trials: new Map([[HEAD.tree, [green(2000, 500)]]]),
      },
      landing: { ...NOT_LANDED, outcome: { kind: 'landed', commit: HEAD.commit, remark: null } },
      ...change,
    },
  );

test('says so first, what was spent of how much, and how to go on', () => {
  const summary = summarize(parked(), NOW);
  expect(headlineText(summary.headline)).toBe(
    'payments: parked, 1 of 2 tasks is in · main is at 3f2c1aa, verified by `npm test`',
  );
  expect(summary.effort).toMatch(/ · \$1\.80 of \$2\.00$/);
  expect(summary.next).toEqual(['braid resume payments-7f3a']);
  expect(summary.tasks.map(({ status, reason, hint, tries }) => ({ status, reason, hint, tries }))).toEqual([
    { status: 'merged', reason: '', hint: null, tries: 1 },
    { status: 'held', reason: REASON, hint: 'raise `budget` in the configuration and commit it', tries: 0 },
  ]);
  expect(exitCodeOf(parked())).toBe(3);
});

test('with a red base it is that which is told', () => {
  const halted = parked({ halt: { kind: 'base-red', reason: 'the base is red' } });
  expect(exitCodeOf(halted)).toBe(1);
  expect(summarize(halted, NOW).next).toEqual(['braid retry payments-7f3a']);
});
