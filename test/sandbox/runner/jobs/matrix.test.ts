import { expect, test } from 'vitest';
import type { Value } from '../../../../sandbox/runner/expressions/value.ts';
import { expandMatrix } from '../../../../sandbox/runner/jobs/matrix.ts';
import { conclusions, job, run, start } from '../rig.ts';

test.each<[string, Value, Value]>([
  ['a vector', { os: ['a', 'b'] }, [{ os: 'a' }, { os: 'b' }]],
  [
    'two vectors, without what is excluded',
    { os: ['a', 'b'], node: [20, 24], exclude: [{ os: 'b', node: 20 }] },
    [
      { os: 'a', node: 20 },
      { os: 'a', node: 24 },
      { os: 'b', node: 24 },
    ],
  ],
  ['only inclusions', { include: [{ id: 'a' }, { id: 'b' }] }, [{ id: 'a' }, { id: 'b' }]],
  [
    'inclusions that join, overwrite each other, and stand alone',
    {
      fruit: ['apple', 'pear'],
      animal: ['cat', 'dog'],
      include: [
        { color: 'green' },
        { color: 'pink', animal: 'cat' },
        { fruit: 'apple', shape: 'circle' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' },
      ],
    },
    [
      { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
      { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
      { fruit: 'pear', animal: 'cat', color: 'pink' },
      { fruit: 'pear', animal: 'dog', color: 'green' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ],
  ],
])('%s', (_title, matrix, legs) => {
  expect(expandMatrix(matrix)).toEqual(legs);
});

test.each<[Value, string]>([
  [{ task: [] }, "Matrix vector 'task' does not contain any values"],
  [{ include: [] }, 'Matrix must define at least one vector'],
  [{}, 'Matrix must define at least one vector'],
  ['x', 'Expected a mapping in strategy.matrix'],
  [{ task: 'x' }, "Expected a list in the matrix vector 'task'"],
  [{ n: [...Array(257).keys()] }, 'The matrix has 257 jobs, which is more than 256'],
])('the matrix %j is refused', (matrix, message) => {
  expect(() => expandMatrix(matrix)).toThrow(message);
});

test('names have the values of the matrix, outputs are one map, an empty matrix fails its job', async () => {
  const report = await run(`
on: push
jobs:
  build:
    runs-on: x
    strategy: {matrix: {include: [{id: a, deep: {n: 1}}, {id: b}]}}
    outputs: {a: "\${{ matrix.id == 'a' && 'from a' || '' }}", b: "\${{ matrix.id == 'b' && 'from b' || '' }}"}
    steps: [{run: "test \${{ strategy.job-total }} = 2"}]
  named:
    name: Only \${{ matrix.id }}
    runs-on: x
    strategy: {matrix: {id: [x]}}
    steps: [{run: exit 0}]
  after:
    needs: build
    runs-on: x
    outputs: {both: "\${{ join(needs.build.outputs.*, ', ') }}"}
    steps: [{run: exit 0}]
  empty:
    runs-on: x
    strategy: {matrix: {id: "\${{ fromJSON('[]') }}"}}
    steps: [{run: exit 0}]
`);
  expect(conclusions(report).toSorted()).toEqual([
    'Only x success',
    'after success',
    'build (a, 1) success',
    'build (b) success',
    'empty failure',
  ]);
  expect(job(report, 'after').outputs.both?.split(', ').toSorted()).toEqual(['from a', 'from b']);
  expect(job(report, 'empty').annotations[0]?.message).toBe(
    "Error when evaluating the job 'empty'. .github/workflows/test.yml (Line: 19, Col: 3): Matrix vector 'id' does not contain any values",
  );
});

test('a failure cancels the other legs, unless fail-fast is off', async () => {
  const workflow = (failFast: boolean) => `
on: push
jobs:
  it:
    runs-on: x
    strategy: {fail-fast: ${failFast}, max-parallel: 1, matrix: {code: [1, 0]}}
    steps: [{run: "exit \${{ matrix.code }}"}]
`;
  expect(conclusions(await run(workflow(true)))).toEqual(['it (1) failure', 'it (0) cancelled']);
  expect(conclusions(await run(workflow(false)))).toEqual(['it (1) failure', 'it (0) success']);
});

test('max-parallel lets so many run at the same time', async () => {
  const { host, running } = await start(`
on: push
jobs:
  it:
    runs-on: x
    strategy: {max-parallel: 1, matrix: {n: [1, 2, 3]}}
    steps: [{run: exit 0}]
`);
  await running.done;
  const order = host.events.filter(({ kind }) => kind !== 'job-queued').map(({ kind }) => kind);
  expect(order).toEqual(Array(3).fill(['job-started', 'job-ended']).flat());
});
