/** The log: a line of JSON for everything worth knowing, with `delivery`, `run` and `task` as fields, and without secrets. */
import { type Logger, pino, stdTimeFunctions } from 'pino';
import { concealer } from './conceal.ts';

export type Log = Logger;

export interface LogOptions {
  readonly level: string;
  /** Of any length and in any spelling; see `secretsOf`. */
  readonly secrets: readonly string[];
  /** Standard output where it is missing. */
  readonly write?: (line: string) => void;
}

/** How many errors behind an error are told. */
const DEPTH = 4;

export function openLog({ level, secrets, write = line => process.stdout.write(line) }: LogOptions): Log {
  const conceal = concealer(secrets);
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      serializers: { err: error => told(error, DEPTH), error: error => told(error, DEPTH) },
    },
    { write: line => write(conceal(line)) },
  );
}

/** Nothing but these: libraries hang requests with their headers, and whole webhooks, on their errors. */
function told(error: unknown, depth: number): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const facts = {
    ...('code' in error && isPlain(error.code) ? { code: error.code } : {}),
    ...('status' in error && isPlain(error.status) ? { status: error.status } : {}),
  };
  const deeper = depth > 1;
  return {
    ...{ name, message, ...facts, stack },
    ...(deeper && error instanceof AggregateError
      ? { errors: error.errors.slice(0, DEPTH).map(each => told(each, depth - 1)) }
      : {}),
    ...(deeper && cause !== undefined ? { cause: told(cause, depth - 1) } : {}),
  };
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
