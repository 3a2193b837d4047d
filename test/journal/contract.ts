/** What every store of a journal must do. Each test gets a store of its own, and opens it as often as it likes. */
import { describe, expect, test } from 'vitest';
import type { Journal, JournalVersion } from '../../shared/io/ports.ts';
import type { RunId, TaskId } from '../../shared/plan/plan.ts';
import type { RunEvent } from '../../shared/run/event.ts';

export const RUN = 'r-1' as RunId;
const OTHER_RUN = 'r-2' as RunId;

export type OpenJournal = (run: RunId) => Journal;

/** A small event that can be told from others by its author. */
export function note(by: string, at = 1_700_000_000_000): RunEvent {
  return { type: 'cancel-requested', at, by };
}

export function authors(events: readonly RunEvent[]): string[] {
  return events.map(event => (event.type === 'cancel-requested' ? event.by : event.type));
}

export function journalContract(name: string, makeStore: () => Promise<OpenJournal>): void {
  describe(`${name}: a journal`, () => {
    orderContract(makeStore);
    contentContract(makeStore);
    concurrencyContract(makeStore);
  });
}

function orderContract(makeStore: () => Promise<OpenJournal>): void {
  test('is empty before its first event', async () => {
    const open = await makeStore();
    expect(await open(RUN).read()).toEqual({ events: [], version: null });
  });

  test('keeps the order of events over appends, and shows them to every reader', async () => {
    const open = await makeStore();
    const first = await append(open(RUN), [note('a'), note('b')], null);
    const second = await append(open(RUN), [note('c')], first);
    const found = await open(RUN).read();
    expect(authors(found.events)).toEqual(['a', 'b', 'c']);
    expect(found.version).toBe(second);
  });

  test('refuses an append on an old version and changes nothing', async () => {
    const open = await makeStore();
    const journal = open(RUN);
    const version = await append(journal, [note('a')], null);
    const newest = await append(journal, [note('b')], version);
    expect(await journal.append([note('b')], version)).toEqual({ kind: 'conflict' });
    expect(await journal.append([note('late')], version)).toEqual({ kind: 'conflict' });
    expect(await journal.append([note('first')], null)).toEqual({ kind: 'conflict' });
    expect(authors((await journal.read()).events)).toEqual(['a', 'b']);
    expect((await journal.read()).version).toBe(newest);
  });

  test('appending nothing changes nothing, and still tells a conflict', async () => {
    const open = await makeStore();
    const version = await append(open(RUN), [note('a')], null);
    expect(await open(RUN).append([], version)).toEqual({ kind: 'appended', version });
    expect(await open(RUN).append([], null)).toEqual({ kind: 'conflict' });
  });

  test('of one run knows nothing of another', async () => {
    const open = await makeStore();
    await append(open(RUN), [note('a')], null);
    await append(open(OTHER_RUN), [note('z')], null);
    expect(authors((await open(RUN).read()).events)).toEqual(['a']);
    expect(authors((await open(OTHER_RUN).read()).events)).toEqual(['z']);
  });
}

const TEXTS = {
  'control characters': '\u0000\u0001\u001b[31m\r\n\t\u007f\u0085\u2028\u2029',
  'many scripts': 'Zöpfe 编织 плетение 🧶 e\u0301',
  'a lone surrogate': 'a\ud800b',
  'lines that look like something else': '\n\n# comment\n---\ncommit 0123\ntree 4567\n',
  'quotes and backslashes': '"\\u0041\\" \'`$(x)',
  nothing: '',
};

function contentContract(makeStore: () => Promise<OpenJournal>): void {
  test.each(Object.entries(TEXTS))('returns %s as they were', async (_, text) => {
    const open = await makeStore();
    await append(open(RUN), [note(text), note('after')], null);
    expect(authors((await open(RUN).read()).events)).toEqual([text, 'after']);
  });

  test('returns an event of a megabyte', async () => {
    const open = await makeStore();
    const text = 'plan — '.repeat(150_000);
    const version = await append(open(RUN), [note(text)], null);
    await append(open(RUN), [note('small')], version);
    expect(authors((await open(RUN).read()).events)).toEqual([text, 'small']);
  });

  test('returns 10,000 events in order', async () => {
    const open = await makeStore();
    let version: JournalVersion = null;
    for (let batch = 0; batch < 20; batch++) {
      const events: RunEvent[] = Array.from({ length: 500 }, (_, index) => ({
        type: 'attempt-started',
        at: batch,
        task: 'task' as TaskId,
        attempt: batch * 500 + index,
      }));
      version = await append(open(RUN), events, version);
    }
    const { events } = await open(RUN).read();
    const numbers = events.map(event => (event.type === 'attempt-started' ? event.attempt : -1));
    expect(numbers).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
  });
}

const WRITERS = 8;
const EACH = 10;

function concurrencyContract(makeStore: () => Promise<OpenJournal>): void {
  test('loses and doubles nothing when many write at once', async () => {
    const open = await makeStore();
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => writeAll(open(RUN), writer)));
    const written = authors((await open(RUN).read()).events);
    expect(new Set(written).size).toBe(WRITERS * EACH);
    expect(written).toHaveLength(WRITERS * EACH);
    for (let writer = 0; writer < WRITERS; writer++) {
      const own = written.filter(by => by.startsWith(`${writer}:`));
      expect(own).toEqual(Array.from({ length: EACH }, (_, count) => `${writer}:${count}`));
    }
  });

  test('of identical appends at once accepts one', async () => {
    const open = await makeStore();
    const version = await append(open(RUN), [note('a')], null);
    const outcomes = await Promise.all(
      Array.from({ length: WRITERS }, () => open(RUN).append([note('b')], version)),
    );
    expect(outcomes.filter(outcome => outcome.kind === 'appended')).toHaveLength(1);
    expect(authors((await open(RUN).read()).events)).toEqual(['a', 'b']);
  });
}

async function writeAll(journal: Journal, writer: number): Promise<void> {
  let seen: readonly string[] = [];
  for (let count = 0; count < EACH; ) {
    const { events, version } = await journal.read();
    // What was read once stays a beginning of what is read later.
    expect(authors(events).slice(0, seen.length)).toEqual(seen);
    seen = authors(events);
    const outcome = await journal.append([note(`${writer}:${count}`)], version);
    if (outcome.kind === 'appended') count++;
  }
}

async function append(
  journal: Journal,
  events: readonly RunEvent[],
  version: JournalVersion,
): Promise<JournalVersion> {
  const outcome = await journal.append(events, version);
  if (outcome.kind === 'conflict') throw new Error('unexpected conflict');
  return outcome.version;
}
