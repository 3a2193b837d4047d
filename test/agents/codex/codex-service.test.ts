/** Codex's own program and a service that does not do what it should. */
import { describe, test } from 'vitest';
import { NO_USAGE } from '../../../shared/run/attempts/evidence.ts';
import { PROGRAM, served, work } from './codex-work.ts';
import type { Answer } from './responses-api.ts';

type Refusal = Readonly<Record<string, unknown>>;

const RETRY_ONCE = ['-c', 'model_providers.braid.stream_max_retries=1'];

describe.skipIf(PROGRAM === null).concurrent('Codex itself and its service (BRAID_TEST_CODEX)', () => {
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
    expect(usage).toEqual(NO_USAGE);
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
});
