/**
 * One driver a run. Each driver that ever took the run has a numbered file that says who it is; the highest number is
 * the lock. A file that is dead (its process is gone, or it was released) never comes alive again and is never removed,
 * so whoever creates the next number, which only one can, is the driver: taking over needs no second lock.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { RunId } from '../../plan/plan.ts';
import type { Repository } from '../repository.ts';

export type DriverLock =
  | { readonly kind: 'acquired'; readonly release: () => Promise<void> }
  /** `since`: milliseconds since 1970. */
  | { readonly kind: 'held'; readonly pid: number; readonly since: number };

interface Driver {
  readonly pid: number;
  /** {@link processStartTime} of that process. */
  readonly start: string;
  readonly since: number;
  readonly released: boolean;
}

const FILE = /^driver\.(\d+)\.json$/;

/** Never waits. A second call in the same process finds the lock held, by itself. */
export async function acquireDriverLock(repository: Repository, run: RunId): Promise<DriverLock> {
  const folder = folderOf(repository, run);
  mkdirSync(folder, { recursive: true });
  return acquireFolderLock(folder);
}

/** The same for anything else that a folder, which is there, stands for. */
export function acquireFolderLock(folder: string): DriverLock {
  const self: Driver = { pid: process.pid, start: ownStart(), since: Date.now(), released: false };
  for (;;) {
    const last = lastDriver(folder);
    if (last.driver !== null) return { kind: 'held', pid: last.driver.pid, since: last.driver.since };
    const file = join(folder, `driver.${last.number + 1}.json`);
    if (create(folder, file, self)) {
      return { kind: 'acquired', release: async () => release(folder, file, self) };
    }
  }
}

/** The process that drives the run now, so that it can be signalled. */
export async function findDriver(
  repository: Repository,
  run: RunId,
): Promise<{ readonly pid: number } | null> {
  const { driver } = lastDriver(folderOf(repository, run));
  return driver === null ? null : { pid: driver.pid };
}

function folderOf(repository: Repository, run: RunId): string {
  return join(repository.state, 'runs', run);
}

/** `driver` is null when the last one is dead or there was none. */
function lastDriver(folder: string): { readonly number: number; readonly driver: Driver | null } {
  const numbers = list(folder).map(name => Number(FILE.exec(name)?.[1] ?? 0));
  const number = Math.max(0, ...numbers);
  const driver =
    number === 0 ? null : parseDriver(readFileSync(join(folder, `driver.${number}.json`), 'utf8'));
  const live = driver !== null && !driver.released && isAlive(driver.pid, driver.start);
  return { number, driver: live ? driver : null };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** A file appears with its whole content, so one that cannot be read was left by a crash of the machine: null. */
function parseDriver(text: string): Driver | null {
  try {
    const { pid, start, since, released } = JSON.parse(text) as Partial<Driver>;
    if (typeof pid !== 'number' || typeof start !== 'string') return null;
    return { pid, start, since: since ?? 0, released: released === true };
  } catch {
    return null;
  }
}

/** False: someone else created it first. */
function create(folder: string, file: string, driver: Driver): boolean {
  const fresh = writeFresh(folder, driver);
  try {
    linkSync(fresh, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

function release(folder: string, file: string, self: Driver): void {
  // A person may have removed the run's folder in the meantime.
  if (existsSync(file)) renameSync(writeFresh(folder, { ...self, released: true }), file);
}

function writeFresh(folder: string, driver: Driver): string {
  const fresh = join(folder, `.driver-${randomUUID()}`);
  writeFileSync(fresh, `${JSON.stringify(driver)}\n`, { mode: 0o600 });
  return fresh;
}

function ownStart(): string {
  const start = processStartTime(process.pid);
  if (start === null) throw new Error('expected to find the start time of this process: is `ps` installed?');
  return start;
}

/**
 * When a process started, as an opaque text that no two processes with the same id share. Null: there is no such process,
 * or it has ended and only its parent has not noticed.
 */
export function processStartTime(pid: number): string | null {
  return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
}

function startOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state = 'X', ticks] = [fields[0], fields[19]];
    if ('ZX'.includes(state) || ticks === undefined) return null;
    // Ticks count from the machine's start, and process ids begin again there.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return null;
    throw error;
  }
}

function startByPs(pid: number): string | null {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env, encoding: 'utf8' });
  const [, state = 'Z', start = ''] = /^\s*(\S+)\s+(.+?)\s*$/.exec(stdout ?? '') ?? [];
  return state.startsWith('Z') || start === '' ? null : start;
}

/** Is this the process that started then, and does it still run? */
export function isAlive(pid: number, start: string): boolean {
  return processStartTime(pid) === start;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
