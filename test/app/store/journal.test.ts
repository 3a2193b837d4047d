import { describe, expect, test } from 'vitest';
import { openSqlJournal } from '../../../app/store/journal.ts';
import { journalContract, note, RUN } from '../../journal/contract.ts';
import { onBothEngines } from './stores.ts';

onBothEngines('the journal', newStore => {
  journalContract('in SQL', async () => {
    const database = await newStore();
    return run => openSqlJournal(database, run);
  });

  test('of two appends at once, of different lengths, one is in, whole', async () => {
    const database = await newStore();
    const journal = openSqlJournal(database, RUN);
    const [one, three] = [[note('a')], [note('b'), note('c'), note('d')]];
    const outcomes = await Promise.all([one, three, one, three].map(events => journal.append(events, null)));
    expect(outcomes.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
    expect([one, three]).toContainEqual((await journal.read()).events);
  });

  test('SQL in an event and in the name of a run stays text', async () => {
    const database = await newStore();
    const evil = `'; drop table journal; --`;
    const journal = openSqlJournal(database, `r-${evil}` as typeof RUN);
    await journal.append([note(evil)], null);
    expect((await journal.read()).events).toEqual([note(evil)]);
    expect((await openSqlJournal(database, RUN).read()).events).toEqual([]);
  });

  describe('that someone changed', () => {
    test.each([
      'hello',
      '[1]',
      '{"type":"reported"}',
    ])('to %s is an error that names run and number', async text => {
      const database = await newStore();
      const journal = openSqlJournal(database, RUN);
      await journal.append([note('a'), note('b')], null);
      await database.query('update journal set event = $1 where number = 2', [text]);
      await expect(journal.read()).rejects.toThrow(
        `the journal of the run r-1 is damaged: number 2 is no event: \`${text}\``,
      );
    });
  });
});
