/** The tier and the name of the model: who asks, what is known of earlier runs, and what is left of the money. */
import { describe, expect, test } from 'vitest';
import { adviseTier, type TierRecord } from '../../shared/routing/history.ts';
import { chooseModel, type ModelQuestion } from '../../shared/routing/model.ts';
import { agent, command } from './backends.ts';

const QUESTION: ModelQuestion = {
  wishes: [],
  complexity: 0.5,
  history: null,
  budgetLeftShare: null,
  backend: 'codex',
  config: agent('codex', { small: 'mini', medium: 'plain', large: 'max' }),
};

const plan = (model: string, backend = 'codex') => ({ model, by: 'the plan', backend });
const rule = (model: string, backend = 'codex') => ({ model, by: 'rule 1', backend });

function choose(change: Partial<ModelQuestion>): string {
  const { tier, model, reasons } = chooseModel({ ...QUESTION, ...change });
  return [`${tier} ${model}`, ...reasons].join('; ');
}

test.each<[string, Partial<ModelQuestion>, string]>([
  ['an easy task', { complexity: 0.29 }, 'small mini; its complexity is 0.29: small'],
  ['the least of medium', { complexity: 0.3 }, 'medium plain; its complexity is 0.30: medium'],
  ['the most of medium', { complexity: 0.7 }, 'medium plain; its complexity is 0.70: medium'],
  ['a hard task', { complexity: 0.71 }, 'large max; its complexity is 0.71: large'],
  [
    'a tier in the plan',
    { wishes: [plan('large'), rule('small')] },
    'large max; the plan names the tier large',
  ],
  ['a name in the plan', { wishes: [plan('o9')] }, 'null o9; the plan names the model o9'],
  ['a tier in a rule', { wishes: [rule('small')] }, 'small mini; rule 1 names the tier small'],
  ['a name in a rule', { wishes: [rule('o9')] }, 'null o9; rule 1 names the model o9'],
  [
    'a name that another backend was to use',
    { wishes: [plan('opus', 'claude-code'), rule('large')] },
    'large max; the plan names the model opus for claude-code, which is not used here; rule 1 names the tier large',
  ],
  [
    'nothing but a name for another backend',
    { wishes: [plan('opus', 'claude-code')] },
    'medium plain; the plan names the model opus for claude-code, which is not used here; its complexity is 0.50: medium',
  ],
])('%s', (_, change, expected) => {
  expect(choose(change)).toBe(expected);
});

describe('what the backend calls a tier', () => {
  test('of a command: the tier itself, unless `models` says otherwise', () => {
    expect(choose({ backend: 'bot', config: command({}) })).toBe(
      'medium medium; its complexity is 0.50: medium',
    );
    expect(choose({ backend: 'bot', config: command({ medium: 'm7' }) })).toContain('medium m7');
  });

  test('of an agent: its own default', () => {
    const reason = 'codex uses its own default, since its `models` name none for medium';
    const because = 'its complexity is 0.50: medium';
    expect(choose({ config: agent('codex', { small: 'mini' }) })).toBe(`medium null; ${because}; ${reason}`);
    expect(choose({ config: null })).toBe(`medium null; ${because}; ${reason}`);
  });
});

describe('with little of the budget left', () => {
  test('only the small tier is used', () => {
    expect(choose({ budgetLeftShare: 0.099 })).toBe(
      'small mini; its complexity is 0.50: medium; only 9 % of the budget is left: small',
    );
    expect(choose({ complexity: 0.9, budgetLeftShare: -0.2 })).toBe(
      'small mini; its complexity is 0.90: large; only 0 % of the budget is left: small',
    );
  });

  test('but a tier or a model that is named is used as it is', () => {
    expect(choose({ wishes: [plan('large')], budgetLeftShare: 0.01 })).toBe(
      'large max; the plan names the tier large',
    );
    expect(choose({ wishes: [plan('o9')], budgetLeftShare: 0.01 })).toContain('null o9');
  });

  test('and a small tier needs no reason; nor does a tenth', () => {
    expect(choose({ complexity: 0.1, budgetLeftShare: 0 })).toBe('small mini; its complexity is 0.10: small');
    expect(choose({ budgetLeftShare: 0.1 })).toBe('medium plain; its complexity is 0.50: medium');
  });
});

describe('while routing is off', () => {
  test('only what is wished for counts', () => {
    expect(choose({ complexity: null, budgetLeftShare: 0 })).toBe('null null');
    expect(choose({ complexity: null, budgetLeftShare: 0, wishes: [plan('large')] })).toBe(
      'large max; the plan names the tier large',
    );
    expect(choose({ complexity: null, wishes: [plan('o9')] })).toBe('null o9; the plan names the model o9');
  });
});

describe('history', () => {
  const record = (tier: TierRecord['tier'], merged: number, of: number): TierRecord => ({ tier, merged, of });

  test.each<[string, TierRecord['tier'], readonly TierRecord[], string]>([
    [
      'fails too often, the next does better',
      'small',
      [record('small', 2, 3), record('medium', 3, 4)],
      'medium: 2 of 3 such tasks were merged with small, 3 of 4 with medium',
    ],
    ['70 % is enough', 'small', [record('small', 7, 10), record('medium', 9, 9)], 'small'],
    ['the next does no better', 'small', [record('small', 2, 3), record('medium', 2, 3)], 'small'],
    ['two samples are too few', 'small', [record('small', 0, 2), record('medium', 9, 9)], 'small'],
    [
      'two samples of the next are too few',
      'small',
      [record('small', 0, 3), record('medium', 2, 2)],
      'small',
    ],
    [
      'samples add up',
      'small',
      [record('small', 0, 2), record('small', 1, 1), record('medium', 3, 3)],
      'medium: 1 of 3 such tasks was merged with small, 3 of 3 with medium',
    ],
    ['nothing is above large', 'large', [record('large', 0, 9)], 'large'],
    [
      'does more than well, the lower does well',
      'large',
      [record('large', 9, 10), record('medium', 17, 20)],
      'medium: 9 of 10 such tasks were merged with large, 17 of 20 with medium',
    ],
    ['less than 90 %', 'large', [record('large', 89, 100), record('medium', 9, 9)], 'large'],
    ['less than 85 % of the lower', 'large', [record('large', 9, 9), record('medium', 84, 100)], 'large'],
    ['nothing is below small', 'small', [record('small', 9, 9)], 'small'],
    ['nothing is known', 'medium', [], 'medium'],
  ])('%s', (_, tier, records, expected) => {
    const advice = adviseTier(tier, records);
    expect(advice.reason === null ? advice.tier : `${advice.tier}: ${advice.reason}`).toBe(expected);
  });

  test('moves what the complexity chose, but not what a person asked for', () => {
    const history = [record('medium', 1, 5), record('large', 4, 5)];
    expect(choose({ history })).toBe(
      'large max; its complexity is 0.50: medium; 1 of 5 such tasks was merged with medium, 4 of 5 with large: large',
    );
    expect(choose({ history, wishes: [rule('medium')] })).toBe('medium plain; rule 1 names the tier medium');
  });
});
