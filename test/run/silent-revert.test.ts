/** What counts as lost when two sides are made one. Texts of one word a line, written as words in a row. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffLines, linesOf } from '../../shared/run/resolution/line-diff.ts';
import { lostLines } from '../../shared/run/resolution/silent-revert.ts';

const CASES = Number(process.env.BRAID_PROPERTY_CASES ?? 300);

const words = (row: string) => (row === '' ? [] : row.split(' '));

/** `theirs 2-3`: lines 2 to 3 of their side; `ours before 4`: what was removed there is back. */
function lost(base: string, ours: string, theirs: string, result: string): readonly string[] {
  const texts = { base: words(base), ours: words(ours), theirs: words(theirs) };
  return lostLines(texts, words(result)).map(({ side, from, to }) =>
    to < from ? `${side} before ${from}` : `${side} ${from === to ? from : `${from}-${to}`}`,
  );
}

describe('both changed the same lines:', () => {
  test.each<
    [about: string, base: string, ours: string, theirs: string, result: string, lost: readonly string[]]
  >([
    ['one line that has something of both', 'a b c', 'a x1 c', 'a y1 c', 'a x1+y1 c', []],
    ['both lines, one after the other', 'a b c', 'a x c', 'a y c', 'a x y c', []],
    ['both, the other way round', 'a b c', 'a x c', 'a y c', 'a y x c', []],
    ['only ours', 'a b c', 'a x c', 'a y c', 'a x c', ['theirs 2']],
    ['only theirs', 'a b c', 'a x c', 'a y c', 'a y c', ['ours 2']],
    ['neither', 'a b c', 'a x c', 'a y c', 'a b c', ['ours 2', 'theirs 2']],
    ['nothing at all', 'a b c', 'a x c', 'a y c', 'a c', ['ours 2', 'theirs 2']],
    [
      'a line that is new and has nothing of either',
      'a b c',
      'a x c',
      'a y c',
      'a z c',
      ['ours 2', 'theirs 2'],
    ],
    ['a line that is new and has only something of theirs', 'a b c', 'a x c', 'a y c', 'a y+z c', ['ours 2']],
    ['ours and a remark', 'a b c', 'a x c', 'a y c', 'a remark x c', ['theirs 2']],
    ['a part of ours', 'a b c', 'a x1 x2 c', 'a y c', 'a x1 y c', ['ours 3']],
    ['what both did alike, once', 'a b c', 'a x y c', 'a x z c', 'a x y z c', []],
    [
      'both, and what was there before',
      'a b c',
      'a x c',
      'a y c',
      'a x y b c',
      ['ours before 3', 'theirs before 3'],
    ],
    ['the same line added by both in two places', 'a b c d e', 'a n x d e', 'a y d e n', 'a n x+y d e n', []],
    ['two new files that are joined', '', 'p q', 'r s', 'p q r s', []],
    ['two new files, of which one stands', '', 'p q', 'r s', 'p q', ['theirs 1-2']],
    ['new files of which one has all of the other', '', 'p q', 'p q r', 'p q r', []],
  ])('%s', (_, base, ours, theirs, result, expected) => {
    expect(lost(base, ours, theirs, result)).toEqual(expected);
  });
});

describe('one removed what the other changed:', () => {
  test.each<
    [about: string, base: string, ours: string, theirs: string, result: string, lost: readonly string[]]
  >([
    ['the change stands', 'a b c', 'a c', 'a y c', 'a y c', ['ours before 2']],
    ['the removal stands', 'a b c', 'a c', 'a y c', 'a c', ['theirs 2']],
    ['something new stands', 'a b c', 'a c', 'a y c', 'a y+ c', ['ours before 2']],
    ['the change is where the line has moved', 'a b c d e', 'a c d b e', 'a b1 c d e', 'a c d b1 e', []],
    [
      'the line that was moved stays as it was',
      'a b c d e',
      'a c d b e',
      'a b1 c d e',
      'a c d b e',
      ['theirs 2'],
    ],
    ['both removed, one of them more', 'a b c d', 'a d', 'a c d', 'a d', []],
    ['the neighbour was removed: both have their way', 'a b c d', 'a c d', 'a b y d', 'a y d', []],
    ['the neighbour was removed: it is back', 'a b c d', 'a c d', 'a b y d', 'a b y d', ['ours 2']],
    ['a line was put beside the one removed', 'a b c', 'a c', 'a b n c', 'a n c', []],
  ])('%s', (_, base, ours, theirs, result, expected) => {
    expect(lost(base, ours, theirs, result)).toEqual(expected);
  });
});

describe('outside of the collision:', () => {
  const [base, ours, theirs] = ['a b c d e f g', 'a x c d e2 f g', 'a y c d e f g2 h'];
  test.each<[about: string, result: string, lost: readonly string[]]>([
    ['all is there', 'a x+y c d e2 f g2 h', []],
    ['a change of ours is lost', 'a x+y c d e f g2 h', ['ours 5']],
    ['an addition of theirs is lost', 'a x+y c d e2 f g2', ['theirs 8']],
    ['something new stands in place of a change', 'a x+y c d e2 f g3 h', ['theirs 7']],
    ['a line that nobody touched may go', 'a x+y c e2 f g2 h', []],
    ['lines may be added', 'n a x+y c d m e2 f g2 h k', []],
  ])('%s', (_, result, expected) => {
    expect(lost(base, ours, theirs, result)).toEqual(expected);
  });

  test('a line that was moved is where it was before', () => {
    expect(lost('a b c d e f', 'b c a d e f', 'a b c d e F', 'a b c d e F')).not.toEqual([]);
  });

  test('a brace may be in the result more often than anybody counts', () => {
    expect(lost('a { b } c', 'a c', 'a { b } y', 'a y { z }')).toEqual([]);
  });
});

/** Every line is like no other. What each side does to each line of the base. */
const edit = fc.constantFrom('keep', 'keep', 'keep', 'replace', 'drop', 'extend');
const edits = fc.array(fc.tuple(edit, edit), { minLength: 4, maxLength: 20 });

function written(base: readonly string[], did: readonly string[], mark: string): string[] {
  return base.flatMap((line, at) => {
    if (did[at] === 'drop') return [];
    if (did[at] === 'extend') return [line, `${mark} more ${at}`];
    return [did[at] === 'replace' ? `${mark} ${at}` : line];
  });
}

/** Between two lines that somebody changes there is one that nobody does. */
function apart(pairs: readonly (readonly [string, string])[]) {
  const base = pairs.flatMap((_, at) => [`base ${at}`, `still ${at}`]);
  const spread = (side: 0 | 1) => pairs.flatMap(pair => [pair[side], 'keep']);
  return { base, ours: written(base, spread(0), 'ours'), theirs: written(base, spread(1), 'theirs') };
}

test('what changes of two sides in different places give is accounted for', () => {
  fc.assert(
    fc.property(edits, pairs => {
      const alone = pairs.map(([a, b]) => (a === 'keep' ? ['keep', b] : [a, 'keep']) as [string, string]);
      const texts = apart(alone);
      const did = alone.flatMap(([a, b]) => [a === 'keep' ? b : a, 'keep']);
      const who = alone.flatMap(([a]) => [a === 'keep' ? 'theirs' : 'ours', 'ours']);
      const merged = texts.base.flatMap((line, at) =>
        written([line], [did[at] ?? ''], who[at] ?? '').map(each =>
          each.replace(/^(ours|theirs)( more)? 0$/, `$1$2 ${at}`),
        ),
      );
      expect(lostLines(texts, merged)).toEqual([]);
    }),
    { numRuns: CASES },
  );
});

test('one side alone is never accepted when the other one has changed something else', () => {
  fc.assert(
    fc.property(edits, pairs => {
      const texts = apart(pairs);
      const changed = pairs.some(([a, b]) => b !== 'keep' && !(a === 'drop' && b === 'drop'));
      const found = lostLines(texts, texts.ours);
      expect(found.some(({ side }) => side === 'theirs')).toBe(changed);
      expect(found.every(({ side }) => side === 'theirs')).toBe(true);
    }),
    { numRuns: CASES },
  );
});

test('a line that is missing outside of every collision is named, with its place', () => {
  fc.assert(
    fc.property(edits, fc.nat(), (pairs, pick) => {
      const texts = apart(pairs.map(([, b]) => ['keep', b]));
      const added = texts.theirs.flatMap((line, at) => (line.startsWith('theirs') ? [at] : []));
      fc.pre(added.length > 0);
      const at = added[pick % added.length] ?? 0;
      const result = texts.theirs.filter((_, place) => place !== at);
      const found = lostLines(texts, result);
      expect(found.some(({ side, from, to }) => side === 'theirs' && from <= at + 1 && at + 1 <= to)).toBe(
        true,
      );
    }),
    { numRuns: CASES },
  );
});

test('any texts at all are looked at without an exception, and alike texts lose nothing', () => {
  const text = fc.array(fc.constantFrom('', 'a', 'b', '}', 'return a;'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, text, text, (base, ours, theirs, result) => {
      lostLines({ base, ours, theirs }, result);
      expect(lostLines({ base, ours, theirs: ours }, ours)).toEqual([]);
      expect(lostLines({ base, ours: base, theirs }, theirs)).toEqual([]);
    }),
    { numRuns: 2 * CASES },
  );
});

test('a difference turns the one text into the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '}'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const made: string[] = [];
      let at = 0;
      for (const { old, new: now } of diffLines(before, after)) {
        made.push(...before.slice(at, old.start), ...after.slice(now.start, now.end));
        at = old.end;
      }
      expect([...made, ...before.slice(at)]).toEqual(after);
    }),
    { numRuns: CASES },
  );
});

/** How often a line is looked at, with so many of which none is unique. */
function looksAt(count: number): number {
  let looks = 0;
  const counted = (lines: string[]) =>
    new Proxy(lines, {
      get(target, key, receiver) {
        looks += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  const many = Array.from({ length: count }, (_, at) => (at % 2 === 0 ? '}' : 'return;'));
  const texts = {
    base: counted(many),
    ours: counted([...many, 'x']),
    theirs: counted(['y', ...many.slice(1000)]),
  };
  lostLines(texts, counted(many));
  return looks;
}

test('a text of many lines without a unique one takes work in proportion to its length', () => {
  expect(looksAt(8_000)).toBeLessThan(2.5 * looksAt(4_000));
});

test('lines are what stands between line ends', () => {
  expect([linesOf(''), linesOf('a'), linesOf('a\n'), linesOf('\n'), linesOf('a\r\n\nb')]).toEqual([
    [],
    ['a'],
    ['a'],
    [''],
    ['a\r', '', 'b'],
  ]);
});
