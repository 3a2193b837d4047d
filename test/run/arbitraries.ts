/** Random plans, outcomes, configurations and orders, for the properties of the machine. */
import fc from 'fast-check';
import type { BackendConfig, Config, Price } from '../../shared/plan/config.ts';
import { findCycle } from '../../shared/plan/graph.ts';
import type { EpicName, Plan } from '../../shared/plan/plan.ts';
import { DEFAULTS, type Hearsay, plan, SH, task } from './simulate.ts';
import type { Deed, Script } from './world.ts';

export const CASES = Number(process.env.BRAID_PROPERTY_CASES ?? 200);
export const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const deed = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Deed>('work') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Deed>('crash', 'nothing', 'stray', 'hang', 'limited', 'not-started'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Deed>('limited-for-long', 'unauthorized', 'used-up', 'broken', 'refused'),
  },
  { weight: 2, arbitrary: fc.constantFrom<Deed>('markers', 'one-side') },
);

const shapeArbitrary = fc.record({
  needs: fc.array(fc.nat(7), { maxLength: 2 }),
  after: fc.array(fc.nat(7), { maxLength: 1 }),
  epic: fc.option(fc.constantFrom('x', 'y'), { freq: 3 }),
  priority: fc.constantFrom(100, 100, 1),
  /** Several that may change all of `src` do not share a batch. */
  paths: fc.constantFrom<'all' | 'own' | null>(null, null, 'own', 'all'),
  model: fc.constantFrom(null, null, 'small', 'medium', 'large', 'some-model'),
  backend: fc.constantFrom(null, null, null, 'sh', 'spare'),
  budgetUsd: fc.constantFrom(null, 0.5, 1, 5),
});

/** The tasks of most plans have no budgets of their own. */
export const planArbitrary: fc.Arbitrary<Plan> = fc
  .tuple(
    fc.integer({ min: 1, max: names.length }),
    fc.array(shapeArbitrary, { minLength: names.length, maxLength: names.length }),
    fc.constantFrom(false, false, false, true),
  )
  .map(([count, shapes, isCapped]) =>
    plan(
      ...shapes.slice(0, count).map((shape, index) => {
        const name = names[index] ?? '';
        const earlier = (places: readonly number[]) =>
          places.filter(place => place < index).map(place => names[place] ?? '');
        return task(name, {
          needs: [...new Set(earlier(shape.needs))],
          after: earlier(shape.after),
          epic: shape.epic as EpicName | null,
          priority: shape.priority,
          paths: shape.paths === null ? [] : [shape.paths === 'all' ? 'src/**' : `src/${name}.ts`],
          model: shape.model,
          backend: shape.backend,
          budgetUsd: isCapped ? shape.budgetUsd : null,
        });
      }),
    ),
  )
  .filter(each => findCycle(each.tasks) === null);

const subset = fc.subarray(names, { minLength: 1, maxLength: 3 });

export const scriptArbitrary: fc.Arbitrary<Script> = fc.record({
  deeds: fc.dictionary(fc.constantFrom(...names), fc.array(deed, { minLength: 1, maxLength: 3 })),
  conflicts: fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 2 }),
  reds: fc.array(subset, { maxLength: 2 }),
  flaky: fc.subarray(names, { maxLength: 1 }),
  targetMoves: fc.constantFrom(0, 0, 0, 1, 2, 5),
  targetBreaks: fc.constantFrom<readonly string[]>([], [], ['a']),
  broken: fc.constantFrom<readonly string[]>([], [], [], ['sh'], ['sh', 'spare']),
  costs: fc.dictionary(fc.constantFrom(...names), fc.constantFrom(0, 0.4, 1, 3)),
  tokens: fc.dictionary(fc.constantFrom(...names), fc.constantFrom(0, 1000, 300_000, 900_000)),
});

const priceArbitrary = fc.constantFrom<Price | null>(
  null,
  null,
  { input: 0, output: 0 },
  { input: 1, output: 3 },
  { input: 3, output: 15 },
);

const backendArbitrary: fc.Arbitrary<BackendConfig> = fc
  .record({
    price: priceArbitrary,
    large: priceArbitrary,
    small: priceArbitrary,
    maxParallel: fc.constantFrom(null, null, 1, 2),
  })
  .map(({ price, large, small, maxParallel }) => ({
    ...SH,
    price,
    maxParallel,
    prices: { ...(large === null ? {} : { large }), ...(small === null ? {} : { small }) },
  }));

export const configArbitrary: fc.Arbitrary<Config> = fc
  .record({
    execution: fc.constantFrom('parallel' as const, 'parallel' as const, 'sequential' as const),
    schedule: fc.constantFrom('batches' as const, 'eager' as const),
    onFailure: fc.constantFrom('continue' as const, 'continue' as const, 'stop' as const),
    onConflict: fc.constantFrom('rerun' as const, 'hold' as const, 'resolve' as const),
    resolver: fc.constantFrom(null, 'spare'),
    parallelVerify: fc.integer({ min: 1, max: 3 }),
    flakeRetries: fc.integer({ min: 1, max: 2 }),
    verify: fc.constantFrom(['npm test'], ['npm test'], []),
    budget: fc.record({
      usd: fc.constantFrom(null, null, 2, 6),
      tokens: fc.constantFrom(null, null, null, 1_000_000),
      perTaskUsd: fc.constantFrom(null, null, null, 1, 3),
    }),
    fallback: fc.constantFrom<readonly string[]>([], ['spare']),
    isRouted: fc.boolean(),
    sh: backendArbitrary,
    spare: backendArbitrary,
  })
  .map(({ execution, schedule, onFailure, budget, fallback, isRouted, sh, spare, ...merge }) => ({
    ...DEFAULTS,
    budget,
    backends: { ...DEFAULTS.backends, sh, spare },
    routing: { ...DEFAULTS.routing, fallback, enabled: isRouted },
    execution,
    schedule,
    onFailure,
    merge: { ...DEFAULTS.merge, ...merge },
  }));

/** In thousandths: `fc.double` is even over what floats can say, so that almost all of its numbers are next to 0. */
export const fortune = fc.array(
  fc.nat(999).map(each => each / 1000),
  { maxLength: 150 },
);

/** `rests`: what may have been asked for, in milliseconds. */
function hearsay(rests: readonly (number | null)[]): fc.Arbitrary<readonly Hearsay[]> {
  const sign: fc.Arbitrary<Hearsay['signs'][number]> = fc.oneof(
    fc.record({
      says: fc.constant('limited' as const),
      restMs: fc.constantFrom(...rests),
      ago: fc.nat(120_000),
    }),
    fc.record({ says: fc.constantFrom('broken' as const, 'answered' as const), ago: fc.nat(120_000) }),
  );
  const told = fc.record({
    step: fc.integer({ min: 1, max: 60 }),
    backend: fc.constantFrom('sh', 'spare', 'unknown'),
    signs: fc.array(sign, { maxLength: 7 }),
  });
  return fc.array(told, { maxLength: 6 });
}

export const shortHearsay = hearsay([null, 1000, 30_000]);
export const hearsayArbitrary = hearsay([null, 1000, 30_000, 5 * 3_600_000]);
