/** Whatever is in a file: nothing throws, and there is a plan or an error. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Diagnostic, hasErrors } from '../../shared/plan/diagnostic.ts';
import { DEFAULT_CONFIG, parseConfig } from '../../shared/plan/parse-config.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';
import { renderDiagnostics } from '../../shared/report/diagnostics.ts';
import { ALL_TESTS } from '../all-tests.ts';

const PLAN = `version: 1
name: payments
defaults: { timeout-minutes: 30, verify: &tests [npm test] }
epics:
  api: { title: Payment API }
tasks:
  - id: models
    title: "Add the: models"
    prompt: |
      Add them.
    paths: [src/models/**, 'test/*']
  - { id: api, title: Add the API, prompt: Add it., needs: [models], epic: api, verify: *tests }
`;
const CONFIG = `execution: auto
backends:
  sh: { kind: command, run: ./work, pass-env: [KEY] }
merge: { verify: [npm test], land: auto }
`;

const PIECES = [
  '\t',
  '\n',
  ' ',
  '- ',
  ': ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '|',
  '>',
  '&a ',
  '*a',
  '!x ',
  '---\n',
  '%',
  '@',
  '#',
  ',',
  '? ',
  '\u001b[31m',
  '\0',
  '\ufeff',
  '\u2028',
  '\ud800',
  '😀',
  '__proto__: 1\n',
  '<<: *tests',
  'null',
  '.nan',
  '1e999',
  '0x10',
  'needs: [api]',
  'toString',
  '..',
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(1000).map(each => each / 1000),
  remove: fc.nat({ max: 12 }),
  insert: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 }), fc.constant('')),
});

function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce((edited, { at, remove, insert }) => {
    const start = Math.floor(at * edited.length);
    return edited.slice(0, start) + insert + edited.slice(start + remove);
  }, text);
}

function texts(valid: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.array(edit, { minLength: 1, maxLength: 4 }).map(edits => mutate(valid, edits)),
    fc.array(fc.constantFrom(...PIECES, 'version: 1', 'tasks', 'id', 'a')).map(pieces => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.json(),
  );
}

/** Each diagnostic points into the text, shows the line as it is, and can be shown without harm. */
function checkDiagnostics(text: string, diagnostics: readonly Diagnostic[]): void {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  for (const { line, column, length, excerpt, message } of diagnostics) {
    const source = lines[line - 1] ?? '';
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeLessThanOrEqual(source.length + 1);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(length).toBeGreaterThanOrEqual(1);
    const shown = excerpt.find(each => each.line === line)?.text.replace(/^…|…$/g, '');
    if (shown !== undefined) expect(source).toContain(shown);
    expect(message).not.toMatch(/zod|Invalid input|undefined|\[object|NaN/);
  }
  const places = diagnostics.map(({ line, column }) => line * 1e7 + column);
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(renderDiagnostics(diagnostics)).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u);
}

test('any text gives a plan or errors, never an exception', () => {
  fc.assert(
    fc.property(texts(PLAN), text => {
      const { plan, diagnostics } = parsePlan(text, { file: 'plan.yml', config: DEFAULT_CONFIG });
      expect(plan === null).toBe(hasErrors(diagnostics));
      checkDiagnostics(text, diagnostics);
    }),
    { numRuns: ALL_TESTS ? 600 : 150 },
  );
});

test('any text gives a configuration or errors, never an exception', () => {
  fc.assert(
    fc.property(texts(CONFIG), text => {
      const { config, diagnostics } = parseConfig(text, { file: 'braid.yml' });
      expect(config === null).toBe(hasErrors(diagnostics));
      checkDiagnostics(text, diagnostics);
    }),
    { numRuns: ALL_TESTS ? 600 : 150 },
  );
});

const MEGABYTE = 1024 * 1024;
const lines = (line: (index: number) => string, count: number): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

test.each([
  ['over 1 MB', ' '.repeat(MEGABYTE + 1), 'too-large'],
  ['deep lists', '['.repeat(200_000), 'too-deep'],
  ['deep lines', '- '.repeat(100_000), 'too-deep'],
  ['deep mappings', lines(index => `${' '.repeat(index)}a:`, 1400), 'too-deep'],
  ['many documents', '---\n'.repeat(50_000), 'several-documents'],
  ['many control characters', '\u0007\n'.repeat(100_000), 'control-character'],
  ['many unknown keys', lines(index => `key-${index}: 1`, 20_000), 'unknown-key'],
  ['many unknown tags', lines(index => `- !x${index}`, 20_000), 'unknown-tag'],
  ['many unknown aliases', `tasks: [${'*x, '.repeat(50_000)}]`, 'unknown-alias'],
  ['many equal keys', 'a: 1\n'.repeat(40_000), 'duplicate-key'],
  ['many bad escapes', `a: "${'\\q'.repeat(100_000)}"`, 'bad-escape'],
  ['many open brackets', 'a: [\n'.repeat(40_000), 'unclosed-list'],
  ['a long line of spaces', `a: [${' '.repeat(900_000)}\nb`, 'unclosed-list'],
  [
    'many unknown tasks',
    `version: 1\nname: p\ntasks:\n${lines(index => `- {id: task-${index}, title: t, prompt: p, needs: [tusk-${index}-a, tosk-${index}-b]}`, 4_000)}`,
    'unknown-task',
  ],
])('%s: refused within seconds', (_, text, code) => {
  const started = performance.now();
  const { plan, diagnostics } = parsePlan(text, { file: 'plan.yml', config: DEFAULT_CONFIG });
  renderDiagnostics(diagnostics);
  expect(plan).toBe(null);
  expect(diagnostics.map(each => each.code)).toContain(code);
  expect(performance.now() - started).toBeLessThan(20_000);
});
