/**
 * What the programs of all agents share: how one is found, started with words that no shell reads, given the prompt on its
 * standard input, read line by line, and ended. What differs is a dialect, one file for each agent.
 */
import type { z } from 'zod';
import type { AgentBackendConfig } from '../../../plan/config.ts';
import type { Sha, TaskId } from '../../../plan/plan.ts';
import { type Exit, NO_USAGE, type Usage } from '../../../run/attempts/evidence.ts';
import type { Git } from '../../git.ts';
import { secretsAmong } from '../../output/secrets.ts';
import type { Backend, BackendJob, BackendOutcome, Secret } from '../../ports.ts';
import { runShell } from '../../process.ts';
import { passedFrom, taskEnvironment } from '../environment.ts';
import { priced } from '../price.ts';
import { MESSAGE_CHARACTERS, NAME_CHARACTERS, oneLine, readNotes } from '../untrusted-files.ts';
import { findProgram, programHealth } from './program.ts';

/** What Braid knows about one agent's program. */
export interface AgentDialect {
  /** Its name on PATH. */
  readonly usualProgram: string;
  /** How a person gets it. */
  readonly install: string;
  /** What makes {@link install} bring the version that was tried: an agent that changes overnight is nobody's test any more. */
  readonly pin: string;
  /** Environment variables that it gets unasked and whose values are secret: they are masked in all output. */
  readonly keys: readonly string[];
  /** Others that it gets unasked: addresses, regions, where its configuration lies. */
  readonly settings: readonly string[];
  /** Braid's own; those of the configuration come after them. The prompt comes on standard input. */
  arguments(job: BackendJob, config: AgentBackendConfig): readonly string[];
  /** Defaults; what {@link keys}, {@link settings} and `pass-env` bring in is stronger. */
  environment?(job: BackendJob, around: Surroundings): Readonly<Record<string, string>>;
  readonly versionArguments: readonly string[];
  /** What is missing for it to be let in by its service; null: nothing, as far as can be seen. `outside`: Braid's own environment. */
  missingCredential?(outside: NodeJS.ProcessEnv): MissingCredential | null;
  /** One for each attempt. */
  newReader(job: BackendJob): AgentReader;
  /** What is to be done before and after each attempt. */
  around?(backend: Backend): Backend;
  /** The file in which a repository keeps the task, if the commit closes it there and changes nothing else of it. */
  closedTaskFile?(git: Git, question: ClosingQuestion): Promise<string | null>;
  /** `braid init` proposes it to nobody who does not name it. */
  readonly isOnRequest?: true;
}

export interface Surroundings {
  readonly config: AgentBackendConfig;
  /** Braid's own environment. */
  readonly outside: NodeJS.ProcessEnv;
}

/** About the work of a task. */
export interface ClosingQuestion {
  readonly task: TaskId;
  readonly base: Sha;
  readonly commit: Sha | null;
  /** Paths that differ. */
  readonly files: readonly string[];
}

export interface MissingCredential {
  readonly reason: string;
  readonly hint: string;
}

/** Reads what the program prints for programs. What it is given is masked already; it must bear anything. */
export interface AgentReader {
  /** One line of standard output that begins with `{`. Answers what a person is to see, maybe several lines; null: nothing. */
  line(text: string): string | null;
  /** So far: also known of an attempt that was cut off, whose cost counts. */
  usage(): Usage;
  /** How it ended, asked only if it ended by itself. `tail`: the last lines that a person saw. */
  judge(code: number, tail: string): AgentEnd;
}

export interface AgentEnd {
  readonly exit: Exit;
  /** To be added to the tail; null: nothing. */
  readonly message: string | null;
}

/** `outside`: the environment that keys and `pass-env` come from. */
export function agentBackend(
  name: string,
  config: AgentBackendConfig,
  dialect: AgentDialect,
  outside: NodeJS.ProcessEnv = process.env,
): Backend {
  const backend: Backend = {
    name,
    secrets: secretsOf({ config, dialect, outside }),
    health: () => programHealth(config, dialect, outside),
    run: job => runAgent(job, { config, dialect, outside }),
  };
  return dialect.around?.(backend) ?? backend;
}

interface Agent {
  readonly config: AgentBackendConfig;
  readonly dialect: AgentDialect;
  readonly outside: NodeJS.ProcessEnv;
}

/** The program gets its words one by one, so that neither a model's name nor an argument is read by a shell. */
const LINE = 'exec "$@" < "$BRAID_PROMPT_FILE"';

async function runAgent(job: BackendJob, { config, dialect, outside }: Agent): Promise<BackendOutcome> {
  const { files, tree } = job;
  const name = config.program ?? dialect.usualProgram;
  const program = findProgram(name, outside);
  if (program === null) return notStarted(`found no program \`${name}\` on PATH. Hint: ${dialect.install}`);
  const own = environmentOf(job, { config, dialect, outside });
  if (own instanceof Error) return notStarted(own.message);
  const passEnv = [...dialect.keys, ...dialect.settings, ...config.passEnv];
  const { env, marker } = taskEnvironment({ ...job, passEnv, outside });
  // A dialect may hand a key on under another name.
  const handedOn = dialect.keys.flatMap(key => own[key] ?? []);
  const secrets = [...secretsOf({ config, dialect, outside }).map(({ value }) => value), ...handedOn];
  const reader = dialect.newReader(job);
  const { exit, tail, durationMs } = await runShell({
    line: LINE,
    args: [program, ...dialect.arguments(job, config), ...config.args],
    cwd: tree,
    env: { ...own, ...env },
    marker,
    secrets,
    timeoutMs: job.timeoutMs,
    signal: job.signal,
    log: files.log,
    territory: { directories: [tree, files.temporary] },
    translate: line => (line.startsWith('{') ? reader.line(line) : line),
    onOutput: job.onOutput,
    onStarted: job.onStarted,
  });
  const end = exit.kind === 'exited' ? reader.judge(exit.code, tail) : { exit, message: null };
  const words = (text: string) => oneLine(text, { longest: MESSAGE_CHARACTERS, secrets });
  const message = end.message === null ? null : words(end.message);
  return {
    exit:
      end.exit.kind === 'backend-failed' ? { ...end.exit, message: words(end.exit.message) ?? '' } : end.exit,
    usage: priced(usageOf(reader, secrets), job.model, config),
    tail: [tail, message].filter(text => text !== null && text !== '').join('\n'),
    notes: readNotes(files.notes, secrets),
    durationMs,
  };
}

/** The model's name ends in a commit's trailer. */
function usageOf(reader: AgentReader, secrets: readonly string[]): Usage {
  const usage = reader.usage();
  const { model } = usage;
  return { ...usage, model: model === null ? null : oneLine(model, { longest: NAME_CHARACTERS, secrets }) };
}

function secretsOf({ config, dialect, outside }: Agent): readonly Secret[] {
  const keys = passedFrom(outside, dialect.keys);
  const others = secretsAmong(passedFrom(outside, [...dialect.settings, ...config.passEnv]));
  return [
    ...Object.entries(keys).map(([name, value]) => ({ name, value })),
    ...others.filter(({ name }) => !(name in keys)),
  ];
}

function notStarted(message: string): BackendOutcome {
  return { exit: { kind: 'not-started', message }, usage: NO_USAGE, tail: '', notes: null, durationMs: 0 };
}

/** A dialect may have to write files for its program. */
function environmentOf(
  job: BackendJob,
  { dialect, ...around }: Agent,
): Readonly<Record<string, string>> | Error {
  try {
    return dialect.environment?.(job, around) ?? {};
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A line as JSON of this shape; null: it is something else. */
export function readRecord<T>(schema: z.ZodType<T>, line: string): T | null {
  try {
    return schema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** A path as a person knows it: from the tree if it is in there. */
export function pathInTree(path: string, { tree }: BackendJob): string {
  return path.startsWith(`${tree}/`) ? path.slice(tree.length + 1) : path;
}
