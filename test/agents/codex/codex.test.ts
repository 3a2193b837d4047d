/** Codex's own program against a scripted service. It is installed by `.ci/agents`, which names it by BRAID_TEST_CODEX. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'vitest';
import type { AgentBackendConfig } from '../../../shared/plan/config.ts';
import { KEY, makeWorkplace, type WorkOptions, type Workplace } from '../workplace.ts';
import { ANSWER_USAGE, type Answer, startResponsesApi } from './responses-api.ts';

const PROGRAM = process.env.BRAID_TEST_CODEX ?? null;
/** One that Codex does not know: the tools that it offers with it are few and lasting. */
const MODEL = 'scripted-1';

interface Options extends Omit<WorkOptions, 'outside'> {
  readonly config?: Partial<AgentBackendConfig>;
  readonly outside?: Readonly<Record<string, string>>;
  readonly before?: (place: Workplace) => void;
  readonly program?: (place: Workplace) => string;
}

async function work(context: TestContext, script: readonly Answer[], options: Options = {}) {
  const { config = {}, outside = { OPENAI_API_KEY: KEY }, job, before, program, ...more } = options;
  const place = makeWorkplace(context);
  const api = await startResponsesApi(context, script);
  before?.(place);
  const address = ['-c', `model_providers.braid.base_url="${api.url}"`];
  const args = [...address, ...(config.args ?? SANDBOX)];
  const outcome = await place.run(
    { kind: 'codex', program: program?.(place) ?? PROGRAM, passEnv: ['GITHUB_TOKEN'], ...config, args },
    { outside: { GITHUB_TOKEN: 'never', ...outside }, ...more, job: { model: MODEL, ...job } },
  );
  const log = readFileSync(place.log, 'utf8');
  context.expect(log).not.toContain(KEY);
  context.expect(place.left()).toEqual([]);
  return { ...outcome, place, api, log };
}

const WITHOUT_NAMESPACES = `#!/bin/sh
exec unshare --user --map-root-user sh -c 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"' sh ${PROGRAM} "$@"
`;

type Refusal = Readonly<Record<string, unknown>>;

const PATCH = `apply_patch <<'END'
*** Begin Patch
*** Update File: a.txt
@@
-old
+new
*** Add File: src/b.txt
+b
*** End Patch
END`;

/** Codex tells no cost, no turns and no model. */
const served = (answers: number) => ({
  costUsd: null,
  inputTokens: answers * ANSWER_USAGE.input,
  outputTokens: answers * ANSWER_USAGE.output,
  turns: null,
  model: null,
});

const NOTHING = { costUsd: null, inputTokens: null, outputTokens: null, turns: null, model: null };

const NAMESPACES = spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
/** Where Codex's sandbox does not work, the machine is one, or the other tests could not run. */
const SANDBOX = NAMESPACES ? [] : ['--sandbox', 'danger-full-access'];

const RETRY_ONCE = ['-c', 'model_providers.braid.stream_max_retries=1'];

describe.skipIf(PROGRAM === null).concurrent('Codex itself (BRAID_TEST_CODEX)', () => {
  test('does the work: files, words, usage, cost', async context => {
    const { expect } = context;
    const tell = 'echo "$CODEX_API_KEY$OPENAI_API_KEY|$GITHUB_TOKEN|$BRAID_TASK" > env.txt';
    const { exit, usage, place, api, log } = await work(
      context,
      [
        { calls: ['echo old > a.txt'] },
        { says: 'Now a patch.', calls: [PATCH] },
        { calls: [tell] },
        { says: 'Done.' },
      ],
      { prompt: '--help $(touch no) make a\n', config: { prices: { [MODEL]: { input: 2, output: 10 } } } },
    );
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(place.files()).toEqual(['a.txt', 'env.txt', 'src/b.txt']);
    expect(place.read('a.txt')).toBe('new\n');
    expect(place.read('env.txt')).toBe('||task\n');
    expect(usage).toEqual({ ...served(4), costUsd: expect.closeTo(0.0012) });
    expect(place.seen.filter(line => !/^warning: Model metadata|^Reading prompt/.test(line))).toEqual([
      'running echo old > a.txt',
      'Now a patch.',
      'editing a.txt, src/b.txt',
      expect.stringMatching(/^running echo/),
      'Done.',
    ]);
    expect(api.asked.map(({ model }) => model)).toEqual(Array(4).fill(MODEL));
    expect(api.asked[0]).toMatchObject({ authorization: `Bearer ${KEY}` });
    expect(api.asked[0]?.input).toContain('--help $(touch no) make a');
    expect(log).toContain('turn.completed');
  });

  test('changes nothing', async context => {
    const { expect } = context;
    const { exit, usage, place } = await work(context, [{ says: 'Nothing to do.' }]);
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(usage).toEqual(served(1));
    expect(place.files()).toEqual([]);
  });

  test('works with the login of a person, and with their configuration', async context => {
    const { expect } = context;
    const config =
      'model_provider = "braid"\n[model_providers.braid]\nname = "mine"\nrequires_openai_auth = true\n';
    const before = ({ home }: Workplace) => {
      mkdirSync(join(home, '.codex'));
      writeFileSync(join(home, '.codex/config.toml'), config);
      writeFileSync(join(home, '.codex/auth.json'), '{"OPENAI_API_KEY":"of-the-login"}');
    };
    const { exit, api } = await work(context, [{ says: 'Done.' }], { before });
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(api.asked[0]).toMatchObject({ authorization: 'Bearer of-the-login' });
  });

  test.skipIf(!NAMESPACES)('is kept from writing elsewhere by its sandbox', async context => {
    const { expect } = context;
    const { exit, place, log } = await work(
      context,
      [{ calls: ['echo x > "$HOME/x"; echo "it ended with $?"'] }, { says: 'I could not.' }],
      { config: { args: ['-c', 'sandbox_workspace_write.exclude_slash_tmp=true'] } },
    );
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(place.files()).toEqual([]);
    expect(log).toContain('it ended with 1');
  });

  test.skipIf(!NAMESPACES)('may be given a stricter sandbox by the configuration', async context => {
    const { expect } = context;
    const { place, api } = await work(context, [{ calls: ['echo x > x'] }, { says: 'I could not.' }], {
      config: { args: ['--sandbox', 'read-only'] },
    });
    expect(place.files()).toEqual([]);
    // It prints nothing about a command that its sandbox stopped.
    expect(api.asked.at(-1)?.input).toContain('Read-only file system');
  });

  test.skipIf(!NAMESPACES)('cannot use its sandbox here, and says what to do', async context => {
    const { expect } = context;
    const { exit, place } = await work(context, [{ calls: ['echo x > x'] }, { says: 'I could not.' }], {
      before: ({ home }) => writeFileSync(join(home, 'codex'), WITHOUT_NAMESPACES, { mode: 0o755 }),
      program: ({ home }) => join(home, 'codex'),
    });
    expect(exit).toEqual({
      kind: 'backend-failed',
      failure: 'crash',
      message: expect.stringMatching(/its sandbox does not work here \(bwrap: .*Hint: allow/),
    });
    expect(place.files()).toEqual([]);
  });

  test.for<[number, Refusal, string, RegExp]>([
    [
      401,
      { message: 'Incorrect API key provided', code: 'invalid_api_key' },
      'auth',
      /Incorrect.*Hint: set CODEX_API_KEY/,
    ],
    [403, { message: 'Not in this country' }, 'auth', /403/],
    [
      429,
      { message: 'You exceeded your current quota', type: 'insufficient_quota' },
      'quota',
      /Quota exceeded/,
    ],
    [
      429,
      { message: 'Reached', type: 'usage_limit_reached', resets_in_seconds: 7200 },
      'quota',
      /usage limit/,
    ],
    [500, { message: 'broken' }, 'crash', /high demand/],
    [404, { message: 'The model does not exist', code: 'model_not_found' }, 'refused', /does not exist/],
  ])('is refused by its service: %i, %j', async ([status, error, failure, words], context) => {
    const { expect } = context;
    const { exit, usage, place } = await work(context, [{ status, error }]);
    expect(exit).toEqual({ kind: 'backend-failed', failure, message: expect.stringMatching(words) });
    expect(usage).toEqual(NOTHING);
    expect(place.files()).toEqual([]);
  });

  test('has no key and no login', async context => {
    const { expect } = context;
    const { exit, api } = await work(context, [{ status: 401, error: { message: 'Missing bearer' } }], {
      outside: {},
      config: {
        args: [
          '-c',
          'model_provider="braid"',
          '-c',
          'model_providers.braid.name="none"',
          '-c',
          'model_providers.braid.stream_max_retries=0',
        ],
      },
    });
    expect(exit).toMatchObject({ kind: 'backend-failed', failure: 'auth' });
    expect(api.asked[0]?.authorization ?? '').toBe('');
  });

  test('is rate-limited: 429', async context => {
    const { expect } = context;
    const { exit } = await work(context, [{ status: 429, error: { message: 'slow down' } }]);
    expect(exit).toEqual({ kind: 'rate-limited', retryAfterMs: null });
  });

  test('is rate-limited in an answer, for as long as the service says, and tries again itself first', async context => {
    const { expect } = context;
    const message = 'Rate limit reached for scripted-1. Please try again in 0.5s.';
    const { exit, api, place } = await work(context, [{ fails: { code: 'rate_limit_exceeded', message } }], {
      config: { args: RETRY_ONCE },
    });
    expect(exit).toEqual({ kind: 'rate-limited', retryAfterMs: 500 });
    expect(api.asked).toHaveLength(2);
    expect(place.seen).toContainEqual(expect.stringMatching(/^Reconnecting\.\.\. 1\/1/));
  });

  test('loses the stream once, and goes on', async context => {
    const { expect } = context;
    const { exit, usage } = await work(context, [{ says: 'and', stop: 'cut' }, { says: 'Done.' }]);
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(usage).toEqual(served(1));
  });

  test.for<[string, Answer, string]>([
    ['the context', { fails: { code: 'context_length_exceeded', message: 'too long' } }, 'limit'],
    ['an answer', { incomplete: 'max_output_tokens' }, 'limit'],
    ['a filter', { incomplete: 'content_filter' }, 'refused'],
    ['a policy', { fails: { code: 'invalid_prompt', message: 'Invalid prompt: it was flagged' } }, 'refused'],
  ])('ends at a limit of %s', async ([_name, answer, failure], context) => {
    const { expect } = context;
    const { exit } = await work(context, [answer], {
      config: { args: ['-c', 'model_providers.braid.stream_max_retries=0'] },
    });
    expect(exit).toMatchObject({ kind: 'backend-failed', failure });
  });

  test('hears nothing more, and runs out of time: what was done stays, nothing runs', async context => {
    const { expect } = context;
    const { exit, usage, place } = await work(
      context,
      [
        { calls: ['echo part > part.txt; (setsid sleep 1000 >/dev/null 2>&1 &)'] },
        { says: 'and then', stop: 'never' },
      ],
      { job: { timeoutMs: 8000 } },
    );
    expect(exit).toEqual({ kind: 'timed-out', afterMs: 8000 });
    expect(place.read('part.txt')).toBe('part\n');
    expect(usage).toEqual(NOTHING);
  });

  test('does not know an argument of the configuration', async context => {
    const { expect } = context;
    const { exit, tail } = await work(context, [{ says: 'never' }], {
      config: { args: ['--no-such-option'] },
    });
    expect(exit).toEqual({ kind: 'exited', code: 2 });
    expect(tail).toContain('--no-such-option');
  });
});
