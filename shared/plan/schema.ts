/**
 * The shape of a plan and of the configuration, as they are written: kebab-case keys, defaults, and what each value may be.
 * What concerns several values at once (references, cycles, backends) is checked in `reading/`.
 */
import { z } from 'zod';
import { TASK_TYPES } from './plan.ts';
import {
  atLeastOneTask,
  backendName,
  commands,
  count,
  dollars,
  epicName,
  file,
  globs,
  land,
  minutes,
  price,
  runName,
  taskId,
  taskIds,
  variable,
  words,
} from './rules/fields.ts';
import { later, rule, text } from './rules/rule.ts';

/** Backends that Braid will bring along. */
export const BUILT_IN_BACKENDS = ['claude-code', 'codex', 'gemini-cli', 'ccpm'] as const;

const retries = count('How often a failure or a time-out is tried again.', { from: 0 });
const timeout = minutes('Time limit of an attempt in minutes.');
const backend = text('Name of a backend that the configuration declares.');

const decompose = later(
  z.strictObject({
    run: text('The command.').optional(),
    matcher: text('How its output is read.').optional(),
    by: text('How findings are grouped.').optional(),
  }),
  () => false,
  { description: 'Turns the findings of a command into tasks' },
);

const taskSchema = z
  .strictObject({
    id: taskId,
    title: text('One line that says what the task does.'),
    prompt: text('What the backend is told.', { lines: true }).optional(),
    'prompt-file': file('A file of the repository that holds the prompt.').optional(),
    acceptance: z
      .array(text('A criterion.', { lines: true }))
      .meta({ description: 'What must be true in the end.' })
      .default([]),
    needs: taskIds('Tasks that must be merged before this one starts.').default([]),
    after: taskIds('Tasks that run before this one, whether they succeed or not.').default([]),
    epic: text('The epic this task belongs to.').optional(),
    type: z
      .enum(TASK_TYPES)
      .meta({ description: 'What kind of work it is; otherwise classified.' })
      .optional(),
    paths: globs('All that the task may change; empty: everything.').default([]),
    'conflicts-with': taskIds('Tasks that must not run at the same time.').default([]),
    priority: z.int().meta({ description: 'Lower first.' }).default(100),
    backend: backend.optional(),
    model: text('A tier (small, medium, large) or the name of a model.').optional(),
    'timeout-minutes': timeout.optional(),
    retries: retries.optional(),
    'budget-usd': later(dollars('Dollars.'), () => false, {
      description: 'Most that the task may cost',
    }).optional(),
    verify: commands('Run by Braid on the branch of the task.').optional(),
    'allow-empty': z
      .boolean()
      .meta({ description: 'Whether a task without a change succeeds.' })
      .default(false),
    labels: words('Free words, for routing rules.').default([]),
    weight: later(count('Workers it takes.', { from: 1 }), weight => weight === 1, {
      description: 'How many workers the task takes',
    }).optional(),
    decompose: decompose.optional(),
  })
  .meta({ oneOf: [{ required: ['prompt'] }, { required: ['prompt-file'] }] });

export const planSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: 'Version of this format.' }),
    name: runName,
    defaults: z
      .strictObject({
        backend: backend.optional(),
        'timeout-minutes': timeout.optional(),
        retries: retries.optional(),
        verify: commands('Run by Braid on the branch of each task.').optional(),
      })
      .meta({ description: 'For all tasks that do not say otherwise.' })
      .prefault({}),
    epics: z
      .record(epicName, z.strictObject({ title: text('One line.').optional() }))
      .meta({ description: 'Groups of tasks, each merged as one unit.' })
      .prefault({}),
    tasks: rule(z.array(taskSchema), atLeastOneTask, { description: 'The work, in order.', minItems: 1 }),
  })
  .meta({ title: 'Braid plan' });

const commandBackend = z.strictObject({
  kind: z.literal('command').meta({ description: 'A shell line.' }),
  run: text('The shell line; it finds the prompt in the file `$BRAID_PROMPT_FILE`.', { lines: true }),
  'pass-env': z
    .array(variable)
    .meta({ description: 'Environment variables that the command may see.' })
    .default([]),
  'max-parallel': count('At most so many at once.', { from: 1 }).optional(),
  price: z
    .strictObject({
      input: price('For a million tokens read.'),
      output: price('For a million tokens written.'),
    })
    .meta({ description: 'Dollars for a million tokens.' })
    .optional(),
});
const builtInBackend = z.looseObject({
  kind: later(z.enum(BUILT_IN_BACKENDS), () => false, {
    description: 'A backend of Braid',
    hint: 'use `kind: command` with a `run:` line that starts it',
  }),
});

const routing = z
  .strictObject({
    enabled: later(z.boolean(), enabled => !enabled, {
      description: 'Choose a backend for each task',
    }).default(false),
    'default-backend': text('For tasks that name none.').default('claude-code'),
    rules: later(z.array(z.looseObject({})), rules => rules.length === 0, {
      description: 'First match wins',
    }).default([]),
    fallback: later(words('Backends.'), names => names.length === 0, {
      description: 'Used in place of a broken one',
    }).default([]),
  })
  .meta({ description: 'Which backend does which task.' });

const merge = z
  .strictObject({
    verify: commands('Shell lines that test a merged commit; empty: results land unverified.').default([]),
    'verify-timeout-minutes': minutes('Time limit of a verification in minutes.').default(30),
    'parallel-verify': count('Verifications at once.', { from: 1, to: 256 }).default(1),
    'flake-retries': count('How often a red verification is repeated before it counts.', { from: 0 }).default(
      1,
    ),
    'on-conflict': later(z.enum(['rerun', 'resolve', 'hold']), choice => choice !== 'resolve', {
      description: 'What becomes of a task that collides; `resolve`',
      hint: 'use `rerun` or `hold`',
    }).default('rerun'),
    resolver: later(text('A backend.').nullable(), name => name === null, {
      description: 'Backend for `resolve`',
    }).default(null),
    land: land.default('auto'),
  })
  .meta({ description: 'How results are merged, tested and landed.' });

export const configSchema = z
  .strictObject({
    execution: z
      .enum(['auto', 'parallel', 'sequential'])
      .meta({ description: 'One after another, or at once.' })
      .default('auto'),
    schedule: z
      .enum(['batches', 'eager'])
      .meta({ description: 'When the next task starts.' })
      .default('batches'),
    parallel: z
      .strictObject({
        'max-workers': count('Tasks at once.', { from: 1, to: 256 }).default(4),
        'timeout-minutes': minutes('Time limit of an attempt, for tasks without one.').default(60),
      })
      .meta({ description: 'Limits.' })
      .prefault({}),
    isolation: later(z.enum(['none', 'directory', 'branch', 'full']), choice => choice === 'full', {
      description: 'What tasks share; all but `full`',
      hint: 'use `full`, the default',
    }).default('full'),
    'keep-trees': later(z.enum(['never', 'failed', 'always']), choice => choice === 'never', {
      description: 'Which task trees stay; all but `never`',
      hint: 'use `never`, the default',
    }).default('never'),
    'on-failure': z
      .enum(['continue', 'stop'])
      .meta({ description: 'Whether a failure ends the run.' })
      .default('continue'),
    overlap: z
      .enum(['serialize', 'allow'])
      .meta({ description: 'Tasks with common paths.' })
      .default('serialize'),
    'backend-routing': routing.prefault({}),
    backends: z
      .record(backendName, z.discriminatedUnion('kind', [commandBackend, builtInBackend]))
      .meta({ description: 'What does the work, by name.' })
      .prefault({}),
    'prompt-template': later(text('A file.').nullable(), file => file === null, {
      description: 'Template of the prompt',
    }).default(null),
    merge: merge.prefault({}),
    budget: later(
      z.strictObject({
        usd: dollars('Dollars.').optional(),
        tokens: count('Tokens.', { from: 1 }).optional(),
        'per-task-usd': dollars('Dollars.').optional(),
      }),
      budget => Object.keys(budget).length === 0,
      { description: 'Most that a run may cost' },
    ).default({}),
    gates: later(z.array(z.unknown()), gates => gates.length === 0, {
      description: 'Checks after verification',
    }).default([]),
    protected: globs('Paths that no task may change, unless a pattern of its own names them.').default([
      '.github/**',
      '.claude/**',
      'CODEOWNERS',
    ]),
    labels: z
      .strictObject({ prefix: text('Beginning of the labels that Braid reacts to.').default('braid:') })
      .meta({ description: 'Labels.' })
      .prefault({}),
  })
  .meta({ title: 'Braid configuration' });

export type PlanText = z.output<typeof planSchema>;
export type TaskText = PlanText['tasks'][number];
export type ConfigText = z.output<typeof configSchema>;
