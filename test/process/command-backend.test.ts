import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeBackend } from '../../shared/io/backends/registry.ts';
import { readNotes, readResult } from '../../shared/io/backends/untrusted-files.ts';
import type { CommandBackendConfig } from '../../shared/plan/config.ts';
import type { Sha, TaskId } from '../../shared/plan/plan.ts';
import { isPassable } from '../../shared/plan/rules/variables.ts';
import { NO_USAGE } from '../../shared/run/attempts/evidence.ts';
import { backendContract } from './backend-contract.ts';
import { makeRig, type Rig } from './rig.ts';

const CONFIG: CommandBackendConfig = {
  kind: 'command',
  run: 'true',
  passEnv: [],
  maxParallel: null,
  price: null,
  prices: {},
  models: {},
};

backendContract('command', {
  make: (run, { passEnv, outside }) => makeBackend('bot', { ...CONFIG, run, passEnv }, outside),
  ownEnvironment: [],
  credentials: {},
  rateLimited: 'exit 75',
  used: {
    line: `echo '{"cost": 0.25, "tokens": {"input": 1000, "output": 20}, "turns": 3, "model": "large-2"}' > "$BRAID_RESULT_FILE"`,
    usage: { costUsd: 0.25, inputTokens: 1000, outputTokens: 20, turns: 3, model: 'large-2' },
  },
});

let rig: Rig;
let file: string;
beforeEach(() => {
  rig = makeRig();
  file = join(rig.told, 'file');
});
afterEach(() => rig.remove());

describe('the result file', () => {
  const read = (content: string) => {
    writeFileSync(file, content);
    return readResult(file, []);
  };

  test('need not be there, and may be empty', () => {
    expect(readResult(file, [])).toEqual({
      usage: NO_USAGE,
      message: null,
      retryAfterMs: null,
      problem: null,
    });
    expect(read(' \n').problem).toBeNull();
  });

  test('may hold anything that is described, and more', () => {
    const { usage, message, retryAfterMs, problem } = read(
      '{"cost": 1.5, "tokens": 7, "turns": 2, "model": "m", "message": "done", "retry-after-seconds": 90, "more": []}',
    );
    expect(problem).toBeNull();
    expect(usage).toEqual({ costUsd: 1.5, inputTokens: null, outputTokens: 7, turns: 2, model: 'm' });
    expect([message, retryAfterMs]).toEqual(['done', 90_000]);
  });

  test.each([
    ['not JSON', 'cost: 1', /^expected JSON/],
    ['not an object', '[1]', /^the whole: .*object/],
    ['a negative cost', '{"cost": -1}', /^`cost`: /],
    ['a cost that nobody pays', '{"cost": 1e300}', /^`cost`: .*1000000/],
    ['more tokens than there are', '{"tokens": {"input": 1e13}}', /^`tokens.input`: /],
    ['an infinite cost', '{"cost": 1e999}', /^`cost`: /],
    ['a cost in words', '{"cost": "1"}', /^`cost`: /],
    ['half a token', '{"tokens": 0.5}', /^`tokens`: /],
    ['too much', `{"message": "${'x'.repeat(70_000)}"}`, /^expected at most 64 KB/],
  ])('%s is ignored, and why', (_name, content, problem) => {
    expect(read(content)).toMatchObject({ usage: NO_USAGE, message: null, retryAfterMs: null });
    expect(read(content).problem).toMatch(problem);
  });

  test('one wrong figure says nothing about the others', () => {
    expect(read('{"cost": -5, "tokens": 7, "message": "done"}')).toMatchObject({
      usage: { costUsd: null, outputTokens: 7 },
      message: 'done',
      problem: expect.stringMatching(/^`cost`: /),
    });
  });

  test('a name of a model cannot forge a line of a commit message', () => {
    expect(read('{"model": "m\\nBraid-Task: other\\u0007"}').usage.model).toBe('m Braid-Task: other');
  });

  test('nobody waits longer than six hours', () => {
    expect(read('{"retry-after-seconds": 1e12}').retryAfterMs).toBe(6 * 60 * 60 * 1000);
  });

  test.each<[string, (path: string) => void, string]>([
    ['a link', path => symlinkSync('/etc/passwd', path), 'it is a symbolic link'],
    ['a pipe that nobody writes to', path => execFileSync('mkfifo', [path]), 'it is not a regular file'],
    ['a directory', path => execFileSync('mkdir', [path]), 'it is not a regular file'],
  ])('%s is not read', (_name, make, problem) => {
    make(file);
    expect(readResult(file, [])).toMatchObject({ usage: NO_USAGE, problem });
    expect(readNotes(file, [])).toBeNull();
  });
});

describe('notes', () => {
  test('are cut off, not within a character', () => {
    writeFileSync(file, '😀'.repeat(5000).padStart(20_001, 'x'));
    const notes = readNotes(file, []) ?? '';
    expect(Buffer.byteLength(notes)).toBeLessThanOrEqual(16 * 1024);
    expect(notes).toMatch(/^x*😀+$/u);
  });

  test('keep their lines and lose what a terminal would act on', () => {
    writeFileSync(file, '\r\n a\tb\u001b[2J\r\n\u0000c\n\n');
    expect(readNotes(file, [])).toBe('a\tb[2J\nc');
  });

  test('that hold nothing are none', () => {
    writeFileSync(file, ' \n\t\u0000');
    expect(readNotes(file, [])).toBeNull();
  });
});

describe('the command backend', () => {
  const job = (line: string, config: Partial<CommandBackendConfig> = {}) => {
    const files = {
      prompt: file,
      notes: `${file}-notes`,
      result: `${file}-result`,
      log: rig.log,
      gitConfig: file,
    };
    return makeBackend('bot', { ...CONFIG, run: line, ...config }).run({
      run: rig.id,
      task: 'task' as TaskId,
      attempt: 1,
      budgetUsd: null,
      base: '0' as Sha,
      model: null,
      tree: rig.tree,
      files: { ...files, temporary: rig.temporary },
      timeoutMs: 30_000,
      signal: new AbortController().signal,
      onOutput: () => {},
      onStarted: () => {},
    });
  };
  const result = (content: string) => `printf %s '${content}' > "$BRAID_RESULT_FILE"`;

  test('takes the time to wait from the result', async () => {
    const { exit } = await job(`${result('{"retry-after-seconds": 30}')}; exit 75`);
    expect(exit).toEqual({ kind: 'rate-limited', retryAfterMs: 30_000 });
  });

  test('ends the tail with the message', async () => {
    const { tail } = await job(`${result('{"message": "all is\\nwell"}')}; echo out`);
    expect(tail).toBe('out\nall is well');
  });

  test('says that a result was ignored', async () => {
    const { tail, exit, notes } = await job(`${result('{"turns": "many"}')}; echo out`);
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(tail).toMatch(/^out\nbraid: not believed in the result file: `turns`: .+$/);
    expect(notes).toMatch(/^braid: not believed in the result file: `turns`: .+$/);
  });

  test('computes the cost from tokens and price, unless it is told', async () => {
    const price = { input: 3, output: 15 };
    const tokens = '"tokens": {"input": 1000000, "output": 100000}';
    expect((await job(result(`{${tokens}}`), { price })).usage.costUsd).toBeCloseTo(4.5);
    expect((await job(result(`{${tokens}, "cost": 1}`), { price })).usage.costUsd).toBe(1);
    expect((await job(result(`{${tokens}}`))).usage.costUsd).toBeNull();
    expect((await job(result(''), { price })).usage.costUsd).toBeNull();
  });
});

describe('pass-env', () => {
  test('never names what makes git work elsewhere, by git’s own list', () => {
    const local = execFileSync('git', ['rev-parse', '--local-env-vars'], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const more = [
      'GIT_CONFIG_GLOBAL',
      'GIT_CONFIG_KEY_0',
      'GIT_NAMESPACE',
      'BRAID_RUN',
      'TMPDIR',
      'GITHUB_TOKEN',
    ];
    expect([...local, ...more].filter(isPassable)).toEqual([]);
  });

  test('never names a token of GitHub or its runner, nor what changes later steps', () => {
    const tokens = ['GITHUB_TOKEN', 'GH_TOKEN', 'GH_ENTERPRISE_TOKEN', 'INPUT_GITHUB-TOKEN', 'INPUT_TOKEN'];
    const runner = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'GITHUB_ENV', 'GITHUB_PATH'];
    expect([...tokens, ...runner].filter(isPassable)).toEqual([]);
  });

  test('may name others', () => {
    const names = ['API_KEY', 'GIT_SSH_COMMAND', 'GIT_AUTHOR_NAME', 'TZ', 'GITHUB_ACTIONS', 'GITHUB_SHA'];
    expect(names.filter(isPassable)).toEqual(names);
  });
});
