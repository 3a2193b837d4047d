/** Claude Code's own program against a scripted service: how it works, ends and fails. */
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { makeBackend } from '../../../shared/io/backends/registry.ts';
import { PATH } from '../../process/rig.ts';
import { ANSWER_USAGE, type ToolCall, type Turn } from '../messages-api.ts';
import { AGENT_CONFIG, KEY } from '../workplace.ts';
import { MODEL, PROGRAM, work } from './claude-work.ts';

const bash = (command: string): ToolCall => ({ name: 'Bash', input: { command, description: 'It' } });
/** Of so many answers. */
const served = (answers: number) => ({
  inputTokens: answers * 130,
  outputTokens: answers * ANSWER_USAGE.output_tokens,
  turns: answers,
  model: MODEL,
});

const TELL = 'echo "$ANTHROPIC_API_KEY|$GITHUB_TOKEN|$BRAID_TASK" > env.txt; cat env.txt';

/** Writes a file, changes it, and runs a command. */
function threeTurns(tree: string): readonly Turn[] {
  const file_path = join(tree, 'src/a.ts');
  const write = { name: 'Write', input: { file_path, content: 'export const a = 1;\n' } };
  const edit = { name: 'Edit', input: { file_path, old_string: '= 1', new_string: '= 2' } };
  return [{ says: 'I begin.', uses: [write] }, { uses: [edit, bash(TELL)] }, { says: 'All is done.' }];
}

describe.skipIf(PROGRAM === null).concurrent('Claude Code itself (BRAID_TEST_CLAUDE)', () => {
  test('does the work: files, words, usage', async context => {
    const { expect } = context;
    const prompt = '--version $(touch no) make a\n';
    const { exit, usage, tail, place, api, log } = await work(context, threeTurns, { prompt });
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(place.files()).toEqual(['env.txt', 'src/a.ts']);
    expect(place.read('src/a.ts')).toBe('export const a = 2;\n');
    expect(place.read('env.txt')).toBe(`${KEY}||task\n`);
    expect(usage).toEqual({ ...served(3), costUsd: expect.any(Number) });
    expect(usage.costUsd).toBeGreaterThan(0);
    const words = ['I begin.', 'writing src/a.ts', 'editing src/a.ts', `running ${TELL}`, 'All is done.'];
    expect(place.seen).toEqual(words);
    expect(tail).toBe(words.join('\n'));
    expect(api.served.map(({ key, model }) => `${key} ${model}`)).toEqual(Array(3).fill(`${KEY} ${MODEL}`));
    expect(api.served[0]?.messages).toContain('--version $(touch no) make a');
    expect(log).toContain('"type":"result"');
    expect(log).toContain('***||task');
  });

  test('changes nothing', async context => {
    const { expect } = context;
    const { exit, usage, place, tail } = await work(context, [{ says: 'Nothing to do.' }]);
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(usage).toMatchObject(served(1));
    expect(place.files()).toEqual([]);
    expect(tail).toBe('Nothing to do.');
  });

  test('is not allowed to do something, and says so', async context => {
    const { expect } = context;
    const outside: ToolCall = { name: 'Write', input: { file_path: '/braid-test/none', content: '' } };
    const web: ToolCall = { name: 'WebFetch', input: { url: 'http://127.0.0.1:9/', prompt: 'read' } };
    const { exit, tail, place } = await work(context, [
      { uses: [outside, outside, web] },
      { says: 'I could not.' },
    ]);
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(tail.split('\n').at(-1)).toBe('permission denied: Write ×2, WebFetch');
    expect(place.seen).toContain('not allowed: Write');
  });

  test('may be allowed less by the configuration', async context => {
    const { expect } = context;
    const { tail, place } = await work(context, [{ uses: [bash('echo x > x')] }, { says: 'I could not.' }], {
      config: { args: ['--disallowedTools=Bash'] },
    });
    expect(tail).toContain('I could not.');
    expect(place.files()).toEqual([]);
  });

  test('is refused by its service: 401', async context => {
    const { expect } = context;
    const { exit, usage } = await work(context, [
      { status: 401, error: 'authentication_error', message: 'invalid x-api-key' },
    ]);
    expect(exit).toMatchObject({ kind: 'backend-failed', failure: 'auth' });
    expect(exit).toMatchObject({ message: expect.stringMatching(/API key.*Hint: set ANTHROPIC_API_KEY/) });
    expect(usage).toMatchObject({ costUsd: 0, turns: 0 });
  });

  test('finds no key', async context => {
    const { expect } = context;
    const { exit } = await work(context, [{ says: 'never' }], { keyVariable: 'NO_KEY' });
    expect(exit).toMatchObject({ kind: 'backend-failed', failure: 'auth' });
  });

  test('is in good health', async ({ expect }) => {
    const config = { ...AGENT_CONFIG, kind: 'claude-code', program: PROGRAM } as const;
    const health = await makeBackend('bot', config, { PATH, ANTHROPIC_API_KEY: KEY }).health();
    expect(health).toEqual({ kind: 'usable', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  });

  test('is rate-limited, for as long as the service says: 429', async context => {
    const { expect } = context;
    const limit = {
      status: 429,
      error: 'rate_limit_error',
      message: 'slow',
      headers: { 'retry-after': '2' },
    };
    const { exit, place } = await work(context, [limit], { retries: 1 });
    expect(exit).toEqual({ kind: 'rate-limited', retryAfterMs: expect.any(Number) });
    expect(exit.kind === 'rate-limited' && exit.retryAfterMs).toBeGreaterThanOrEqual(2000);
    expect(place.seen[0]).toBe('the service answered 429, asking again in 2 s');
  });

  test('finds the limit of a subscription reached', async context => {
    const { expect } = context;
    const reset = Math.floor(Date.now() / 1000) + 900;
    const headers = {
      'anthropic-ratelimit-unified-status': 'rejected',
      'anthropic-ratelimit-unified-reset': String(reset),
      'anthropic-ratelimit-unified-representative-claim': 'five_hour',
    };
    const full = { status: 429, error: 'rate_limit_error', message: 'full', headers };
    const { exit } = await work(context, [full], { keyVariable: 'CLAUDE_CODE_OAUTH_TOKEN' });
    const wait = exit.kind === 'rate-limited' ? exit.retryAfterMs : null;
    expect(wait).toBeGreaterThan(800_000);
    expect(wait).toBeLessThanOrEqual(900_000);
  });

  test('finds its service overloaded: 529', async context => {
    const { expect } = context;
    const { exit } = await work(context, [{ status: 529, error: 'overloaded_error', message: 'Overloaded' }]);
    expect(exit).toEqual({ kind: 'rate-limited', retryAfterMs: null });
  });

  test('finds its service broken: 500', async context => {
    const { expect } = context;
    const { exit } = await work(context, [{ status: 500, error: 'api_error', message: 'broken' }]);
    expect(exit).toMatchObject({ kind: 'backend-failed', failure: 'crash' });
  });

  test('has no credit left', async context => {
    const { expect } = context;
    const message = 'Your credit balance is too low to access the Anthropic API.';
    const { exit } = await work(context, [{ status: 400, error: 'invalid_request_error', message }]);
    expect(exit).toMatchObject({ kind: 'backend-failed', failure: 'quota' });
  });

  test('hears nothing more, and runs out of time', async context => {
    const { expect } = context;
    const { exit, usage } = await work(context, [{ says: 'Well', stop: 'never' }], {
      job: { timeoutMs: 3000 },
    });
    expect(exit).toEqual({ kind: 'timed-out', afterMs: 3000 });
    expect(usage.costUsd).toBeNull();
  });

  test('is stopped: what was done stays, nothing runs, and its tokens are known', async context => {
    const { expect } = context;
    const control = new AbortController();
    const onOutput = (line: string) => line === 'And then' && control.abort('stop');
    const uses = [bash('echo part > part.txt; (setsid sleep 1000 >/dev/null 2>&1 &)')];
    const { exit, usage, place } = await work(context, [{ uses }, { says: 'And then', stop: 'never' }], {
      job: { signal: control.signal, onOutput },
      config: { price: { input: 3, output: 15 } },
    });
    expect(exit).toEqual({ kind: 'stopped' });
    expect(place.read('part.txt')).toBe('part\n');
    expect(usage).toMatchObject({ inputTokens: 260, turns: 2, model: MODEL });
    expect(usage.costUsd).toBeGreaterThan((260 * 3) / 1_000_000);
  });

  test('uses up its turns', async context => {
    const { expect } = context;
    const { exit, usage } = await work(context, [{ uses: [bash('echo more >> more.txt')] }], {
      config: { maxTurns: 2 },
    });
    expect(exit).toMatchObject({
      kind: 'backend-failed',
      failure: 'limit',
      message: expect.stringMatching(/turns/),
    });
    expect(usage).toMatchObject(served(2));
  });

  test('uses up its money', async context => {
    const { expect } = context;
    const { exit, usage } = await work(context, [{ uses: [bash('echo more >> more.txt')] }], {
      job: { budgetUsd: 0.0015 },
    });
    expect(exit).toMatchObject({
      kind: 'backend-failed',
      failure: 'limit',
      message: expect.stringMatching(/budget/),
    });
    expect(usage.costUsd).toBeGreaterThanOrEqual(0.0015);
    expect(usage).toMatchObject(served(usage.turns ?? 0));
  });

  test('has a model that refuses', async context => {
    const { expect } = context;
    const { exit } = await work(context, [{ says: 'I will not.', stop: 'refusal' }]);
    expect(exit).toMatchObject({ kind: 'backend-failed', failure: 'refused' });
  });

  test('does not know an argument of the configuration', async context => {
    const { expect } = context;
    const { exit, tail } = await work(context, [{ says: 'never' }], {
      config: { args: ['--no-such-option'] },
    });
    expect(exit).toEqual({ kind: 'exited', code: 1 });
    expect(tail).toContain('--no-such-option');
  });
});
