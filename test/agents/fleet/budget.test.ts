/** A fleet whose money does not suffice: it parks, keeps what is done, and goes on when there is more. */
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, type Report, removePlaces } from '../../cli/rig.ts';
import { PROGRAM } from '../claude/claude-work.ts';
import { startMessagesApi } from '../messages-api.ts';
import { account, drive, fleetConfig, fleetTasks, sessionsOf, workOn } from './fleet.ts';

afterAll(removePlaces);

const merged = ({ tasks }: Report) => tasks.filter(({ status }) => status === 'merged').length;

describe.skipIf(PROGRAM === null)('a budget for Claude Code itself (BRAID_TEST_CLAUDE)', () => {
  test('that suffices for some: they land, the rest waits for more money, and no more is spent than there was', async context => {
    const api = await startMessagesApi(context, workOn);
    const config = (usd: number) =>
      fleetConfig({ parallel: { 'max-workers': 4 }, budget: { usd, 'per-task-usd': 0.003 } });
    const spent = () => account(sessionsOf(api)).usd;
    const place = await newPlace(config(0.011));

    // Each costs $0.0022, and $0.003 are set aside for it: when four are done, the fifth does not fit.
    const parked = await drive(place, api, ['run', place.plan(fleetTasks(7)), '--run', place.name]);
    expect(parked.code, parked.stderr).toBe(3);
    expect(parked.report.run.status).toBe('parked');
    expect(merged(parked.report)).toBe(4);
    expect(parked.report.run.landed).toBe(await place.git('rev-parse', 'main'));
    expect(parked.stderr).toMatch(/4 of 7 tasks are in/);
    for (const { id, status, reason } of parked.report.tasks.filter(task => task.status !== 'merged')) {
      expect([status, reason]).toEqual([
        'held',
        `the budget: ${id} needs $0.003, and $0.0023 of $0.011 are left`,
      ]);
    }
    expect(parked.report.totals.costUsd).toBeCloseTo(spent(), 9);
    expect(spent()).toBeLessThanOrEqual(0.011);

    place.configure(config(0.05));
    await place.commitAll('Raise the budget');
    const ended = await drive(place, api, ['resume', place.name]);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.report.run.status).toBe('completed');
    expect(merged(ended.report)).toBe(7);
    expect(ended.report.run.landed).toBe(await place.git('rev-parse', 'main'));
    expect(ended.report.totals.costUsd).toBeCloseTo(spent(), 9);
    expect(ended.report.tasks.map(({ attemptLog }) => attemptLog.length)).toEqual(Array(7).fill(1));
  });
});

describe('a budget for commands', () => {
  test('is passed only by what the attempts under way took beyond what was set aside', async () => {
    const backends = {
      sh: {
        kind: 'command',
        run: 'echo x > "$BRAID_TASK"; echo \'{ "cost": 0.5 }\' > "$BRAID_RESULT_FILE"',
      },
    };
    const config = (usd: number) => ({
      backends,
      parallel: { 'max-workers': 2 },
      budget: { usd, 'per-task-usd': 0.2 },
    });
    const place = await newPlace(config(1));
    const ids = Array.from({ length: 8 }, (_, at) => `t${at}`);
    const { code, report } = await place.run(Object.fromEntries(ids.map(id => [id, 'x'])));
    expect(code).toBe(3);
    expect(report.run.status).toBe('parked');
    expect(report.run.landed).toBe(await place.git('rev-parse', 'main'));
    // Each takes 0.3 more than was set aside. Five fit at first; when two have taken all there was, one more may be at work.
    const ran = report.tasks.filter(({ attempts }) => attempts > 0);
    expect(ran.map(({ status }) => status)).toEqual(ran.map(() => 'merged'));
    expect([2, 3]).toContain(ran.length);
    expect(report.totals.costUsd).toBeCloseTo(ran.length * 0.5, 9);

    place.configure(config(10));
    await place.commitAll('Raise the budget');
    const ended = await place.reported('resume', place.name);
    expect(ended.code).toBe(0);
    expect(ended.report.totals.costUsd).toBeCloseTo(8 * 0.5, 9);
  });
});
