/** The shape of the configuration as it is written, with its defaults. */
import { z } from 'zod';
import { commands, count, dollars, file, globs, land, minutes } from '../rules/fields.ts';
import { later, text } from '../rules/rule.ts';
import { backends, routing } from './backend-schema.ts';

const merge = z
  .strictObject({
    verify: commands('Shell lines that test a merged commit; empty: results land unverified.').default([]),
    'verify-timeout-minutes': minutes('Time limit of a verification in minutes.').default(30),
    'parallel-verify': count('Verifications at once.', { from: 1, to: 256 }).default(1),
    'flake-retries': count('How often a red verification is repeated before it counts.', { from: 0 }).default(
      1,
    ),
    'on-conflict': z
      .enum(['rerun', 'resolve', 'hold'])
      .meta({ description: 'What becomes of a task that collides.' })
      .default('rerun'),
    resolver: text('Backend for `resolve`; without it, the task’s own.').nullable().default(null),
    land: land.default('auto'),
  })
  .meta({ description: 'How results are merged, tested and landed.' });

const budget = z
  .strictObject({
    usd: dollars('Dollars for the run.').optional(),
    tokens: count('Tokens for the run, read and written.', { from: 1 }).optional(),
    'per-task-usd': dollars('Dollars for a task that names no budget of its own.').optional(),
  })
  .meta({ description: 'Most that a run may cost.' });

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
    isolation: z
      .enum(['none', 'directory', 'branch', 'full'])
      .meta({ description: 'What tasks share.' })
      .default('full'),
    'keep-trees': z
      .enum(['never', 'failed', 'always'])
      .meta({ description: 'Which task trees stay.' })
      .default('never'),
    'on-failure': z
      .enum(['continue', 'stop'])
      .meta({ description: 'Whether a failure ends the run.' })
      .default('continue'),
    overlap: z
      .enum(['serialize', 'allow'])
      .meta({ description: 'Tasks with common paths.' })
      .default('serialize'),
    'backend-routing': routing.prefault({}),
    backends: backends.prefault({}),
    'prompt-template': file('A file of the repository: the whole prompt, with places to fill in.')
      .nullable()
      .default(null),
    merge: merge.prefault({}),
    budget: budget.prefault({}),
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

export type ConfigText = z.output<typeof configSchema>;
