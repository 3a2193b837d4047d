import { expect, test } from 'vitest';
import type { Diagnostic } from '../../shared/plan/diagnostic.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';
import { renderDiagnostics } from '../../shared/report/diagnostics.ts';

function report(text: string, file = 'plan.yml'): string {
  return renderDiagnostics(parsePlan(text, { file, config: null }).diagnostics);
}

const TASKS = 'tasks: [{ id: a, title: A, prompt: x }]\n';

test('no diagnostics, no text', () => {
  expect(renderDiagnostics([])).toBe('');
});

test('a plan cannot send escape sequences to the terminal', () => {
  const text = `version: 1\nname: "\\e]0;owned\\a\\e[2J"\n"\\e[31mkey\\u202e": 1\n${TASKS}`;
  const shown = report(text, 'pl\u001b[1man.yml');
  expect(shown).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(
    shown,
  ).toBe(`pl\\x1b[1man.yml:2:7  error  expected a name of \`a-z\`, \`0-9\` and \`-\` in \`name\`, found \`\\x1b]0;owned\\x07\\x1b[2J\`
   1 | version: 1
   2 | name: "\\e]0;owned\\a\\e[2J"
     |       ^^^^^^^^^^^^^^^^^^^
   Hint: write \`0-owned-2j\`

pl\\x1b[1man.yml:3:1  error  unknown key \`\\x1b[31mkey\\u{202e}\` in the plan
   2 | name: "\\e]0;owned\\a\\e[2J"
   3 | "\\e[31mkey\\u202e": 1
     | ^^^^^^^^^^^^^^^^^
   Hint: known keys: version, name, defaults, epics, tasks

2 errors. Nothing was run.
`);
});

test('control characters as such are refused, and shown', () => {
  expect(
    report(`version: 1\nname: a\u001b[31mb\n${TASKS}`),
  ).toBe(`plan.yml:2:8  error  expected text, found the control character \`\\x1b\`
   1 | version: 1
   2 | name: a\\x1b[31mb
     |        ^^^^
   Hint: remove it

1 error. Nothing was run.
`);
});

test('what nobody sees is made visible, and the marker stands below what is shown', () => {
  expect(
    report(`version: 1\nname: p\nt\u200bask\u00a0s: 1\n${TASKS}`),
  ).toContain(`   3 | t\\u{200b}ask\\xa0s: 1
     | ^^^^^^^^^^^^^^^^^
`);
});

test('wide characters take two columns, columns count UTF-16', () => {
  const shown = report(`version: 1\nname: p\nepics: { "表😀": {}, typo: { titel: x } }\n${TASKS}`);
  expect(shown).toContain(`plan.yml:3:29  error  unknown key \`titel\``);
  expect(shown).toContain(`   3 | epics: { "表😀": {}, typo: { titel: x } }
     |                              ^^^^^
`);
});

test('a long line is cut around the marker', () => {
  const labels = Array.from({ length: 60 }, (_, index) => `label-${index}`);
  const text = `version: 1\nname: p\ntasks: [{ id: a, title: A, prompt: x, labels: [${labels.join(', ')}, 7, ${labels.join(', ')}] }]\n`;
  expect(report(text)).toBe(`plan.yml:3:638  error  expected text in \`labels\`, found the number \`7\`
   2 | name: p
   3 | …label-55, label-56, label-57, label-58, label-59, 7, label-0, label-1, label-2, label-3, label-4, la…
     |                                                    ^
   Hint: put it in quotes: \`"7"\`

1 error. Nothing was run.
`);
});

test('a mark longer than the rest of a cut line ends with it', () => {
  const shown = report(`version: 1\nname: ${'a'.repeat(300)}\n${TASKS}`);
  expect(Math.max(...shown.split('\n').map(line => line.length))).toBeLessThan(160);
});

test('at most a hundred are shown, all are counted', () => {
  const keys = Array.from({ length: 150 }, (_, index) => `key-${index}: 1\n`);
  const shown = report(`version: 1\nname: p\n${TASKS}${keys.join('')}`);
  expect(shown.match(/unknown key/g)).toHaveLength(100);
  expect(shown).toMatch(/\n… and 50 more\.\n\n150 errors\. Nothing was run\.\n$/);
});

test('warnings alone do not say that nothing was run; notes are counted too', () => {
  const note: Diagnostic = {
    severity: 'note',
    code: 'a-note',
    message: 'something to know',
    hint: null,
    file: 'plan.yml',
    line: 1,
    column: 1,
    length: 1,
    excerpt: [],
  };
  expect(
    renderDiagnostics([note, { ...note, severity: 'warning' }]),
  ).toBe(`plan.yml:1:1  note  something to know

plan.yml:1:1  warning  something to know

1 warning, 1 note.
`);
});

test('twenty different errors are reported at once', () => {
  const text = `version: 3
name: My Plan
default: {}
defaults: { retries: -1, timeout-minutes: soon }
epics: { "a b": {} }
tasks:
  - id: a/b
    title: 5
    prompt: x
    prompt-file: y
    needs: [nobody, a/b]
    type: chore
    paths: [../x]
    priority: 0.5
    labels: urgent
    verify: [""]
    allow-empty: maybe
    epic: c
    weight: 2
    id: twice
  - id: Epic
    conflicts-with:
  - { id: c, title: C, prompt: x, needs: [d] }
  - { id: d, title: D, prompt: x, needs: [c] }
  - { id: D, title: D, prompt: x, backend: [] }
`;
  const { plan, diagnostics } = parsePlan(text, { file: 'plan.yml', config: null });
  expect(plan).toBe(null);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(new Set(errors.map(({ code }) => code)).size).toBeGreaterThanOrEqual(20);
  const places = diagnostics.map(({ line, column }) => line * 1000 + column);
  expect(places).toEqual([...places].sort((one, other) => one - other));
});
