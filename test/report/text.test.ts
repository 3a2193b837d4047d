import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, hang, pad, width, wrap } from '../../shared/report/text/columns.ts';
import { ending, lastLines, oneLine, visible } from '../../shared/report/text/visible.ts';
import {
  clock,
  duration,
  enumerate,
  grouped,
  moment,
  money,
  plural,
  some,
} from '../../shared/report/units.ts';
import { START } from './states.ts';

describe('numbers have units', () => {
  test.each([
    [0, '0 ms'],
    [94, '94 ms'],
    [95, '0.1 s'],
    [2140, '2.1 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 00 s'],
    [245_000, '4 min 05 s'],
    [3_599_600, '1 h 00 min'],
    [3_840_000, '1 h 04 min'],
  ])('%i ms is %s', (ms, text) => expect(duration(ms)).toBe(text));

  test.each([
    [0, '0:00'],
    [72_999, '1:12'],
    [3_723_000, '1:02:03'],
  ])('%i ms on the clock is %s', (ms, text) => expect(clock(ms)).toBe(text));

  test.each([
    [0, '$0.00'],
    [0.0004, 'under $0.01'],
    [1.239, '$1.24'],
  ])('%d dollars are %s', (usd, text) => expect(money(usd)).toBe(text));

  test('words around numbers', () => {
    expect([plural(1, 'batch', 'batches'), plural(12_345, 'token')]).toEqual(['1 batch', '12,345 tokens']);
    expect(grouped(1_234_567)).toBe('1,234,567');
    expect([enumerate([]), enumerate(['a']), enumerate(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
    expect(some(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
    expect(moment(START)).toBe('2026-11-03 14:00:00 UTC');
  });
});

describe('text of others is made visible', () => {
  test.each([
    ['\u001b[31mred', '␛[31mred'],
    ['a\u0007b\u007f', 'a␇b␡'],
    ['\u009b2J', '[U+009B]2J'],
    ['user\u202egnp.exe', 'user[U+202E]gnp.exe'],
    ['a\u200bb\u2066c', 'a[U+200B]b[U+2066]c'],
    ['no\u00adreply pay\u200cpal \u200dx', 'no[U+00AD]reply pay[U+200C]pal [U+200D]x'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['a\r\nb\rc', 'a\nb␍c'],
    ['half \ud83d', 'half \ufffd'],
    ['family 👨‍👩‍👧', 'family 👨‍👩‍👧'],
  ])('%j', (text, shown) => expect(visible(text)).toBe(shown));

  test('on one line', () => expect(oneLine('  a\n\tb \u0000c ')).toBe('a b ␀c'));

  test('the end of an output', () => {
    expect(lastLines('a\n\nb\nc\n\n', 2)).toEqual(['b', 'c']);
    expect(ending('first line\nsecond line', 14)).toBe('…\nsecond line');
  });
});

describe('columns', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string(),
    fc.constantFrom('漢字漢字', '👨‍👩‍👧 family', 'e\u0301e\u0301'),
  );
  const shown = text.map(oneLine);

  test('cut text is never wider than it may be', () => {
    fc.assert(fc.property(shown, fc.nat(30), (each, columns) => width(cut(each, columns)) <= columns));
    expect(cut('漢字漢字', 5)).toBe('漢字…');
  });

  test('padded text is as wide as it shall be', () => {
    fc.assert(
      fc.property(shown, fc.nat(30), (each, columns) => width(pad(cut(each, columns), columns)) === columns),
    );
  });

  test('wrapped lines are not wider than they may be, and nothing is lost', () => {
    fc.assert(
      fc.property(shown, fc.integer({ min: 8, max: 40 }), (each, columns) => {
        const lines = wrap(each, columns);
        expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns);
        expect(lines.join('').replace(/ /g, '')).toBe(each.replace(/ /g, ''));
      }),
    );
  });

  test('later lines hang under the first', () => {
    expect(hang('Note: ', 'one two three four', 14)).toEqual(['Note: one two', '      three', '      four']);
  });
});
