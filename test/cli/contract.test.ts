/** The JSON that programs read: its exact keys at every level, and that nothing else is on standard output. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, type PlanReport, removePlaces, taskOf } from './rig.ts';

afterAll(removePlaces);

const REPORT = ['schema', 'run', 'batches', 'tasks', 'totals', 'diagnostics'];
const RUN = [
  ...['id', 'plan', 'status', 'execution', 'routing', 'schedule', 'base', 'integration', 'target', 'landed'],
  ...['verified', 'startedAt', 'finishedAt', 'failure', 'reasons'],
];
const BATCH = ['number', 'tasks', 'status', 'startedAt', 'finishedAt', 'costUsd'];
const TASK = [
  ...['id', 'status', 'reason', 'batch', 'backend', 'model', 'attempts', 'base', 'branch', 'commit'],
  ...['mergeCommit', 'durationMs', 'costUsd', 'tokens', 'files', 'notes', 'attemptLog', 'conflict', 'red'],
];
const ATTEMPT = [
  ...[
    'number',
    'base',
    'backend',
    'model',
    'outcome',
    'startedAt',
    'durationMs',
    'turns',
    'costUsd',
    'tokens',
    'strays',
    'tree',
  ],
];
const TOTALS = [
  ...[
    'tasks',
    'merged',
    'successRate',
    'wallMs',
    'taskMs',
    'speedup',
    'lowerBoundMs',
    'costUsd',
    'verifications',
    'money',
    'tokens',
  ],
];
const DIAGNOSTIC = ['severity', 'code', 'message', 'hint', 'file', 'line', 'column'];
const PLAN = [
  'schema',
  'name',
  'execution',
  'batches',
  'criticalPath',
  'tasks',
  'estimate',
  'budget',
  'diagnostics',
];
const PLANNED = [
  ...['id', 'batch', 'backend', 'model', 'type', 'complexity', 'reasons'],
  ...['typeReasons', 'complexityParts', 'estimate'],
];

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const keys = (value: object | null | undefined) => Object.keys(value ?? {});

describe.concurrent('braid run --json -', () => {
  test('prints exactly the report', async () => {
    const place = await newPlace({
      merge: { verify: ['! (test -e a.txt && test -e c.txt)'], 'on-conflict': 'hold' },
    });
    const done = await place.run({
      a: 'echo a > a.txt; echo from a > readme.md',
      b: 'echo from b > readme.md',
      c: 'echo c > c.txt',
      d: { prompt: 'exit 1', retries: 1 },
      e: { prompt: 'echo > e.txt', needs: ['a'] },
    });
    const { report, stdout } = done;
    expect(done.code).toBe(1);
    expect(stdout).toBe(`${JSON.stringify(report, null, 2)}\n`);
    expect(keys(report)).toEqual(REPORT);
    expect(keys(report.run)).toEqual(RUN);
    for (const batch of report.batches) expect(keys(batch)).toEqual(BATCH);
    for (const task of report.tasks) expect(keys(task)).toEqual(TASK);
    for (const task of report.tasks) expect(keys(task.tokens)).toEqual(['input', 'output']);
    const attempts = report.tasks.flatMap(task => task.attemptLog);
    expect(attempts).toHaveLength(6);
    for (const attempt of attempts) expect(keys(attempt)).toEqual(ATTEMPT);
    for (const attempt of attempts) expect(keys(attempt.tokens)).toEqual(['input', 'output']);
    expect(keys(taskOf(report, 'b').conflict)).toEqual(['files']);
    expect(taskOf(report, 'b').conflict?.files.map(keys)).toEqual([
      ['path', 'kind', 'ours', 'theirs', 'with'],
    ]);
    expect(keys(taskOf(report, 'c').red)).toEqual(['with', 'command', 'tail', 'log']);
    expect(keys(report.totals)).toEqual(TOTALS);

    expect(report).toMatchObject({ schema: 'braid.report/1', diagnostics: [] });
    expect(report.run).toMatchObject({
      id: place.name,
      plan: 'demo',
      status: 'partial',
      execution: 'parallel',
      routing: false,
      schedule: 'batches',
      target: 'main',
      verified: true,
    });
    expect([report.run.startedAt, report.run.finishedAt]).toEqual([
      expect.stringMatching(TIME),
      expect.stringMatching(TIME),
    ]);
    expect(report.batches.map(({ number, tasks, status }) => ({ number, tasks, status }))).toEqual([
      { number: 1, tasks: ['a', 'b', 'c', 'd'], status: 'done' },
      { number: 2, tasks: ['e'], status: 'done' },
    ]);
    expect(report.totals).toMatchObject({ tasks: 5, merged: 2, successRate: 0.4, costUsd: null });
    // Words for people are elsewhere.
    expect(done.stderr).toContain('demo: 2 of 5 tasks are in');
  });

  test('prints the same as `report --format json`, and as the file it leaves', async () => {
    const place = await newPlace();
    const plan = { epics: { lone: { title: 'Nobody is in it' } } };
    const { stdout, report } = await place.run({ a: 'echo > a.txt' }, { plan });
    expect(report.diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'unused-epic'],
    ]);
    expect((await place.braid('report', place.name, '--format', 'json')).stdout).toBe(stdout);
    expect(readFileSync(join(place.root, '.git/braid/runs', place.name, 'report.json'), 'utf8')).toBe(stdout);
    expect((await place.braid('status', '--json', '-')).stdout).toBe(stdout);
    expect((await place.braid('resume', place.name, '--json', '-')).stdout).toBe(stdout);
    expect((await place.braid('retry', place.name, '--json', '-')).stdout).toBe(stdout);
  });

  test('tells what a retry said about the plan as it is then', async () => {
    const place = await newPlace();
    const lone = { epics: { lone: { title: 'Nobody is in it' } } };
    expect((await place.run({ a: 'exit 1' })).report.diagnostics).toEqual([]);
    place.plan({ a: 'echo > a.txt' }, lone);
    const { report, stderr } = await place.reported('retry', place.name);
    expect(report.diagnostics).toMatchObject([{ severity: 'warning', code: 'unused-epic' }]);
    expect(stderr).toContain(report.diagnostics[0]?.message);
    expect((await place.reported('status')).report).toEqual(report);
  });

  test('answers a bad plan with its diagnostics', async () => {
    const place = await newPlace();
    const plan = place.plan({ a: { prompt: 'x', needs: ['b'] } });
    const { code, report, stderr } = await place.reported('run', plan);
    expect(code).toBe(2);
    expect(keys(report)).toEqual(REPORT);
    expect(keys(report.run)).toEqual(RUN);
    expect(keys(report.totals)).toEqual(TOTALS);
    expect(report).toMatchObject({
      schema: 'braid.report/1',
      run: { id: null, status: 'failed', routing: false, verified: false },
      batches: [],
      tasks: [],
    });
    expect(report.diagnostics.map(keys)).toEqual([DIAGNOSTIC]);
    expect(report.diagnostics[0]).toMatchObject({ severity: 'error', line: 13 });
    expect(stderr).toContain(report.diagnostics[0]?.message);
  });

  test('answers a plan that has become wrong with its diagnostics, too', async () => {
    const place = await newPlace();
    await place.run({ a: 'exit 1' });
    place.plan({ a: { prompt: 'x', needs: ['b'] } });
    const { code, report } = await place.reported('retry', place.name);
    expect(code).toBe(2);
    expect(report).toMatchObject({
      run: { id: null, status: 'failed' },
      tasks: [],
      diagnostics: [{ severity: 'error' }],
    });
  });
});

describe.concurrent('braid plan --json -', () => {
  test('prints exactly the plan', async () => {
    const place = await newPlace();
    const file = place.plan({ a: 'x', b: { prompt: 'y', needs: ['a'] }, c: 'z' });
    const { code, stdout, stderr } = await place.braid('plan', file, '--json', '-');
    const plan = JSON.parse(stdout) as PlanReport;
    expect(code).toBe(0);
    expect(stdout).toBe(`${JSON.stringify(plan, null, 2)}\n`);
    expect(keys(plan)).toEqual(PLAN);
    expect(plan).toMatchObject({
      schema: 'braid.plan/1',
      name: 'demo',
      execution: 'parallel',
      batches: [['a', 'c'], ['b']],
      criticalPath: ['a', 'b'],
      diagnostics: [],
    });
    expect(plan.tasks.map(keys)).toEqual([PLANNED, PLANNED, PLANNED]);
    expect(plan.tasks[1]).toMatchObject({ id: 'b', batch: 2, backend: 'sh', model: null });
    for (const task of plan.tasks) expect(task.reasons.length).toBeGreaterThan(0);
    expect(stderr).toContain('Nothing has been spent.');
    expect(await place.refs()).toEqual({ 'refs/heads/main': await place.git('rev-parse', 'main') });
  });

  test('answers a bad plan with its diagnostics', async () => {
    const place = await newPlace();
    const file = join(place.folder, 'plan.yml');
    writeFileSync(file, 'version: 1\nname: demo\ntasks:\n  - id: a\n    title: A\n    promt: x\n');
    const { code, stdout, stderr } = await place.braid('plan', file, '--json', '-');
    const plan = JSON.parse(stdout) as PlanReport;
    expect(code).toBe(2);
    expect(keys(plan)).toEqual(PLAN);
    expect(plan).toMatchObject({
      schema: 'braid.plan/1',
      name: null,
      execution: null,
      batches: [],
      criticalPath: [],
      tasks: [],
    });
    expect(plan.diagnostics.length).toBeGreaterThan(0);
    for (const diagnostic of plan.diagnostics) expect(keys(diagnostic)).toEqual(DIAGNOSTIC);
    expect(plan.diagnostics).toContainEqual(expect.objectContaining({ severity: 'error', file, line: 6 }));
    expect(stderr).toContain('promt');
  });
});
