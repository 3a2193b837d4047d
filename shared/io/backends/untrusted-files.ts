/** What a backend may leave for Braid to read: notes for people, and a result. Untrusted, whatever the file turns out to be. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { MOST_TOKENS, MOST_USD, NO_USAGE, type Usage } from '../../run/attempts/evidence.ts';
import { masked } from '../output/secret-mask.ts';

export interface Result {
  readonly usage: Usage;
  /** In the backend's words; null: nothing. */
  readonly message: string | null;
  readonly retryAfterMs: number | null;
  /** What of the file is not believed, and why; null: all of it is. */
  readonly problem: string | null;
}

const NOTES_BYTES = 16 * 1024;
/** More than is shown: the rest is cut off after masking, or the beginning of a secret would be left. */
const NOTES_READ_BYTES = 4 * NOTES_BYTES;
const RESULT_BYTES = 64 * 1024;
export const MESSAGE_CHARACTERS = 1000;
export const NAME_CHARACTERS = 100;
/** A job of GitHub ends after six hours: nobody waits longer for a backend. */
export const LONGEST_RETRY_MS = 6 * 60 * 60 * 1000;

const amount = z.number().min(0);
const count = z.int().min(0);
const tokens = count.max(MOST_TOKENS);

/** Other keys are not looked at. */
const RESULT = z.object({
  /** Dollars. */
  cost: amount.max(MOST_USD).nullish(),
  /** A plain number counts as output, the dearer kind: a budget is rather reached too early. */
  tokens: z.union([tokens, z.object({ input: tokens.nullish(), output: tokens.nullish() })]).nullish(),
  turns: count.nullish(),
  model: z.string().nullish(),
  message: z.string().nullish(),
  'retry-after-seconds': amount.nullish(),
});

const NOTHING: Result = { usage: NO_USAGE, message: null, retryAfterMs: null, problem: null };

/** The notes as plain text without secrets; null: none. What is over 16 KB is cut off. */
export function readNotes(path: string, secrets: readonly string[]): string | null {
  const { content } = readRegular(path, NOTES_READ_BYTES);
  const text = beginning(Buffer.from(masked(plain(content ?? '').trim(), secrets)), NOTES_BYTES);
  return text === '' ? null : text;
}

export function readResult(path: string, secrets: readonly string[]): Result {
  const { content, problem, whole } = readRegular(path, RESULT_BYTES);
  if (content === null) return { ...NOTHING, problem };
  if (content.trim() === '') return NOTHING;
  if (!whole) return { ...NOTHING, problem: `expected at most ${RESULT_BYTES / 1024} KB, found more` };
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { ...NOTHING, problem: 'expected JSON, found something else' };
  }
  const parsed = RESULT.safeParse(value);
  if (parsed.success) return resultOf(parsed.data, secrets);
  const rest = RESULT.safeParse(without(value, parsed.error));
  const believed = rest.success ? resultOf(rest.data, secrets) : NOTHING;
  return { ...believed, problem: firstProblem(parsed.error) };
}

/** One wrong figure says nothing about the others. */
function without(value: unknown, { issues }: z.ZodError): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const wrong = new Set(issues.map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)));
}

function resultOf(data: z.infer<typeof RESULT>, secrets: readonly string[]): Result {
  const tokens = typeof data.tokens === 'number' ? { input: null, output: data.tokens } : data.tokens;
  const seconds = data['retry-after-seconds'];
  return {
    usage: {
      costUsd: data.cost ?? null,
      inputTokens: tokens?.input ?? null,
      outputTokens: tokens?.output ?? null,
      turns: data.turns ?? null,
      model: oneLine(data.model ?? '', { longest: NAME_CHARACTERS, secrets }),
    },
    message: oneLine(data.message ?? '', { longest: MESSAGE_CHARACTERS, secrets }),
    retryAfterMs: seconds == null ? null : Math.min(seconds * 1000, LONGEST_RETRY_MS),
    problem: null,
  };
}

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? 'the whole' : `\`${issue.path.join('.')}\``;
  return `${where}: ${issue?.message ?? error.message}`;
}

export interface LineOptions {
  /** In characters. */
  readonly longest: number;
  readonly secrets: readonly string[];
}

/** Null: nothing visible in it. It ends in a commit's trailer or a table's cell, where a line break would forge another. */
export function oneLine(text: string, { longest, secrets }: LineOptions): string | null {
  // Masked as it will be seen, and before it is cut: what is invisible may stand inside of a secret.
  const line = masked(plain(text).replace(/\s+/g, ' ').trim(), secrets).slice(0, longest);
  return line === '' ? null : line;
}

function plain(text: string): string {
  return text.replace(/[^\P{Cc}\t\n]/gu, '');
}

/** The last character may be cut in two: then it is left out. */
function beginning(bytes: Buffer, limit: number): string {
  return new TextDecoder().decode(bytes.subarray(0, limit), { stream: bytes.length > limit });
}

interface Regular {
  /** Null: there is none, or none that can be read. */
  readonly content: string | null;
  readonly problem: string | null;
  readonly whole: boolean;
}

/** Follows no link, waits for no pipe, reads no device, and no more than `limit` bytes. */
export function readRegular(path: string, limit: number): Regular {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  let file: number;
  try {
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code === 'ENOENT') return { content: null, problem: null, whole: true };
    return { content: null, problem: code === 'ELOOP' ? 'it is a symbolic link' : code, whole: true };
  }
  try {
    if (!fstatSync(file).isFile()) return { content: null, problem: 'it is not a regular file', whole: true };
    const bytes = Buffer.alloc(limit + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    const whole = length <= limit;
    return { content: beginning(bytes.subarray(0, length), limit), problem: null, whole };
  } catch (error) {
    return { content: null, problem: error instanceof Error ? error.message : String(error), whole: true };
  } finally {
    closeSync(file);
  }
}
