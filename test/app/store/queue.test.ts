import { expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../../app/store/database.ts';
import { migrate } from '../../../app/store/migrate.ts';
import { openQueue, type Queue, type QueueOptions, type Worker } from '../../../app/store/queue.ts';
import { startReplica } from './replica.ts';
import { onBothEngines, onBothPlaces, onPostgres, openPlace } from './stores.ts';

const QUICK: Partial<QueueOptions> = { pollMs: 20, takeoverMs: 200, retries: 3, retrySeconds: 0 };

/** Until the test is over. A trouble of the queue itself is one of the test's. */
async function queueOn(database: Database, options: Partial<QueueOptions> = {}): Promise<Queue> {
  const troubles: unknown[] = [];
  const queue = await openQueue(database, {
    ...QUICK,
    trouble: error => troubles.push(error),
    ...options,
  });
  onTestFinished(async () => {
    await queue.stop(0);
    expect(troubles).toEqual([]);
  });
  return queue;
}

/** A worker whose every step the test decides. Told to end it does, unless it is deaf. */
class Bench implements Worker {
  readonly atOnce: number;
  readonly buries: (readonly [key: string, reason: string])[] = [];
  readonly started: string[] = [];
  readonly signals: AbortSignal[] = [];
  readonly #isDeaf: boolean;
  readonly #open = new Map<string, { end: () => void; fail: (error: Error) => void }>();

  constructor({ atOnce = 10, isDeaf = false }: { readonly atOnce?: number; readonly isDeaf?: boolean } = {}) {
    this.atOnce = atOnce;
    this.#isDeaf = isDeaf;
  }

  handle(key: string, signal: AbortSignal): Promise<void> {
    expect(this.#open.has(key), `${key} is worked on twice at once`).toBe(false);
    this.started.push(key);
    this.signals.push(signal);
    return new Promise((resolve, reject) => {
      this.#open.set(key, { end: resolve, fail: reject });
      if (!this.#isDeaf)
        signal.addEventListener('abort', () => this.#open.has(key) && this.fail(key, 'told to end'));
    });
  }

  async buried(key: string, reason: string): Promise<void> {
    this.buries.push([key, reason]);
  }

  async startedAs(expected: readonly string[]): Promise<void> {
    await expect.poll(() => [...this.started].sort()).toEqual(expected);
  }

  end(key: string): void {
    this.#take(key).end();
  }

  fail(key: string, message: string): void {
    this.#take(key).fail(new Error(message));
  }

  #take(key: string) {
    const open = this.#open.get(key);
    if (open === undefined) throw new Error(`expected ${key} to be worked on`);
    this.#open.delete(key);
    return open;
  }
}

async function idle(queue: Queue): Promise<void> {
  await expect.poll(async () => (await queue.sizes()).runs).toMatchObject({ waiting: 0, active: 0 });
}

onBothEngines('the queue', newStore => {
  test('hands over what was sent, before it had a worker and after', async () => {
    const queue = await queueOn(await newStore());
    await queue.send('runs', 'before');
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'after');
    await bench.startedAs(['after', 'before']);
    bench.end('before');
    bench.end('after');
    await idle(queue);
  });

  test('looks at once for what came with a transaction, when it is told that it is over', async () => {
    const store = await newStore();
    const queue = await queueOn(store, { pollMs: 3_600_000 });
    const bench = new Bench();
    queue.work('runs', bench);
    await store.transaction(sql => queue.send('runs', 'a', { sql }));
    queue.wake('runs');
    await bench.startedAs(['a']);
    bench.end('a');
    await idle(queue);
  });

  test('works on many keys at once, and no more than it may', async () => {
    const queue = await queueOn(await newStore());
    const bench = new Bench({ atOnce: 2 });
    queue.work('runs', bench);
    for (const key of ['a', 'b', 'c']) await queue.send('runs', key);
    await expect.poll(() => bench.started.length).toBe(2);
    expect(await queue.sizes()).toMatchObject({ runs: { waiting: 1, active: 2 } });
    for (const key of [...bench.started]) bench.end(key);
    await bench.startedAs(['a', 'b', 'c']);
  });

  test('keeps the keys of one queue apart from those of another', async () => {
    const queue = await queueOn(await newStore());
    const [runs, deliveries] = [new Bench(), new Bench()];
    queue.work('runs', runs);
    queue.work('deliveries', deliveries);
    await queue.send('runs', 'same');
    await queue.send('deliveries', 'same');
    await runs.startedAs(['same']);
    await deliveries.startedAs(['same']);
  });

  test('works once more on what was asked for meanwhile, however often, and never twice at once', async () => {
    const queue = await queueOn(await newStore());
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    await bench.startedAs(['a']);
    for (let count = 0; count < 5; count++) await queue.send('runs', 'a');
    // The five are gone from the queue, and what is left of them is one mark.
    await expect.poll(async () => (await queue.sizes()).runs).toMatchObject({ waiting: 0, active: 1 });
    bench.end('a');
    await bench.startedAs(['a', 'a']);
    bench.end('a');
    await idle(queue);
    expect(bench.started).toEqual(['a', 'a']);
  });

  test('works once more on what was asked for while it failed for good', async () => {
    const queue = await queueOn(await newStore(), { retries: 0 });
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    await bench.startedAs(['a']);
    await queue.send('runs', 'a');
    await expect.poll(async () => (await queue.sizes()).runs).toMatchObject({ waiting: 0, active: 1 });
    bench.fail('a', 'no');
    await bench.startedAs(['a', 'a']);
    bench.end('a');
    await idle(queue);
  });

  test('tries again what failed, and buries it with its reason when that was too often', async () => {
    const queue = await queueOn(await newStore(), { retries: 2 });
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    for (const attempt of [1, 2, 3]) {
      await expect.poll(() => bench.started.length).toBe(attempt);
      bench.fail('a', `no ${attempt} \0 \\`);
    }
    await expect.poll(() => bench.buries).toEqual([['a', 'no 3 \0 \\']]);
    expect(await queue.sizes()).toMatchObject({ runs: { waiting: 0, active: 0, buried: 1 } });
  });

  test('pauses before it tries again', async () => {
    const queue = await queueOn(await newStore(), { retrySeconds: 100 });
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    await bench.startedAs(['a']);
    bench.fail('a', 'no');
    await expect.poll(async () => (await queue.sizes()).runs).toMatchObject({ waiting: 1, active: 0 });
    expect(bench.started).toEqual(['a']);
  });

  test('gives up on what takes too long, and tells it so', async () => {
    const queue = await queueOn(await newStore(), { limitMs: 50, retries: 0 });
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    await expect.poll(() => bench.buries).toEqual([['a', 'took longer than 0 min']]);
    expect(bench.signals[0]?.aborted).toBe(true);
  });

  test('begins nothing anew that goes on although it was told to end, and says so', async () => {
    const troubles: string[] = [];
    const trouble = (error: unknown) => void troubles.push(String(error));
    const queue = await openQueue(await newStore(), { ...QUICK, limitMs: 50, trouble });
    onTestFinished(() => queue.stop(0));
    const bench = new Bench({ isDeaf: true });
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    await expect.poll(() => bench.signals[0]?.aborted).toBe(true);
    await queue.send('runs', 'a');
    await expect
      .poll(() => troubles)
      .toMatchObject([expect.stringContaining('the work on a (runs) goes on')]);
    expect(bench.started).toEqual(['a']);
    bench.end('a');
    await bench.startedAs(['a', 'a']);
    bench.end('a');
  });

  test('sends nothing before its time, and of several times takes the earliest', async () => {
    const database = await newStore();
    const queue = await queueOn(database);
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'late', { afterMs: 3_600_000 });
    await queue.send('runs', 'soon', { afterMs: 3_600_000 });
    await queue.send('runs', 'soon', { afterMs: 50 });
    await queue.send('runs', 'soon', { afterMs: 7_200_000 });
    await bench.startedAs(['soon']);
    bench.end('soon');
    await idle(queue);
    expect(await database.query('select key from alarms')).toEqual([{ key: 'late' }]);
  });

  test('sends with a transaction, or not at all', async () => {
    const database = await newStore();
    const queue = await queueOn(database);
    const bench = new Bench();
    queue.work('runs', bench);
    const send = (key: string, afterMs: number, last: string) =>
      database.transaction(async sql => {
        await queue.send('runs', key, { sql, afterMs });
        await sql.query(last);
      });
    await expect(send('undone', 0, 'wrong')).rejects.toThrow('wrong');
    await expect(send('undone later', 1, 'wrong')).rejects.toThrow('wrong');
    await send('done', 0, 'select 1');
    await send('done later', 1, 'select 1');
    await bench.startedAs(['done', 'done later']);
  });

  test('takes any text for a key', async () => {
    const queue = await queueOn(await newStore());
    const bench = new Bench();
    queue.work('runs', bench);
    const keys = [`'; drop table wakeups; --`, '\0 \ud800 \\u0000', '{"key": 1}', ''].sort();
    for (const key of keys) await queue.send('runs', key);
    await bench.startedAs(keys);
  });

  test('leaves at its stop what is not done in time, and the next one does it', async () => {
    const database = await newStore();
    const first = await queueOn(database);
    const bench = new Bench();
    first.work('runs', bench);
    await first.send('runs', 'done');
    await first.send('runs', 'left');
    await bench.startedAs(['done', 'left']);
    const stopped = first.stop(200);
    bench.end('done');
    await stopped;
    expect(bench.signals.map(({ aborted }) => aborted)).toContain(true);
    const second = await queueOn(database);
    const next = new Bench();
    second.work('runs', next);
    await next.startedAs(['left']);
  });
});

onBothPlaces('a replica that is killed', newPlace => {
  test('leaves its job to the next one', async () => {
    const place = await newPlace();
    await (await prepared(place)).close();
    const replica = startReplica(place, 'runs');
    await replica.says('works on a');
    await replica.kill();
    const queue = await queueOn(await openPlace(place));
    const bench = new Bench();
    queue.work('runs', bench);
    await bench.startedAs(['a']);
  });
});

onPostgres('several replicas', newPlace => {
  test('start at once on an empty database', async () => {
    const place = await newPlace();
    const databases = await Promise.all([1, 2, 3, 4].map(() => openPlace(place)));
    await Promise.all(databases.map(database => migrate(database)));
    const queues = await Promise.all(databases.map(database => queueOn(database)));
    const bench = new Bench();
    queues[0]?.work('runs', bench);
    await queues[3]?.send('runs', 'a');
    await bench.startedAs(['a']);
  });

  test('never work on one key at once, and lose no wake-up', async () => {
    const place = await newPlace();
    const store = await openPlace(place);
    await migrate(store);
    await store.script(
      'create table counters (key text primary key, asked int not null, seen int not null, holders int not null)',
    );
    const keys = Array.from({ length: 40 }, (_, index) => `key ${index}`);
    for (const key of keys) await store.query('insert into counters values ($1, 0, 0, 0)', [key]);
    const overlaps: string[] = [];
    const worker: Worker = {
      atOnce: 5,
      async handle(key) {
        const [row] = await store.query(
          'update counters set holders = holders + 1 where key = $1 returning *',
          [key],
        );
        if (row?.holders !== 1) overlaps.push(key);
        // Others ask for it meanwhile, and find it taken: this one has read already what there was to do.
        if (Number(row?.asked) < 6) await Promise.all(queues.map(queue => ask(queue, key)));
        for (let step = 0; step < 10; step++) await store.query('select 1');
        await store.query('update counters set seen = $2, holders = holders - 1 where key = $1', [
          key,
          row?.asked,
        ]);
      },
      buried: async () => {},
    };
    const queues = await Promise.all([1, 2, 3].map(async () => queueOn(await openPlace(place))));
    const ask = async (queue: Queue, key: string) => {
      await store.query('update counters set asked = asked + 1 where key = $1', [key]);
      await queue.send('runs', key);
    };
    for (const queue of queues) queue.work('runs', worker);
    for (const key of keys) for (const queue of queues) await ask(queue, key);
    const unseen = () => store.query('select key from counters where seen < asked');
    await expect.poll(unseen).toEqual([]);
    expect(overlaps).toEqual([]);
  });

  test('tell their work to end when the database breaks their connections, and begin it anew', async () => {
    const place = await newPlace();
    const [store, other] = [await openPlace(place), await openPlace(place)];
    await migrate(store);
    const queue = await queueOn(store, { trouble: () => {} });
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    await bench.startedAs(['a']);
    await other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await expect.poll(() => bench.signals[0]?.aborted).toBe(true);
    await bench.startedAs(['a', 'a']);
  });

  test('lose no wake-up when the database breaks between its being found and its being sent', async () => {
    const store = await openPlace(await newPlace());
    await migrate(store);
    const queue = await queueOn(store, { trouble: () => {}, takeoverMs: 50 });
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    await bench.startedAs(['a']);
    await queue.send('runs', 'a');
    await expect.poll(() => store.query('select key from wakeups')).toEqual([{ key: 'a' }]);
    // The queue takes nothing for a while: what is sent is refused.
    await store.script('alter table pgboss.job rename to hidden');
    bench.end('a');
    await expect.poll(() => store.query(`select 1 from pg_locks where locktype = 'advisory'`)).toEqual([]);
    expect(await store.query('select key from wakeups')).toEqual([{ key: 'a' }]);
    await store.script('alter table pgboss.hidden rename to job');
    await bench.startedAs(['a', 'a']);
    bench.end('a');
  });

  test('take over from one that is killed, and go on with what was asked for meanwhile', async () => {
    const place = await newPlace();
    const store = await prepared(place);
    const replica = startReplica(place, 'runs');
    await replica.says('works on a');
    const queue = await queueOn(store);
    const bench = new Bench();
    queue.work('runs', bench);
    await queue.send('runs', 'a');
    await expect.poll(() => store.query('select key from wakeups')).toEqual([{ key: 'a' }]);
    expect(bench.started).toEqual([]);
    await replica.kill();
    await bench.startedAs(['a']);
    bench.end('a');
    // What was asked for meanwhile may be part of that, or come after it.
    await expect
      .poll(async () => {
        if (bench.started.length === 2 && (await queue.sizes()).runs.active === 1) bench.end('a');
        return (await queue.sizes()).runs;
      })
      .toMatchObject({ waiting: 0, active: 0 });
    expect(await store.query('select key from wakeups')).toEqual([]);
  });
});

/** With a job for `a`. */
async function prepared(place: Parameters<typeof openPlace>[0]): Promise<Database> {
  const database = await openPlace(place);
  await migrate(database);
  const queue = await openQueue(database);
  await queue.send('runs', 'a');
  await queue.stop(0);
  return database;
}
