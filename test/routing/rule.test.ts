/** Which rule speaks of a task: the first of which every condition holds. */
import { expect, test } from 'vitest';
import type { RoutingRule } from '../../shared/plan/config.ts';
import { matchRule, type RuleSubject } from '../../shared/routing/rule.ts';
import { rule } from './backends.ts';

const SUBJECT: RuleSubject = {
  task: { paths: ['src/cart/**', 'docs/cart.md'], labels: ['backend', 'risky'] },
  type: 'refactoring',
  complexity: 0.74,
};

test.each<[string, readonly Partial<RoutingRule>[], string | null]>([
  ['no rules', [], null],
  ['no conditions', [{}], 'rule 1 matches every task'],
  ['the type', [{ type: 'testing' }, { type: 'refactoring' }], 'rule 2 matches type "refactoring"'],
  ['a path in a folder', [{ paths: ['test/**', 'docs/**'] }], 'rule 1 matches path "docs/cart.md"'],
  ['a folder around a path', [{ paths: ['src/cart/total.ts'] }], 'rule 1 matches path "src/cart/**"'],
  ['no path', [{ paths: ['test/**'] }], null],
  ['one of the labels', [{ labels: ['urgent', 'risky'] }], 'rule 1 matches label "risky"'],
  ['no label', [{ labels: ['risk'] }], null],
  ['just complex enough', [{ minComplexity: 0.74 }], 'rule 1 matches complexity 0.74'],
  ['not complex enough', [{ minComplexity: 0.75 }], null],
  ['just simple enough', [{ maxComplexity: 0.74 }], 'rule 1 matches complexity 0.74'],
  ['not simple enough', [{ maxComplexity: 0.73 }], null],
  [
    'all conditions',
    [{ type: 'refactoring', paths: ['docs'], labels: ['backend'], minComplexity: 0.5, maxComplexity: 0.8 }],
    'rule 1 matches type "refactoring", path "docs/cart.md", label "backend", complexity 0.74',
  ],
  ['all conditions but one', [{ type: 'refactoring', paths: ['docs'], labels: ['frontend'] }], null],
  ['the first of two', [{ labels: ['backend'] }, { labels: ['risky'] }], 'rule 1 matches label "backend"'],
])('%s', (_, rules, expected) => {
  expect(matchRule(rules.map(rule), SUBJECT)?.reason ?? null).toBe(expected);
});

test('a task without paths is in nobody’s paths', () => {
  const subject = { ...SUBJECT, task: { paths: [], labels: [] } };
  expect(matchRule([rule({ paths: ['**'] })], subject)).toBeNull();
});
