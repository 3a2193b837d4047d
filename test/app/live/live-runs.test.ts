/** Runs that are followed: everybody gets all events in their order, and whoever waits asks the database for nothing by themselves. */
import { expect, test } from 'vitest';
import type { NumberedEvent } from '../../../app/api/ports.ts';
import { liveRuns } from '../../../app/live/live-runs.ts';
import type { Database } from '../../../app/store/database.ts';
import { openSqlJournal } from '../../../app/store/journal.ts';
import type { RunId } from '../../../shared/plan/plan.ts';
import type { RunEvent } from '../../../shared/run/event.ts';
import { onBothEngines } from '../store/stores.ts';
import { counted } from './counted.ts';

const RUN = 'shop-1' as RunId;

function event(at: number): RunEvent {
  return { type: 'resumed', at, budget: null };
}

onBothEngines('a run that is followed', newStore => {
  const append = async (database: Database, from: number, to: number) => {
    const events = Array.from({ length: to - from + 1 }, (_, index) => event(from + index));
    const version = from === 1 ? null : String(from - 1);
    expect(await openSqlJournal(database, RUN).append(events, version)).toMatchObject({ kind: 'appended' });
  };
  const follow = (live: ReturnType<typeof liveRuns>, after: number, told: NumberedEvent[]) => {
    const over = new AbortController();
    const done = (async () => {
      for await (const each of live.follow(RUN, { after, signal: over.signal }))
        if ('event' in each) told.push(each);
    })();
    return { done, leave: () => over.abort() };
  };

  test('is told whole to whoever comes when, wherever they go on from', async () => {
    const database = await newStore();
    const live = liveRuns(database, 5);
    await append(database, 1, 3);
    const told: NumberedEvent[][] = [[], [], []];
    const followers = [follow(live, 0, told[0] ?? []), follow(live, 3, told[1] ?? [])];
    await expect.poll(() => told[0]?.length).toBe(3);
    await append(database, 4, 250);
    followers.push(follow(live, 1, told[2] ?? []));
    await expect.poll(() => told.map(each => each.length)).toEqual([250, 247, 249]);
    await append(database, 251, 252);
    await expect.poll(() => told.map(each => each.length)).toEqual([252, 249, 251]);
    for (const each of told) {
      const [first] = each;
      expect(each.map(({ number }) => number)).toEqual(each.map((_, index) => (first?.number ?? 0) + index));
      expect(each.every(({ number, event: { at } }) => at === number)).toBe(true);
    }
    for (const { leave } of followers) leave();
    await Promise.all(followers.map(({ done }) => done));
  });

  test('costs as much for fifty who wait as for one, and reads what is new once for all', async () => {
    const store = await newStore();
    await append(store, 1, 200);
    const database = counted(store);
    const live = liveRuns(database, 5);
    const told: NumberedEvent[] = [];
    const followers = Array.from({ length: 50 }, () => follow(live, 200, told));
    await expect.poll(() => database.questions).toBeGreaterThan(60);
    const { questions, rows } = database;
    await append(store, 201, 203);
    await expect.poll(() => told.length).toBe(150);
    // One row for each question of a look, and the three new ones.
    expect(database.rows - rows).toBe(database.questions - questions - 1 + 3);
    for (const { leave } of followers) leave();
    await Promise.all(followers.map(({ done }) => done));
  });

  test('tells its followers when the database is gone, and those who come again are answered', async () => {
    const store = await newStore();
    await append(store, 1, 1);
    let isThere = true;
    const database: Database = {
      ...store,
      query: async (text, values) => {
        if (!isThere) throw new Error('gone');
        return store.query(text, values);
      },
    };
    const live = liveRuns(database, 5);
    const told: NumberedEvent[] = [];
    const lost = follow(live, 0, told);
    await expect.poll(() => told.length).toBe(1);
    isThere = false;
    await expect(lost.done).rejects.toThrow('gone');
    isThere = true;
    const again = follow(live, 1, told);
    await append(store, 2, 2);
    await expect.poll(() => told.length).toBe(2);
    again.leave();
    await again.done;
  });
});
