/** A user's repository in a temp directory, and the built command as that user runs it: by process, with nothing of ours around it. */
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
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { planJson, reportJson } from '../../shared/report/json.ts';
import { commandOf, end, Gate, list, processesWith } from './processes.ts';

export type Report = ReturnType<typeof reportJson>;
export type PlanReport = ReturnType<typeof planJson>;

/** A task by its prompt, which is a script for the shell here, or with more keys of the plan. */
export type Tasks = Readonly<
  Record<string, string | ({ readonly prompt: string } & Record<string, unknown>)>
>;
export type Files = Readonly<Record<string, string>>;

export interface Done {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Reported extends Done {
  readonly report: Report;
}

export interface Started {
  readonly pid: number;
  readonly done: Promise<Done>;
  kill(signal: NodeJS.Signals): void;
  /** Whoever read its output goes away. */
  hangUp(): void;
}

/** Another build may be named. */
export const CLI = process.env.BRAID_CLI ?? join(import.meta.dirname, '../../dist/cli/index.js');
/** Few commands of these tests take a tenth of it. */
const COMMAND_MS = 120_000;
export const SHELL_BACKEND = {
  backends: { sh: { kind: 'command', run: 'sh "$BRAID_PROMPT_FILE"' } },
  'backend-routing': { 'default-backend': 'sh' },
};

const made: Place[] = [];

/** For `afterAll`: ends what still runs in the places of this file, and removes them. */
export function removePlaces(): void {
  for (const place of made.splice(0)) place.remove();
}

/** A repository with one commit on `main`: `files`, and the configuration, to which a backend `sh` is added. */
export async function newPlace(
  config: object = {},
  files: Files = { 'readme.md': 'hello\n' },
): Promise<Place> {
  const place = new Place();
  made.push(place);
  await place.git('init', '-q', '-b', 'main', '.');
  place.configure(config);
  for (const [path, text] of Object.entries(files)) place.write(path, text);
  await place.commitAll('base');
  return place;
}

export class Place {
  /** Everything of this place: the repository, the home, plans. */
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'braid-cli-')));
  readonly root = join(this.folder, 'repository');
  readonly home = join(this.folder, 'home');
  readonly temporary = join(this.folder, 'tmp');
  /** What {@link run} calls its run. */
  readonly name = `r-${randomBytes(3).toString('hex')}`;
  readonly env: Readonly<Record<string, string>> = {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: this.home,
    TMPDIR: this.temporary,
    LANG: 'C.UTF-8',
  };
  #running = 0;
  #killed = false;

  constructor() {
    for (const folder of [this.root, this.home, this.temporary]) mkdirSync(folder);
  }

  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  configure(config: object): void {
    this.write('.github/braid.yml', `${JSON.stringify({ ...SHELL_BACKEND, ...config }, null, 2)}\n`);
  }

  /** Writes a plan outside of the repository, and gives its path. */
  plan(tasks: Tasks, more: object = {}): string {
    const list = Object.entries(tasks).map(([id, task]) => ({
      id,
      title: `Do ${id}`,
      ...(typeof task === 'string' ? { prompt: task } : task),
    }));
    const file = join(this.folder, 'plan.yml');
    const plan = { version: 1, name: 'demo', defaults: { retries: 0 }, ...more, tasks: list };
    writeFileSync(file, `${JSON.stringify(plan, null, 2)}\n`);
    return file;
  }

  /** git as somebody with a name, who is not Braid. */
  async git(...args: readonly string[]): Promise<string> {
    const { stdout } = await execa(
      'git',
      ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', ...args],
      {
        cwd: this.root,
        env: this.env,
        extendEnv: false,
      },
    );
    return stdout;
  }

  async commitAll(message: string): Promise<string> {
    await this.git('add', '--all');
    await this.git('commit', '-q', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** All refs but Braid's journals, with their commits. */
  async refs(pattern = 'refs/'): Promise<Readonly<Record<string, string>>> {
    const listing = await this.git('for-each-ref', '--format=%(refname) %(objectname)', pattern);
    const pairs = listing.split('\n').filter(line => line !== '' && !line.startsWith('refs/braid/'));
    return Object.fromEntries(pairs.map(line => line.split(' ') as [string, string]));
  }

  /** Starts the command and does not wait for it. */
  start(args: readonly string[], { cwd = this.root, env = {} }: { cwd?: string; env?: Files } = {}): Started {
    const child = execa(process.execPath, [CLI, ...args], {
      cwd,
      env: { ...this.env, ...env },
      extendEnv: false,
      reject: false,
      stripFinalNewline: false,
      timeout: COMMAND_MS,
      killSignal: 'SIGKILL',
      stdin: 'ignore',
    });
    this.#running += 1;
    const done = child.then(({ exitCode, stdout, stderr, timedOut }) => {
      this.#running -= 1;
      if (timedOut) throw new Error(`braid ${args.join(' ')} did not end:\n${stdout}${stderr}`);
      if (exitCode !== undefined && this.#running === 0) this.#requireNothingLeft(args);
      return { code: exitCode, stdout, stderr };
    });
    return {
      pid: child.pid ?? 0,
      done,
      kill: signal => {
        this.#killed ||= signal === 'SIGKILL';
        child.kill(signal);
      },
      hangUp: () => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      },
    };
  }

  braid(...args: readonly string[]): Promise<Done> {
    return this.start(args).done;
  }

  /** Runs a plan and reads its report. */
  async run(
    tasks: Tasks,
    more: { readonly plan?: object; readonly args?: readonly string[] } = {},
  ): Promise<Reported> {
    const file = this.plan(tasks, more.plan);
    return this.reported('run', file, '--run', this.name, ...(more.args ?? []));
  }

  /** A command that reports, by its JSON. */
  async reported(...args: readonly string[]): Promise<Reported> {
    const done = await this.braid(...args, '--json', '-');
    if (done.stdout === '') throw new Error(`braid ${args.join(' ')} reports nothing:\n${done.stderr}`);
    return { ...done, report: JSON.parse(done.stdout) as Report };
  }

  gate(name: string): Gate {
    return new Gate(join(this.folder, name));
  }

  /** Processes of this place, temporary files, trees. */
  leftovers(): readonly string[] {
    const cache = join(this.home, '.cache/braid');
    const trees = list(cache).flatMap(name => {
      const found = list(join(cache, name, 'trees')).map(tree => `tree ${tree}`);
      const inside = list(join(cache, name));
      const empty = found.length === 0 && (inside.length === 0 || inside.includes('trees'));
      return empty ? [`empty folder ${name}`] : found;
    });
    // A named pipe is there for a moment, and whoever is killed in it leaves its folder.
    const names = list(this.temporary).filter(name => !(this.#killed && name.startsWith('braid-output-')));
    const files = names.map(name => `temporary file ${name}`);
    const processes = processesWith(`HOME=${this.home}`).map(pid => `process ${commandOf(pid)}`);
    return [...processes, ...trees, ...files];
  }

  #requireNothingLeft(args: readonly string[]): void {
    const left = this.leftovers();
    if (left.length > 0) throw new Error(`braid ${args.join(' ')} left ${left.join(', ')}`);
  }

  remove(): void {
    for (const pid of processesWith(`HOME=${this.home}`)) end(pid);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Task to status. */
export function statuses(report: Report): Readonly<Record<string, string>> {
  return Object.fromEntries(report.tasks.map(({ id, status }) => [id, status]));
}

export function taskOf(report: Report, id: string): Report['tasks'][number] {
  const found = report.tasks.find(task => task.id === id);
  if (found === undefined) throw new Error(`the report has no task ${id}`);
  return found;
}
