/** Patterns against picomatch, the judge of one pattern and one path, on all short paths over a small alphabet. */
import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { isInside, overlaps } from '../../shared/plan/scope.ts';
import { ALL_TESTS } from '../all-tests.ts';

const NAMES = ['a', 'b', 'aa', 'ab', 'ba', 'bb', 'a.', '.a', 'b.', '.b', '.a.'];

/** Long enough that two of the patterns below which overlap do so in one of them. */
const PATHS = pathsUpTo(4);

function pathsUpTo(depth: number): readonly string[] {
  if (depth === 1) return NAMES;
  return [...NAMES, ...pathsUpTo(depth - 1).flatMap(path => NAMES.map(name => `${path}/${name}`))];
}

const character = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b') },
  { weight: 2, arbitrary: fc.constantFrom('*', '?', '.', '[^a]', '{a,b}') },
);
const segment = fc.oneof(
  { weight: 6, arbitrary: fc.array(character, { minLength: 1, maxLength: 2 }).map(parts => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('{a,bb}', '{ab,{a,b}}', '{b,*a}', 'b{a,}', '{a,}b') },
  { weight: 2, arbitrary: fc.constant('**') },
);
const pattern = fc
  .array(segment, { minLength: 1, maxLength: 3 })
  .map(parts => parts.join('/'))
  .filter(isOrdinary);

/** What others read otherwise than picomatch, and so do we; `scope.test.ts` has it. */
function isOrdinary(text: string): boolean {
  const twoStarsBesideText = text.split('/').some(name => name !== '**' && name.includes('**'));
  const twoStarsBehindWildcard = /[*?[][^/]*\/\*\*$/.test(text);
  const dotsOnly = expand(text).some(choice => choice.split('/').some(name => /^\.*$/.test(name)));
  return !twoStarsBesideText && !twoStarsBehindWildcard && !dotsOnly;
}

/** Inner braces first. */
function expand(text: string): readonly string[] {
  const [group, inner] = /\{([^{}]*)\}/.exec(text) ?? [];
  if (group === undefined || inner === undefined) return [text];
  return inner.split(',').flatMap(choice => expand(text.replace(group, choice)));
}

function isPlain(text: string): boolean {
  return !/[*?[]/.test(text);
}

/** Plain text covers what is below it: that is ours, and not picomatch's. */
function judge(text: string): (path: string) => boolean {
  const folders = expand(text)
    .filter(isPlain)
    .map(choice => `${choice}/**`);
  const matchers = [text, ...folders].map(choice => picomatch(choice, { dot: true }));
  return path => matchers.some(matches => matches(path));
}

function looksLikeFile(text: string): boolean {
  return expand(text).some(choice => isPlain(choice) && /[^.]\.\w+$/.test(choice));
}

/** So that a path in which two overlap is no longer than the longest tried. */
function isShort(text: string): boolean {
  const grows = text.includes('**') || expand(text).some(isPlain);
  return !grows || text.split('/').filter(name => name !== '**').length <= 2;
}

describe('against picomatch, on all short paths', () => {
  test('isInside says what picomatch says', () => {
    const shortest = pathsUpTo(3);
    fc.assert(
      fc.property(pattern, text => {
        const [fits, patterns] = [judge(text), [text]];
        expect(shortest.filter(path => isInside(path, patterns))).toEqual(shortest.filter(fits));
      }),
      { numRuns: ALL_TESTS ? 400 : 100 },
    );
  });

  test('so it is for brackets of all kinds', () => {
    const bracket = fc.constantFrom('[ab]', '[a-b]', '[^a-b]', '[.b]', '[b-a]', '[^.]', '[a-]');
    const name = fc.tuple(bracket, fc.oneof(bracket, fc.constantFrom('a', 'b', '*')));
    fc.assert(
      fc.property(name, parts => {
        const [fits, patterns] = [picomatch(parts.join(''), { dot: true }), [parts.join('')]];
        expect(NAMES.filter(path => isInside(path, patterns))).toEqual(NAMES.filter(path => fits(path)));
      }),
    );
  });

  test('two patterns overlap if and only if there is a path that fits both', () => {
    const short = pattern.filter(text => isShort(text) && !looksLikeFile(text));
    fc.assert(
      fc.property(short, short, (a, b) => {
        const [fitsA, fitsB] = [judge(a), judge(b)];
        const common = PATHS.find(path => fitsA(path) && fitsB(path));
        expect([overlaps(a, b), overlaps(b, a)], common).toEqual(Array(2).fill(common !== undefined));
      }),
      { numRuns: ALL_TESTS ? 2000 : 500 },
    );
  });
});
