/**
 * Runs git's plumbing: arguments are arrays, output is text, expected failures are values, the environment is composed here.
 * What a person would ask git in the user's repository goes through simple-git, see `repository.ts`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';

export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Git {
  /** Standard output, untrimmed. Throws a {@link GitError} when git exits with anything but 0. */
  run(args: readonly string[], options?: GitOptions): Promise<string>;
  /** The same, but a non-zero exit is a value. Throws only when git cannot be started. */
  attempt(args: readonly string[], options?: GitOptions): Promise<GitResult>;
  /** The same directory with more environment variables. */
  with(env: Readonly<Record<string, string>>): Git;
}

export interface GitOptions {
  /** Fed to standard input. */
  readonly input?: string;
  /** The same from a file. */
  readonly inputFile?: string;
  /** Milliseconds; then git is ended, and has failed. Without it git may take as long as it likes. */
  readonly timeoutMs?: number;
}

export class GitError extends Error {
  readonly args: readonly string[];
  readonly result: GitResult;
  constructor(args: readonly string[], result: GitResult) {
    const said = result.stderr.trim() || result.stdout.trim() || `exit code ${result.code}`;
    super(`git ${args.join(' ')}: ${said}`);
    this.name = 'GitError';
    this.args = args;
    this.result = result;
  }
}

/** Variables that select a repository or change what git does; they never pass from the caller's environment. */
const AMBIENT = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'XDG_CONFIG_HOME',
  'SSH_AUTH_SOCK',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'SYSTEMROOT',
];

/** git in the user's repository, with the user's own configuration; only for reading it and for moving refs and the work tree. */
export function openGit(directory: string, environment: NodeJS.ProcessEnv = process.env): Git {
  const env: Record<string, string> = { LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1' };
  for (const name of AMBIENT) {
    const value = environment[name];
    if (value !== undefined) env[name] = value;
  }
  return new ProcessGit(directory, env);
}

/**
 * git that reads no configuration, attributes, ignore file or replacement but Braid's own, so that the same inputs give
 * the same objects on every machine. `home` is a directory of Braid's that holds nothing.
 */
export function sealedGit(directory: string, home: string, env: Readonly<Record<string, string>>): Git {
  return new ProcessGit(directory, sealedEnvironment(home, env));
}

/** The whole environment of {@link sealedGit}, for a process that is talked to while it runs. */
export function sealedEnvironment(
  home: string,
  env: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    XDG_CONFIG_HOME: home,
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    ...env,
  };
}

/** As a shell reports a command that SIGKILL ended. */
const KILLED = 137;
/** More than that is no answer to a question of Braid's, in bytes; then git is ended, and has failed. */
const LONGEST_OUTPUT = 100 * 1000 * 1000;
/** Between SIGTERM and SIGKILL, in milliseconds. */
const GRACE_MS = 5_000;

class ProcessGit implements Git {
  readonly #directory: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(directory: string, env: Readonly<Record<string, string>>) {
    this.#directory = directory;
    this.#env = env;
  }

  async run(args: readonly string[], options: GitOptions = {}): Promise<string> {
    const result = await this.attempt(args, options);
    if (result.code !== 0) throw new GitError(args, result);
    return result.stdout;
  }

  async attempt(args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
    const { input, inputFile, timeoutMs } = options;
    const file = inputFile === undefined ? null : await open(inputFile);
    try {
      const child = spawn('git', args, {
        cwd: this.#directory,
        env: this.#env,
        // A group of its own: a Ctrl-C in the terminal is for Braid, and must not end a git that is writing.
        detached: true,
        stdio: [file?.fd ?? (input === undefined ? 'ignore' : 'pipe'), 'pipe', 'pipe'],
      });
      // It may end without reading all of it.
      child.stdin?.on('error', () => {}).end(input);
      return await resultOf(child, timeoutMs);
    } finally {
      await file?.close();
    }
  }

  with(env: Readonly<Record<string, string>>): Git {
    return new ProcessGit(this.#directory, { ...this.#env, ...env });
  }
}

/** Ended by a signal: a failure of that command like any other. Not started at all: a failure of this machine. */
function resultOf(child: ChildProcess, timeoutMs: number | undefined): Promise<GitResult> {
  const timers: NodeJS.Timeout[] = [];
  const end = () => {
    child.kill();
    timers.push(setTimeout(() => child.kill('SIGKILL'), GRACE_MS));
  };
  if (timeoutMs !== undefined) timers.push(setTimeout(end, timeoutMs));
  const [stdout, stderr] = [child.stdout, child.stderr].map(stream => {
    const chunks: Buffer[] = [];
    let length = 0;
    stream?.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LONGEST_OUTPUT) chunks.push(chunk);
      else if (length - chunk.length <= LONGEST_OUTPUT) end();
    });
    return () => new TextDecoder().decode(Buffer.concat(chunks));
  });
  return new Promise<GitResult>((resolve, reject) => {
    child.on('error', error => {
      const line = child.spawnargs.join(' ');
      reject(new Error(`${line} could not be started: ${error.message}`, { cause: error }));
    });
    child.on('close', code => {
      resolve({ code: code ?? KILLED, stdout: stdout?.() ?? '', stderr: stderr?.() ?? '' });
    });
  }).finally(() => {
    for (const timer of timers) clearTimeout(timer);
  });
}
