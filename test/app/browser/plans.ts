/** Plans of the sizes that a page is looked at with. */
import type { Plan } from '../../../shared/plan/plan.ts';
import { plan, task } from '../../run/simulate.ts';
import type { Script } from '../../run/world.ts';

const NAMES =
  'schema docs tidy import models rename discounts totals export api cart checkout invoice refunds taxes emails webhooks audit search limits'.split(
    ' ',
  );

/** Twenty tasks in four batches, of which some go wrong. */
export const SHOP: Plan = plan(
  ...NAMES.map((name, index) =>
    task(name, {
      title: `${name.charAt(0).toUpperCase()}${name.slice(1)} of the payment service`,
      paths: [`src/${name}.ts`],
      needs: index < 5 ? [] : [NAMES[index - 5] ?? '', ...(index % 3 === 0 ? [NAMES[index - 4] ?? ''] : [])],
    }),
  ),
);

export const MISHAPS: Partial<Script> = {
  deeds: { tidy: ['crash'], search: ['stray'], emails: ['crash', 'work'] },
  conflicts: [['models', 'schema']],
  reds: [['discounts', 'totals']],
  costs: Object.fromEntries(NAMES.map((name, index) => [name, 0.04 + index * 0.03])),
};

export function many(count: number): Plan {
  const name = (index: number) => `part-${String(index).padStart(3, '0')}`;
  return plan(
    ...Array.from({ length: count }, (_, index) =>
      task(name(index), { needs: index < count / 4 ? [] : [name(index - Math.ceil(count / 4))] }),
    ),
  );
}
