/** Gemini CLI's own program against a scripted service. It is installed by `.ci/agents`, which names it by BRAID_TEST_GEMINI. */
import { readFileSync } from 'node:fs';
import { describe, type TestContext, test } from 'vitest';
import { makeBackend } from '../../../shared/io/backends/registry.ts';
import type { AgentBackendConfig } from '../../../shared/plan/config.ts';
import { AGENT_CONFIG, KEY, makeWorkplace, type WorkOptions } from '../workplace.ts';
import {
  ANSWER_USAGE,
  type Answer,
  MODEL_VERSION,
  startGenerateContentApi,
  type ToolCall,
} from './generate-content-api.ts';

const PROGRAM = process.env.BRAID_TEST_GEMINI ?? null;
/** With its own choice it would first ask a model which model to ask. */
const MODEL = 'gemini-2.5-pro';

interface Options extends Omit<WorkOptions, 'outside'> {
  readonly config?: Partial<AgentBackendConfig>;
  readonly key?: Readonly<Record<string, string>>;
}

async function work(context: TestContext, script: readonly Answer[], options: Options = {}) {
  const { config = {}, key = { GEMINI_API_KEY: KEY }, job, ...more } = options;
  const place = makeWorkplace(context);
  const api = await startGenerateContentApi(context, script);
  const outcome = await place.run(
    { kind: 'gemini-cli', program: PROGRAM, passEnv: ['GITHUB_TOKEN'], ...config },
    {
      outside: { GITHUB_TOKEN: 'never', GOOGLE_GEMINI_BASE_URL: api.url, ...key },
      ...more,
      job: { model: MODEL, ...job },
    },
  );
  const log = readFileSync(place.log, 'utf8');
  context.expect(log).not.toContain(KEY);
  context.expect(place.left()).toEqual([]);
  return { ...outcome, place, api, log };
}

const shell = (command: string): ToolCall => ({ name: 'run_shell_command', args: { command } });

const served = (answers: number) => ({
  costUsd: null,
  inputTokens: answers * ANSWER_USAGE.input,
  outputTokens: answers * (ANSWER_USAGE.said + ANSWER_USAGE.thought),
  turns: null,
  model: MODEL_VERSION,
});

describe.skipIf(PROGRAM === null)('Gemini CLI as it is found (BRAID_TEST_GEMINI)', () => {
  test('is there, in a version, and misses a key', async context => {
    const { expect } = context;
    const { home } = makeWorkplace(context);
    const health = (key: Readonly<Record<string, string>>) =>
      makeBackend(
        'bot',
        { ...AGENT_CONFIG, kind: 'gemini-cli', program: PROGRAM },
        { PATH: process.env.PATH, HOME: home, ...key },
      ).health();
    expect(await health({ GEMINI_API_KEY: KEY })).toEqual({
      kind: 'usable',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    expect(await health({})).toMatchObject({
      kind: 'unusable',
      hint: expect.stringMatching(/GEMINI_API_KEY/),
    });
  });
});

describe.skipIf(PROGRAM === null).concurrent('Gemini CLI itself (BRAID_TEST_GEMINI)', () => {
  test('does the work: files, words, usage, cost', async context => {
    const { expect } = context;
    const write = { name: 'write_file', args: { file_path: 'src/a.txt', content: 'a\n' } };
    const tell = 'echo "$GITHUB_TOKEN|$BRAID_TASK" > env.txt';
    const { exit, usage, place, api } = await work(
      context,
      [{ says: 'I begin.', calls: [write] }, { calls: [shell(tell)] }, { says: 'Done.' }],
      { prompt: '--help $(touch no) make a\n', config: { price: { input: 1, output: 10 } } },
    );
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(place.files()).toEqual(['env.txt', 'src/a.txt']);
    expect(place.read('env.txt')).toBe('|task\n');
    expect(usage).toEqual({ ...served(3), costUsd: expect.closeTo(0.00072) });
    const words = ['I begin.', 'editing src/a.txt', `running ${tell}`, 'Done.'];
    expect(place.seen.filter(line => words.includes(line))).toEqual(words);
    expect(api.asked[0]).toMatchObject({ key: KEY, path: expect.stringContaining(MODEL) });
    expect(api.asked[0]?.body).toContain('--help $(touch no) make a');
  });

  test('is kept from writing elsewhere, and ends well', async context => {
    const { expect } = context;
    const write = { name: 'write_file', args: { file_path: '/etc/braid', content: '' } };
    const { exit, place } = await work(context, [{ calls: [write] }, { says: 'I could not.' }]);
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(place.files()).toEqual([]);
    expect(place.seen).toContainEqual(expect.stringMatching(/^failed: Path not in workspace/));
  });

  test('has no key and no login', async context => {
    const { expect } = context;
    const { exit } = await work(context, [{ says: 'never' }], { key: { GOOGLE_GEMINI_BASE_URL: '' } });
    expect(exit).toEqual({
      kind: 'backend-failed',
      failure: 'auth',
      message: expect.stringMatching(/set an Auth method.*Hint: set GEMINI_API_KEY/),
    });
  });

  test('is refused by its service: a bad key', async context => {
    const { expect } = context;
    const error = { message: 'API key not valid.', status: 'INVALID_ARGUMENT' };
    const { exit } = await work(context, [{ status: 400, error }]);
    expect(exit).toMatchObject({
      failure: 'auth',
      message: expect.stringMatching(/^API key not valid.*Hint/),
    });
  });

  test('is rate-limited, for as long as the service says, and tries again itself first: 429', async context => {
    const { expect } = context;
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1.5s' }];
    const error = { message: 'Resource has been exhausted', status: 'RESOURCE_EXHAUSTED', details };
    const { exit, api } = await work(context, [{ status: 429, error }]);
    expect(exit).toEqual({ kind: 'rate-limited', retryAfterMs: 1500 });
    expect(api.asked).toHaveLength(2);
  });

  test('uses up its turns: what was done stays', async context => {
    const { expect } = context;
    const { exit, usage, place } = await work(context, [{ calls: [shell('echo more >> more.txt')] }], {
      config: { maxTurns: 2 },
    });
    expect(exit).toMatchObject({ kind: 'backend-failed', failure: 'limit' });
    expect(usage).toEqual(served(2));
    expect(place.read('more.txt')).toBe('more\nmore\n');
  });

  test('has its answer blocked', async context => {
    const { expect } = context;
    const { exit } = await work(context, [{ stop: 'SAFETY' }]);
    expect(exit).toMatchObject({ kind: 'backend-failed', failure: 'refused' });
  });

  test('says no end, and is stopped: what was done stays, nothing runs', async context => {
    const { expect } = context;
    const control = new AbortController();
    const part = shell('echo part > part.txt; (setsid sleep 1000 >/dev/null 2>&1 &)');
    const { exit, place } = await work(context, [{ calls: [part] }, { says: 'and then\n', stop: 'never' }], {
      job: {
        signal: control.signal,
        onOutput: line => (line === 'and then' ? control.abort('stop') : undefined),
      },
    });
    expect(exit).toEqual({ kind: 'stopped' });
    expect(place.read('part.txt')).toBe('part\n');
  });
});
