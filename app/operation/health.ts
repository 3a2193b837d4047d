/** For whoever watches over the App: is it alive, can it work, and what has it done. */

import {
  type Answer,
  answering,
  type Handler,
  plain,
  READING,
  targetOf,
  wrongMethod,
} from '../http/answer.ts';
import { inTime } from './in-time.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Check } from './ports.ts';

export interface Readiness {
  readonly database: Check;
  readonly queue: Check;
  /** Whether GitHub knows the App. Asked until it has said yes once: later its outages are waited for, not ours. */
  readonly github: Check;
}

export interface HealthOptions {
  readonly checks: Readiness;
  readonly metrics: Metrics;
  readonly log: Log;
  /** True: no new work, please. */
  readonly isStopping: () => boolean;
  /** How long a check may take. */
  readonly checkMs?: number;
}

const CHECK_MS = 2_000;
type State = 'ok' | 'missing';

export function healthRoutes(options: HealthOptions): Handler {
  const { metrics, isStopping } = options;
  const checks = { ...options.checks, github: untilYes(options.checks.github) };
  const look = singleFlight(() => lookAt({ ...options, checks }));
  return answering(async request => {
    const path = targetOf(request)?.pathname;
    if (path !== '/healthz' && path !== '/readyz' && path !== '/metrics') return null;
    const refusal = wrongMethod(request, READING);
    if (refusal !== null) return refusal;
    if (path === '/healthz') return plain(200, 'alive\n');
    if (path === '/metrics') {
      const { type, text } = await metrics.text();
      return plain(200, text, { 'content-type': type });
    }
    if (isStopping()) return json(503, { ready: false, stopping: true });
    const found = await look();
    const ready = Object.values(found).every(state => state === 'ok');
    return json(ready ? 200 : 503, { ready, ...found });
  });
}

/** Before there is an App on GitHub: alive, so that nobody starts it again, and not ready. */
export const healthWithoutApp: Handler = answering(async request => {
  const path = targetOf(request)?.pathname;
  if (path !== '/healthz' && path !== '/readyz') return null;
  const refusal = wrongMethod(request, READING);
  if (refusal !== null) return refusal;
  return path === '/healthz' ? plain(200, 'alive\n') : json(503, { ready: false, app: 'no App yet' });
});

function json(status: number, value: object): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: `${JSON.stringify(value)}\n` };
}

async function lookAt({ checks, log, checkMs = CHECK_MS }: HealthOptions): Promise<Record<string, State>> {
  const found = await Promise.all(
    Object.entries(checks).map(async ([name, check]): Promise<[string, State]> => {
      try {
        await inTime(checkMs, check());
        return [name, 'ok'];
      } catch (error) {
        // What it says may name hosts and users: that is for the log alone.
        log.warn({ err: error, check: name }, 'not ready');
        return [name, 'missing'];
      }
    }),
  );
  return Object.fromEntries(found);
}

function untilYes(check: Check): Check {
  let isKnown = false;
  return async () => {
    if (!isKnown) await check();
    isKnown = true;
  };
}

/** Whoever asks while it is being found out gets that answer: nobody makes the database busy by asking. */
function singleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null;
  return () => {
    underWay ??= work().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
