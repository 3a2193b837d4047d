import { expect, test } from 'vitest';
import { didYouMean, suggest, suggester } from '../../shared/plan/reading/suggest.ts';

test.each([
  ['modles', ['models', 'modes'], 'models'],
  ['modell', ['models', 'model'], 'models'],
  ['maxWorkers', ['max-workers'], 'max-workers'],
  ['timeout_minutes', ['timeout', 'timeout-minutes'], 'timeout-minutes'],
  ['API', ['api'], 'api'],
  ['timeout', ['title', 'timeout-minutes'], 'timeout-minutes'],
  ['a', ['b'], null],
  ['ab', ['ac'], null],
  ['database', ['models', 'api'], null],
  ['', ['a'], null],
  ['models', [], null],
  ['models', ['models'], null],
])('%s of %j: %s', (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});

test('as a hint', () => {
  expect(didYouMean('modles', ['models'])).toBe('did you mean `models`?');
  expect(didYouMean('x', ['models'])).toBe(null);
});

test('after a hundred words there are no more suggestions', () => {
  const nearest = suggester(['models']);
  const answers = Array.from({ length: 101 }, () => nearest('modles'));
  expect(answers.filter(answer => answer !== null)).toHaveLength(100);
});
