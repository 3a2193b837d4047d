import { expect, test } from 'vitest';
import { MemoryHost } from '../memory-host.ts';
import { conclusions, run, start } from '../rig.ts';

test('the groups of a workflow and of a job, with their expressions', async () => {
  const host = new MemoryHost();
  await run(
    `
on: push
concurrency: {group: "w-\${{ github.ref_name }}", queue: max}
jobs:
  it:
    runs-on: x
    strategy: {matrix: {n: [1]}}
    concurrency: "j-\${{ matrix.n }}"
    steps: [{run: exit 0}]
`,
    { host },
  );
  expect(host.entered).toEqual([
    { group: 'w-main', cancelInProgress: false, queue: 'max' },
    { group: 'j-1', cancelInProgress: false, queue: 'single' },
  ]);
});

const one = (group: string, script: string) =>
  `on: push\nconcurrency: ${group}\njobs: {it: {runs-on: x, steps: [{run: ${script}}]}}\n`;

test('a newer run with cancel-in-progress ends the one before', async () => {
  const host = new MemoryHost();
  const group = '{group: g, cancel-in-progress: true}';
  const first = await start(one(group, 'tail -f /dev/null'), { host });
  await host.happened('job-started', 'it');
  const second = await start(one(group, 'exit 0'), { host });
  expect((await first.running.done).conclusion).toBe('cancelled');
  expect((await second.running.done).conclusion).toBe('success');
});

test('a run that loses its place while it waits is cancelled, with no jobs', async () => {
  const host = new MemoryHost();
  const request = { group: 'g', cancelInProgress: false, queue: 'single' } as const;
  host.enter('octo/shop', request);
  const first = await start(one('g', 'exit 0'), { host });
  await host.until(() => host.entered.length === 2);
  host.enter('octo/shop', request);
  expect(await first.running.done).toEqual({ conclusion: 'cancelled', jobs: [], problems: [] });
});

test('a run that waits for its place can be cancelled', async () => {
  const host = new MemoryHost();
  host.enter('octo/shop', { group: 'g', cancelInProgress: false, queue: 'single' });
  const { running } = await start(one('g', 'exit 0'), { host });
  await host.until(() => host.entered.length === 2);
  running.cancel();
  expect((await running.done).conclusion).toBe('cancelled');
});

test('queue: max with cancel-in-progress is refused', async () => {
  const report = await run(
    'on: push\nconcurrency: {group: g, queue: max, cancel-in-progress: true}\njobs: {it: {runs-on: x, steps: [{run: exit 0}]}}',
  );
  expect(report.problems).toEqual([expect.stringContaining('cancel-in-progress')]);
  expect(conclusions(report)).toEqual([]);
});
