/**
 * One at a time for each key, and no wake-up lost. Who finds the key taken leaves a mark and may go: whoever holds the key looks for
 * marks after letting go of it, and sends a job in the mark's place. The second try after the mark is for a holder who looked just
 * before. A holder who dies leaves a job behind that counts as active, and that is taken over.
 */
import type { Database, Lock, Sql } from '../database.ts';
import type { QueueName } from '../queue.ts';
import { writeText } from '../stored-text.ts';

export interface Turns {
  /** Resolves without having worked when someone else holds the key, who will see that it was asked for. */
  take(key: string, work: (lock: Lock) => Promise<void>): Promise<void>;
  /** The same, and leaves no mark. */
  tryTake(key: string, work: () => Promise<void>): Promise<void>;
  /** Was the key asked for in vain? Then it was sent anew. */
  passOn(key: string): Promise<boolean>;
}

export interface TurnsOptions {
  readonly database: Database;
  readonly queue: QueueName;
  send(key: string, sql: Sql): Promise<void>;
  /** What was sent is there for whoever looks. */
  readonly sent: () => void;
}

export function turnsOf({ database, queue, send, sent }: TurnsOptions): Turns {
  const values = (key: string) => [queue, writeText(key)];
  const tryLock = (key: string) => database.tryLock(`${queue} ${key}`);
  const mark = (key: string) =>
    database.query('insert into wakeups (queue, key) values ($1, $2) on conflict do nothing', values(key));

  const passOn = async (key: string): Promise<boolean> => {
    const wasAsked = await database.transaction(async sql => {
      const marks = await sql.query(
        'delete from wakeups where queue = $1 and key = $2 returning key',
        values(key),
      );
      if (marks.length > 0) await send(key, sql);
      return marks.length > 0;
    });
    if (wasAsked) sent();
    return wasAsked;
  };
  const hold = async (lock: Lock, key: string, work: (lock: Lock) => Promise<void>): Promise<void> => {
    try {
      await work(lock);
    } finally {
      await lock.release();
      await passOn(key);
    }
  };

  return {
    passOn,
    async take(key, work) {
      let lock = await tryLock(key);
      if (lock === null) {
        await mark(key);
        lock = await tryLock(key);
      }
      if (lock !== null) await hold(lock, key, work);
    },
    async tryTake(key, work) {
      const lock = await tryLock(key);
      if (lock !== null) await hold(lock, key, work);
    },
  };
}
