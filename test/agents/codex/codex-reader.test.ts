/** What Codex printed against a scripted service, read again. */
import { describe, expect, test } from 'vitest';
import { CodexReader } from '../../../shared/io/backends/codex/codex-reader.ts';
import { NO_USAGE } from '../../../shared/run/attempts/evidence.ts';
import { jobIn } from '../job.ts';
import { GARBAGE, hear, linesOf } from '../recording.ts';

const read = (lines: readonly string[], code = 0) => {
  const reader = new CodexReader(jobIn('/the/tree'), 'log in');
  return { ...hear(reader, lines), ...reader.judge(code) };
};
const recorded = (recording: string, code = 0) => read(linesOf(import.meta.dirname, recording), code);
const failing = (message: string) =>
  read([JSON.stringify({ type: 'turn.failed', error: { message } })], 1).exit;

describe('what Codex prints', () => {
  test('of work that went well; a warning is no failure', () => {
    expect(recorded('edits')).toEqual({
      shown: [
        expect.stringMatching(/^warning: Model metadata/),
        'running echo old > a.txt',
        'editing a.txt, sub/c.txt',
        'running echo no; exit 3',
        'exit code 3',
        'all done',
      ],
      usage: { ...NO_USAGE, inputTokens: 400, outputTokens: 40 },
      exit: { kind: 'exited', code: 0 },
      message: null,
    });
  });

  test('of a sandbox that does not work', () => {
    const lines = linesOf(import.meta.dirname, 'no-sandbox');
    const { shown, exit } = read(lines);
    expect(shown).toContainEqual(expect.stringMatching(/^bwrap: No permissions/));
    expect(exit).toMatchObject({
      failure: 'crash',
      message: expect.stringMatching(/does not work here.*Hint: /),
    });
    const edit = '{"type":"item.completed","item":{"type":"file_change","status":"completed"}}';
    expect(read([edit, ...lines])).toMatchObject({
      exit: { kind: 'exited', code: 0 },
      message: expect.stringMatching(/does not work here/),
    });
  });

  test('of a rate limit, after it tried again', () => {
    const { shown, exit, usage } = recorded('rate-limit', 1);
    expect(shown).toContainEqual(expect.stringMatching(/^Reconnecting\.\.\. 2\/2/));
    expect(exit).toEqual({ kind: 'rate-limited', retryAfterMs: 300 });
    expect(usage).toEqual(NO_USAGE);
  });

  test('of a key that was refused', () => {
    expect(recorded('refused-key', 1).exit).toMatchObject({
      failure: 'auth',
      message: expect.stringMatching(/401 Unauthorized: Incorrect API key.*\. Hint: log in$/),
    });
  });

  test.each([
    ['Quota exceeded. Check your plan and billing details.', 'quota'],
    ['You’ve hit your usage limit. Try again at 3:00 AM.', 'quota'],
    ['To use Codex with your ChatGPT plan, upgrade to Plus', 'quota'],
    ['unexpected status 403 Forbidden: Rate limit of your region', 'auth'],
    ["Codex ran out of room in the model's context window.", 'limit'],
    ['budget reached', 'limit'],
    [
      'stream disconnected before completion: Incomplete response returned, reason: content_filter',
      'refused',
    ],
    ['The model `x` does not exist', 'refused'],
    ['We’re currently experiencing high demand, which may cause temporary errors.', 'crash'],
  ])('"%s" is %s', (message, failure) => {
    expect(failing(message)).toMatchObject({ kind: 'backend-failed', failure });
  });

  test.each([
    ['exceeded retry limit, last status: 429 Too Many Requests', null],
    ['Rate limit reached. Please try again in 1.5s.', 1500],
    ['Rate limit reached. Please try again in 250ms.', 250],
    ['Rate limit reached. Please try again in 2 minutes.', 120_000],
    ['Rate limit reached. Please try again in 99h.', 6 * 3_600_000],
    ['Selected model is at capacity. Please try a different model.', null],
  ])('"%s" names %s ms', (message, retryAfterMs) => {
    expect(failing(message)).toEqual({ kind: 'rate-limited', retryAfterMs });
  });

  test('that nobody can read', () => {
    expect(read(GARBAGE, 7)).toMatchObject({ exit: { kind: 'exited', code: 7 }, usage: NO_USAGE });
  });
});
