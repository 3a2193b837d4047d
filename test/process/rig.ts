/** Places and processes for the tests of running processes. Everything that a test starts here is ended by `remove`. */
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { runShell, type ShellEnd, type ShellRequest } from '../../shared/io/process.ts';
import { newMarker } from '../../shared/io/processes/mark.ts';
import { type ProcessEntry, readProcess } from '../../shared/io/processes/table.ts';
import type { RunId } from '../../shared/plan/plan.ts';

export interface Rig {
  /** Of this rig alone: tests run beside each other. */
  readonly id: RunId;
  /** Not part of any territory: what processes tell the test goes here. */
  readonly told: string;
  readonly tree: string;
  readonly temporary: string;
  readonly log: string;
  readonly marker: string;
  /** Runs a line in the tree; `$TOLD` is {@link told}. */
  run(line: string, options?: Partial<ShellRequest>): Promise<ShellEnd>;
  /** Starts a line as a process that nobody waits for, in a session of its own, with this environment alone. */
  startOrphan(line: string, options: OrphanOptions): Promise<ProcessEntry>;
  /** The process that wrote `echo $$ > $TOLD/name`. */
  pid(name: string): Promise<number>;
  /** What a process wrote to a file of this name, as soon as it is a whole line. */
  tells(name: string): Promise<string>;
  /** Ends whoever told its pid, and removes all files. */
  remove(): void;
}

export interface OrphanOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The name its pid is told by; the line itself is `exec`ed after. */
  readonly name: string;
}

export const PATH = process.env.PATH ?? '/usr/bin:/bin';

export function makeRig(): Rig {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'braid-process-')));
  const [told, tree, temporary] = [join(root, 'told'), join(root, 'tree'), join(root, 'temporary')];
  for (const directory of [told, tree, temporary]) mkdirSync(directory);
  const names = new Set<string>();
  const id = `run-${randomBytes(4).toString('hex')}` as RunId;
  const marker = newMarker(id, 'task', 1);
  const log = join(root, 'log');
  const tells = async (name: string) => {
    const file = join(told, name);
    await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'), `${name} is told`);
    return readFileSync(file, 'utf8').trim();
  };
  const pid = async (name: string) => {
    names.add(name);
    return Number((await tells(name)).split('\n').at(-1));
  };
  return {
    id,
    told,
    tree,
    temporary,
    log,
    marker,
    pid,
    tells,
    run: (line, options = {}) =>
      runShell({
        line,
        cwd: tree,
        env: { PATH, TOLD: told },
        timeoutMs: 30_000,
        signal: new AbortController().signal,
        log,
        marker,
        territory: { directories: [tree, temporary] },
        ...options,
      }),
    async startOrphan(line, { cwd, env = {}, name }) {
      names.add(name);
      const script = join(told, `${name}.sh`);
      writeFileSync(script, `echo $$ > ${told}/${name}\n${line}\n`);
      const start = `setsid sh ${script} </dev/null >/dev/null 2>&1 &`;
      await execa('/bin/sh', ['-c', start], { cwd, env: { PATH, ...env }, extendEnv: false });
      const entry = await readProcess(await pid(name));
      if (entry === null) throw new Error(`${name} is over already`);
      return entry;
    },
    remove() {
      for (const name of names) {
        const file = join(told, name);
        if (!existsSync(file)) continue;
        for (const line of readFileSync(file, 'utf8').trim().split('\n')) end(Number(line));
      }
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Waits for a condition; fails with its name after ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await sleep(10);
  }
}

/** Zombies do not count. */
export async function isAlive(pid: number): Promise<boolean> {
  const entry = await readProcess(pid);
  return entry !== null && !entry.dead;
}

function end(pid: number): void {
  if (!(pid > 1)) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Over already, as it should be.
  }
}
