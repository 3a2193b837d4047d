/** What ends a job from outside: its time limit, a cancel, and a limit for what goes on after that. */
import type { JobRoom } from '../steps/room.ts';

/** Longer ones are not known to `setTimeout`. */
const LONGEST_MS = 2 ** 31 - 1;

export function limitTime(
  { stop, log, options }: JobRoom,
  { ms, cancel }: { readonly ms: number; readonly cancel: AbortSignal },
): { end(): void } {
  const over = new AbortController();
  const { signal } = over;
  const timers: NodeJS.Timeout[] = [];
  const after = (delay: number, act: () => void) => timers.push(setTimeout(act, Math.min(delay, LONGEST_MS)));
  const end = (cause: 'cancelled' | 'timed-out', message: string) => {
    if (stop.cancelled) return;
    log.tell('failure', message);
    stop.cancel(cause);
    after(options.cancelLimitMs, () => stop.kill());
  };
  const cancelJob = () => end('cancelled', 'The operation was canceled.');
  after(ms, () => {
    const minutes = ms / options.minuteMs;
    end('timed-out', `The job has exceeded the maximum execution time of ${minutes}m.`);
  });
  if (cancel.aborted) cancelJob();
  cancel.addEventListener('abort', cancelJob, { signal });
  return {
    end: () => {
      over.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
