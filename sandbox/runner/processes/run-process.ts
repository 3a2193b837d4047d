/** Runs one process of a step, line by line, until it ends or is made to. */
import { execa } from 'execa';
import type { JobProcesses } from './job-processes.ts';

export interface ProcessRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Standard output and standard error, in the order of their writing. */
  readonly onLine: (line: string) => void;
  /** Asks it to end: SIGINT, later SIGTERM, at last SIGKILL. */
  readonly cancel: AbortSignal;
  /** Ends it at once. */
  readonly kill: AbortSignal;
  readonly processes: JobProcesses;
  readonly interruptMs: number;
  readonly terminateMs: number;
}

export type ProcessEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly message: string };

/** What is left in the pipe is read for so long when the process is over but a daemon of its own holds the pipe open. */
const DRAIN_MS = 500;

export async function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  if (request.kill.aborted) return { kind: 'killed', signal: 'SIGKILL' };
  const child = execa(request.command, [...request.args], {
    cwd: request.cwd,
    env: request.env,
    extendEnv: false,
    detached: true,
    stdin: 'ignore',
    all: true,
    buffer: false,
    reject: false,
  });
  const exited = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stopWatching = watch(request, child.pid);
  const read = readLines(child.iterable({ from: 'all' }), request.onLine);
  await exited;
  stopWatching();
  await Promise.race([read, pause(DRAIN_MS)]);
  child.stdout.destroy();
  child.stderr.destroy();
  const { exitCode, signal, shortMessage } = await child;
  if (exitCode !== undefined) return { kind: 'exited', code: exitCode };
  if (signal !== undefined) return { kind: 'killed', signal };
  return { kind: 'not-started', message: shortMessage ?? 'unknown error' };
}

async function readLines(lines: AsyncIterable<unknown>, onLine: (line: string) => void): Promise<void> {
  try {
    for await (const line of lines) if (typeof line === 'string') onLine(line);
  } catch {
    // The pipe was closed on a process that outlived its step.
  }
}

function watch(request: ProcessRequest, pid: number | undefined): () => void {
  if (pid === undefined) return () => {};
  const { processes, cancel, kill, interruptMs, terminateMs } = request;
  processes.add(pid);
  const timers: NodeJS.Timeout[] = [];
  const end = new AbortController();
  const ask = () => {
    processes.signal(pid, 'SIGINT');
    timers.push(setTimeout(() => processes.signal(pid, 'SIGTERM'), interruptMs));
    timers.push(setTimeout(() => processes.signal(pid, 'SIGKILL'), interruptMs + terminateMs));
  };
  if (cancel.aborted) ask();
  cancel.addEventListener('abort', ask, { signal: end.signal });
  // Not this process alone: what it has started would be nobody's.
  kill.addEventListener('abort', () => void processes.killAll(), { signal: end.signal });
  return () => {
    end.abort();
    for (const timer of timers) clearTimeout(timer);
  };
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
