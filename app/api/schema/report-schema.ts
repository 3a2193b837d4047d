/** The JSON report of a run, described. `shared/report/json.ts` makes it; a test holds both together. */
import { z } from 'zod';

const time = z.iso.datetime().nullable();
const ms = z.number().nonnegative().nullable();
const usd = z.number().nonnegative().nullable();
const sha = z
  .string()
  .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)
  .nullable();
const tokens = z.object({ input: z.number().nullable(), output: z.number().nullable() });
const range = z.array(z.int()).length(2);

export const runStatusSchema = z
  .enum(['running', 'completed', 'partial', 'failed', 'cancelled', 'parked', 'empty'])
  .meta({ id: 'RunStatus', description: 'completed: every task is merged and the result landed' });

export const taskStatusSchema = z
  .enum([
    'waiting',
    'running',
    'verifying',
    'merged',
    'conflict',
    'red',
    'failed',
    'held',
    'skipped',
    'no-changes',
    'out-of-scope',
    'timed-out',
    'rate-limited',
    'cancelled',
  ])
  .meta({ id: 'TaskStatus', description: 'merged: in the integration commit' });

export const diagnosticSchema = z
  .object({
    severity: z.enum(['error', 'warning', 'note']),
    code: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
    file: z.string(),
    line: z.int(),
    column: z.int(),
  })
  .meta({ id: 'Diagnostic', description: 'What is to be said of a plan or a configuration' });

const failureSchema = z
  .object({
    command: z.string(),
    problem: z.string(),
    tail: z.string().meta({ description: 'The last lines of its output' }),
    log: z.string().nullable(),
  })
  .meta({ id: 'CommandFailure', description: 'A command that stands in the way' });

const straySchema = z.object({ path: z.string(), others: z.array(z.string()) });

const attemptSchema = z
  .object({
    number: z.int(),
    base: sha,
    backend: z.string(),
    model: z.string().nullable(),
    outcome: z.string().nullable().meta({ description: 'Null: it has not ended' }),
    startedAt: time,
    durationMs: ms,
    turns: z.number().nullable(),
    costUsd: usd,
    tokens,
    strays: z.array(straySchema),
    tree: z.string().nullable(),
  })
  .meta({ id: 'Attempt', description: 'One try of a task' });

const conflictFileSchema = z
  .object({
    path: z.string(),
    kind: z.string(),
    ours: z.array(range).meta({ description: 'Lines in what is merged, first and last' }),
    theirs: z.array(range).meta({ description: 'Lines in the task’s file' }),
    with: z.array(z.string()).meta({ description: 'The tasks that brought the other side' }),
  })
  .meta({ id: 'ConflictFile' });

export const taskSchema = z
  .object({
    id: z.string(),
    status: taskStatusSchema,
    reason: z.string(),
    batch: z.int(),
    backend: z.string(),
    model: z.string().nullable(),
    attempts: z.int().meta({ description: 'How many tries count' }),
    base: sha,
    branch: z.string().nullable(),
    commit: sha,
    mergeCommit: sha,
    durationMs: ms,
    costUsd: usd,
    tokens,
    files: z.array(z.string()),
    notes: z.string().nullable(),
    attemptLog: z.array(attemptSchema),
    conflict: z.object({ files: z.array(conflictFileSchema) }).nullable(),
    red: z
      .object({
        with: z.array(z.string()),
        command: z.string(),
        tail: z.string(),
        log: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Task' });

export const batchSchema = z
  .object({
    number: z.int(),
    tasks: z.array(z.string()),
    status: z.enum(['waiting', 'running', 'merging', 'verifying', 'done', 'failed']),
    startedAt: time,
    finishedAt: time,
    costUsd: usd,
  })
  .meta({ id: 'Batch', description: 'The tasks that may run at the same time' });

const accountSchema = z
  .object({
    known: z.number().nullable(),
    assumed: z.number().meta({ description: 'Counts besides, since nobody knows what was used' }),
    assumedOf: z.int().meta({ description: 'Of how many attempts' }),
    budget: z.number().nullable(),
  })
  .meta({ id: 'Account' });

const totalsSchema = z
  .object({
    tasks: z.int(),
    merged: z.int(),
    successRate: z.number().min(0).max(1),
    wallMs: ms,
    taskMs: ms,
    speedup: z.number().nullable(),
    lowerBoundMs: ms,
    costUsd: usd,
    verifications: z.int(),
    money: accountSchema,
    tokens: accountSchema,
  })
  .meta({ id: 'Totals' });

export const reportSchema = z
  .object({
    schema: z.literal('braid.report/1'),
    run: z.object({
      id: z.string(),
      plan: z.string(),
      status: runStatusSchema,
      execution: z.enum(['parallel', 'sequential']),
      routing: z.boolean(),
      schedule: z.enum(['batches', 'eager']),
      base: sha,
      integration: sha,
      target: z.string().nullable(),
      landed: sha,
      verified: z.boolean(),
      startedAt: time,
      finishedAt: time,
      failure: failureSchema.nullable(),
      reasons: z.array(z.string()),
    }),
    batches: z.array(batchSchema),
    tasks: z.array(taskSchema),
    totals: totalsSchema,
    diagnostics: z.array(diagnosticSchema),
  })
  .meta({ id: 'Report', description: 'All that is known about a run. Fields are added, never renamed.' });
