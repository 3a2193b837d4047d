/** How hard a task probably is: the size of the whole, what the parts say, and what may never make it smaller. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph, type Graph } from '../../shared/plan/graph.ts';
import type { Task } from '../../shared/plan/plan.ts';
import { complexity } from '../../shared/routing/complexity.ts';
import { taskId } from '../graph/notation.ts';
import { planOf, task } from '../plan/blank.ts';

const ALONE: Pick<Graph, 'needs' | 'dependents'> = { needs: new Map(), dependents: new Map() };

function scoreOf(fields: Partial<Task>, graph = ALONE): number {
  return complexity(task('t', fields), graph).score;
}

/** A task `t` between so many that it needs and so many that need it. */
function between(needs: number, dependents: number): Pick<Graph, 'needs' | 'dependents'> {
  const before = Array.from({ length: needs }, (_, at) => task(`before${at}`));
  const after = Array.from({ length: dependents }, (_, at) => task(`after${at}`, { needs: [taskId('t')] }));
  const own = task('t', { needs: before.map(({ id }) => id) });
  return buildGraph(planOf([...before, own, ...after]), { overlap: 'serialize' });
}

const MIGRATION: Partial<Task> = {
  title: 'Migrate the payment ledger to integers across the codebase',
  prompt: `Amounts are floats in many places. Move all call sites to integer cents without a downtime.
The migration must be backwards compatible: legacy clients read both. Writes are concurrent, so the ledger's
invariants have to hold in every transaction. ${'Think of rounding, currencies and refunds. '.repeat(20)}`,
  paths: ['src/**', 'migrations/**', 'test/**'],
};

describe('of the whole', () => {
  test('a typo is small, a feature is medium, a risky migration is large', () => {
    const typo = { title: 'Fix a typo', prompt: 'It says `recieve`.', paths: ['README.md'] };
    const feature = {
      title: 'Export invoices',
      prompt: `Add an endpoint that streams the invoices of a month as CSV. ${'One column for each field. '.repeat(15)}`,
      paths: ['src/invoices/**', 'test/invoices/**'],
    };
    expect(scoreOf(typo)).toBeLessThan(0.3);
    expect(scoreOf(feature, between(1, 1))).toBeGreaterThan(0.3);
    expect(scoreOf(feature, between(1, 1))).toBeLessThan(0.7);
    expect(scoreOf(MIGRATION, between(3, 4))).toBeGreaterThan(0.7);
  });

  test('it is the sum of its parts, whose weights are 1 together', () => {
    const { score, parts } = complexity(task('t', MIGRATION), between(1, 2));
    expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1);
    expect(parts.reduce((sum, { value, weight }) => sum + value * weight, 0)).toBeCloseTo(score, 2);
  });
});

test('each part says what it comes from', () => {
  const { parts } = complexity(task('t', MIGRATION), between(2, 1));
  expect(parts.map(({ name, value, weight, reason }) => `${name} ${value} × ${weight}: ${reason}`)).toEqual([
    'prompt 0.62 × 0.2: 1106 characters',
    'paths 0.88 × 0.15: 3 patterns, 3 of them with `**`',
    'needs 0.6 × 0.1: needs 2 tasks',
    'dependents 0.37 × 0.1: needed by 1 task',
    'reasoning 1 × 0.18: "Migrate", "migration", "concurrent", "invariants", "transaction"',
    'size 0.98 × 0.1: "across codebase", "many", "all call sites", "every"',
    'domain 0.97 × 0.1: "payment", "ledger", "currencies"',
    'context 0.94 × 0.07: "backwards compatible", "legacy"',
  ]);
});

test('a plain task has plain parts', () => {
  const { score, parts } = complexity(task('t', { title: 'Say hello', prompt: 'Hello.' }), ALONE);
  expect(parts.map(({ name, value, reason }) => `${name} ${value}: ${reason}`)).toEqual([
    'prompt 0.01: 6 characters',
    'paths 0.5: no paths: anything may change',
    'needs 0: needs 0 tasks',
    'dependents 0: needed by 0 tasks',
    'reasoning 0: no word for it',
    'size 0: no word for it',
    'domain 0: no word for it',
    'context 0: no word for it',
  ]);
  expect(score).toBe(0.08);
});

test('what is ruled out demands nothing', () => {
  const wordy = { title: 'x', prompt: 'No migration, no legacy code.' };
  expect(scoreOf(wordy)).toBe(scoreOf({ title: 'x', prompt: 'x'.repeat(wordy.prompt.length) }));
});

const WORDS = [
  'add',
  'the',
  'race',
  'condition',
  'not',
  'every',
  'call',
  'site',
  'parser',
  'legacy',
  '\n',
  '.',
  '`x`',
  '```',
];
const prompts = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map(words => words.join(' '));
const globs = fc.array(fc.constantFrom('a.ts', 'src', 'src/*', 'src/**', '**', 'b/{c,d}'), { minLength: 1 });

describe('never falls', () => {
  test('when a prompt grows', () => {
    fc.assert(
      fc.property(prompts, prompts, (prompt, more) => {
        const longer = scoreOf({ title: '', prompt: `${prompt}\n\n${more}` });
        expect(longer).toBeGreaterThanOrEqual(scoreOf({ title: '', prompt }));
      }),
    );
  });

  test('when a pattern is added', () => {
    fc.assert(
      fc.property(globs, globs, (paths, more) => {
        expect(scoreOf({ paths: [...paths, ...more] })).toBeGreaterThanOrEqual(scoreOf({ paths }));
      }),
    );
  });

  test('when a pattern gets wider', () => {
    expect(scoreOf({ paths: ['src/*'] })).toBeGreaterThan(scoreOf({ paths: ['src/a.ts'] }));
    expect(scoreOf({ paths: ['src/**'] })).toBeGreaterThan(scoreOf({ paths: ['src/*'] }));
  });

  test('when more tasks are needed, or need it', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.nat(6), (needs, dependents) => {
        const now = scoreOf({}, between(needs, dependents));
        expect(scoreOf({}, between(needs + 1, dependents))).toBeGreaterThanOrEqual(now);
        expect(scoreOf({}, between(needs, dependents + 1))).toBeGreaterThanOrEqual(now);
      }),
      { numRuns: 30 },
    );
  });

  test('and is between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, prompt) => {
        const score = scoreOf({ title, prompt, acceptance: [prompt, title] });
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });
});
