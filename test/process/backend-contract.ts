/**
 * What every backend must do, whatever does its work. The suite needs a backend whose worker runs a shell line in the job's
 * tree with the environment that the backend gives to its worker; for an agent's command line, that is a stand-in for its
 * program that runs the line.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Backend, BackendJob, BackendOutcome } from '../../shared/io/ports.ts';
import type { Sha, TaskId } from '../../shared/plan/plan.ts';
import type { Usage } from '../../shared/run/attempts/evidence.ts';
import { isAlive, makeRig, PATH, type Rig } from './rig.ts';

export interface BackendUnderTest {
  /** `outside`: the environment of Braid itself. */
  make(
    line: string,
    options: { readonly passEnv: readonly string[]; readonly outside: NodeJS.ProcessEnv },
  ): Backend;
  /** What the worker gets besides what every backend gives, by name. */
  readonly ownEnvironment: readonly string[];
  /** What Braid's own environment must hold for it to be usable. */
  readonly credentials: Readonly<Record<string, string>>;
  /** A line by which the worker says that it is rate-limited, naming no time. */
  readonly rateLimited: string;
  /** A line by which the worker says what it used. */
  readonly used: { readonly line: string; readonly usage: Usage };
}

const BASE = '0123456789abcdef0123456789abcdef01234567' as Sha;

/** A line that the worker runs, and what is set differently for it. */
type Work = (
  line: string,
  options?: Partial<BackendJob> & { readonly passEnv?: readonly string[] },
) => Promise<BackendOutcome>;

export function backendContract(name: string, backend: BackendUnderTest): void {
  const { make, ownEnvironment, credentials } = backend;
  let rig: Rig;
  beforeEach(() => {
    rig = makeRig();
  });
  afterEach(() => rig.remove());

  const outside = () => ({
    PATH,
    HOME: rig.told,
    LANG: 'C.UTF-8',
    LC_TIME: 'C',
    ...NEVER_SEEN,
    ...credentials,
    KEY: 'the-key-of-it',
    GIT_DIR: '/x',
  });
  const jobIn = (options: Partial<BackendJob>) => ({ ...jobOf(rig), ...options });
  const work: Work = (line, { passEnv = [], ...options } = {}) =>
    make(line, { passEnv, outside: outside() }).run(jobIn(options));

  describe(`${name}: how the work ends`, () => endings(work, backend));
  describe(`${name}: what is left`, () => leavings(work, { ...backend, rig: () => rig }));
  describe(`${name}: the environment`, () => {
    test('is usable', async () => {
      expect(await make('true', { passEnv: [], outside: outside() }).health()).toMatchObject({
        kind: 'usable',
      });
    });

    test('is exactly what is promised', async () => {
      const dump = join(rig.told, 'environment');
      const passEnv = ['KEY', 'GIT_DIR', 'GIT_CONFIG_COUNT', 'BRAID_CACHE_DIR', 'NOT_SET'];
      await work(`env -0 > ${dump}`, { passEnv, model: 'large' });
      expect(readEnvironment(dump, ownEnvironment)).toEqual(
        promised(rig, { model: 'large', passed: { KEY: 'the-key-of-it' } }),
      );
      await work(`env -0 > ${dump}`);
      expect(readEnvironment(dump, ownEnvironment)).toEqual(promised(rig, { model: null, passed: {} }));
    });

    test('what is passed and secret is masked', async () => {
      const { tail } = await work('echo "$KEY"', { passEnv: ['KEY'] });
      expect(tail).toBe('***');
      expect(readFileSync(rig.log, 'utf8')).not.toContain('the-key-of-it');
      const { notes } = await work('echo "$KEY" > "$BRAID_NOTES_FILE"', { passEnv: ['KEY'] });
      expect(notes).toBe('***');
    });
  });
}

const NEVER_SEEN = {
  GITHUB_TOKEN: 'x',
  ACTIONS_RUNTIME_TOKEN: 'x',
  SSH_AUTH_SOCK: '/x',
  GIT_WORK_TREE: '/x',
  GIT_INDEX_FILE: '/x',
  GIT_CONFIG_COUNT: '0',
  NODE_OPTIONS: '',
  USER: 'someone',
  TZ: 'UTC',
  BRAID_CACHE_DIR: '/x',
  BRAID_MODEL: 'from outside',
};

function jobOf(rig: Rig): BackendJob {
  const { tree, temporary, told, log } = rig;
  const files = {
    prompt: join(told, 'prompt'),
    notes: join(told, 'notes'),
    result: join(told, 'result'),
    log,
    temporary,
    gitConfig: join(told, 'gitconfig'),
  };
  writeFileSync(files.prompt, 'do it\n');
  return {
    run: rig.id,
    task: 'task' as TaskId,
    attempt: 2,
    base: BASE,
    model: null,
    budgetUsd: null,
    tree,
    files,
    timeoutMs: 30_000,
    signal: new AbortController().signal,
    onOutput: () => {},
    onStarted: () => {},
  };
}

function endings(work: Work, { rateLimited }: BackendUnderTest): void {
  test('exit code 0', async () => {
    const started: string[] = [];
    const outcome = await work('echo working; true', {
      onStarted: () => started.push('started'),
      onOutput: line => started.push(line),
    });
    expect(outcome).toMatchObject({ exit: { kind: 'exited', code: 0 }, notes: null });
    expect(outcome.durationMs).toBeGreaterThan(0);
    expect(started).toEqual(['started', 'working']);
  });

  test('another exit code, and the last lines of the output', async () => {
    const outcome = await work('for n in $(seq 50); do echo "line $n"; done; exit 3');
    expect(outcome.exit).toEqual({ kind: 'exited', code: 3 });
    expect(outcome.tail.split('\n')).toEqual(Array.from({ length: 20 }, (_, at) => `line ${at + 31}`));
  });

  test('the time limit', async () => {
    const { exit } = await work('sleep 1000', { timeoutMs: 100 });
    expect(exit).toEqual({ kind: 'timed-out', afterMs: 100 });
  });

  test.each(['stop', 'kill'])('a %s', async reason => {
    const control = new AbortController();
    const { exit } = await work('echo ready; sleep 1000', {
      signal: control.signal,
      onOutput: () => control.abort(reason),
    });
    expect(exit).toEqual({ kind: 'stopped' });
  });

  test('a rate limit', async () => {
    expect((await work(rateLimited)).exit).toEqual({ kind: 'rate-limited', retryAfterMs: null });
  });

  test('a tree that is missing', async () => {
    expect((await work('true', { tree: '/missing/tree' })).exit).toMatchObject({ kind: 'not-started' });
  });
}

function leavings(work: Work, { rig, used }: BackendUnderTest & { readonly rig: () => Rig }): void {
  test('the work, in the tree', async () => {
    await work('cat "$BRAID_PROMPT_FILE" > done');
    expect(readFileSync(join(rig().tree, 'done'), 'utf8')).toBe('do it\n');
  });

  test('notes', async () => {
    const { notes } = await work(`printf 'see \\033[1mhere\\n' > "$BRAID_NOTES_FILE"`);
    expect(notes).toBe('see [1mhere');
  });

  test('usage', async () => {
    expect((await work(used.line)).usage).toEqual(used.usage);
  });

  test('no process', async () => {
    const told = join(rig().told, 'daemon');
    const daemon = `setsid sh -c 'echo $$ > ${told}; exec sleep 1000' </dev/null >/dev/null 2>&1 &`;
    await work(`${daemon} until [ -s ${told} ]; do sleep 0.01; done`);
    expect(existsSync(told)).toBe(true);
    expect(await isAlive(await rig().pid('daemon'))).toBe(false);
  });
}

/** Without what the shell itself sets. */
function readEnvironment(file: string, own: readonly string[]): Record<string, string> {
  const ignored = new Set(['PWD', 'OLDPWD', 'SHLVL', '_', ...own]);
  const pairs = readFileSync(file, 'utf8')
    .split('\0')
    .filter(pair => pair !== '');
  return Object.fromEntries(
    pairs
      .map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
      .filter(([key]) => !ignored.has(key ?? '')),
  );
}

interface Extra {
  readonly model: string | null;
  readonly passed: Readonly<Record<string, string>>;
}

function promised(rig: Rig, { model, passed }: Extra): Record<string, unknown> {
  const { files } = jobOf(rig);
  return {
    PATH,
    HOME: rig.told,
    LANG: 'C.UTF-8',
    LC_TIME: 'C',
    TMPDIR: files.temporary,
    TMP: files.temporary,
    TEMP: files.temporary,
    GIT_CONFIG_GLOBAL: files.gitConfig,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    BRAID_RUN: rig.id,
    BRAID_TASK: 'task',
    BRAID_ATTEMPT: '2',
    BRAID_BASE: BASE,
    BRAID_PROMPT_FILE: files.prompt,
    BRAID_NOTES_FILE: files.notes,
    BRAID_RESULT_FILE: files.result,
    BRAID_MARKER: expect.stringMatching(new RegExp(`^${rig.id}/task/2/[0-9a-f]{24}$`)),
    ...(model === null ? {} : { BRAID_MODEL: model }),
    ...passed,
  };
}
