/** All that the App is told by environment variables. Read once, checked at once; everything after takes it as a value. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isPrivateKey, keyOf } from './private-key.ts';
import { VARIABLES, type VariableName, withoutEmpty } from './variables.ts';

/** As GitHub knows the App. */
export interface Credentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** For logins; null: nobody can log in, so pages of private repositories are shown to nobody. */
  readonly login: { readonly clientId: string; readonly clientSecret: string } | null;
}

export type Database =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'embedded'; readonly folder: string };

/** What can be known before GitHub knows the App. */
export interface Surroundings {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Where people and GitHub reach it, without a slash at the end. */
  readonly url: string;
  /** `https://api.github.com` */
  readonly apiUrl: string;
  /** `https://github.com` */
  readonly serverUrl: string;
  readonly logLevel: string;
  readonly database: Database;
  readonly clones: { readonly folder: string; readonly megabytes: number };
  /** So many of the operator's own stand before it. */
  readonly proxies: number;
  /** So long runs that ended are kept; null: for ever. */
  readonly keepDays: number | null;
  /** So many runs are worked on at once. */
  readonly workers: number;
  /** Milliseconds between two writes to GitHub's API. */
  readonly writePauseMs: number;
  /** So long running work gets when the App is stopped. */
  readonly stopSeconds: number;
}

export interface Environment extends Surroundings {
  readonly credentials: Credentials;
}

export interface EnvironmentProblem {
  readonly name: VariableName;
  /** What was expected and what to do; never the value. */
  readonly text: string;
}

export type EnvironmentReading =
  | { readonly kind: 'complete'; readonly environment: Environment }
  /** Nothing is wrong, but no App was made yet. */
  | {
      readonly kind: 'without-app';
      readonly surroundings: Surroundings;
      readonly problems: readonly EnvironmentProblem[];
    }
  | { readonly kind: 'wrong'; readonly problems: readonly EnvironmentProblem[] };

const url = z
  .string()
  .refine(text => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  .transform(text => text.replace(/\/+$/, ''));
const whole = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const positive = whole.refine(number => number > 0);

const surroundings = z.object({
  BRAID_URL: url.refine(text => new URL(text).pathname === '/'),
  BRAID_DATA: z.string(),
  DATABASE_URL: z
    .string()
    .refine(text => /^postgres(ql)?:\/\/./.test(text) && passwordIn(text) !== null)
    .optional(),
  PGPASSWORD: z.string().optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole.refine(number => number < 65_536).default(3000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  GITHUB_SERVER_URL: url.default('https://github.com'),
  GITHUB_API_URL: url.optional(),
  BRAID_PROXIES: whole.default(0),
  BRAID_CLONES_MB: positive.default(4096),
  BRAID_KEEP_DAYS: positive.optional(),
  BRAID_WORKERS: positive.refine(number => number <= 64).default(4),
  BRAID_STOP_SECONDS: whole.default(20),
  BRAID_WRITE_PAUSE: whole.default(1000),
});
const app = z.object({
  APP_ID: positive,
  PRIVATE_KEY: z.string().transform(keyOf).refine(isPrivateKey).optional(),
  PRIVATE_KEY_PATH: z.string().optional(),
  WEBHOOK_SECRET: z.string().refine(secret => secret !== 'development'),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
});

/** `made`: the credentials of an App that was made here, for what is not given. */
export function readEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  made: Readonly<Record<string, string | undefined>> = {},
): EnvironmentReading {
  const variables = { ...withoutEmpty(made), ...withoutEmpty(given) };
  const here = readSurroundings(variables);
  const known = readCredentials(variables);
  if (here.value !== null && known.value !== null)
    return { kind: 'complete', environment: { ...here.value, credentials: known.value } };
  const isTold = Object.keys(app.shape).some(name => name in variables);
  if (here.value !== null && !isTold)
    return { kind: 'without-app', surroundings: here.value, problems: known.problems };
  return { kind: 'wrong', problems: [...known.problems, ...here.problems] };
}

/** Everything in one message. */
export function explainEnvironment(problems: readonly EnvironmentProblem[]): string {
  const many = problems.length === 1 ? 'an environment variable is' : 'environment variables are';
  const lines = problems.map(({ name, text }) => `  ${name}: ${text}\n      ${VARIABLES[name].source}`);
  return `Braid cannot start, ${many} missing or wrong:\n${lines.join('\n')}`;
}

/** What must not be in a log. */
export function secretsOf({ credentials, database }: Environment): readonly string[] {
  const { privateKey, webhookSecret, login } = credentials;
  const known = [privateKey, webhookSecret, ...(login === null ? [] : [login.clientSecret])];
  if (database.kind === 'embedded') return known;
  return [...known, database.url, passwordIn(database.url) ?? ''];
}

/** Empty: it has none. Null: it is no address, as with a `/`, `#` or `%` that is not written as `%2F`, `%23` or `%25`. */
function passwordIn(address: string): string | null {
  try {
    return decodeURIComponent(new URL(address).password);
  } catch {
    return null;
  }
}

function withPassword(address: string, password: string): string {
  if (password === '' || passwordIn(address) !== '') return address;
  return Object.assign(new URL(address), { password: encodeURIComponent(password) }).href;
}

interface Read<T> {
  readonly value: T | null;
  readonly problems: readonly EnvironmentProblem[];
}

function readSurroundings(variables: Readonly<Record<string, string>>): Read<Surroundings> {
  const found = surroundings.safeParse(variables);
  const problems = found.success ? [] : problemsOf(found.error, variables);
  if (!found.success) return { value: null, problems };
  const { data } = found;
  const isGitHub = data.GITHUB_SERVER_URL === 'https://github.com';
  const api = isGitHub ? 'https://api.github.com' : `${data.GITHUB_SERVER_URL}/api/v3`;
  const folder = data.BRAID_DATA;
  const value: Surroundings = {
    host: data.HOST,
    port: data.PORT,
    url: data.BRAID_URL,
    apiUrl: data.GITHUB_API_URL ?? api,
    serverUrl: data.GITHUB_SERVER_URL,
    logLevel: data.LOG_LEVEL,
    database:
      data.DATABASE_URL === undefined
        ? { kind: 'embedded', folder: join(folder, 'database') }
        : { kind: 'postgres', url: withPassword(data.DATABASE_URL, data.PGPASSWORD ?? '') },
    clones: { folder: join(folder, 'clones'), megabytes: data.BRAID_CLONES_MB },
    ...{ proxies: data.BRAID_PROXIES, keepDays: data.BRAID_KEEP_DAYS ?? null },
    workers: data.BRAID_WORKERS,
    writePauseMs: data.BRAID_WRITE_PAUSE,
    stopSeconds: data.BRAID_STOP_SECONDS,
  };
  return { value, problems };
}

function readCredentials(variables: Readonly<Record<string, string>>): Read<Credentials> {
  const found = app.safeParse(variables);
  const problems = found.success ? [] : problemsOf(found.error, variables);
  const key = privateKeyFrom(variables, problems);
  const { GITHUB_CLIENT_ID: id, GITHUB_CLIENT_SECRET: secret } = variables;
  if ((id === undefined) !== (secret === undefined))
    problems.push({
      name: id === undefined ? 'GITHUB_CLIENT_ID' : 'GITHUB_CLIENT_SECRET',
      text: 'missing, while its counterpart is there: logins need both',
    });
  if (!found.success || key === null || problems.length > 0) return { value: null, problems };
  const value: Credentials = {
    appId: found.data.APP_ID,
    privateKey: key,
    webhookSecret: found.data.WEBHOOK_SECRET,
    login: id === undefined || secret === undefined ? null : { clientId: id, clientSecret: secret },
  };
  return { value, problems };
}

function privateKeyFrom(
  { PRIVATE_KEY: given, PRIVATE_KEY_PATH: path }: Readonly<Record<string, string>>,
  problems: EnvironmentProblem[],
): string | null {
  if (given !== undefined) return keyOf(given);
  if (path === undefined) {
    problems.push({
      name: 'PRIVATE_KEY',
      text: 'missing, and so is PRIVATE_KEY_PATH: one of them is needed',
    });
    return null;
  }
  try {
    const key = keyOf(readFileSync(path, 'utf8'));
    if (isPrivateKey(key)) return key;
  } catch {
    // Said below: what the system says of a file is no better.
  }
  problems.push({ name: 'PRIVATE_KEY_PATH', text: `expected ${VARIABLES.PRIVATE_KEY_PATH.expected}` });
  return null;
}

function problemsOf(error: z.ZodError, variables: Readonly<Record<string, string>>): EnvironmentProblem[] {
  const names = new Set(error.issues.flatMap(({ path: [name] }) => (isVariable(name) ? [name] : [])));
  return [...names].map(name => ({
    name,
    text: name in variables ? `expected ${VARIABLES[name].expected}, found something else` : 'missing',
  }));
}

function isVariable(name: unknown): name is VariableName {
  return typeof name === 'string' && name in VARIABLES;
}
