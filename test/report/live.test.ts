import { Writable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { isInteractive, startLive, wantsColour } from '../../cli/live.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { NOW, PAYMENTS, RUNNING } from './payments.ts';

const RESUMED: RunEvent = { type: 'resumed', at: RUNNING.now, budget: null };

class Screen extends Writable {
  readonly isTTY: boolean;
  readonly columns = 80;
  readonly rows = 24;
  text = '';

  constructor(options: { isTTY: boolean }) {
    super({ decodeStrings: false });
    this.isTTY = options.isTTY;
  }

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

describe('the display', () => {
  test('of a pipe is plain lines', () => {
    const screen = new Screen({ isTTY: false });
    const live = startLive({ stream: screen, environment: {}, clock: () => NOW });
    live.update(RUNNING, RESUMED);
    live.progress({
      at: NOW,
      run: RUNNING.run,
      batch: 2,
      task: null,
      attempt: null,
      tree: null,
      kind: 'output',
      data: 'x',
    });
    live.update(PAYMENTS, { type: 'chained', at: NOW, key: 'chain', result: { steps: [] } });
    live.stop();
    expect(screen.text.split('\n').slice(0, 2)).toEqual([
      '[0:06] resumed',
      '[0:14] models: merged as 9d01000',
    ]);
    expect(screen.text).not.toContain('\u001b');
  });

  test('of a terminal is a frame that is taken away at the end', () => {
    vi.useFakeTimers();
    const screen = new Screen({ isTTY: true });
    const live = startLive({ stream: screen, environment: { NO_COLOR: '1' }, clock: () => NOW });
    live.update(RUNNING, RESUMED);
    expect(screen.text).toContain('payments · 10 tasks in 3 batches');
    const drawn = screen.text.length;
    for (let at = 0; at < 50; at++) live.update(RUNNING, RESUMED);
    expect(screen.text.length).toBe(drawn);
    vi.advanceTimersByTime(1000);
    const frames = screen.text.split('\u001b[?2026h').length - 1;
    expect(frames).toBeLessThanOrEqual(12);
    expect(screen.text).not.toContain('\u001b[36m');
    live.stop();
    const stopped = screen.text.length;
    vi.advanceTimersByTime(1000);
    expect(screen.text.length).toBe(stopped);
    vi.useRealTimers();
  });

  test('asks the stream and the environment', () => {
    const terminal = new Screen({ isTTY: true });
    expect(isInteractive({ stream: terminal, environment: {} })).toBe(true);
    expect(isInteractive({ stream: terminal, environment: { TERM: 'dumb' } })).toBe(false);
    expect(isInteractive({ stream: new Screen({ isTTY: false }), environment: {} })).toBe(false);
    expect(wantsColour({ stream: terminal, environment: { NO_COLOR: '' } })).toBe(true);
    expect(wantsColour({ stream: terminal, environment: { NO_COLOR: '1' } })).toBe(false);
  });
});
