/** The shape of `backends:` and of `backend-routing:`. */
import { z } from 'zod';
import { AGENT_KINDS, DEFAULT_BACKEND, TIERS } from '../config.ts';
import { TASK_TYPES } from '../plan.ts';
import { backendName, count, globs, model, price, share, variable, words } from '../rules/fields.ts';
import { text } from '../rules/rule.ts';

const pricing = z.strictObject({
  input: price('For a million tokens read.'),
  output: price('For a million tokens written.'),
});

/** What all kinds of backends have. */
const shared = {
  'pass-env': z.array(variable).meta({ description: 'Environment variables that it may see.' }).default([]),
  'max-parallel': count('At most so many at once.', { from: 1 }).optional(),
  models: z
    .strictObject(Object.fromEntries(TIERS.map(tier => [tier, model('The model of this size.').optional()])))
    .meta({ description: 'The model of each size.' })
    .prefault({}),
  price: pricing.meta({ description: 'Dollars for a million tokens.' }).optional(),
  prices: z
    .record(z.string(), pricing)
    .meta({ description: 'The same by model, where they differ.' })
    .prefault({}),
};

const command = z.strictObject({
  kind: z.literal('command').meta({ description: 'A shell line.' }),
  run: text('The shell line; it finds the prompt in the file `$BRAID_PROMPT_FILE`.', { lines: true }),
  ...shared,
});

const agent = z.strictObject({
  kind: z.enum(AGENT_KINDS).meta({ description: 'The program of an agent.' }),
  program: text('Its name on PATH, or its absolute path; without it, the usual name.').optional(),
  args: words('More arguments for it.').default([]),
  'max-turns': count('How often the model may be asked in one attempt.', { from: 1 }).optional(),
  ...shared,
});

export const backends = z
  .record(backendName, z.discriminatedUnion('kind', [command, agent]))
  .meta({ description: 'What does the work, by name.' });

const routingRule = z
  .strictObject({
    type: z.enum(TASK_TYPES).meta({ description: 'Tasks of this type.' }).optional(),
    paths: globs('Tasks that may change files that match one of these.').default([]),
    labels: words('Tasks that have one of these.').default([]),
    'min-complexity': share('Tasks that are at least so complex, 0 to 1.').optional(),
    'max-complexity': share('Tasks that are at most so complex, 0 to 1.').optional(),
    backend: text('Name of a backend.').optional(),
    model: model('A tier (small, medium, large) or the name of a model.').optional(),
  })
  .meta({ description: 'Where tasks go for which all conditions hold.' });

export const routing = z
  .strictObject({
    enabled: z.boolean().meta({ description: 'Choose backend and model for each task.' }).default(false),
    'default-backend': text('For tasks that name none.').default(DEFAULT_BACKEND),
    rules: z.array(routingRule).meta({ description: 'The first that matches counts.' }).default([]),
    fallback: words('Backends in place of one that cannot be used, in this order.').default([]),
  })
  .meta({ description: 'Which backend does which task.' });
