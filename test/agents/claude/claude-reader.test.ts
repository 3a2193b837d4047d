/** Lines that Claude Code 2.1 printed, kept in `recordings`: what a person sees of them, what was used, how it ended. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { claudeExit } from '../../../shared/io/backends/claude/claude-exit.ts';
import { ClaudeReader } from '../../../shared/io/backends/claude/claude-reader.ts';
import { jobIn } from '../job.ts';

afterEach(() => {
  vi.useRealTimers();
});

function readLines(lines: readonly string[]) {
  const reader = new ClaudeReader(jobIn('/tree'));
  const seen = lines.flatMap(line => reader.line(line) ?? []);
  return { reader, seen, usage: reader.usage() };
}

function replay(name: string) {
  const file = join(import.meta.dirname, 'recordings', `${name}.jsonl`);
  return readLines(readFileSync(file, 'utf8').trim().split('\n'));
}

test('edits', () => {
  const { reader, seen, usage } = replay('edits');
  expect(seen).toEqual([
    'I begin.',
    'writing src/a.ts',
    'editing src/a.ts',
    'running npm --version',
    'All is done.',
  ]);
  expect(usage).toEqual({
    costUsd: 0.0032805000000000004,
    inputTokens: 390,
    outputTokens: 150,
    turns: 3,
    model: 'claude-sonnet-4-5',
  });
  expect(reader.judge(0)).toEqual({ exit: { kind: 'exited', code: 0 }, message: null });
});

test('tools that were not allowed', () => {
  const { reader, seen } = replay('denied');
  expect(seen).toContain('not allowed: WebFetch');
  expect(reader.judge(0)).toEqual({
    exit: { kind: 'exited', code: 0 },
    message: 'permission denied: Write, WebFetch',
  });
});

test.each([
  ['max-turns', 'limit', 'Reached maximum number of turns (2)'],
  ['refusal', 'refused', expect.stringMatching(/can't help with this/)],
  ['refused-key', 'auth', expect.stringMatching(/^Invalid API key .*Hint: set ANTHROPIC_API_KEY/)],
] as const)('%s', (name, failure, message) => {
  expect(replay(name).reader.judge(1).exit).toEqual({ kind: 'backend-failed', failure, message });
});

test('a rate limit whose end the service named', () => {
  const { reader, seen } = replay('rate-limit');
  expect(reader.judge(1).exit).toEqual({ kind: 'rate-limited', retryAfterMs: 3493 });
  expect(seen[0]).toBe('the service answered 429, asking again in 3 s');
});

test('the limit of a subscription, and when it is lifted', () => {
  vi.useFakeTimers({ now: (1_795_657_189 - 600) * 1000 });
  const { reader } = replay('subscription-limit');
  expect(reader.judge(1).exit).toEqual({ kind: 'rate-limited', retryAfterMs: 600_000 });
  vi.setSystemTime((1_795_657_189 - 7 * 60 * 60) * 1000);
  expect(reader.judge(1).exit).toMatchObject({ kind: 'backend-failed', failure: 'quota' });
});

test('what was used when it was cut off is estimated, its cost is not known', () => {
  const { usage } = replay('cut-off');
  expect(usage).toEqual({
    costUsd: null,
    inputTokens: 130,
    outputTokens: 2,
    turns: 1,
    model: 'claude-sonnet-4-5',
  });
});

describe('an end', () => {
  const end = { result: null, error: null, retryDelayMs: null, resetsInMs: null };
  test('without a result', () => {
    expect(claudeExit(0, end)).toMatchObject({ kind: 'backend-failed', failure: 'crash' });
    expect(claudeExit(3, end)).toEqual({ kind: 'exited', code: 3 });
  });

  test.each([
    ['overloaded', { kind: 'rate-limited', retryAfterMs: null }],
    ['billing_error', { failure: 'quota' }],
    ['model_not_found', { failure: 'refused' }],
    ['oauth_org_not_allowed', { failure: 'auth' }],
    ['something new', { failure: 'crash' }],
  ])('for %s', (error, expected) => {
    const lines = [
      JSON.stringify({ type: 'assistant', error, message: { id: 'm', content: [] } }),
      JSON.stringify({ type: 'result', is_error: true, result: 'no' }),
    ];
    expect(readLines(lines).reader.judge(1).exit).toMatchObject(expected);
  });

  test('for a pause of its own is not one that the service named', () => {
    const lines = [
      '{"type":"system","subtype":"api_retry","retry_delay_ms":1190,"error_status":429}',
      '{"type":"result","is_error":true,"result":"no","api_error_status":429}',
    ];
    expect(readLines(lines).reader.judge(1).exit).toEqual({ kind: 'rate-limited', retryAfterMs: null });
  });
});

test('lines of another shape are nothing', () => {
  const lines = ['{', '{}', '{"type":"new"}', '{"type":"assistant"}', '{"type":"result","modelUsage":7}'];
  const { seen, usage, reader } = readLines(lines);
  expect(seen).toEqual([]);
  expect(usage).toMatchObject({ costUsd: null, turns: 0 });
  expect(reader.judge(1).exit).toMatchObject({ kind: 'backend-failed', failure: 'crash' });
});
