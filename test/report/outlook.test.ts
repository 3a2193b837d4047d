/** What a preview says about the budget before anything is spent: what is set aside, who will be held, who cannot start. */
import { expect, test } from 'vitest';
import type { Budget, Config } from '../../shared/plan/config.ts';
import { previewComment } from '../../shared/report/github/comment.ts';
import { planJson } from '../../shared/report/json.ts';
import { previewPlan } from '../../shared/report/preview.ts';
import { arrange, forecast } from '../../shared/run/dispatch/forecast.ts';
import { DEFAULTS, plan, SH, simulate, task } from '../run/simulate.ts';
import { CALM, World } from '../run/world.ts';
import { SITE } from './github/cases.ts';

/** Tasks of no model read for $1.20, large ones for $5. */
const sh = { ...SH, price: { input: 3, output: 0 }, prices: { large: { input: 6.25, output: 0 } } };
const PLAN = plan(
  task('base'),
  task('hard', { needs: ['base'], model: 'large' }),
  task('easy', { needs: ['base'] }),
  task('on-hard', { needs: ['hard'] }),
);

function preview(budget: Partial<Budget>, of = PLAN) {
  const config: Config = { ...DEFAULTS, backends: { sh }, budget: { ...DEFAULTS.budget, ...budget } };
  const planned = arrange(of, config);
  const inputs = { ...planned, forecast: forecast(planned) };
  return { inputs, config, text: previewPlan(inputs, { width: 200, colour: false }) };
}

const ASIDE = 'set aside for an attempt: $5.00 for hard; $1.20 for base, easy and on-hard';
const PARKS =
  'the run will likely park before hard: $5.00 are set aside for it, and about $4.80 will be left';

test('says what is set aside, and before whom the run will park', () => {
  const { inputs, text } = preview({ usd: 6 });
  expect(text).toContain(ASIDE);
  expect(text).toContain(`! ${PARKS}`);
  expect(previewComment(inputs, { site: SITE })).toContain('the run will likely park before hard');
  expect(planJson(inputs, []).budget).toMatchObject({
    usd: 6,
    held: [{ task: 'hard', unit: 'usd', needs: 5, left: 4.8 }],
    setAside: { hard: { usd: 5 } },
  });
});

test('as the run then does', () => {
  const { config } = preview({ usd: 6 });
  const world = new World({ ...CALM, costs: { base: 1.2, easy: 1.2 } });
  const { started } = simulate(world, PLAN, { config });
  expect([...started.tasks].map(([id, { fate }]) => [id, fate?.kind])).toEqual([
    ['base', 'merged'],
    ['hard', 'held'],
    ['easy', 'merged'],
    ['on-hard', 'held'],
  ]);
});

test('a task that needs more than the whole budget cannot start', () => {
  const { text } = preview({ usd: 4 }, plan(task('a', { budgetUsd: 5 })));
  expect(text).toContain(
    '! a cannot start: $5.00 are set aside for it, and that is more than the whole budget',
  );
});

test('so it is with tokens', () => {
  const { text } = preview({ tokens: 500_000 });
  expect(text).toContain('the budget is 500,000 tokens');
  expect(text).toContain('! the run will likely park before easy: 415,000 tokens are set aside for it');
  expect(text).toContain('! hard cannot start: 830,000 tokens are set aside for it');
});

test('several tasks are one line, in the order of the plan, each amount once', () => {
  const many = plan(
    task('last', { needs: ['base'], model: 'large' }),
    task('base'),
    task('own', { needs: ['base'], budgetUsd: 3 }),
    task('far', { budgetUsd: 9 }),
  );
  const { text } = preview({ usd: 4 }, many);
  expect(text.match(/^! .*(?:park before|cannot start).*$/gm)).toEqual([
    '! the run will likely park before own: $3.00 are set aside for it, and about $2.80 will be left',
    '! last and far cannot start: $5.00 to $9.00 are set aside for each, and that is more than the whole budget',
  ]);
  const two = plan(
    task('base'),
    task('one', { needs: ['base'], model: 'large' }),
    task('two', { needs: ['base'], model: 'large' }),
  );
  expect(preview({ usd: 6 }, two).text).toContain(
    '! the run will likely park before one and two: $5.00 are set aside for each, and about $4.80 will be left',
  );
});

test('why what is set aside is not the estimate', () => {
  expect(preview({ usd: 6 }).text).not.toContain('own budget');
  expect(preview({ usd: 6 }, plan(task('a', { budgetUsd: 3 }))).text).toContain(
    'set aside for an attempt: $3.00 for a (all of a task’s own budget, not what is expected)',
  );
});

test('a budget that will do is no matter, nor is none', () => {
  expect(preview({ usd: 20 }).text).not.toMatch(/park before|cannot start/);
  expect(preview({}).text).not.toMatch(/set aside|park before/);
});
