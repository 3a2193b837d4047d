/**
 * The display of a run that goes on: a frame that is drawn anew where a terminal can, else a line per event. What is shown
 * is decided in `shared/report`; here are only the clock, the stream and its size.
 */
import type { WriteStream } from 'node:tty';
import { createLogUpdate } from 'log-update';
import type { Progress } from '../shared/io/ports.ts';
import type { TaskId } from '../shared/plan/plan.ts';
import { plainLines } from '../shared/report/plain.ts';
import { liveFrame, type Sighting } from '../shared/report/terminal/live-frame.ts';
import type { RunEvent } from '../shared/run/event.ts';
import type { RunState, Started } from '../shared/run/state.ts';

/** Ten frames a second: the spinner turns, and a flood of events costs nothing. */
const FRAME_MS = 100;

export interface LiveOptions {
  readonly stream: NodeJS.WritableStream | WriteStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface Live {
  /** What an event made of the run. */
  update(state: Started, event: RunEvent): void;
  progress(progress: Progress): void;
  /** A line that stays. */
  say(line: string): void;
  /** Takes the frame away and gives the cursor back. */
  stop(): void;
}

export function startLive(options: LiveOptions): Live {
  return isInteractive(options) ? startFrames(options) : startLines(options);
}

/** A terminal that can move its cursor. */
export function isInteractive({ stream, environment }: Pick<LiveOptions, 'stream' | 'environment'>): boolean {
  return 'isTTY' in stream && stream.isTTY && environment.TERM !== 'dumb' && !environment.CI;
}

/** https://no-color.org: any value that is not empty. */
export function wantsColour(options: Pick<LiveOptions, 'stream' | 'environment'>): boolean {
  return isInteractive(options) && !options.environment.NO_COLOR;
}

function startLines({ stream }: LiveOptions): Live {
  let last: RunState = null;
  return {
    update(state, event) {
      const lines = plainLines(last, event, state);
      last = state;
      if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
    },
    progress() {},
    say(line) {
      stream.write(`${line}\n`);
    },
    stop() {},
  };
}

function startFrames(options: LiveOptions): Live {
  const { stream, clock } = options;
  const colour = wantsColour(options);
  const log = createLogUpdate(stream);
  const sightings = new Map<TaskId | null, Sighting>();
  let state: RunState = null;
  let tick = 0;
  const draw = () => {
    if (state === null) return;
    const { width, height } = sizeOf(stream);
    tick += 1;
    log(liveFrame(state, { sightings, now: clock(), width, height, tick, colour }));
  };
  // A terminal that became narrower has broken the old lines, and their number is no longer known.
  const redraw = () => {
    log.clear();
    draw();
  };
  const timer = setInterval(draw, FRAME_MS).unref();
  stream.on('resize', redraw);
  return {
    update(next) {
      const first = state === null;
      state = next;
      if (first) draw();
    },
    progress({ task, kind, data }) {
      sightings.set(task, { kind, data });
    },
    say(line) {
      log.persist(line);
    },
    stop() {
      clearInterval(timer);
      stream.off('resize', redraw);
      log.clear();
      log.done();
    },
  };
}

function sizeOf(stream: LiveOptions['stream']): { readonly width: number; readonly height: number } {
  const known = 'columns' in stream ? stream : null;
  return { width: known?.columns ?? 80, height: known?.rows ?? 24 };
}
