import { describe, expect, test } from 'vitest';
import { previewPlan } from '../../shared/report/preview.ts';
import { summarize } from '../../shared/report/summary.ts';
import { liveFrame, type Sightings } from '../../shared/report/terminal/live-frame.ts';
import { terminalReport } from '../../shared/report/terminal.ts';
import { width } from '../../shared/report/text/columns.ts';
import { forecast } from '../../shared/run/dispatch/forecast.ts';
import type { Started } from '../../shared/run/state.ts';
import { CROWD, HOSTILE } from './extremes.ts';
import { NOW, PAYMENTS, RED_BASE, RUNNING } from './payments.ts';
import { attempt, CONFIG, id, merged, START, stateOf } from './states.ts';

const WIDTHS = [50, 80, 120];
const SEEN: Sightings = new Map([
  [
    id('models'),
    {
      kind: 'output',
      data: '編集中 src/models/user.ts — a line that is far too long for the terminal that it is shown in',
    },
  ],
  [id('rename'), { kind: 'preparing', data: '' }],
]);

const report = (state: Started, columns: number, colour = false) =>
  terminalReport(summarize(state, state.finishedAt ?? NOW), {
    width: columns,
    colour,
    page: '/tmp/payments/report.html',
  });
const frame = (
  state: Started,
  change: { width?: number; height?: number; tick?: number; now?: number } = {},
) =>
  liveFrame(state, {
    sightings: SEEN,
    now: START + 17_400,
    width: 80,
    height: 24,
    tick: 0,
    colour: false,
    ...change,
  });
const wide = (text: string) => text.split('\n').map(width);

describe('the report at the end', () => {
  test.each(WIDTHS)('at width %i', async columns => {
    const text = report(PAYMENTS, columns);
    await expect(text).toMatchFileSnapshot(`__snapshots__/terminal-${columns}.txt`);
    const breakable = text.split('\n').filter(line => !/work kept on|log |Report:/.test(line));
    expect(Math.max(...breakable.map(width))).toBeLessThanOrEqual(columns);
  });

  test('colour changes no word', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are taken out
    const plain = report(PAYMENTS, 80, true).replace(/\u001b\[\d+m/g, '');
    expect(plain).toBe(report(PAYMENTS, 80));
    expect(report(PAYMENTS, 80)).not.toContain('\u001b');
  });

  test('many merged tasks share a line, and the others are seen', () => {
    const crowd = stateOf(
      Array.from({ length: 256 }, (_, at) => ({
        id: `task-${at}`,
        attempts: [attempt({ from: at, ms: 100 })],
        fate:
          at === 77
            ? { kind: 'held' as const, cause: 'base' as const, reason: 'why not' }
            : merged(`${at}`, 500),
      })),
      { finishedAt: START + 1000 },
    );
    const rows = report(crowd, 80).split('\n\n')[1];
    expect(rows?.split('\n')).toEqual([
      '✔ 255 tasks merged without a remark',
      '‖ task-77  held          why not',
      '                         work kept on braid/payments-7f3a/task-77',
    ]);
  });

  test('text of others cannot act on the terminal', async () => {
    const text = report(HOSTILE, 80);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
    await expect(text).toMatchFileSnapshot('__snapshots__/terminal-hostile.txt');
  });

  test('what holds all tasks is shown once, with the end of its output and its log', () => {
    const [, told] = report(RED_BASE, 80).split('\n\n');
    expect(told?.split('\n')).toEqual([
      'The end of `npm test`:',
      '│ test/cart.test.js › rounds once',
      '│ expected <10>, got 11',
      'log /home/ada/.braid/payments-7f3a/verify-0123456789ab-2.log',
    ]);
    expect(report(RED_BASE, 80).split('rounds once')).toHaveLength(2);
  });

  test('a long id has a line of its own', () => {
    const long = 'a'.repeat(60);
    const state = stateOf([{ id: long, fate: { kind: 'held', cause: 'base', reason: 'why not' } }], {
      finishedAt: START,
    });
    expect(report(state, 80)).toContain(`‖ ${long}  held\n`);
  });
});

describe('the frame while it runs', () => {
  test.each(WIDTHS)('at width %i', async columns => {
    const text = frame(RUNNING, { width: columns });
    await expect(text).toMatchFileSnapshot(`__snapshots__/frame-${columns}.txt`);
    expect(Math.max(...wide(text))).toBeLessThanOrEqual(columns);
  });

  test.each([4, 6, 10, 24, 60])('fits a height of %i, with what runs first', height => {
    const lines = frame(CROWD, { height, now: START + 2400 }).split('\n');
    expect(lines.length).toBeLessThanOrEqual(height - 1);
    if (height >= 10)
      expect(lines.slice(2, 6).map(line => line.slice(4, 12))).toEqual([
        'task-094',
        'task-095',
        'task-096',
        'task-097',
      ]);
  });

  test('says how many are hidden', async () => {
    await expect(frame(CROWD, { height: 14, now: START + 2400 })).toMatchFileSnapshot(
      '__snapshots__/frame-crowd.txt',
    );
  });

  test('turns', () => {
    expect(frame(RUNNING, { tick: 0 })).not.toBe(frame(RUNNING, { tick: 1 }));
    expect(frame(RUNNING, { tick: 0 })).toBe(frame(RUNNING, { tick: 4 }));
  });

  test('an eager run has several batches at work', () => {
    const eager = stateOf(
      [
        { id: 'a', attempts: [attempt({ from: 0, ms: 900 })], fate: merged('a', 1000) },
        { id: 'b', attempts: [attempt({ from: 0, ms: null })] },
        { id: 'c', needs: ['a'], attempts: [attempt({ from: 1000, ms: null })] },
      ],
      { config: { ...CONFIG, schedule: 'eager' } },
    );
    const text = frame(eager);
    expect(text).toContain('batch 1 of 2');
    expect(text).toContain('batch 2 of 2');
    expect(text.split('\n').filter(line => /◐ [bc]/.test(line))).toHaveLength(2);
  });
});

const inputsOf = (state: Started) => ({ ...state, forecast: forecast(state) });

describe('the preview', () => {
  const overlapping = stateOf([
    { id: 'schema', task: { model: 'small', backend: 'codex' } },
    { id: 'models', needs: ['schema'], task: { paths: ['src/user.ts'] } },
    { id: 'rename', needs: ['schema'], task: { paths: ['src/**'] } },
    { id: 'docs', task: { paths: ['docs/**'] } },
    { id: 'api', needs: ['models', 'rename'] },
  ]);

  test.each(WIDTHS)('at width %i', async columns => {
    const text = previewPlan(inputsOf(overlapping), { width: columns, colour: false });
    await expect(text).toMatchFileSnapshot(`__snapshots__/preview-${columns}.txt`);
    expect(Math.max(...wide(text))).toBeLessThanOrEqual(columns);
  });

  test('of 256 tasks draws the first and lists all', () => {
    const text = previewPlan(inputsOf(CROWD), { width: 80, colour: false });
    expect(text).toContain('└ … and 245 more');
    expect(text.match(/^task-\d+/gm)).toHaveLength(256);
    expect(text.endsWith('Nothing has been spent.\n')).toBe(true);
  });
});
