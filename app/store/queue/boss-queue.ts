/** The queue: pg-boss keeps the jobs and their retries, `turns.ts` sees to one at a time, and what pg-boss has not is here. */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../database.ts';
import type { Queue, QueueName, QueueOptions, QueueSize, Worker } from '../queue.ts';
import { readText, storedText, writeText } from '../stored-text.ts';
import { ringAlarms, setAlarm } from './alarms.ts';
import { type Boss, GRAVES, type Job, openBoss } from './boss.ts';
import { type Loop, startLoop } from './loop.ts';
import { repeatedly } from './repeatedly.ts';
import { type Turns, turnsOf } from './turns.ts';
import { SETTLE_MS, within } from './within.ts';

const NAMES: readonly QueueName[] = ['deliveries', 'runs'];
/** Graves are rarely filled. */
const GRAVE_POLLS = 10;

export async function openBossQueue(database: Database, options: QueueOptions): Promise<Queue> {
  const boss = await openBoss(database, options);
  const loops = new Map<QueueName, Loop>();
  const graves: Loop[] = [];
  const stopping = new AbortController();

  const sendNow = async (name: QueueName, key: string) => {
    await boss.send(name, key);
    loops.get(name)?.wake();
  };
  const turnsIn = (queue: QueueName) =>
    turnsOf({
      ...{ database, queue, send: (key, sql) => boss.send(queue, key, sql) },
      sent: () => loops.get(queue)?.wake(),
    });
  const turns: Record<QueueName, Turns> = { deliveries: turnsIn('deliveries'), runs: turnsIn('runs') };
  const chores = [
    repeatedly(options.pollMs, options.trouble, () =>
      ringAlarms(database, (name, key, sql) => boss.send(name, key, sql)),
    ),
    repeatedly(options.takeoverMs, options.trouble, () =>
      takeOver(database, boss, turns, options.takeoverMs),
    ),
  ];

  const handleJob = (name: QueueName, worker: Worker, job: Job) =>
    turns[name].take(job.key, lock =>
      within({
        limitMs: options.limitMs,
        end: AbortSignal.any([lock.lost, stopping.signal]),
        work: signal => worker.handle(job.key, signal),
        overdue: reason =>
          options.trouble(
            new Error(`the work on ${job.key} (${name}) goes on although it was told to end: ${reason}`),
          ),
      }),
    );
  const bury = async (name: QueueName, worker: Worker, { key, reason }: Job) => {
    if (!(await turns[name].passOn(key))) await worker.buried(key, reason ?? 'its worker died');
  };

  return {
    async send(name, key, { afterMs = 0, sql } = {}) {
      if (afterMs > 0) await setAlarm(sql ?? database, name, key, afterMs);
      else if (sql === undefined) await sendNow(name, key);
      else await boss.send(name, key, sql);
    },
    async restore(name, keys) {
      const known = await withJobs(database, name, keys);
      for (const key of keys) if (!known.has(key)) await sendNow(name, key);
    },
    wake: name => loops.get(name)?.wake(),
    work(name, worker) {
      if (loops.has(name)) throw new Error(`${name} has a worker already`);
      const { pollMs, trouble } = options;
      const work = (job: Job) => handleJob(name, worker, job);
      loops.set(name, startLoop({ boss, name, atOnce: worker.atOnce, pollMs, work, trouble }));
      graves.push(
        startLoop({
          ...{ boss, name: GRAVES[name], atOnce: 1, pollMs: pollMs * GRAVE_POLLS, trouble },
          work: job => bury(name, worker, job),
        }),
      );
    },
    sizes: () => sizes(database),
    async stop(graceMs) {
      const left = new AbortController();
      const grace = setTimeout(() => stopping.abort(new Error('Braid stops')), graceMs);
      // What does not end keeps its key until the connection is closed that holds it.
      const longest = delay(graceMs + SETTLE_MS, undefined, { signal: left.signal }).catch(() => {});
      const ended = [...loops.values(), ...graves, ...chores].map(each => each.end());
      await Promise.race([Promise.all(ended), longest]);
      clearTimeout(grace);
      left.abort();
      await boss.stop();
    },
  };
}

const activeRow = z.object({
  id: z.string(),
  name: z.enum(['deliveries', 'runs']),
  key: z.string().transform(readText),
});

/** Jobs that count as active although nobody holds their key: their worker is gone. */
async function takeOver(
  database: Database,
  boss: Boss,
  turns: Record<QueueName, Turns>,
  afterMs: number,
): Promise<void> {
  const rows = await database.query(
    `select id, name, data->>'key' as key from pgboss.job
      where name = any($1::text[]) and state = 'active' and started_on < now() - $2::float8 * interval '1 ms'`,
    [NAMES, afterMs],
  );
  for (const row of rows) {
    const { id, name, key } = activeRow.parse(row);
    await turns[name].tryTake(key, async () => {
      // Since it was read, its worker may have come to the end of it.
      const [still] = await database.query(
        `select 1 from pgboss.job where name = $1 and id = $2::uuid and state = 'active'`,
        [name, id],
      );
      if (still !== undefined) await boss.fail(name, id, 'its worker died');
    });
  }
}

const keyRow = z.object({ key: storedText });

/** Those that somebody will work on, or bury. A job whose worker is gone is taken over. */
async function withJobs(
  database: Database,
  name: QueueName,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await database.query(
    `select distinct data->>'key' as key from pgboss.job where name = any($1::text[])
      and state in ('created', 'retry', 'active') and data->>'key' = any($2::text[])`,
    [[name, GRAVES[name]], keys.map(writeText)],
  );
  return new Set(rows.map(row => keyRow.parse(row).key));
}

const sizeRow = z.object({ name: z.enum(['deliveries', 'runs']), state: z.string(), size: z.number() });

async function sizes(database: Database): Promise<Readonly<Record<QueueName, QueueSize>>> {
  const rows = await database.query(
    `select name, state::text as state, count(*) as size from pgboss.job where name = any($1::text[]) group by 1, 2`,
    [NAMES],
  );
  const counts = rows.map(row => sizeRow.parse(row));
  const sizeOf = (name: QueueName): QueueSize => {
    const count = (...states: string[]) =>
      counts
        .filter(row => row.name === name && states.includes(row.state))
        .reduce((sum, row) => sum + row.size, 0);
    return { waiting: count('created', 'retry'), active: count('active'), buried: count('failed') };
  };
  return { deliveries: sizeOf('deliveries'), runs: sizeOf('runs') };
}
