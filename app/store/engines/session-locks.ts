/**
 * Locks that the server frees when their holder dies: advisory ones of a session. One connection holds all of this process, since
 * a connection for each would use up the server's. It cannot tell two holders in one process apart, so a list does.
 */
import type pg from 'pg';
import type { Lock } from '../database.ts';
import { writeText } from '../stored-text.ts';

/** A lock is a number for the server. 64 bits: names that share one would keep each other out. */
const NUMBER = `hashtextextended('braid ' || $1, 0)`;

/** A holder whose machine is gone is noticed by the server after about 50 s, not after hours. */
const KEEPALIVE =
  'set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3; set idle_session_timeout = 0';

interface Session {
  /** A connection takes one statement at a time. */
  readonly ask: (statement: string, name: string) => Promise<boolean>;
  readonly held: Set<string>;
  readonly lost: AbortSignal;
  readonly end: () => void;
}

export interface SessionLocks {
  tryLock(name: string): Promise<Lock | null>;
  close(): Promise<void>;
}

export function openSessionLocks(connect: () => pg.Client): SessionLocks {
  let session: Promise<Session> | null = null;

  const current = (): Promise<Session> => {
    if (session !== null) return session;
    const opened = openSession(connect, () => {
      if (session === opened) session = null;
    });
    session = opened;
    return opened;
  };

  return {
    async tryLock(name) {
      const opened = await current();
      const { ask, held, lost, end } = opened;
      if (held.has(name)) return null;
      held.add(name);
      try {
        if (!(await ask(`pg_try_advisory_lock(${NUMBER})`, name))) {
          held.delete(name);
          return null;
        }
      } catch (error) {
        held.delete(name);
        // Whether it was taken is not known: with the session it is freed.
        end();
        throw error;
      }
      return { lost, release: once(() => release(opened, name)) };
    },
    async close() {
      const opened = await session?.catch(() => null);
      opened?.end();
    },
  };
}

async function openSession(connect: () => pg.Client, gone: () => void): Promise<Session> {
  const client = connect();
  const lost = new AbortController();
  const end = () => {
    if (lost.signal.aborted) return;
    lost.abort(new Error('the connection to the database broke, and its lock with it'));
    gone();
    client.end().catch(() => {});
  };
  client.on('error', end);
  client.on('end', end);
  try {
    await client.connect();
    await client.query(KEEPALIVE);
  } catch (error) {
    end();
    throw error;
  }
  return { ask: inTurn(client), held: new Set(), lost: lost.signal, end };
}

function inTurn(client: pg.Client): Session['ask'] {
  let last: Promise<unknown> = Promise.resolve();
  return (statement, name) => {
    const ask = async () => {
      const { rows } = await client.query<{ readonly yes: boolean }>(`select ${statement} as yes`, [
        writeText(name),
      ]);
      return rows[0]?.yes === true;
    };
    const answer = last.then(ask, ask);
    last = answer;
    return answer;
  };
}

/** Never fails: what cannot be given back is freed with the session. */
async function release(session: Session, name: string): Promise<void> {
  if (session.lost.aborted || !session.held.has(name)) return;
  try {
    await session.ask(`pg_advisory_unlock(${NUMBER})`, name);
  } catch {
    session.end();
  }
  session.held.delete(name);
}

/** A second release would be that of whoever came next. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= work();
    return done;
  };
}
