/** What is measured, for Prometheus. Labels are of closed lists: no name of a repository, a run or a task is one. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { EVENTS } from '../manifest.ts';
import { inTime } from './in-time.ts';
import type { Counts } from './ports.ts';

export type DeliveryOutcome =
  | 'stored'
  | 'known'
  | 'not-stored'
  | 'unsigned'
  | 'wrong-signature'
  | 'malformed'
  | 'too-large';
export type StepOutcome = 'done' | 'failed' | 'overtaken';

export interface Metrics {
  delivered(delivery: {
    readonly event: string;
    readonly outcome: DeliveryOutcome;
    readonly seconds: number;
  }): void;
  /** A run was taken as far as it could go. */
  stepped(outcome: StepOutcome, seconds: number): void;
  /** `status` 0: there was no answer. */
  asked(call: { readonly method: string; readonly status: number; readonly limit: RateLimit | null }): void;
  text(): Promise<{ readonly type: string; readonly text: string }>;
}

export interface RateLimit {
  readonly resource: string;
  readonly left: number;
}

/** GitHub sends these to every App; so they are in no manifest. */
const ALWAYS = ['ping', 'installation', 'installation_repositories', 'github_app_authorization'];
const KNOWN_EVENTS = new Set([...EVENTS.map(({ name }) => name), ...ALWAYS]);
const METHODS = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);
const RESOURCES = new Set(['core', 'graphql', 'search']);
const STATUSES = new Set([...['running', 'completed', 'partial', 'failed', 'cancelled', 'parked', 'empty']]);
/** Prometheus asks again soon. */
const COUNTING_MS = 2_000;

export function openMetrics(counts: Counts): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const deliveries = new Counter({
    ...{ registers, name: 'braid_deliveries_total', help: 'Webhooks by event and what became of them' },
    labelNames: ['event', 'outcome'],
  });
  const acknowledged = new Histogram({
    ...{ registers, name: 'braid_acknowledge_seconds', help: 'From the head of a webhook to its answer' },
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const steps = new Histogram({
    ...{ registers, name: 'braid_step_seconds', help: 'How long a step of a run took' },
    labelNames: ['outcome'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
  });
  const calls = new Counter({
    ...{ registers, name: 'braid_github_calls_total', help: 'Requests to GitHub, repeated ones too' },
    labelNames: ['method', 'status'],
  });
  const left = new Gauge({
    ...{ registers, name: 'braid_github_rate_limit_remaining', help: 'As the newest answer said' },
    labelNames: ['resource'],
  });
  const lost = new Counter({
    ...{ registers, name: 'braid_counting_failures_total', help: 'Counts that the database did not give' },
  });
  const counting = (name: string, help: string, count: () => Promise<number>) =>
    new Gauge({
      ...{ registers, name, help },
      async collect() {
        // An old number would look like a new one.
        this.remove();
        const number = await inTime(COUNTING_MS, count()).catch(() => null);
        if (number === null) lost.inc();
        else this.set(number);
      },
    });
  counting('braid_queue_depth', 'What is to be done and not begun', counts.queueDepth);
  counting(
    'braid_deliveries_failed',
    'Webhooks of the last four days that came to nothing, although they should not have',
    counts.deliveriesFailed,
  );
  counting(
    'braid_delivery_oldest_waiting_seconds',
    'Since the oldest webhook came that is not worked off',
    counts.oldestWaitingSeconds,
  );
  counting('braid_runs_troubled', 'Runs that cannot go on, and are tried again', counts.runsTroubled);
  new Gauge({
    ...{ registers, name: 'braid_runs', help: 'Runs by status', labelNames: ['status'] },
    async collect() {
      this.reset();
      const runs = await inTime(COUNTING_MS, counts.runsByStatus()).catch(() => null);
      if (runs === null) lost.inc();
      for (const [status, count] of Object.entries(runs ?? {}))
        this.inc({ status: known(STATUSES, status) }, count);
    },
  });

  return {
    delivered: ({ event, outcome, seconds }) => {
      deliveries.inc({ event: known(KNOWN_EVENTS, event), outcome });
      if (outcome === 'stored' || outcome === 'known') acknowledged.observe(seconds);
    },
    stepped: (outcome, seconds) => steps.observe({ outcome }, seconds),
    asked: ({ method, status, limit }) => {
      const kind = status === 0 ? 'none' : status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
      calls.inc({ method: known(METHODS, method), status: kind });
      if (limit !== null) left.set({ resource: known(RESOURCES, limit.resource) }, limit.left);
    },
    text: async () => ({
      type: register.contentType,
      text: await register.metrics(),
    }),
  };
}

/** Whoever sends us a word of their own does not make a new series of it. */
function known(list: ReadonlySet<string>, word: string): string {
  return list.has(word) ? word : 'other';
}
