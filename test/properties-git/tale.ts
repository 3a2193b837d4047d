/** What happens in one case: a random plan, what its tasks do to their trees, which of them are red together, and when the process dies. */
import fc from 'fast-check';
import type { Config } from '../../shared/plan/config.ts';
import { findCycle } from '../../shared/plan/graph.ts';
import type { EpicName, Plan } from '../../shared/plan/plan.ts';
import { DEFAULTS, plan, task } from '../run/simulate.ts';

/** What an attempt does; attempts beyond the list do the last one. */
export type Deed = 'work' | 'crash' | 'nothing' | 'stray' | 'hang' | 'limited';

export type Edit =
  | { readonly op: 'replace' | 'insert'; readonly file: string; readonly at: number }
  | { readonly op: 'append' | 'delete' | 'add'; readonly file: string }
  | { readonly op: 'move'; readonly file: string; readonly to: string };

export interface Tale {
  readonly plan: Plan;
  readonly config: Config;
  readonly deeds: Readonly<Record<string, readonly Deed[]>>;
  /** By task, on files that tasks share; its own file comes by itself. */
  readonly edits: Readonly<Record<string, readonly Edit[]>>;
  /** Tasks that are red together; `others` stands for what somebody else brought to the target. */
  readonly reds: readonly (readonly string[])[];
  /** The first verification of each tree with one of these is red, the next is not. */
  readonly flaky: readonly string[];
  /** How often somebody else commits to the target, just before it is looked at. */
  readonly moves: number;
  /** The process dies at these writes of the journal, just before or just after. */
  readonly deaths: readonly { readonly append: number; readonly when: 'before' | 'after' }[];
  readonly journal: JournalKind;
}

/** Where the events are kept; half of git's work is the journal's, so tales about something else do without. */
export type JournalKind = 'git' | 'memory';

export const NAMES = ['a', 'b', 'c', 'd', 'e'];
export const OTHERS = 'others';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');
export const BASE: Readonly<Record<string, string>> = {
  '.gitattributes': 'log merge=union\n*.dat -merge\n',
  'list.txt': lines(12),
  'notes.txt': lines(6),
  log: 'start\n',
  'x.dat': lines(3),
};

const deed = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Deed>('work') },
  { weight: 1, arbitrary: fc.constantFrom<Deed>('crash', 'nothing', 'stray', 'hang', 'limited') },
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constantFrom('replace' as const, 'insert' as const),
      file: fc.constantFrom('list.txt', 'list.txt', 'notes.txt', 'x.dat'),
      at: fc.nat(11),
    }),
  },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('append' as const), file: fc.constant('log') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constantFrom('delete' as const, 'append' as const),
      file: fc.constantFrom('notes.txt', 'x.dat'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('add' as const),
      file: fc.constantFrom('new.txt', 'new/one.txt'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('move' as const),
      file: fc.constantFrom('list.txt', 'notes.txt'),
      to: fc.constantFrom('moved.txt', 'sub/list.txt'),
    }),
  },
);

const shape = fc.record({
  needs: fc.array(fc.nat(NAMES.length - 1), { maxLength: 2 }),
  after: fc.array(fc.nat(NAMES.length - 1), { maxLength: 1 }),
  epic: fc.option(fc.constantFrom('x', 'y'), { freq: 3 }),
  priority: fc.constantFrom(100, 100, 1),
});

const plans: fc.Arbitrary<Plan> = fc
  .tuple(fc.integer({ min: 1, max: NAMES.length }), fc.array(shape, { minLength: 5, maxLength: 5 }))
  .map(([count, shapes]) => {
    const names = NAMES.slice(0, count);
    const earlier = (places: readonly number[] = [], index: number) => [
      ...new Set(places.filter(place => place < index).map(place => names[place] ?? '')),
    ];
    return plan(
      ...names.map((name, index) =>
        task(name, {
          needs: earlier(shapes[index]?.needs, index),
          after: earlier(shapes[index]?.after, index),
          epic: (shapes[index]?.epic ?? null) as EpicName | null,
          priority: shapes[index]?.priority ?? 100,
        }),
      ),
    );
  })
  .filter(each => findCycle(each.tasks) === null);

const configs: fc.Arbitrary<Config> = fc
  .record({
    execution: fc.constantFrom('parallel' as const, 'parallel' as const, 'sequential' as const),
    schedule: fc.constantFrom('batches' as const, 'eager' as const),
    onConflict: fc.constantFrom('rerun' as const, 'hold' as const, 'resolve' as const),
    parallelVerify: fc.integer({ min: 1, max: 3 }),
    verify: fc.constantFrom(['test'], ['test'], ['test'], []),
  })
  .map(({ execution, schedule, ...merge }) => ({
    ...DEFAULTS,
    execution,
    schedule,
    merge: { ...DEFAULTS.merge, ...merge },
  }));

/** In a counterexample, what matters of it. */
function readable(tale: Tale): Tale {
  const tasks = tale.plan.tasks.map(({ id, needs, after, epic, priority }) =>
    JSON.stringify({ id, needs, after, epic, priority, deeds: tale.deeds[id], edits: tale.edits[id] }),
  );
  const { execution, schedule, merge } = tale.config;
  const { reds, flaky, moves, deaths } = tale;
  const rest = JSON.stringify({ execution, schedule, merge, reds, flaky, moves, deaths });
  return Object.defineProperty({ ...tale }, fc.toStringMethod, { value: () => [...tasks, rest].join('\n') });
}

const perTask = <Value>(value: fc.Arbitrary<Value>) => fc.dictionary(fc.constantFrom(...NAMES), value);

/** Everything at random. */
export const tales: fc.Arbitrary<Tale> = fc
  .record<Tale>({
    plan: plans,
    config: configs,
    deeds: perTask(fc.array(deed, { minLength: 1, maxLength: 2 })),
    edits: perTask(fc.array(edit, { minLength: 1, maxLength: 3 })),
    reds: fc.array(fc.subarray([...NAMES, OTHERS], { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
    flaky: fc.subarray(NAMES, { maxLength: 1 }),
    moves: fc.constantFrom(0, 0, 0, 1, 2, 5),
    deaths: fc.constant([]),
    journal: fc.constant('git'),
  })
  .map(readable);

/** Of independent tasks, some are red alone, in pairs or in threes. */
export const redTales: fc.Arbitrary<Tale> = fc
  .tuple(
    fc.shuffledSubarray(NAMES, { minLength: NAMES.length }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 0, max: 2 }),
    configs,
  )
  .map(([order, first, second, config]) => ({
    ...CALM,
    plan: plan(...NAMES.map(name => task(name))),
    config: { ...config, execution: 'parallel' as const, merge: { ...config.merge, verify: ['test'] } },
    reds: [order.slice(0, first), order.slice(first, first + second)].filter(group => group.length > 0),
  }))
  .map(readable);

/** Tasks that work, and meet in the same files. */
export const meetingTales: fc.Arbitrary<Tale> = fc
  .record<Tale>({
    plan: plans,
    config: configs,
    deeds: fc.constant({}),
    edits: perTask(fc.array(edit, { minLength: 1, maxLength: 4 })),
    reds: fc.constant([]),
    flaky: fc.constant([]),
    moves: fc.constantFrom(0, 0, 1),
    deaths: fc.constant([]),
    journal: fc.constant('memory'),
  })
  .map(readable);

/** Which of two tasks comes first follows from the plan alone, so the end does not depend on luck. */
export const mortalTales: fc.Arbitrary<Tale> = fc
  .tuple(
    tales,
    fc.array(
      fc.record({
        append: fc.integer({ min: 2, max: 25 }),
        when: fc.constantFrom('before' as const, 'after' as const),
      }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  )
  .map(([tale, deaths]) => ({
    ...tale,
    deaths,
    moves: 0,
    config: { ...tale.config, schedule: 'batches' as const },
  }))
  .map(readable);

export const CALM: Tale = {
  plan: plan(task('a')),
  config: DEFAULTS,
  deeds: {},
  edits: {},
  reds: [],
  flaky: [],
  moves: 0,
  deaths: [],
  journal: 'memory',
};
