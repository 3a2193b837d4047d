import { expect, test } from 'vitest';
import { MemoryHost } from '../memory-host.ts';
import { conclusions, job, run, said } from '../rig.ts';

const CALLED = '.github/workflows/called.yml';

const called = `
on:
  workflow_call:
    inputs:
      word: {type: string, required: true}
      count: {type: number, default: 3}
      loud: {type: boolean}
    secrets: {KEY: {required: true}}
    outputs: {answer: {value: "\${{ jobs.say.outputs.answer }}!"}}
env: {OWN: own}
jobs:
  say:
    runs-on: x
    outputs: {answer: "\${{ inputs.word }}"}
    steps:
      - run: echo "\${{ inputs.word }} \${{ inputs.count }} \${{ inputs.loud }} \${{ github.event_name }} $OWN [$OUTER]"
      - run: test "$KEY" = abcdefgh && test -z "$OTHER"
        env: {KEY: "\${{ secrets.KEY }}", OTHER: "\${{ secrets.OTHER }}"}
`;

test('a called workflow gets inputs and secrets, and gives outputs', async () => {
  const host = new MemoryHost();
  Object.assign(host.secretValues, { MINE: 'abcdefgh', OTHER: 'otherwise' });
  const report = await run(
    `
on: push
env: {OUTER: outer}
jobs:
  braid:
    uses: ./${CALLED}
    with: {word: hello, loud: true}
    secrets: {KEY: "\${{ secrets.MINE }}"}
  after:
    needs: braid
    runs-on: x
    steps: [{run: "echo \${{ needs.braid.outputs.answer }} \${{ needs.braid.result }}"}]
`,
    { host, files: { [CALLED]: called } },
  );
  expect(report.problems).toEqual([]);
  expect(conclusions(report)).toEqual(['braid / say success', 'after success']);
  expect(job(report, 'braid / say').key).toBe('braid / say');
  expect(said(report, 'braid / say')).toEqual(['hello 3 true push own []']);
  expect(said(report, 'after')).toEqual(['hello! success']);
});

test('inherit gives all secrets, and a workflow of another repository calls its own neighbours', async () => {
  const host = new MemoryHost();
  host.secretValues.KEY = 'abcdefgh';
  await host.commit(
    {
      '.github/workflows/outer.yml': `
on: {workflow_call: {}}
jobs:
  inner: {uses: ./${CALLED}, with: {word: w}, secrets: inherit}
`,
      [CALLED]: called,
    },
    { repository: 'braid/braid' },
  );
  const report = await run(
    'on: push\njobs: {it: {uses: braid/braid/.github/workflows/outer.yml@main, secrets: inherit}}\n',
    { host },
  );
  expect(report.problems).toEqual([]);
  expect(conclusions(report)).toEqual(['it / inner / say success']);
});

test('a call that says nothing of secrets gives none but the token', async () => {
  const host = new MemoryHost();
  host.secretValues.KEY = 'abcdefgh';
  const report = await run('on: push\njobs: {it: {uses: ./.github/workflows/curious.yml}}\n', {
    host,
    files: {
      '.github/workflows/curious.yml': `
on: {workflow_call: {}}
jobs:
  in:
    runs-on: x
    steps: [{run: "echo [\${{ secrets.KEY }}] \${{ secrets.GITHUB_TOKEN != '' }}"}]
`,
    },
  });
  expect(said(report, 'it / in')).toEqual(['[] true']);
});

test('a matrix of calls, and a call that is skipped', async () => {
  const report = await run(
    `
on: push
jobs:
  each:
    strategy: {matrix: {word: [a, b]}}
    uses: ./${CALLED}
    with: {word: "\${{ matrix.word }}"}
    secrets: {KEY: abcdefgh}
  never:
    if: false
    uses: ./${CALLED}
    with: {word: x}
    secrets: inherit
`,
    { files: { [CALLED]: called } },
  );
  expect(conclusions(report).toSorted()).toEqual([
    'each (a) / say success',
    'each (b) / say success',
    'never skipped',
  ]);
});

test.each<[string, string, string]>([
  ['a missing input', 'secrets: inherit', 'Input word is required, but not provided while calling'],
  [
    'an unknown input',
    'secrets: inherit\n    with: {word: w, more: x}',
    'Invalid input, more is not defined in',
  ],
  ['a missing secret', 'with: {word: w}', 'Secret KEY is required, but not provided while calling'],
])('%s is refused before anything runs', async (_title, more, message) => {
  const report = await run(
    `on: push\njobs:\n  first: {runs-on: x, steps: [{run: exit 0}]}\n  it:\n    uses: ./${CALLED}\n    ${more}\n`,
    { files: { [CALLED]: called } },
  );
  expect(report.jobs).toEqual([]);
  expect(report.problems.join()).toContain(`(Line: 4, Col: 3): ${message}`);
});

test('a workflow that is not there, or is not to be called', async () => {
  const report = await run(
    'on: push\njobs: {a: {uses: ./.github/workflows/none.yml}, b: {uses: ./.github/workflows/test.yml}}\n',
  );
  expect(report.problems.map(problem => problem.replace(/.*Col: \d+\): /, ''))).toEqual([
    expect.stringMatching(/^\.github\/workflows\/none\.yml: not found in octo\/shop at [0-9a-f]{40}$/),
    'workflow is not reusable as it is missing a `on.workflow_call` trigger: .github/workflows/test.yml',
  ]);
});

test('an input of the wrong type fails the job', async () => {
  const report = await run(
    `on: push\njobs: {it: {uses: ./${CALLED}, secrets: inherit, with: {word: w, count: many}}}\n`,
    { files: { [CALLED]: called } },
  );
  expect(job(report).annotations[0]?.message).toContain(
    "Unexpected value 'many' for the input count, which is a number",
  );
});
