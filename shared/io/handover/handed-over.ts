/**
 * The JSON files by which one job tells another what came of its part. Jobs that run an agent or the project's code cannot be
 * believed more than their shape: what is wrong in it, or more than anybody would write, refuses the whole file.
 */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';
import type { RunId, Sha, TaskId } from '../../plan/plan.ts';
import { type CommandFailure, type Evidence, MOST_TOKENS, MOST_USD } from '../../run/attempts/evidence.ts';
import type { TrialVerdict } from '../../run/event.ts';

/** In bytes. Logs are capped elsewhere, and all of a run's paths fit into this. */
export const LARGEST_JSON = 16 * 1024 * 1024;
/** Characters of anything that is shown. */
const LONGEST_TEXT = 256 * 1024;

const runId = z.string().transform(value => value as RunId);
const taskId = z
  .string()
  .max(200)
  .transform(value => value as TaskId);
const text = z.string().max(LONGEST_TEXT);
const path = z.string().max(4_096);
const sha = z
  .string()
  .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)
  .transform(value => value as Sha);
const count = z.number().nonnegative().max(Number.MAX_SAFE_INTEGER);
const milliseconds = z.number().int().nonnegative().max(8.64e15);
const number = z.number().int().min(1).max(10_000);

const failure = z.object({ command: text, problem: text, tail: text, log: path.exactOptional() });

const exit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exited'), code: z.number().int() }),
  z.object({ kind: z.literal('killed'), signal: path }),
  z.object({ kind: z.literal('timed-out'), afterMs: count }),
  z.object({ kind: z.literal('stopped') }),
  z.object({ kind: z.literal('rate-limited'), retryAfterMs: count.nullable() }),
  z.object({
    kind: z.literal('backend-failed'),
    failure: z.enum(['auth', 'quota', 'crash', 'refused', 'limit']),
    message: text,
  }),
  z.object({ kind: z.literal('not-started'), message: text }),
  z.object({ kind: z.literal('unsaved'), message: text }),
]);

const lost = z.object({
  path,
  side: z.enum(['ours', 'theirs']),
  from: count,
  to: count,
  text,
  of: z.array(taskId).max(1_000),
});

const evidence = z.object({
  exit,
  commit: sha.nullable(),
  files: z.array(path).max(200_000),
  unstorable: z.array(path).max(200_000),
  leaks: z
    .array(z.object({ name: path, path }))
    .max(1_000)
    .exactOptional(),
  strays: z
    .array(z.object({ path, others: z.array(taskId).max(1_000) }))
    .max(1_000)
    .exactOptional(),
  closes: path.exactOptional(),
  verifyFailure: failure.nullable(),
  resolution: z.object({ markers: z.array(path).max(200_000), lost: z.array(lost).max(1_000) }).nullable(),
  tail: text,
  notes: text.nullable(),
  usage: z.object({
    costUsd: count.max(MOST_USD).nullable(),
    inputTokens: count.max(MOST_TOKENS).nullable(),
    outputTokens: count.max(MOST_TOKENS).nullable(),
    turns: count.nullable(),
    model: path.nullable(),
  }),
  durationMs: count,
  tree: path.nullable().exactOptional(),
  log: path.nullable(),
});

const attemptFile = z.object({
  version: z.literal(1),
  kind: z.literal('attempt'),
  run: runId,
  task: taskId,
  attempt: number,
  startedAt: milliseconds.nullable(),
  endedAt: milliseconds,
  evidence,
});

const verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('green') }),
  z.object({ kind: z.literal('red'), failure }),
  z.object({ kind: z.literal('broken'), message: text, failure: failure.exactOptional() }),
  z.object({ kind: z.literal('stopped') }),
]);

const verdictsFile = z.object({
  version: z.literal(1),
  kind: z.literal('verdicts'),
  run: runId,
  /** Of the git that made the candidates: another one may merge in another way. */
  git: path,
  verdicts: z
    .array(z.object({ tree: sha, trial: number, at: milliseconds, durationMs: count, verdict }))
    .max(10_000),
});

export interface AttemptFile {
  readonly run: RunId;
  readonly task: TaskId;
  readonly attempt: number;
  /** Milliseconds since 1970; null: it never began. */
  readonly startedAt: number | null;
  readonly endedAt: number;
  readonly evidence: Evidence;
}

export interface VerdictsFile {
  readonly run: RunId;
  /** What `git --version` says where the candidates were made. */
  readonly git: string;
  readonly verdicts: readonly Verdict[];
}

export interface Verdict {
  readonly tree: Sha;
  readonly trial: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly durationMs: number;
  readonly verdict: TrialVerdict;
}

export function attemptText(file: AttemptFile): string {
  return JSON.stringify({ version: 1, kind: 'attempt', ...file });
}

export function verdictsText(file: VerdictsFile): string {
  return JSON.stringify({ version: 1, kind: 'verdicts', ...file });
}

export type Read<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: string };

/** Only what it says of just this attempt. */
export async function readAttempt(
  file: string,
  { run, task, attempt }: Pick<AttemptFile, 'run' | 'task' | 'attempt'>,
): Promise<Read<AttemptFile>> {
  const found = await readJson(file, attemptFile);
  if (found.kind !== 'read') return found;
  const { version: _, kind: __, ...value } = found.value;
  if (value.run !== run || value.task !== task || value.attempt !== attempt) {
    return { kind: 'refused', reason: 'it is about another attempt' };
  }
  return { kind: 'read', value };
}

/** `log`: where the log of its job is, for a person. */
export async function readVerdicts(
  file: string,
  run: RunId,
  log: string | null = null,
): Promise<Read<VerdictsFile>> {
  const found = await readJson(file, verdictsFile);
  if (found.kind !== 'read') return found;
  if (found.value.run !== run) return { kind: 'refused', reason: 'it is about another run' };
  const { git, verdicts } = found.value;
  const placed = verdicts.map(each => ({ ...each, verdict: placedVerdict(each.verdict, log) }));
  return { kind: 'read', value: { run, git, verdicts: placed } };
}

function placedVerdict(verdict: TrialVerdict, log: string | null): TrialVerdict {
  switch (verdict.kind) {
    case 'red':
      return { ...verdict, failure: logAt(verdict.failure, log) };
    case 'broken':
      return verdict.failure === undefined ? verdict : { ...verdict, failure: logAt(verdict.failure, log) };
    default:
      return verdict;
  }
}

/** A file of a machine that is gone helps nobody: a person looks at the page of the workflow run. */
export function logAt({ log: _gone, ...failure }: CommandFailure, log: string | null): CommandFailure {
  return log === null ? failure : { ...failure, log };
}

async function readJson<Value>(file: string, schema: z.ZodType<Value>): Promise<Read<Value>> {
  const raw = await readBounded(file);
  if (raw.kind !== 'read') return raw;
  let json: unknown;
  try {
    json = JSON.parse(raw.value);
  } catch {
    return { kind: 'refused', reason: 'it is no JSON' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: 'read', value: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    kind: 'refused',
    reason: `\`${issue?.path.join('.') ?? ''}\` is not as it should be: ${issue?.message ?? ''}`,
  };
}

/** Neither through a link nor from anything that is no file. */
async function readBounded(file: string): Promise<Read<string>> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: NodeJS.ErrnoException) => error,
  );
  if (handle instanceof Error) {
    return handle.code === 'ENOENT'
      ? { kind: 'missing' }
      : { kind: 'refused', reason: 'it is no file that can be read' };
  }
  try {
    const known = await handle.stat();
    if (!known.isFile()) return { kind: 'refused', reason: 'it is no file that can be read' };
    if (known.size > LARGEST_JSON) return { kind: 'refused', reason: 'it is larger than 16 MB' };
    return { kind: 'read', value: await handle.readFile('utf8') };
  } finally {
    await handle.close();
  }
}
