/** What is seen of the attempts of a workflow run while it goes on. */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sightsOf } from '../../../app/steps/workflow-runs/books.ts';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import type { RunId, TaskId } from '../../../shared/plan/plan.ts';
import { BASE, planOf } from '../../sandbox/loop/shop-plan.ts';
import { openAppShop } from '../steps/app-shop.ts';
import { onOnePlace } from '../store/stores.ts';
import { openWholeApp } from '../whole/whole-app.ts';

/** A task that comes to its end when the test says so. */
function heldTask() {
  const folder = mkdtempSync(join(tmpdir(), 'braid-held-'));
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  onTestFinished(() => {
    // Whoever still reads it comes to its end.
    closeSync(openSync(pipe, constants.O_RDWR));
    rmSync(folder, { recursive: true, force: true });
  });
  return { command: `cat ${pipe} > a`, letGo: () => writeFile(pipe, 'done\n') };
}

const JOB = /^http:\/\/127\.0\.0\.1:\d+\/octo\/shop\/actions\/runs\/\d+\/job\/\d+$/;

onOnePlace('while a workflow run goes on', newPlace => {
  test('a task runs since its job began, with a link to its log, and is told to whoever follows', async () => {
    const { command, letGo } = heldTask();
    const plan = planOf({ a: [command, 'retries: 0'], b: ['echo b > b', 'needs: [a]'] });
    const shop = await openWholeApp({ base: BASE, plan }, await newPlace());
    const headers = { authorization: `Bearer ${shop.sandbox.userToken('ann')}` };
    await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
    const [, run = ''] = /run `(shop-[0-9a-f]+)`/.exec(await shop.said(/run `shop-[0-9a-f]+`/)) ?? [];
    const address = `${shop.url}/api/runs/${run}`;
    const ask = async () => JSON.parse(await (await fetch(address, { headers })).text());
    await expect.poll(async () => (await ask()).tasks[0].status).toBe('running');
    expect((await ask()).tasks).toMatchObject([
      { id: 'a', status: 'running' },
      { id: 'b', status: 'waiting' },
    ]);

    const stop = new AbortController();
    const events = await fetch(`${address}/events`, { headers, signal: stop.signal });
    let told = '';
    for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      told += chunk;
      if (/^event: jobs\ndata: .*\n/m.test(told)) break;
    }
    const [, data = '{}'] = /^event: jobs\ndata: (.*)$/m.exec(told) ?? [];
    stop.abort();
    const { runs } = repositoryOf(shop.sandbox.world, 'octo/shop');
    const [job] = [...runs.values()].flatMap(({ jobs }) => jobs);
    const startedAt = `${job?.startedAt?.toISOString().slice(0, 19)}.000Z`;
    expect(JSON.parse(data)).toEqual({
      run,
      jobs: [
        {
          ...{ task: 'a', attempt: 1, status: 'running', startedAt, endedAt: null },
          log: expect.stringMatching(JOB),
        },
      ],
    });

    await letGo();
    await shop.said('both tasks are in');
    expect((await ask()).tasks).toMatchObject([{ status: 'merged' }, { status: 'merged' }]);
  });
});

test('the check run says so, too', async () => {
  const { command, letGo } = heldTask();
  const shop = await openAppShop({ base: BASE, plan: planOf({ a: [command, 'retries: 0'] }) });
  const check = () =>
    [...repositoryOf(shop.sandbox.world, 'octo/shop').checkRuns.values()].find(
      ({ name }) => name === 'braid',
    );
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  const run = await expect
    .poll(() => check()?.externalId)
    .toMatch(/^shop-/)
    .then(() => check()?.externalId as RunId);
  await expect.poll(async () => await shop.workshop.jobs.of(run)).toMatchObject([{ status: 'running' }]);
  await shop.workshop.wake(run);
  await expect.poll(() => check()?.output.summary).toMatch(/1 running/);
  await letGo();
  await shop.quiet();
  expect(check()).toMatchObject({ conclusion: 'success' });
});

test('a job is that of the task in its name, and the newest one counts', () => {
  const entry = (task: string) => ({
    task: task as TaskId,
    attempt: 2,
    backend: 'sh',
    model: null,
    keys: [],
  });
  const job = (name: string, url: string) =>
    ({ name, url, status: 'running', startedAt: 1, endedAt: null }) as const;
  const jobs = [
    job('braid / a (sh)', 'new'),
    job('braid / a (sh)', 'old'),
    job('my-a (sh)', 'x'),
    job('verify 1', 'y'),
  ];
  expect(sightsOf({ tasks: [entry('a'), entry('b')] }, jobs)).toEqual([
    { task: 'a', attempt: 2, status: 'running', startedAt: 1, endedAt: null, url: 'new' },
  ]);
});
