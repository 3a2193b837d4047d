/** The kind of work, by the words of a task. `titles.txt` holds what tasks are called in real life. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classify } from '../../shared/routing/classify.ts';
import { task } from '../plan/blank.ts';

interface Titled {
  readonly part: string;
  readonly type: string;
  readonly title: string;
  readonly prompt: string;
}

function readTitles(): readonly Titled[] {
  const found: Titled[] = [];
  let part = '';
  for (const line of readFileSync(join(import.meta.dirname, 'titles.txt'), 'utf8').split('\n')) {
    const heading = /^== (.*) ==$/.exec(line)?.[1];
    if (heading !== undefined) part = heading;
    if (heading !== undefined || line === '' || line.startsWith('#')) continue;
    const [type = '', title = '', prompt = ''] = line.split(' | ');
    found.push({ part, type, title, prompt: prompt.replaceAll('\\n', '\n') });
  }
  return found;
}

function classified(title: string, prompt = '', acceptance: readonly string[] = []) {
  return classify(task('t', { title, prompt, acceptance }));
}

const TITLES = readTitles();

function isRight({ type, title, prompt }: Titled): boolean {
  return classified(title, prompt).type === type;
}

describe('titles get the type that a person gave them', () => {
  test.each([...new Set(TITLES.map(title => title.part))])('eight of ten: %s', part => {
    const own = TITLES.filter(title => title.part === part);
    const wrong = own.filter(title => !isRight(title));
    const right = own.length - wrong.length;
    const misses = wrong.map(
      ({ type, title, prompt }) =>
        `  ${title}: wanted ${type}, got ${classified(title, prompt).reasons.join('; ')}`,
    );
    const share = right / own.length;
    const accuracy = `${right} of ${own.length} (${(share * 100).toFixed(1)} %)`;
    console.log([`titles, ${part}: ${accuracy}`, ...misses].join('\n'));
    expect(share).toBeGreaterThanOrEqual(0.8);
  });

  test('nine of ten: all together', () => {
    expect(TITLES.length).toBeGreaterThanOrEqual(140);
    expect(TITLES.filter(isRight).length / TITLES.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('what is easily taken for something else', () => {
  test.each([
    ['create new unit tests', 'testing'],
    ['improve the docs', 'documentation'],
    ['remove the dead endpoint', 'refactoring'],
    ['add tests for the bug fix in cart', 'testing'],
    ['document the test setup', 'documentation'],
    ['fix failing test', 'bug-fixing'],
    ['fix typo in readme', 'documentation'],
    ['spike: try out a new test runner', 'prototyping'],
    ['Add a remove button', 'general'],
    ['Test the delete endpoint', 'testing'],
    ['Fix the tests of the docs site', 'bug-fixing'],
    ['docs: how to fix a failing test', 'documentation'],
    ['fix(docs): crash of the search box', 'bug-fixing'],
    ['Show the latest contest entries', 'general'],
    ['Add a `testUser` to `seed.ts`', 'general'],
    ['Add testUser and test_mode to src/test/seed.ts', 'general'],
    ['Show unit-test-report.json in the list', 'general'],
    ['Rename `fixBug` to `repair`', 'refactoring'],
    ['Update `docs/setup.md`', 'documentation'],
    ['ADD UNIT TESTS!', 'testing'],
    ['Unit-tests: price calculator', 'testing'],
    ['Documentation (API)', 'documentation'],
    ['Testing the “cart” module', 'testing'],
    ['Fixes: wrong totals', 'bug-fixing'],
    ['Improve error messages', 'general'],
    ['Payment models', 'general'],
    ['Break the importer into two parts', 'refactoring'],
    ['A long name breaks the import', 'general'],
  ])('%s → %s', (title, type) => {
    const found = classified(title);
    expect(found.type, found.reasons.join('; ')).toBe(type);
  });
});

test('the plan has the last word', () => {
  const given = task('t', { title: 'Add unit tests', type: 'refactoring' });
  expect(classify(given)).toEqual({ type: 'refactoring', reasons: ['refactoring: the plan says so'] });
});

test('every word that counted is shown, the best type first', () => {
  expect(
    classified('Add unit tests for the retry bug', 'Cover the timeouts.\nThe docs are up to date.'),
  ).toEqual({
    type: 'testing',
    reasons: [
      'testing: "unit tests" in the title (4), "Cover" in the prompt (1.5)',
      'bug-fixing: "bug" in the title (1.3), "timeouts" in the prompt (0.8)',
      'general: "Add" in the title (1.5)',
      'documentation: "docs" in the prompt (0.6)',
    ],
  });
  expect(classified('Payment models').reasons).toEqual(['general: no word speaks for another type']);
});

describe('a prompt', () => {
  test('decides where the title says nothing', () => {
    expect(classified('Cart', 'The total is wrong.').type).toBe('bug-fixing');
    expect(classified('Cart', '', ['The readme explains the totals', 'The docs have an example']).type).toBe(
      'documentation',
    );
  });

  test('of 300 lines does not outweigh the title by what it mentions', () => {
    const line = 'Run the unit tests, fix the bug, update the docs, then fix failing tests and broken links.';
    const long = Array.from({ length: 300 }, (_, at) => `${line} Case ${at}.`).join('\n');
    expect(classified('Add the payment models', long).type).toBe('general');
    expect(classified('Extract the price calculation', long).type).toBe('refactoring');
    expect(classified('Spike: new editor', long).type).toBe('prototyping');
  });

  test('says by a mention far below nothing about its task', () => {
    const long = `Payments are stored.\n${'They have an amount.\n'.repeat(300)}See the test of it.`;
    expect(classified('Payments', long).type).toBe('general');
  });

  test('does not ask for what it forbids', () => {
    expect(classified('Payments', "Don't refactor or rename anything.").type).toBe('general');
    expect(classified('Payments', 'Store them without refactoring the models.').type).toBe('general');
  });

  test('asks for green tests in the end, as all do', () => {
    const acceptance = ['All tests pass', 'The unit tests are green', 'Test coverage is 80 %'];
    expect(classified('Add the payment models', 'Amounts are integers.', acceptance).type).toBe('general');
  });

  test('speaks English, and code is not English', () => {
    expect(classified('Cart', 'Make this shorter:\n```ts\n// fix bug: crash, test, docs\n```\n').type).toBe(
      'general',
    );
    expect(classified('Cart', 'Call `test` and `fix` in `docs`.').type).toBe('general');
  });
});

test('of two types with equal points the one that was spoken of first', () => {
  expect(classified('Cart: wrong, untested').type).toBe('bug-fixing');
  expect(classified('Cart: a matter, untested, wrong').type).toBe('testing');
});

test.each([
  ['one line of letters', 'a'.repeat(1_000_000)],
  ['one word of stops', `a${'!'.repeat(1_000_000)}b`],
  ['fences', '```\n'.repeat(250_000)],
  ['backticks', '`a'.repeat(500_000)],
  ['backticks between spaces', '` '.repeat(500_000)],
  ['lines of a backtick', '`\n'.repeat(500_000)],
  ['empty lines', '\n '.repeat(500_000)],
  ['brackets', `[${'('.repeat(1_000_000)}`],
])('a megabyte of %s is read too', (_, text) => {
  expect(classified(text.slice(0, 1000), text).type).toBe('general');
});
