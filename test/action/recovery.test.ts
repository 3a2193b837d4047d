/** Workflow runs that do not go straight: jobs that are run again, cancelled, die at the end, or that two people start at once. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { until } from '../cli/processes.ts';
import { statuses, type Tasks } from '../cli/rig.ts';
import { reportIn } from '../hosts/result.ts';
import {
  CONFIG_FILE,
  configText,
  PLAN_FILE,
  placed,
  planText,
  SCRATCH,
  waitOnce,
} from '../hosts/scenario.ts';
import { ActionStage } from './stage.ts';
import type { WorkflowRun } from './workflow-run.ts';

const TWO_BATCHES = { a: 'echo a > a.txt', b: { prompt: 'cp a.txt b.txt', needs: ['a'] } };

let stage: ActionStage;
let scratch: string;
afterEach(() => stage.remove());

function open(tasks: Tasks): ActionStage {
  const config = configText({ merge: { verify: ['true'] } });
  const opened = new ActionStage({ 'readme.md': 'hello\n', [CONFIG_FILE]: config }, {});
  scratch = mkdtempSync(join(opened.folder, 'scratch-'));
  const story = placed({ name: '', tasks, expected: { run: '', tasks: {}, at: null } }, scratch);
  opened.push('topic', { [PLAN_FILE]: planText(story) });
  return opened;
}

function listed(pattern: string): readonly string[] {
  const text = stage.git(stage.bare, 'for-each-ref', '--format=%(refname) %(objectname)', pattern);
  return text === '' ? [] : text.split('\n');
}

/** Task and number of each attempt that was made. */
function attempts(): readonly string[] {
  return listed('refs/braid-attempts').map(line => /[^/]+\/[^/]+(?= )/.exec(line)?.[0] ?? '');
}

/** The first workflow run, up to the job that lands. */
async function upToLanding(): Promise<WorkflowRun> {
  const run = stage.begin(stage.label('braid:run'));
  await run.plan();
  await run.announce();
  await run.tasks();
  await run.verify();
  return run;
}

test('of a job that is run again, the newest result counts', async () => {
  stage = open({ a: `mkdir ${SCRATCH}/first && exit 3; echo a > a.txt` });
  const run = await upToLanding();
  run.attempt = 2;
  await run.tasks();
  await run.verify();
  await run.land();
  await stage.goOn();
  expect(stage.comments.get(7)).toContain('the only task is in');
  expect(stage.show('topic', 'a.txt')).toBe('a');
  expect(attempts()).toEqual(['a/1']);
});

test('run again after everything is over, no job changes anything', async () => {
  stage = open(TWO_BATCHES);
  await stage.play(stage.label('braid:run'));
  const [first, second] = stage.runs;
  const before = listed('refs/');
  const said = stage.comments.get(7);
  for (const run of [first, second]) {
    if (run === undefined) throw new Error('expected two workflow runs');
    run.attempt += 1;
    await run.tasks();
    await run.verify();
    await run.land();
  }
  // All of its jobs, the first included.
  await first?.play();
  await stage.goOn();
  expect(listed('refs/')).toEqual(before);
  expect(stage.runs).toHaveLength(2);
  expect(stage.comments.get(7)).toBe(said);
});

test('a workflow run that is cancelled ends its run, and what was done is kept', async () => {
  stage = open({ a: 'echo a > a.txt', b: `echo half > b.txt; ${waitOnce}`, c: 'echo c > c.txt' });
  const cancel = new AbortController();
  const played = stage.play(stage.label('braid:run'), { cancel: cancel.signal });
  await until(() => existsSync(join(scratch, 'waits')), 'the task that is to be cancelled');
  cancel.abort('cancelled');
  await played;
  const report = await reportIn(stage.bare);
  expect([report.run.status, statuses(report)]).toEqual([
    'cancelled',
    { a: 'cancelled', b: 'cancelled', c: 'cancelled' },
  ]);
  expect(stage.show(`braid/${report.run.id}/a`, 'a.txt')).toBe('a');
  expect(stage.show(`braid/${report.run.id}/b`, 'b.txt')).toBe('half');
  expect(attempts()).toEqual(['a/1', 'b/1']);
  expect(stage.comments.get(7)).toContain('cancelled');
});

test('what a job that was ended from outside did not verify is verified once more', async () => {
  stage = open({ a: 'echo a > a.txt' });
  const run = await upToLanding();
  const file = join(run.handed, 'verdicts', 'braid.verdicts.0.1', 'verdicts.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"green"', '"stopped"'));
  await run.land();
  await stage.goOn();
  expect(stage.runs).toHaveLength(2);
  expect(stage.comments.get(7)).toContain('the only task is in');
});

test('a run whose next part could not be started is gone on with by the schedule', async () => {
  stage = open(TWO_BATCHES);
  stage.refuseDispatch = 'GitHub is down';
  await expect(stage.play(stage.label('braid:run'))).rejects.toThrow('GitHub is down');
  stage.refuseDispatch = null;
  await stage.play(stage.tick);
  expect(stage.comments.get(7)).toContain('both tasks are in');
  expect(stage.show('topic', 'b.txt')).toBe('a');
  expect(attempts()).toEqual(['a/1', 'b/1']);
  // Once it is over, nobody goes on with it.
  const before = listed('refs/');
  await stage.play(stage.tick);
  expect(listed('refs/')).toEqual(before);
});

test('a job that died before it could write is run again by the schedule, with what the tasks did', async () => {
  stage = open({ ...TWO_BATCHES, b: { prompt: `mkdir ${SCRATCH}/b && cp a.txt b.txt`, needs: ['a'] } });
  const first = await upToLanding();
  await first.land();
  first.isOver = true;
  const next = stage.queue.shift();
  await next?.tasks();
  await next?.verify();
  // As long as it may still be at work, nobody else begins.
  await stage.play(stage.tick);
  expect(stage.lines.at(-1)).toContain('is under way');
  if (next !== undefined) next.isOver = true;
  await stage.play(stage.tick);
  expect(stage.comments.get(7)).toContain('both tasks are in');
  expect(attempts()).toEqual(['a/1', 'b/1']);
  expect(next?.attempt).toBe(2);
});

test('a run whose first last job died before it wrote anything is run again by the schedule', async () => {
  stage = open({ a: `mkdir ${SCRATCH}/first && echo a > a.txt` });
  const hook = join(stage.bare, 'hooks', 'pre-receive');
  writeFileSync(hook, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  await expect(stage.play(stage.label('braid:run'))).rejects.toThrow('could not be pushed');
  expect(listed('refs/braid')).toEqual([]);
  // Whoever waits is told.
  expect(stage.comments.get(7)).toMatch(/could not begin to land.*could not be pushed.*Re-run failed jobs/s);
  expect([...stage.checks.values()].map(({ name, conclusion }) => [name, conclusion])).toEqual([
    ['braid', 'failure'],
  ]);
  rmSync(hook);
  await stage.play(stage.tick);
  expect(stage.comments.get(7)).toContain('the only task is in');
  expect(stage.show('topic', 'a.txt')).toBe('a');
  expect(attempts()).toEqual(['a/1']);
});

test('a first last job that never does well is run again twice, then given up with a warning', async () => {
  stage = open({ a: 'echo a > a.txt' });
  writeFileSync(join(stage.bare, 'hooks', 'pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  await expect(stage.play(stage.label('braid:run'))).rejects.toThrow('could not be pushed');
  for (const attempt of [2, 3]) {
    await expect(stage.play(stage.tick)).rejects.toThrow('could not be pushed');
    expect(stage.runs[0]?.attempt).toBe(attempt);
  }
  await stage.play(stage.tick);
  expect(stage.lines.at(-1)).toMatch(/has failed 3 times and is given up/);
  expect(stage.comments.get(7)).toContain('could not begin to land');
});

test('two that start at once: one goes on, the other is told so and keeps nothing', async () => {
  stage = open(TWO_BATCHES);
  const one = await upToLanding();
  const two = await upToLanding();
  expect(one.run).not.toBe(two.run);
  await two.land();
  await one.land();
  expect(stage.comments.get(7)).toContain(`\`${two.run}\` is running`);
  // A third one that comes later is not even begun.
  const three = stage.begin(stage.label('braid:run'));
  await three.play();
  expect(three.entries).toEqual([]);
  await stage.goOn();
  expect(listed('refs/braid').map(line => line.split(' ')[0])).toEqual([`refs/braid/${two.run}`]);
  expect(attempts()).toEqual(['a/1', 'b/1']);
  expect(stage.comments.get(7)).toContain('both tasks are in');
});
