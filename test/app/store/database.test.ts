import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DatabaseUnreachable, isTaken, openDatabase } from '../../../app/store/database.ts';
import { startReplica } from './replica.ts';
import { onBothEngines, onBothPlaces, onPostgres, openPlace } from './stores.ts';

const MARKS =
  'create table if not exists marks (run text, key text, result text, done_at bigint, primary key (run, key)); truncate marks';

onBothEngines('a database', newStore => {
  test('answers with the same values on every engine', async () => {
    const database = await newStore();
    await database.script(MARKS);
    await database.script(`insert into marks values ('r', 'a', '{}', 1), ('r', 'b', '{}', 2)`);
    const [row] = await database.query(
      `select count(*) as many, sum(done_at) as wide, $1::bigint as large, $2::float8 as fraction, $3::boolean as yes,
        null as nothing, $4::text as text, $5::text[] as list, sum(1.5) as exact from marks`,
      [9_007_199_254_740_991, 0.1, true, `'"\\ö`, ['a"', '{,}', '\\', '']],
    );
    expect(row).toEqual({
      ...{ many: 2, wide: 3, large: 9_007_199_254_740_991, fraction: 0.1, yes: true, nothing: null },
      ...{ text: `'"\\ö`, list: ['a"', '{,}', '\\', ''], exact: 3 },
    });
  });

  test('takes all of a transaction or nothing', async () => {
    const database = await newStore();
    await database.script(MARKS);
    const add = `insert into marks values ('r', $1, '{}', 1)`;
    await expect(
      database.transaction(async sql => {
        await sql.query(add, ['a']);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    const returned = await database.transaction(async sql => {
      await sql.query(add, ['b']);
      return 'b is in';
    });
    expect(returned).toBe('b is in');
    expect(await database.query('select key from marks')).toEqual([{ key: 'b' }]);
  });

  test('goes on after a statement that failed, alone, in a script or in a transaction', async () => {
    const database = await newStore();
    const wrong = 'select nothing_of_that_name';
    await expect(database.query(wrong)).rejects.toThrow('nothing_of_that_name');
    await expect(database.script(`select 1; ${wrong}`)).rejects.toThrow('nothing_of_that_name');
    await expect(database.transaction(sql => sql.query(wrong))).rejects.toThrow('nothing_of_that_name');
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('says that a key is taken already', async () => {
    const database = await newStore();
    await database.script(MARKS);
    const add = () => database.query(`insert into marks values ('r', 'a', '{}', 1)`);
    await add();
    expect(isTaken(await add().catch(error => error))).toBe(true);
    expect(isTaken(await database.query('wrong').catch(error => error))).toBe(false);
  });

  test('gives a lock to one at a time', async () => {
    const database = await newStore();
    const lock = await database.tryLock('a');
    expect(await database.tryLock('a')).toBeNull();
    expect(await database.tryLock('b')).not.toBeNull();
    await lock?.release();
    const next = await database.tryLock('a');
    expect(next?.lost.aborted).toBe(false);
    // Giving it back twice does not take it from the next one.
    await lock?.release();
    expect(await database.tryLock('a')).toBeNull();
  });
});

onBothPlaces('a place', newPlace => {
  test('keeps what was written when it is closed and opened again', async () => {
    const place = await newPlace();
    const before = await openDatabase(place);
    await before.script('create table kept as select 1 as one');
    await before.close();
    const after = await openPlace(place);
    expect(await after.query('select * from kept')).toEqual([{ one: 1 }]);
  });
});

test('a folder is for one process at a time, which the message names', async () => {
  const path = mkdtempSync(join(tmpdir(), 'braid-store-'));
  const other = startReplica({ kind: 'folder', path });
  await other.says('open');
  await expect(openDatabase({ kind: 'folder', path })).rejects.toThrow(
    `the data in ${path} is in use by process ${other.pid}. Hint: several replicas need a PostgreSQL`,
  );
  await other.kill();
  const database = await openPlace({ kind: 'folder', path });
  expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
});

describe('an address', () => {
  test.each([
    '',
    'db.example',
    'mysql://root:secret@db.example/braid',
  ])('%j is refused without being shown', async url => {
    await expect(openDatabase({ kind: 'postgres', url })).rejects.toThrow(
      /^DATABASE_URL is no address of a PostgreSQL: expected postgres:/,
    );
  });

  test('where nobody answers can be tried again; the message names it and not the password', async () => {
    const database = await openPlace({ kind: 'postgres', url: 'postgres://ada:secret@127.0.0.1:1/braid' });
    for (const ask of [
      () => database.query('select 1'),
      () => database.script('select 1'),
      () => database.transaction(sql => sql.query('select 1')),
      () => database.tryLock('a'),
    ]) {
      const error: unknown = await ask().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DatabaseUnreachable);
      expect(String(error)).toContain(
        'the database 127.0.0.1:1/braid cannot be reached: connect ECONNREFUSED',
      );
      expect(String(error)).not.toContain('secret');
    }
  });

  test('where the connection breaks at once can be tried again, too', async () => {
    const server = createServer(socket => socket.destroy()).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const database = await openPlace({ kind: 'postgres', url: `postgres://127.0.0.1:${port}/braid` });
    await expect(database.query('select 1')).rejects.toBeInstanceOf(DatabaseUnreachable);
  });
});

onPostgres('a server', newPlace => {
  test('that does not know the password or the database is no matter of trying again', async () => {
    const place = await newPlace();
    const url = new URL(place.kind === 'postgres' ? place.url : '');
    for (const change of [{ password: 'wrong-one' }, { pathname: '/nothing_here' }]) {
      const { href } = Object.assign(new URL(url), change);
      const wrong = await openPlace({ kind: 'postgres', url: href });
      const error: unknown = await wrong.query('select 1').catch((thrown: unknown) => thrown);
      expect(error).not.toBeInstanceOf(DatabaseUnreachable);
      expect(String(error)).not.toContain('wrong-one');
    }
  });

  test('gives a lock to one replica at a time, and frees it when its connection breaks', async () => {
    const place = await newPlace();
    const [one, two] = [await openPlace(place), await openPlace(place)];
    const lock = await one.tryLock('a');
    expect(lock).not.toBeNull();
    expect(await two.tryLock('a')).toBeNull();
    await breakConnections(two);
    await expect.poll(() => lock?.lost.aborted).toBe(true);
    const taken = await two.tryLock('a').catch(() => two.tryLock('a'));
    expect(taken).not.toBeNull();
    expect(await one.tryLock('a')).toBeNull();
    // What was lost is not given back in place of the other one's.
    await lock?.release();
    expect(await one.tryLock('a')).toBeNull();
  });

  test('that breaks every connection, in the middle of a transaction too, is there again for the next question', async () => {
    const place = await newPlace();
    const [one, two] = [await openPlace(place), await openPlace(place)];
    const transaction = one.transaction(async sql => {
      await breakConnections(two);
      await sql.query('select 1');
    });
    await expect(transaction).rejects.toBeInstanceOf(DatabaseUnreachable);
    expect(await one.query('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

async function breakConnections(database: Awaited<ReturnType<typeof openDatabase>>): Promise<void> {
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
}
