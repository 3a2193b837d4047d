/** Processes seen from outside, and places where a task waits for the test. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 60_000;

/** Where a task waits until the test lets it go on. */
export class Gate {
  readonly #file: string;
  /** The line for the task's script. */
  readonly wait: string;

  constructor(file: string) {
    this.#file = file;
    this.wait = `echo $$ >> '${file}.reached'; while [ ! -e '${file}.open' ]; do sleep 0.01; done`;
  }

  /** A task waits, or waited, here. */
  async reached(times = 1): Promise<void> {
    const file = `${this.#file}.reached`;
    const arrived = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0);
    await until(() => arrived() >= times, `${times} arrived at ${this.#file}`);
  }

  open(): void {
    writeFileSync(`${this.#file}.open`, '');
  }
}

export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await sleep(10);
  }
}

/** Processes whose environment has this entry. Zombies have none. */
export function processesWith(entry: string): readonly number[] {
  return list('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => `\0${readProc(pid, 'environ')}`.includes(`\0${entry}\0`));
}

export function commandOf(pid: number): string {
  return readProc(pid, 'cmdline').replaceAll('\0', ' ');
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** A folder that is not there has nothing in it. */
export function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

export function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Over already.
  }
}
