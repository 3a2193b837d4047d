/**
 * Work that outlives its process. A job is a queue's name and a key: what is to be done is in the tables under that key, so that
 * a wake-up may come twice. One job of a key is worked on at a time, over all replicas, and many keys at once. A key that is
 * asked for while it is worked on is worked on once more afterwards; that ten asked for it makes no difference.
 */
import type { Database, Sql } from './database.ts';
import { openBossQueue } from './queue/boss-queue.ts';

/** `deliveries`: keys are delivery ids. `runs`: keys are run ids. */
export type QueueName = 'deliveries' | 'runs';

export interface Queue {
  /**
   * Kept when it resolves; with `sql`, when that transaction is. `afterMs`: not before then; of several times asked for ahead
   * of one key the earliest counts, so a worker asks anew for what it still waits for.
   */
  send(name: QueueName, key: string, options?: SendOptions): Promise<void>;
  /** For whoever makes up for lost jobs: those that have one, whatever it waits for, get no further one. */
  restore(name: QueueName, keys: readonly string[]): Promise<void>;
  /** What was sent with a transaction that is over now is looked for at once, and not at the next look. */
  wake(name: QueueName): void;
  /** From now on this process works on what is sent, by whichever replica. */
  work(name: QueueName, worker: Worker): void;
  /** How many jobs wait, are worked on, and were given up. */
  sizes(): Promise<Readonly<Record<QueueName, QueueSize>>>;
  /** Takes nothing new, waits so long for what is under way, then leaves the rest to others. */
  stop(graceMs: number): Promise<void>;
}

export interface SendOptions {
  readonly afterMs?: number;
  readonly sql?: Sql;
}

export interface Worker {
  /** So many keys at once in this process. */
  readonly atOnce: number;
  /** A rejection is tried again, after longer and longer pauses. Aborted when its time is over or the queue stops. */
  handle(key: string, signal: AbortSignal): Promise<void>;
  /** Called once for a job that failed too often. */
  buried(key: string, reason: string): Promise<void>;
}

export interface QueueSize {
  readonly waiting: number;
  readonly active: number;
  readonly buried: number;
}

export interface QueueOptions {
  /** How often the database is asked for work that another replica sent. */
  readonly pollMs: number;
  /** A job may take so long; then it counts as failed. */
  readonly limitMs: number;
  /** A job whose worker is gone is noticed after about so long. */
  readonly takeoverMs: number;
  /** Retries after the first try, and the pause before the first of them in seconds, which doubles. */
  readonly retries: number;
  readonly retrySeconds: number;
  /** Told what went wrong in the queue itself; it goes on. */
  readonly trouble: (error: unknown) => void;
}

export const QUEUE_DEFAULTS: Omit<QueueOptions, 'trouble'> = {
  pollMs: 500,
  limitMs: 10 * 60_000,
  takeoverMs: 5_000,
  retries: 12,
  retrySeconds: 1,
};

/** The database must be migrated. */
export function openQueue(database: Database, options: Partial<QueueOptions> = {}): Promise<Queue> {
  return openBossQueue(database, { ...QUEUE_DEFAULTS, trouble: () => {}, ...options });
}
