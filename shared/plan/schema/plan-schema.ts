/**
 * The shape of a plan as it is written: kebab-case keys, defaults, and what each value may be. What concerns several values
 * at once (references, cycles, backends) is checked in `reading/`.
 */
import { z } from 'zod';
import { TASK_TYPES } from '../plan.ts';
import {
  atLeastOneTask,
  commands,
  count,
  dollars,
  epicName,
  file,
  globs,
  minutes,
  model,
  runName,
  taskId,
  taskIds,
  words,
} from '../rules/fields.ts';
import { later, rule, text } from '../rules/rule.ts';

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
    model: model('A tier (small, medium, large) or the name of a model.').optional(),
    'timeout-minutes': timeout.optional(),
    retries: retries.optional(),
    'budget-usd': dollars('Most that all attempts of the task may cost, in dollars.').optional(),
    verify: commands('Run by Braid on the branch of the task.').optional(),
    'allow-empty': z
      .boolean()
      .meta({ description: 'Whether a task without a change succeeds.' })
      .default(false),
    labels: words('Free words, for routing rules.').default([]),
    weight: count(
      'How many of `max-workers` the task takes; on GitHub one, as each has a machine of its own.',
      { from: 1, to: 256 },
    ).default(1),
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

export type PlanText = z.output<typeof planSchema>;
export type TaskText = PlanText['tasks'][number];
