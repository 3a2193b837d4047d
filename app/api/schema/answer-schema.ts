/** What the API answers besides the report. */
import { z } from 'zod';
import type { RunEvent } from '../../../shared/run/event.ts';
import {
  batchSchema,
  diagnosticSchema,
  runStatusSchema,
  taskSchema,
  taskStatusSchema,
} from './report-schema.ts';

const KINDS: { readonly [kind in RunEvent['type']]: kind } = {
  'run-started': 'run-started',
  'attempt-started': 'attempt-started',
  'attempt-ended': 'attempt-ended',
  waited: 'waited',
  'backend-checked': 'backend-checked',
  rested: 'rested',
  'limits-heard': 'limits-heard',
  chained: 'chained',
  verified: 'verified',
  published: 'published',
  'target-inspected': 'target-inspected',
  landed: 'landed',
  reported: 'reported',
  'cancel-requested': 'cancel-requested',
  resumed: 'resumed',
  'retry-requested': 'retry-requested',
};

export const acceptedSchema = z
  .object({
    run: z.string(),
    url: z.string().meta({ description: 'Where its status is' }),
    page: z.string().meta({ description: 'The same for people' }),
  })
  .meta({ id: 'Accepted', description: 'It is stored and will be done' });

export const runListSchema = z
  .object({
    schema: z.literal('braid.runs/1'),
    repository: z.string(),
    spent: z
      .object({
        days: z.int(),
        usd: z.number(),
        inputTokens: z.int(),
        outputTokens: z.int(),
      })
      .meta({ description: 'By all runs that went on in the last days, as far as it is known' }),
    runs: z.array(
      z.object({
        run: z.string(),
        plan: z.string(),
        status: runStatusSchema,
        headline: z.string(),
        startedAt: z.iso.datetime(),
        finishedAt: z.iso.datetime().nullable(),
        url: z.string(),
        page: z.string(),
      }),
    ),
  })
  .meta({ id: 'RunList', description: 'The newest first' });

export const batchListSchema = z
  .object({ schema: z.literal('braid.batches/1'), run: z.string(), batches: z.array(batchSchema) })
  .meta({ id: 'BatchList' });

export const batchAnswerSchema = z
  .object({
    schema: z.literal('braid.batch/1'),
    run: z.string(),
    batch: batchSchema,
    tasks: z.array(taskSchema),
  })
  .meta({ id: 'BatchWithTasks' });

export const progressSchema = z
  .object({
    number: z.int().meta({ description: 'The id of the event, to go on from' }),
    at: z.iso.datetime(),
    run: z.string(),
    kind: z.enum(KINDS),
    task: z.string().nullable(),
    attempt: z.int().nullable(),
    batch: z.int().nullable(),
    tree: z.string().nullable().meta({ description: 'The git tree that was verified' }),
    status: runStatusSchema,
    headline: z.string(),
    changed: z
      .array(z.object({ task: z.string(), status: taskStatusSchema, reason: z.string() }))
      .meta({ description: 'The tasks whose status is another one since' }),
  })
  .meta({ id: 'Progress', description: 'The data of an event named `progress`' });

export type Progress = z.infer<typeof progressSchema>;

export const jobsSchema = z
  .object({
    run: z.string(),
    jobs: z.array(
      z.object({
        task: z.string(),
        attempt: z.int(),
        status: z.enum(['queued', 'running', 'over']),
        startedAt: z.iso.datetime().nullable(),
        endedAt: z.iso.datetime().nullable(),
        log: z.string().meta({ description: 'Where it is on GitHub' }),
      }),
    ),
  })
  .meta({
    id: 'Jobs',
    description:
      'The data of an event named `jobs`: what GitHub last said of the attempts under way. What comes of them is told by `progress`.',
  });

export type JobsNow = z.infer<typeof jobsSchema>;

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable, for programs' }),
    detail: z.string(),
    hint: z.string().nullable().meta({ description: 'What to do next' }),
    run: z.string().optional().meta({ description: 'The run that it is about' }),
    diagnostics: z.array(diagnosticSchema).optional().meta({ description: 'Of a plan that is refused' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Of a request that is not as described' }),
  })
  .meta({ id: 'Problem', description: 'Why it was not done (RFC 9457)' });
