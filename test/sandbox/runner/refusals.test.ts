import { expect, test } from 'vitest';
import { job, run } from './rig.ts';

const inJob = (line: string) =>
  `on: push\njobs:\n  it:\n    runs-on: x\n    ${line}\n    steps: [{run: exit 0}]\n`;
const inStep = (line: string) => `on: push\njobs:\n  it:\n    runs-on: x\n    steps:\n      - ${line}\n`;

test.each<[string, string]>([
  ['(Line: 5, Col: 5): services is not known to this sandbox', inJob('services: {db: postgres}')],
  ['(Line: 5, Col: 5): container is not known to this sandbox', inJob('container: node:24')],
  ['(Line: 5, Col: 5): environment is not known to this sandbox', inJob('environment: production')],
  [
    '(Line: 6, Col: 32): shell: python is not known to this sandbox',
    inStep('{run: print(1), shell: python}'),
  ],
  ['(Line: 6, Col: 15): uses: docker:// is not known to this sandbox', inStep('uses: docker://alpine')],
  [
    '(Line: 6, Col: 44): the input ssh-key of actions/checkout is not known to this sandbox',
    inStep('{uses: actions/checkout@v7, with: {ssh-key: x}}'),
  ],
  [
    '(Line: 6, Col: 53): the input run-id of actions/download-artifact is not known to this sandbox',
    inStep('{uses: actions/download-artifact@v8, with: {run-id: 1}}'),
  ],
  [
    '(Line: 6, Col: 9): hashFiles() is not known to this sandbox',
    inStep(`run: "echo \${{ hashFiles('a') }}"`),
  ],
  ['expected owner/name@ref, owner/name/path@ref or ./path in uses, found nothing', inStep('uses: nothing')],
  ["(Line: 5, Col: 9): Unrecognized function: 'bogus'", inJob('if: bogus()')],
  ["Unrecognized named-value: 'nobody'", inStep(`run: "echo \${{ nobody.x }}"`)],
  ['The workflow must contain at least one job with no dependencies', inJob('needs: other')],
  ["(Line: 5, Col: 5): Unexpected value 'wibble'", inJob('wibble: 1')],
  ['at line 2, column 8', 'on: push\njobs: ['],
])('refuses %#: %s', async (message, workflow) => {
  const report = await run(workflow);
  expect(report.jobs).toEqual([]);
  expect(report.conclusion).toBe('failure');
  expect(report.problems.join('\n')).toContain(message);
});

test('all problems are told at once', async () => {
  const report = await run(inJob('services: {db: x}\n    container: y\n    environment: z'));
  expect(report.problems).toHaveLength(3);
});

test('a shell that an expression names is refused when its time comes', async () => {
  const report = await run(
    'on: push\ndefaults: {run: {shell: pwsh}}\njobs:\n  it: {runs-on: x, steps: [{run: exit 0}]}\n',
  );
  expect(job(report).annotations[0]?.message).toBe('shell: pwsh is not known to this sandbox');
});

test('a workflow file that is not there', async () => {
  const report = await run('on: push\njobs: {it: {runs-on: x, steps: [{run: exit 0}]}}\n', {
    request: { workflow: '.github/workflows/gone.yml' },
  });
  expect(report.problems).toEqual([
    expect.stringMatching(/^\.github\/workflows\/gone\.yml: not found in octo\/shop at [0-9a-f]{40}$/),
  ]);
});
