/**
 * One workflow run's share of a run: which attempts its matrix makes, or which candidates it verifies. What a matrix entry
 * says is what the job's name and its set-up need; everything else is in the journal.
 */
import { z } from 'zod';
import type { TaskId } from '../../plan/plan.ts';
import { restOf } from '../../run/dispatch/limits.ts';
import { concurrency } from '../../run/dispatch/schedule.ts';
import type { DispatchEffect, Effect, VerifyEffect } from '../../run/effect.ts';
import type { Started } from '../../run/state.ts';
import { isCalledOff, wantedEffects } from '../../run/wanted.ts';
import { keyNames } from '../backends/registry.ts';

/** Of a matrix, by GitHub. */
const MOST_JOBS = 256;
/** GitHub takes 65,535 characters of inputs in all; the others need far less than what is left. */
const LONGEST_MATRIX = 60_000;

/** The secrets that the workflow has for backends. */
export const KEYS = ['ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'GEMINI_API_KEY'];

const entry = z.object({
  task: z.string().transform(value => value as TaskId),
  attempt: z.number().int().min(1),
  backend: z.string(),
  model: z.string().nullable(),
  /** Of {@link KEYS}, those that its backend uses: no other is in the job, where all that runs could read it. */
  keys: z.array(z.string()),
});

export type MatrixEntry = z.infer<typeof entry>;

export const matrix = z.array(entry).max(MOST_JOBS);

export interface Hop {
  readonly tasks: readonly MatrixEntry[];
  /** So many of the tasks' jobs at once. */
  readonly atOnce: number;
  /** So many jobs verify; 0: there is nothing to verify yet, or ever. */
  readonly verifiers: number;
}

/** What is to be done on machines of their own now; null: nothing is. */
export function nextHop(state: Started): Hop | null {
  const wanted = wantedEffects(state);
  const tasks = cut(
    wanted
      .filter(isDispatch)
      .filter(({ key, backend }) => !isCalledOff(state, key) && restOf(state, backend) === null)
      .map(effect => entryOf(state, effect)),
  );
  const open = wanted.filter(isVerify).length;
  if (tasks.length === 0 && open === 0) return null;
  // What comes of the tasks is verified in the same workflow run.
  const { merge } = state.config;
  const verifiers = merge.verify.length === 0 ? 0 : Math.max(1, Math.min(open, merge.parallelVerify));
  return { tasks, atOnce: jobsAtOnce(state, tasks), verifiers };
}

/**
 * The matrix has one limit for all of its jobs, so the backend that takes the least sets it. A task's weight is left out: each job has a
 * machine of its own.
 */
function jobsAtOnce(state: Started, tasks: readonly MatrixEntry[]): number {
  const { workers, byBackend } = concurrency(state);
  const limits = tasks.map(({ backend }) => Math.max(1, byBackend.get(backend) ?? workers));
  return Math.min(workers, ...limits);
}

function cut(entries: readonly MatrixEntry[]): readonly MatrixEntry[] {
  let length = 2;
  const first = entries.slice(0, MOST_JOBS);
  const end = first.findIndex(each => {
    length += JSON.stringify(each).length + 1;
    return length > LONGEST_MATRIX;
  });
  return end === -1 ? first : first.slice(0, end);
}

function entryOf({ config }: Started, { task, attempt, backend, model }: DispatchEffect): MatrixEntry {
  const known = config.backends[backend];
  const used = known === undefined ? [] : keyNames(known);
  return { task, attempt, backend, model, keys: KEYS.filter(name => used.includes(name)) };
}

export function isDispatch(effect: Effect): effect is DispatchEffect {
  return effect.kind === 'dispatch';
}

export function isVerify(effect: Effect): effect is VerifyEffect {
  return effect.kind === 'verify';
}

/** Null: it is no matrix. */
export function parseMatrix(text: string): readonly MatrixEntry[] | null {
  try {
    const parsed = matrix.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function parseEntry(text: string): MatrixEntry | null {
  return parseMatrix(`[${text}]`)?.[0] ?? null;
}
