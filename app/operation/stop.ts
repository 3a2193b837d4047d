/**
 * How the App ends: no new connections, what runs gets its time, then what was opened is closed; at a start that fails, at once.
 * Whatever is left then is taken up at the next start, for nothing counts before it is stored.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningServer } from '../server.ts';
import type { Log } from './log.ts';
import type { Part, Work } from './ports.ts';

export interface Stopping {
  readonly server: RunningServer;
  readonly work: Work;
  /** In the order in which they are closed: the queue before the database. */
  readonly parts: readonly Part[];
  readonly graceMs: number;
  /** A part that takes longer to close is left as it is, in milliseconds. */
  readonly partMs?: number;
  readonly log: Log;
}

const PART_MS = 5_000;

/** True: everything was closed as it should be. */
export async function stop(stopping: Stopping): Promise<boolean> {
  const { server, work, parts, graceMs, partMs = PART_MS, log } = stopping;
  const grace = new AbortController();
  const timer = setTimeout(() => {
    log.warn(`work was left after ${graceMs} ms; it is taken up at the next start`);
    grace.abort();
  }, graceMs);
  const steps: readonly Part[] = [
    {
      name: 'connections and work',
      close: async () => {
        await Promise.all([server.close(grace.signal), settled(work, grace.signal)]).finally(() =>
          clearTimeout(timer),
        );
      },
    },
    ...parts.map(part => inTime(part, partMs)),
  ];
  const areClosed = await closeAll(steps, log);
  log.info('stopped');
  return areClosed;
}

/** For whoever cannot go on after some parts were opened: they are closed, the last first. */
export async function closeOpened(opened: readonly Part[], log: Log, partMs = PART_MS): Promise<void> {
  await closeAll(
    opened.toReversed().map(part => inTime(part, partMs)),
    log,
  );
}

/** What cannot be closed keeps nothing else open. False: there was such a part. */
async function closeAll(parts: readonly Part[], log: Log): Promise<boolean> {
  let areClosed = true;
  for (const { name, close } of parts) {
    try {
      await close();
    } catch (error) {
      areClosed = false;
      log.error({ err: error }, `could not close: ${name}`);
    }
  }
  return areClosed;
}

/** What was left may be in the way of closing. */
function inTime({ name, close }: Part, ms: number): Part {
  return {
    name,
    close: async () => {
      const closed = new AbortController();
      const late = delay(ms, undefined, { signal: closed.signal }).then(() => {
        throw new Error(`it took longer than ${ms} ms`);
      });
      late.catch(() => {});
      await Promise.race([close(), late]).finally(() => closed.abort());
    },
  };
}

/** Work that does not hear the signal is left, too. */
async function settled(work: Work, signal: AbortSignal): Promise<void> {
  const left = new Promise<void>(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([work.settle(signal), left]);
}

export interface Signals {
  on(signal: 'SIGTERM' | 'SIGINT', heard: () => void): unknown;
}

export interface SignalOptions {
  /** The process. */
  readonly signals: Signals;
  readonly exit: (code: number) => void;
  /** See {@link stop}. */
  readonly stop: () => Promise<boolean>;
  readonly log: Log;
}

/** The first signal stops in order, with exit code 0; a second one ends at once. */
export function stopOnSignals({ signals, exit, stop: begin, log }: SignalOptions): void {
  let isStopping = false;
  const hear = (name: string) => async (): Promise<void> => {
    if (isStopping) {
      log.warn(`${name} again: ending at once`);
      exit(1);
      return;
    }
    isStopping = true;
    log.info(`${name}: stopping`);
    exit((await begin()) ? 0 : 1);
  };
  for (const name of ['SIGTERM', 'SIGINT'] as const) signals.on(name, hear(name));
}
