/**
 * A lock that is free again when the process that held it has died. Each process that ever took it has a numbered file that says
 * who it is; the highest number is the lock. A file that is dead (its process is gone, or it was released) never comes alive again,
 * and the highest is never removed, so whoever creates the next number, which only one can, has the lock: taking it from a dead
 * process needs no second lock. For processes that see each other: of one machine, not of several containers.
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

export interface LockPlace {
  /** Made when it is not there. */
  readonly folder: string;
  /** Of its files: letters. */
  readonly name: string;
}

export type Lock =
  /** `abandoned`: who held it before has died with it. */
  | { readonly kind: 'acquired'; readonly abandoned: boolean; readonly release: () => Promise<void> }
  /** `since`: milliseconds since 1970. */
  | { readonly kind: 'held'; readonly pid: number; readonly since: number };

interface Holder {
  readonly pid: number;
  /** {@link processStartTime} of that process. */
  readonly start: string;
  readonly since: number;
  readonly released: boolean;
}

/** Never waits. A second call in the same process finds the lock held, by itself. */
export async function acquireLock(place: LockPlace): Promise<Lock> {
  mkdirSync(place.folder, { recursive: true });
  const self: Holder = { pid: process.pid, start: ownStart(), since: Date.now(), released: false };
  for (;;) {
    const last = lastHolder(place);
    if (last.live !== null) return { kind: 'held', pid: last.live.pid, since: last.live.since };
    const number = last.number + 1;
    if (!create(place, number, self)) continue;
    const abandoned = last.number > 0 && !last.released;
    if (forgetOlder(place, number))
      return { kind: 'acquired', abandoned, release: async () => release(place, number, self) };
  }
}

/** Who has the lock now. */
export function findHolder(place: LockPlace): { readonly pid: number } | null {
  const { live } = lastHolder(place);
  return live === null ? null : { pid: live.pid };
}

interface Last {
  /** 0: there was none. */
  readonly number: number;
  /** Null: dead. */
  readonly live: Holder | null;
  readonly released: boolean;
}

function lastHolder(place: LockPlace): Last {
  for (;;) {
    const number = Math.max(0, ...numbers(place));
    if (number === 0) return { number, live: null, released: false };
    const text = readIfThere(fileOf(place, number));
    // Forgotten by the holder of a higher one in the meantime.
    if (text === null) continue;
    const holder = parseHolder(text);
    const released = holder?.released === true;
    const isLive = holder !== null && !released && isAlive(holder.pid, holder.start);
    return { number, live: isLive ? holder : null, released };
  }
}

function fileOf({ folder, name }: LockPlace, number: number): string {
  return join(folder, `${name}.${number}.json`);
}

function numbers({ folder, name }: LockPlace): readonly number[] {
  const pattern = new RegExp(`^${name}\\.(\\d+)\\.json$`);
  return list(folder)
    .flatMap(file => pattern.exec(file)?.[1] ?? [])
    .map(Number);
}

function list(folder: string): string[] {
  return ifThere(() => readdirSync(folder)) ?? [];
}

function readIfThere(file: string): string | null {
  return ifThere(() => readFileSync(file, 'utf8'));
}

function ifThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** A file appears with its whole content, so one that cannot be read was left by a crash of the machine: null. */
function parseHolder(text: string): Holder | null {
  try {
    const { pid, start, since, released } = JSON.parse(text) as Partial<Holder>;
    if (typeof pid !== 'number' || typeof start !== 'string') return null;
    return { pid, start, since: since ?? 0, released: released === true };
  } catch {
    return null;
  }
}

/** False: someone else created it first. */
function create(place: LockPlace, number: number, holder: Holder): boolean {
  const fresh = writeFresh(place, holder);
  try {
    linkSync(fresh, fileOf(place, number));
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

/** False: this number had been forgotten already, as there is a higher one: whoever creates it has looked too long ago. */
function forgetOlder(place: LockPlace, number: number): boolean {
  const known = numbers(place);
  const isLast = !known.some(each => each > number);
  for (const each of isLast ? known.filter(one => one < number) : [number])
    rmSync(fileOf(place, each), { force: true });
  return isLast;
}

function release(place: LockPlace, number: number, self: Holder): void {
  const file = fileOf(place, number);
  // A person may have removed the folder in the meantime, and the next one forgets what was released.
  if (existsSync(file)) renameSync(writeFresh(place, { ...self, released: true }), file);
}

function writeFresh({ folder, name }: LockPlace, holder: Holder): string {
  const fresh = join(folder, `.${name}-${randomUUID()}`);
  writeFileSync(fresh, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
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
