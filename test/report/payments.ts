/** The run that most renderings are looked at with: everything that can happen to a task, once. */

import type { Sha } from '../../shared/plan/plan.ts';
import type { Trial } from '../../shared/run/state.ts';
import {
  attempt,
  CLASH,
  HEAD,
  id,
  merged,
  NOT_LANDED,
  START,
  sha,
  stateOf,
  type TaskSpec,
} from './states.ts';

export const green = (at: number, durationMs: number): Trial => ({
  at: START + at,
  durationMs,
  verdict: { kind: 'green' },
});

export const red = (at: number, durationMs: number): Trial => ({
  at: START + at,
  durationMs,
  verdict: {
    kind: 'red',
    failure: {
      command: 'npm test',
      problem: 'exit code 1',
      tail: 'test/cart.test.js › rounds once\n  expected 10, got 11',
    },
  },
});

const FIRST_BATCH: readonly TaskSpec[] = [
  {
    id: 'schema',
    attempts: [attempt({ from: 200, ms: 2100, cost: 0.12, model: 'small' })],
    fate: merged('8c1f', 5200),
  },
  {
    id: 'docs',
    attempts: [attempt({ from: 210, ms: 3400, backend: 'gemini-cli', model: 'small', cost: 0.04 })],
    fate: merged('8c20', 5200),
  },
  {
    id: 'import',
    attempts: [
      attempt({ from: 220, ms: 1300, outcome: 'failed', reason: 'exit code 3: "no such table: carts"' }),
      attempt({
        number: 2,
        cause: 'retry',
        from: 1600,
        ms: 1400,
        outcome: 'failed',
        reason: 'exit code 3: "no such table: carts"',
        evidence: {
          tail: 'Loading fixtures\nError: no such table: carts',
          log: '/home/ada/.braid/payments-7f3a/import-2.log',
        },
      }),
    ],
    fate: {
      kind: 'unsuccessful',
      judgement: { outcome: 'failed', reason: 'exit code 3: "no such table: carts"' },
    },
  },
  {
    id: 'tidy',
    task: { paths: ['docs/**'], title: 'Tidy the documentation' },
    attempts: [
      attempt({
        from: 230,
        ms: 900,
        outcome: 'out-of-scope',
        reason: 'changed src/cart.ts, its paths are docs/**',
        evidence: { files: ['src/cart.ts'] },
      }),
    ],
    fate: {
      kind: 'unsuccessful',
      judgement: { outcome: 'out-of-scope', reason: 'changed src/cart.ts, its paths are docs/**' },
    },
  },
];

const LATER: readonly TaskSpec[] = [
  {
    id: 'models',
    needs: ['schema'],
    task: { title: 'Add the payment models', paths: ['src/user.ts', 'src/models/**'] },
    attempts: [
      attempt({
        from: 5400,
        ms: 2600,
        backend: 'claude-code',
        model: 'medium',
        cost: 0.31,
        evidence: {
          files: ['src/models/cart.ts', 'src/user.ts'],
          notes: 'The `Cart` type could move to src/types.ts later.',
        },
      }),
    ],
    fate: merged('9d01', 9400),
  },
  {
    id: 'rename',
    needs: ['schema'],
    attempts: [
      attempt({ from: 5410, ms: 1800, backend: 'claude-code', model: 'medium', cost: 0.2 }),
      attempt({
        number: 2,
        cause: 'rerun',
        from: 9500,
        ms: 1900,
        backend: 'claude-code',
        model: 'medium',
        cost: 0.22,
        evidence: { files: ['src/user.ts'] },
      }),
    ],
    conflicts: [{ attempt: 1, files: CLASH }],
    staleTo: 1,
    fate: merged('9d02', 13_000),
  },
  {
    id: 'discounts',
    needs: ['schema'],
    attempts: [attempt({ from: 5420, ms: 3000, cost: 0.15 })],
    fate: merged('9d03', 9400),
  },
  {
    id: 'totals',
    needs: ['schema'],
    attempts: [attempt({ from: 5430, ms: 2800, cost: 0.2, evidence: { files: ['src/totals.ts'] } })],
    fate: {
      kind: 'red',
      with: [id('discounts')],
      exact: true,
      failure: {
        command: 'npm test',
        problem: 'exit code 1',
        tail: 'test/cart.test.js › rounds once\n  expected 10, got 11',
      },
    },
  },
  { id: 'export', needs: ['import'], fate: { kind: 'skipped', reason: 'needs import' } },
  {
    id: 'api',
    needs: ['models', 'rename'],
    attempts: [attempt({ from: 13_050, ms: 600 })],
    fate: merged('3f2c1aa', 14_200),
  },
];

const TRIALS = new Map<Sha, readonly Trial[]>([
  [sha('8c20ee'), [green(5200, 900)]],
  [sha('9d10ee'), [red(9000, 900), red(9300, 300)]],
  [sha('9d03ee'), [green(9400, 400)]],
  [HEAD.tree, [green(14_180, 400)]],
]);

export const PAYMENTS = stateOf([...FIRST_BATCH, ...LATER], {
  finishedAt: START + 14_200,
  now: START + 14_200,
  finishes: 1,
  integration: {
    head: HEAD,
    line: [],
    published: HEAD.commit,
    round: null,
    rounds: 3,
    chains: new Map(),
    trials: TRIALS,
  },
  landing: {
    ...NOT_LANDED,
    outcome: { kind: 'landed', commit: HEAD.commit, remark: null },
    landed: HEAD.commit,
  },
});

export const NOW = START + 14_200;

/** The same plan a second after its second batch began. */
export const RUNNING = stateOf(
  [
    ...FIRST_BATCH,
    {
      id: 'models',
      needs: ['schema'],
      attempts: [attempt({ from: 5400, ms: null, backend: 'claude-code', model: 'medium' })],
    },
    {
      id: 'rename',
      needs: ['schema'],
      attempts: [attempt({ from: 5410, ms: null, backend: 'claude-code', model: 'medium' })],
    },
    { id: 'discounts', needs: ['schema'], attempts: [attempt({ from: 5420, ms: 600, cost: 0.15 })] },
    {
      id: 'totals',
      needs: ['schema'],
      attempts: [{ ...attempt({ from: 5430, ms: null }), startedAt: null }],
    },
    { id: 'export', needs: ['import'], fate: { kind: 'skipped', reason: 'needs import' } },
    { id: 'api', needs: ['models', 'rename'] },
  ],
  {
    now: START + 6100,
    integration: { ...PAYMENTS.integration, head: { commit: sha('8c20'), tree: sha('8c20ee') } },
  },
);

/** Nothing could be merged, because the tests of the project are red without any of it. */
export const RED_BASE = stateOf(
  ['a', 'b'].map(name => ({
    id: name,
    attempts: [attempt({ from: 0, ms: 1000 })],
    fate: {
      kind: 'held' as const,
      cause: 'base' as const,
      reason: 'the base is red: `npm test`: exit code 1',
    },
  })),
  {
    finishedAt: START + 14_200,
    halt: {
      kind: 'base-red',
      reason: 'the base is red: `npm test`: exit code 1',
      failure: {
        command: 'npm test',
        problem: 'exit code 1',
        tail: 'test/cart.test.js › rounds once\n  expected <10>, got 11',
        log: '/home/ada/.braid/payments-7f3a/verify-0123456789ab-2.log',
      },
    },
  },
);
