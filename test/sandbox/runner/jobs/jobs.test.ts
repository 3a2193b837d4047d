import { expect, test } from 'vitest';
import type { JobReport } from '../../../../sandbox/runner/host.ts';
import { conclusions, job, run, said } from '../rig.ts';

/** Jobs of one script each. */
function jobs(...lines: readonly string[]): string {
  const blocks = lines.map(line => {
    const [key = '', script = '', more = ''] = line.split(' | ');
    return `  ${key}:\n    runs-on: x${more === '' ? '' : `\n    ${more.replaceAll('; ', '\n    ')}`}\n    steps: [{run: ${script}}]\n`;
  });
  return `on: push\njobs:\n${blocks.join('')}`;
}

test('outputs and results of needed jobs', async () => {
  const report = await run(`
on: push
jobs:
  first:
    runs-on: x
    outputs: {color: "\${{ steps.pick.outputs.color }}", none: "\${{ steps.pick.outputs.none }}"}
    steps: [{id: pick, run: echo color=blue >> $GITHUB_OUTPUT}]
  second:
    needs: first
    name: After \${{ needs.first.outputs.color }}
    runs-on: x
    steps: [{run: "echo \${{ needs.first.outputs.color }} \${{ needs.first.result }}"}]
`);
  expect(conclusions(report)).toEqual(['first success', 'After blue success']);
  expect(said(report, 'After blue')).toEqual(['blue success']);
  expect(job(report, 'first').outputs).toEqual({ color: 'blue', none: '' });
});

test.each<[string, readonly string[], readonly string[]]>([
  [
    'a skipped need skips, through all that follow',
    ['a | exit 0 | if: false', 'b | exit 0 | needs: a', 'c | exit 0 | needs: b'],
    ['a skipped', 'b skipped', 'c skipped'],
  ],
  [
    'a condition without a status function does not change that',
    ['a | exit 0 | if: false', "b | exit 0 | needs: a; if: github.event_name == 'push'"],
    ['a skipped', 'b skipped'],
  ],
  [
    'a status function does; but what follows still looks at all that came before',
    ['a | exit 0 | if: false', 'b | exit 0 | needs: a; if: always()', 'c | exit 0 | needs: b'],
    ['a skipped', 'b success', 'c skipped'],
  ],
  [
    '!failure() && !cancelled() runs after a skipped job',
    ['a | exit 0 | if: false', "b | exit 0 | needs: a; if: '!failure() && !cancelled()'"],
    ['a skipped', 'b success'],
  ],
  [
    'failure() sees a failure further back',
    ['a | exit 1', 'b | exit 0 | needs: a', 'c | exit 0 | needs: b; if: failure()', 'd | exit 0 | needs: b'],
    ['a failure', 'b skipped', 'c success', 'd skipped'],
  ],
  [
    'a job that may fail counts as good',
    ['a | exit 1 | continue-on-error: true', "b | exit 0 | needs: a; if: needs.a.result == 'success'"],
    ['a failure', 'b success'],
  ],
])('%s', async (_title, lines, expected) => {
  const report = await run(jobs(...lines));
  expect(conclusions(report).toSorted()).toEqual(expected);
});

test.each<[string, readonly string[], string]>([
  ['all skipped', ['a | exit 0 | if: false'], 'skipped'],
  ['one failed', ['a | exit 0', 'b | exit 1'], 'failure'],
  ['one may fail', ['a | exit 1 | continue-on-error: true'], 'success'],
  ['some skipped', ['a | exit 0', 'b | exit 0 | if: false'], 'success'],
])('a run with %s', async (_title, lines, conclusion) => {
  expect((await run(jobs(...lines))).conclusion).toBe(conclusion);
});

test('an output with a secret in it does not leave its job', async () => {
  const report = await run(`
on: push
jobs:
  it:
    runs-on: x
    outputs: {token: "\${{ github.token }}", fine: fine}
    steps: [{run: exit 0}]
`);
  expect(job(report).outputs).toEqual({ fine: 'fine' });
  expect(job(report).annotations[0]?.message).toBe("Skip output 'token' since it may contain secret.");
});

test('more than 1 MB of outputs fails the job', async () => {
  const report = await run(`
on: push
jobs:
  it:
    runs-on: x
    outputs: {big: "\${{ steps.big.outputs.big }}"}
    steps: [{id: big, run: "echo big=$(head -c 600000 /dev/zero | tr '\\\\0' x) >> $GITHUB_OUTPUT"}]
`);
  expect(job(report).conclusion).toBe('failure');
});

const before = (key: string, name: string, more: Partial<JobReport> = {}): JobReport => ({
  key,
  name,
  conclusion: 'success',
  outputs: {},
  steps: [],
  annotations: [],
  summaries: [],
  log: 'from before\n',
  permissions: {},
  ...more,
});

test('a re-run takes the jobs that went well from before and runs the others', async () => {
  const report = await run(
    `
on: push
jobs:
  plan:
    runs-on: x
    outputs: {tasks: "\${{ steps.never.outputs.x }}"}
    steps: [{run: exit 1}]
  task:
    needs: plan
    runs-on: x
    strategy: {matrix: {task: "\${{ fromJSON(needs.plan.outputs.tasks) }}"}}
    steps: [{run: "echo again \${{ matrix.task }} \${{ github.run_attempt }}"}]
`,
    {
      request: {
        runAttempt: 2,
        kept: [before('plan', 'plan', { outputs: { tasks: '["a","b"]' } }), before('task', 'task (a)')],
      },
    },
  );
  expect(report.conclusion).toBe('success');
  expect(said(report, 'plan')).toEqual(['from before']);
  expect(said(report, 'task (a)')).toEqual(['from before']);
  expect(said(report, 'task (b)')).toEqual(['again b 2']);
});

test('what needs a job that is run again is run again, kept or not', async () => {
  const report = await run(
    jobs(
      'a | echo a',
      'b | echo b | needs: a',
      'c | echo c | needs: b; strategy: {matrix: {n: [1]}}',
      'd | echo d',
    ),
    {
      request: {
        kept: [
          before('b', 'b'),
          before('c', 'c', { conclusion: 'skipped' }),
          before('d', 'd', { conclusion: 'skipped' }),
        ],
      },
    },
  );
  expect(said(report, 'b')).toEqual(['b']);
  expect(said(report, 'c (1)')).toEqual(['c']);
  expect(conclusions(report)).toContain('d skipped');
});
