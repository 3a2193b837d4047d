/** A run after its start: looked at, gone on with, tried again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, removePlaces, statuses, taskOf } from './rig.ts';

afterAll(removePlaces);

describe.concurrent('braid status and report', () => {
  test('show the newest run, or the one that is named', async () => {
    const place = await newPlace();
    await place.braid('run', place.plan({ a: 'echo > a.txt' }), '--run', 'first');
    await place.braid('run', place.plan({ a: 'exit 1' }), '--run', 'second');
    const newest = await place.braid('status');
    expect(newest).toMatchObject({
      code: 1,
      stderr: '',
      stdout: expect.stringContaining('braid retry second'),
    });
    const first = await place.braid('status', 'first');
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('demo: the only task is in') });
    // The journal is enough.
    await place.git('update-ref', '-d', 'refs/heads/braid/first/a');
    expect(await place.braid('status', 'first')).toEqual(first);
  });

  test('print Markdown, JSON and a page', async () => {
    const place = await newPlace();
    await place.run({ a: 'echo > a.txt' });
    const report = async (format: string) =>
      (await place.braid('report', place.name, '--format', format)).stdout;
    const folder = join(place.root, '.git/braid/runs', place.name);
    for (const format of ['md', 'json', 'html']) {
      expect(await report(format)).toBe(readFileSync(join(folder, `report.${format}`), 'utf8'));
    }
    expect(await report('md')).toContain('mermaid');
    expect(await report('html')).toMatch(/^<!doctype html>/i);
    expect(await place.braid('report', place.name, '--format', 'pdf')).toMatchObject({ code: 2, stdout: '' });
  });

  test('show a run that goes on, from another process', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const running = place.start([
      'run',
      place.plan({ a: gate.wait, b: 'echo > b.txt' }),
      '--run',
      place.name,
    ]);
    await gate.reached();
    const { code, report } = await place.reported('status');
    expect(code).toBe(0);
    expect(report.run).toMatchObject({ status: 'running', finishedAt: null });
    expect(taskOf(report, 'a').status).toBe('running');
    gate.open();
    expect((await running.done).code).toBe(1);
  });
});

describe.concurrent('braid retry', { timeout: 120_000 }, () => {
  test('starts again what is not merged, with the plan as it is now', async () => {
    const place = await newPlace({ merge: { verify: ['! test -e bad.txt'] } });
    const tasks = {
      good: 'echo > good.txt',
      broken: 'echo half > broken.txt; exit 1',
      red: 'echo > bad.txt',
      last: { prompt: 'cat broken.txt good.txt > last.txt', needs: ['broken'] },
    };
    const first = await place.run(tasks);
    expect(statuses(first.report)).toEqual({ good: 'merged', broken: 'failed', red: 'red', last: 'skipped' });
    place.plan({ ...tasks, broken: 'echo whole > broken.txt', red: 'echo > fine.txt' });
    const { code, report } = await place.reported('retry', place.name);
    expect(code).toBe(0);
    expect(statuses(report)).toEqual({ good: 'merged', broken: 'merged', red: 'merged', last: 'merged' });
    expect(report.tasks.map(({ attempts }) => attempts)).toEqual([1, 2, 2, 1]);
    expect(place.read('last.txt')).toBe('whole\n\n');
    expect(report.run).toMatchObject({
      status: 'completed',
      verified: true,
      landed: await place.git('rev-parse', 'main'),
    });
    // What the first try left is kept.
    expect(await place.git('show', `refs/braid-attempts/${place.name}/broken/1:broken.txt`)).toBe('half');
    expect(await place.braid('retry', place.name)).toMatchObject({ code: 0 });
  });

  test('of one task leaves the others, and takes along what was skipped because of it', async () => {
    const place = await newPlace();
    const flag = join(place.folder, 'flag');
    const tasks = {
      a: `test -e '${flag}' && echo > a.txt`,
      b: 'exit 1',
      c: { prompt: 'cp a.txt c.txt', needs: ['a'] },
    };
    expect((await place.run(tasks)).code).toBe(1);
    await place.git('-C', place.folder, 'init', '-q', flag);
    const { code, report } = await place.reported('retry', place.name, 'a');
    expect(code).toBe(1);
    expect(report.tasks.map(({ id, status, attempts }) => [id, status, attempts])).toEqual([
      ['a', 'merged', 2],
      ['b', 'failed', 1],
      ['c', 'merged', 1],
    ]);
    expect(place.has('c.txt')).toBe(true);
  });

  test('stands on what others did to the target meanwhile', async () => {
    const place = await newPlace();
    await place.run({ a: 'echo > a.txt', b: 'test -e theirs.txt && cp theirs.txt b.txt' });
    place.write('theirs.txt', 'theirs\n');
    const theirs = await place.commitAll('somebody else');
    const { code, report } = await place.reported('retry', place.name);
    expect(code).toBe(0);
    expect(place.read('b.txt')).toBe('theirs\n');
    expect(await place.git('merge-base', taskOf(report, 'b').base ?? '', theirs)).toBe(theirs);
  });

  test('refuses a plan that has become wrong, and a run that is not finished', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const running = place.start(['run', place.plan({ a: `${gate.wait}; exit 1` }), '--run', place.name]);
    await gate.reached();
    expect(await place.braid('retry', place.name)).toEqual({
      code: 1,
      stdout: '',
      stderr: `braid: run \`${place.name}\` is not finished\n   Hint: wait for its end, or \`braid cancel ${place.name}\` first\n`,
    });
    gate.open();
    expect((await running.done).code).toBe(1);
    place.plan({ a: { prompt: 'true', needs: ['a'] } });
    expect(await place.braid('retry', place.name)).toMatchObject({ code: 2, stdout: '' });
    expect(taskOf((await place.reported('status')).report, 'a').attempts).toBe(1);
  });

  test('finds the plan again from wherever it is called', async () => {
    const place = await newPlace({}, { 'plans/plan.yml': '', 'other/readme.md': '' });
    const tasks = (prompt: string) =>
      JSON.stringify({ version: 1, name: 'inner', tasks: [{ id: 'a', title: 'A', prompt, retries: 0 }] });
    place.write('plans/plan.yml', tasks('exit 1'));
    await place.commitAll('plan');
    const first = place.start(['run', 'plan.yml', '--run', place.name], { cwd: join(place.root, 'plans') });
    expect((await first.done).code).toBe(1);
    place.write('plans/plan.yml', tasks('echo > a.txt'));
    await place.commitAll('plan again');
    const second = place.start(['retry', place.name, '--repo', '..'], { cwd: join(place.root, 'other') });
    expect(await second.done).toMatchObject({ code: 0, stderr: '' });
    expect(place.has('a.txt')).toBe(true);
  });
});

describe.concurrent('braid resume', () => {
  test('of a finished run prints its report and exits with its code', async () => {
    const place = await newPlace();
    await place.run({ a: 'echo > a.txt', b: 'exit 1' });
    const refs = await place.refs();
    const status = await place.braid('status', place.name);
    expect(await place.braid('resume', place.name)).toEqual({ ...status, code: 1 });
    expect(await place.refs()).toEqual(refs);
  });

  test('while another process drives the run says so at once', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const running = place.start([
      'run',
      place.plan({ a: `${gate.wait}; echo > a.txt` }),
      '--run',
      place.name,
    ]);
    await gate.reached();
    expect(await place.braid('resume', place.name)).toEqual({
      code: 1,
      stdout: '',
      stderr: `braid: run \`${place.name}\` is being driven by process ${running.pid}\n   Hint: \`braid status ${place.name}\` shows how it stands, \`braid cancel ${place.name}\` stops it\n`,
    });
    gate.open();
    expect((await running.done).code).toBe(0);
  });
});
