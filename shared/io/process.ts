/**
 * Runs one shell line for an attempt, in a session of its own, and comes back when nothing of it is left: not the command,
 * not what it started, wherever that went. It waits for processes and never for pipes, which a daemon may keep open.
 */
import { statSync } from 'node:fs';
import { execa } from 'execa';
import type { Exit } from '../run/attempts/evidence.ts';
import { OutputLog } from './output/output-log.ts';
import { type OutputPipe, openOutputPipe } from './output/output-pipe.ts';
import { Descent, unwatchDescent, watchDescent } from './processes/descent.ts';
import { type Ending, endAll } from './processes/end.ts';
import { limitOf, MARKER_VARIABLE, MARKING_SCRIPT } from './processes/mark.ts';
import { placesOf } from './processes/places.ts';
import { findProcesses, GRACE_MS, type Search } from './processes/process-search.ts';
import { HAS_PROC, type ProcessEntry, readProcess } from './processes/table.ts';

export interface ShellRequest {
  /** For `sh -c`. */
  readonly line: string;
  /** What the line knows as `$1`, `$2`, …: words that no shell reads. */
  readonly args?: readonly string[];
  readonly cwd: string;
  /** The whole environment; nothing of Braid's own is added but the marker. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Reason `stop`: SIGTERM, then after the grace SIGKILL. Reason `kill`: SIGKILL at once. */
  readonly signal: AbortSignal;
  /** The file for its output; it is appended to. */
  readonly log: string;
  /** Unguessable, of this attempt alone: `newMarker` makes it. */
  readonly marker: string;
  /** What belongs to this attempt alone: a process in there is one of its own. */
  readonly territory: { readonly directories: readonly string[] };
  /** Masked in all output. */
  readonly secrets?: readonly string[];
  readonly onOutput?: (line: string) => void;
  /**
   * For a program whose standard output is for programs. It is called with each line of that, masked; what it answers is seen
   * live and in the tail in place of the line, null: nothing. Lines over 1 MB are left out. The log gets what was printed.
   */
  readonly translate?: (line: string) => string | null;
  readonly onStarted?: () => void;
  /** Between SIGTERM and SIGKILL; 5 s. */
  readonly graceMs?: number;
}

export interface ShellEnd {
  readonly exit: Exit;
  /** The last lines of its output, escape sequences removed: at most 20 and 4 KB. */
  readonly tail: string;
  /** Until the command itself was over. */
  readonly durationMs: number;
}

/** Longer ones are not known to `setTimeout`, which then takes 1 ms. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
/** What still runs when the command is over may just write its last words, as `tee` does, before it is told to end. */
const PATIENCE_MS = 100;
const LEFTOVER_GRACE_MS = 1_000;
/** For what is in the pipe when all its writers are gone. */
const DRAIN_MS = 1_000;

/** Never rejects for what a command or the system does. */
export async function runShell(request: ShellRequest): Promise<ShellEnd> {
  if (request.signal.aborted) return { ...NOT_RUN, exit: { kind: 'stopped' } };
  const { secrets = [], translate = null, onOutput: onLine = () => {} } = request;
  let log: OutputLog;
  try {
    log = new OutputLog({ path: request.log, secrets, translate, onLine });
  } catch (error) {
    return { ...NOT_RUN, exit: notStarted(error) };
  }
  let pipes: Pipes;
  try {
    pipes = await openPipes(log, { apart: translate !== null });
  } catch (error) {
    return { ...NOT_RUN, exit: notStarted(error), tail: log.close([]) };
  }
  const { exit, durationMs, left } = await runWith(request, pipes);
  await Promise.all(Object.values(pipes).map(pipe => pipe.close(DRAIN_MS)));
  const remarks = left.map(pid => `braid: process ${pid} could not be ended`);
  return { exit, durationMs, tail: log.close(remarks) };
}

const NOT_RUN = { tail: '', durationMs: 0 };

function notStarted(error: unknown): Exit {
  return { kind: 'not-started', message: error instanceof Error ? error.message : String(error) };
}

/** The same one for both, which keeps the order, unless they are read differently. */
interface Pipes {
  readonly output: OutputPipe;
  readonly errors: OutputPipe;
}

async function openPipes(log: OutputLog, { apart }: { readonly apart: boolean }): Promise<Pipes> {
  const errors = await openOutputPipe(chunk => log.write(chunk));
  if (!apart) return { output: errors, errors };
  try {
    return { output: await openOutputPipe(chunk => log.writeRecords(chunk)), errors };
  } catch (error) {
    await errors.close(0);
    throw error;
  }
}

interface CommandEnd {
  readonly exit: Exit;
  readonly durationMs: number;
}

async function runWith(
  request: ShellRequest,
  { output, errors }: Pipes,
): Promise<CommandEnd & { readonly left: readonly number[] }> {
  const places = [...placesOf(request.territory.directories), output.path, errors.path];
  const began = performance.now();
  const child = spawn(request, [output.input, errors.input]);
  const over = child.then(result => ({
    exit: exitOf(result, request.cwd),
    durationMs: performance.now() - began,
  }));
  output.closeInput();
  errors.closeInput();
  if (child.pid === undefined) return { ...(await over), left: [] };
  request.onStarted?.();
  // Before anything is awaited: the process is not reaped yet, even if it is over.
  const leader = (await readProcess(child.pid).catch(() => null)) ?? unseen(child.pid, began);
  const limit = cutOff(request);
  const descent = new Descent(leader);
  watchDescent(descent);
  try {
    const cut = await Promise.race([over.then(() => null), limit.reached]);
    const search: Search = { marker: request.marker, places, since: leader.start, descent };
    const left = await endAll(() => findProcesses(search), endingOf(request, cut));
    // Where processes cannot be looked at, the command at least is ended.
    if (cut !== null) child.kill('SIGKILL');
    if (left.includes(child.pid)) {
      return { exit: cut ?? { kind: 'stopped' }, durationMs: performance.now() - began, left };
    }
    const { exit, durationMs } = await over;
    return { exit: cut ?? exit, durationMs, left };
  } finally {
    limit.dispose();
    unwatchDescent(descent);
  }
}

/** A command that was over before `ps` could see it: its group may still be there. */
function unseen(pid: number, began: number): ProcessEntry {
  const seconds = Math.floor((performance.timeOrigin + began) / 1000);
  const start = HAS_PROC ? Number.POSITIVE_INFINITY : seconds;
  return { pid, parent: process.pid, group: pid, session: pid, start, dead: true, terminal: false };
}

function spawn({ line, args = [], cwd, env, marker }: ShellRequest, [output, errors]: [number, number]) {
  if (!isDescriptor(output) || !isDescriptor(errors)) {
    throw new Error(`expected open files to write to, found ${output} and ${errors}`);
  }
  return execa('/bin/sh', ['-c', MARKING_SCRIPT, limitOf(marker), line, '/bin/sh', ...args], {
    cwd,
    env: { ...env, [MARKER_VARIABLE]: marker },
    extendEnv: false,
    detached: true,
    stdio: ['ignore', output, errors],
    buffer: false,
    reject: false,
  });
}

/** execa takes any file descriptor, its types only the first ones. */
function isDescriptor(file: number): file is 3 {
  return file > 2;
}

/** `cut`: why it is ended; null: the command is over. */
function endingOf({ signal, graceMs = GRACE_MS }: ShellRequest, cut: Exit | null): Ending {
  const hurry = () => signal.aborted && signal.reason === 'kill';
  return cut === null
    ? { force: false, patienceMs: PATIENCE_MS, graceMs: Math.min(graceMs, LEFTOVER_GRACE_MS), hurry }
    : { force: hurry(), patienceMs: 0, graceMs, hurry };
}

interface CutOff {
  readonly reached: Promise<Exit>;
  dispose(): void;
}

/** The time limit or a stop, whichever comes first. */
function cutOff({ signal, timeoutMs }: ShellRequest): CutOff {
  const end = new AbortController();
  const reached = new Promise<Exit>(resolve => {
    const stop = () => resolve({ kind: 'stopped' });
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { signal: end.signal });
    const timeout = () => resolve({ kind: 'timed-out', afterMs: timeoutMs });
    const timer = setTimeout(timeout, Math.min(timeoutMs, LONGEST_TIMEOUT_MS));
    end.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  return { reached, dispose: () => end.abort() };
}

function exitOf(result: Awaited<ReturnType<typeof spawn>>, cwd: string): Exit {
  if (result.exitCode !== undefined) return { kind: 'exited', code: result.exitCode };
  if (result.signal !== undefined) return { kind: 'killed', signal: result.signal };
  // The system blames the program for a missing directory.
  const there = statSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true;
  const message = there ? (result.message ?? 'unknown error') : `found no directory ${cwd} to run in`;
  return { kind: 'not-started', message };
}
