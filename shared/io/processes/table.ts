/**
 * What the system says about the processes that run now. Linux: `/proc`, read synchronously, because a process must not
 * have changed between two of its files. Elsewhere (macOS): `ps`, which knows descent, groups and times, and nothing else.
 */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { execa } from 'execa';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** 0 where the system does not tell. */
  readonly session: number;
  /** Only to be compared: hundredths of a second since the machine started (Linux), seconds since 1970 (elsewhere). Together with `pid` it names a process for good: a pid alone is used again. */
  readonly start: number;
  /** A zombie: it is over, only its exit code was not fetched yet. */
  readonly dead: boolean;
  /** It belongs to someone's terminal. */
  readonly terminal: boolean;
}

export interface ProcessTable {
  readonly entries: ReadonlyMap<number, ProcessEntry>;
  /** Something ended while the table was read: what it started in its last moment may be missing. */
  readonly blurred: boolean;
}

export const HAS_PROC = process.platform === 'linux';

/** USER_HZ, the unit of times in `/proc`: 100 a second on every architecture that Node runs on. */
const TICKS_PER_MS = 0.1;

export async function readProcessTable(): Promise<ProcessTable> {
  return HAS_PROC ? readProcTable() : await readPsTable();
}

/** Null: there is no such process. */
export async function readProcess(pid: number): Promise<ProcessEntry | null> {
  return (HAS_PROC ? readProcEntry(pid) : (await readPsTable()).entries.get(pid)) ?? null;
}

/** A time of the wall clock in the unit of {@link ProcessEntry.start}; wrong by as much as the clock was set since. */
export async function startTimeAt(epochMs: number): Promise<number> {
  if (!HAS_PROC) return Math.floor(epochMs / 1000);
  // The uptime is no reference: in a container it may be the container's, while start times are the machine's.
  const probe = execa('/bin/sh', ['-c', 'read _'], { reject: false });
  const now = probe.pid === undefined ? null : readProcEntry(probe.pid);
  const at = Date.now();
  probe.kill('SIGKILL');
  await probe;
  return now === null ? Number.POSITIVE_INFINITY : now.start - Math.ceil((at - epochMs) * TICKS_PER_MS);
}

function readProcTable(): ProcessTable {
  const entries = new Map<number, ProcessEntry>();
  let blurred = false;
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const entry = readProcEntry(pid);
    if (entry === null) blurred = true;
    else entries.set(pid, entry);
  }
  return { entries, blurred };
}

/** Enough for any `stat`, `limits` and most environments in one read; shared, as all reading is synchronous. */
const BUFFER = Buffer.allocUnsafe(64 * 1024);

/**
 * The content of `/proc/<pid>/<name>`; null: the process is over, or another user's. A third of the time of `readFileSync`.
 */
export function readProcFile(pid: number, name: 'stat' | 'environ' | 'limits'): string | null {
  let file: number;
  try {
    file = openSync(`/proc/${pid}/${name}`, 'r');
  } catch (error) {
    throwIfShort(error);
    return null;
  }
  try {
    let text = '';
    for (let full = true; full; ) {
      const length = readSync(file, BUFFER, 0, BUFFER.length, null);
      text += BUFFER.toString('latin1', 0, length);
      full = length === BUFFER.length;
    }
    return text;
  } catch (error) {
    throwIfShort(error);
    return null;
  } finally {
    closeSync(file);
  }
}

/** A process that is over looks the same as one that cannot be looked at because too many files are open: it must not. */
export function throwIfShort(error: unknown): void {
  if (!(error instanceof Error && 'code' in error)) throw error;
  if (['EMFILE', 'ENFILE', 'ENOMEM'].includes(String(error.code))) throw error;
}

function readProcEntry(pid: number): ProcessEntry | null {
  const text = readProcFile(pid, 'stat');
  // The name of the program stands in parentheses and may hold spaces and parentheses itself.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ', 20);
  if (fields === undefined || fields.length < 20) return null;
  const [state = '', parent, group, session, terminal] = fields;
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    start: Number(fields[19]),
    dead: 'ZXx'.includes(state),
    terminal: terminal !== '0',
  };
}

const PS_LINE = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+)\s+(.+)$/;

async function readPsTable(): Promise<ProcessTable> {
  const { stdout } = await execa('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,tty=,lstart='], {
    env: { LC_ALL: 'C' },
    reject: false,
  });
  const entries = new Map<number, ProcessEntry>();
  for (const line of stdout.split('\n')) {
    const [, pid, parent, group, state, terminal, start] = PS_LINE.exec(line) ?? [];
    if (pid === undefined || state === undefined || start === undefined) continue;
    entries.set(Number(pid), {
      pid: Number(pid),
      parent: Number(parent),
      group: Number(group),
      session: 0,
      start: Date.parse(start) / 1000,
      dead: state.startsWith('Z'),
      terminal: terminal !== '??' && terminal !== '?',
    });
  }
  return { entries, blurred: false };
}
