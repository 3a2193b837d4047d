/** What Gemini CLI printed against a scripted service, read again. */
import { describe, expect, test } from 'vitest';
import { GeminiReader } from '../../../shared/io/backends/gemini/gemini-reader.ts';
import { NO_USAGE } from '../../../shared/run/attempts/evidence.ts';
import { GARBAGE, hear, linesOf } from '../recording.ts';

const read = (lines: readonly string[], code = 0, tail = '') => {
  const reader = new GeminiReader('log in');
  return { ...hear(reader, lines), ...reader.judge(code, tail) };
};
const recorded = (recording: string, code = 0) => read(linesOf(import.meta.dirname, recording), code);

describe('what Gemini CLI prints', () => {
  test('of work that went well', () => {
    expect(recorded('edits')).toEqual({
      shown: [
        'I begin.',
        'First a file.\nediting b.txt',
        'running echo x >> a.txt',
        'using read_file',
        'All done.',
      ],
      usage: { ...NO_USAGE, inputTokens: 300, outputTokens: 42, model: 'gemini-test' },
      exit: { kind: 'exited', code: 0 },
      message: null,
    });
  });

  test('of a tool that was refused', () => {
    const { shown, exit } = recorded('denied');
    expect(shown).toContainEqual(expect.stringMatching(/^failed: Path not in workspace/));
    expect(exit).toEqual({ kind: 'exited', code: 0 });
  });

  test.each([
    [
      'refused-key',
      144,
      'auth',
      'API key not valid. Please pass a valid API key. (INVALID_ARGUMENT). Hint: log in',
    ],
    ['daily-quota', 173, 'quota', 'You have exhausted your daily quota on this model.'],
    ['broken', 244, 'crash', 'Internal error encountered. (INTERNAL)'],
    ['max-turns', 53, 'limit', expect.stringMatching(/^Reached max session turns/)],
    ['blocked', 0, 'refused', 'The model response was blocked due to safety settings.'],
  ])('of a failure: %s', (recording, code, failure, message) => {
    expect(recorded(recording, code).exit).toEqual({ kind: 'backend-failed', failure, message });
  });

  test.each([
    ['rate-limit', 173, 23_500],
    ['overloaded', 247, null],
  ])('of a service that asks for a pause: %s', (recording, code, retryAfterMs) => {
    expect(recorded(recording, code).exit).toEqual({ kind: 'rate-limited', retryAfterMs });
  });

  test('of missing credentials: no JSON', () => {
    expect(read([], 41, 'YOLO mode is enabled.\nPlease set an Auth method\n').exit).toEqual({
      kind: 'backend-failed',
      failure: 'auth',
      message: 'Please set an Auth method. Hint: log in',
    });
  });

  test('in pieces, without an end of a line', () => {
    const piece = JSON.stringify({ type: 'message', role: 'assistant', content: 'x'.repeat(1500) });
    expect(read([piece, piece, piece]).shown.map(text => text.length)).toEqual([3000]);
  });

  test('that nobody can read', () => {
    expect(read(GARBAGE, 7)).toMatchObject({ exit: { kind: 'exited', code: 7 }, usage: NO_USAGE });
  });
});
