import { describe, expect, test } from 'vitest';
import { annotation } from '../../../shared/report/github/annotation.ts';
import { batchChecks } from '../../../shared/report/github/batch-check.ts';
import {
  type CheckRun,
  previewCheck,
  refusalCheck,
  runCheck,
} from '../../../shared/report/github/check-run.ts';
import { byteLength } from '../../../shared/report/markdown.ts';
import type { Summary } from '../../../shared/report/summary.ts';
import { PREVIEW, REFUSALS, RUNS, SITE, WRONG } from './cases.ts';

const options = { site: SITE };
const facts = ({ name, externalId, status, conclusion, title }: CheckRun) =>
  [name, externalId, status, conclusion, title].join(' | ');

describe('the check run of a run', () => {
  test.each<[keyof typeof RUNS, string]>([
    ['running', 'in_progress |  | 2 of 10 tasks merged so far'],
    ['completed', 'completed | success | both tasks are in'],
    ['unverified', 'completed | neutral | the only task is in'],
    ['partial', 'completed | failure | 6 of 10 tasks are in'],
    ['conflict', 'completed | failure | 1 of 2 tasks is in'],
    ['red-base', 'completed | failure | none of 2 tasks is in'],
    ['parked', 'completed | action_required | parked, 1 of 2 tasks is in'],
    ['cancelled', 'completed | cancelled | cancelled, 1 of 2 tasks is in'],
  ])('that is %s', (name, expected) => {
    expect(facts(runCheck(RUNS[name], options))).toBe(`braid | payments-7f3a | ${expected}`);
  });

  test('satisfies a required check only when all tasks are in', () => {
    for (const summary of Object.values(RUNS)) {
      const { conclusion } = runCheck(summary, options);
      if (conclusion === 'success' || conclusion === 'neutral')
        expect(summary.tasks.every(task => task.status === 'merged')).toBe(true);
      if (conclusion === 'success') expect(summary.verified).toBe(true);
    }
  });

  test('that all tasks are merged, and none of it landed, is no success', () => {
    expect(runCheck({ ...RUNS.completed, status: 'partial' }, options).conclusion).toBe('failure');
  });

  test('whole', async () => {
    const { summary, text } = runCheck(RUNS.partial, options);
    await expect(`${summary}\n==== text\n\n${text}`).toMatchFileSnapshot('__snapshots__/check-run.md.txt');
  });

  test('has buttons only for an App', () => {
    const labels = (summary: Summary, buttons: boolean) =>
      runCheck(summary, { ...options, buttons }).actions.map(({ label }) => label);
    expect(labels(RUNS.running, false)).toEqual([]);
    expect(labels(RUNS.running, true)).toEqual(['Cancel']);
    expect(labels(RUNS.partial, true)).toEqual(['Retry failed']);
    expect(labels(RUNS.parked, true)).toEqual(['Resume']);
    expect(labels(RUNS.cancelled, true)).toEqual(['Resume']);
    expect(labels(RUNS.completed, true)).toEqual([]);
    for (const summary of Object.values(RUNS)) {
      for (const action of runCheck(summary, { ...options, buttons: true }).actions) {
        expect(action.label.length).toBeLessThanOrEqual(20);
        expect(action.description.length).toBeLessThanOrEqual(40);
        expect(action.identifier.length).toBeLessThanOrEqual(20);
      }
    }
  });
});

describe('the check run of a batch', () => {
  test('tells what became of its tasks', () => {
    expect(batchChecks(RUNS.partial, options).map(facts)).toEqual([
      'braid / batch 1 | payments-7f3a/1 | completed | failure | 2 merged, 1 failed and 1 out of scope',
      'braid / batch 2 | payments-7f3a/2 | completed | failure | 3 merged, 1 red and 1 skipped',
      'braid / batch 3 | payments-7f3a/3 | completed | success | 1 merged',
    ]);
    expect(batchChecks(RUNS.running, options).map(({ status }) => status)).toEqual([
      'completed',
      'in_progress',
      'queued',
    ]);
    expect(batchChecks(RUNS.parked, options).map(({ conclusion }) => conclusion)).toEqual([
      'action_required',
    ]);
    expect(batchChecks(RUNS.cancelled, options).map(({ conclusion }) => conclusion)).toEqual(['cancelled']);
    expect(batchChecks(RUNS.unverified, options).map(({ conclusion }) => conclusion)).toEqual(['neutral']);
  });

  test('whole', async () => {
    const [batch] = batchChecks(RUNS.conflict, options);
    expect(batch?.annotations).toEqual(runCheck(RUNS.conflict, options).annotations);
    await expect(`${batch?.summary}\n==== text\n\n${batch?.text}`).toMatchFileSnapshot(
      '__snapshots__/check-batch.md.txt',
    );
  });
});

describe('annotations', () => {
  const place = { startColumn: null, endColumn: null, level: 'failure', title: 'search conflicts here' };
  const advice = '\nWhat you can do: `/braid retry search` starts it again on what is merged';
  const lines = `schema merged first and changed these lines, see 8c1f000; search changed them too.${advice}`;

  test('mark the lines that conflict, as they were merged', () => {
    expect(runCheck(RUNS.conflict, options).annotations).toEqual([
      { path: 'src/user.ts', startLine: 10, endLine: 14, ...place, message: lines },
      { path: 'src/user.ts', startLine: 31, endLine: 31, ...place, message: lines },
      {
        path: 'assets/logo.png',
        startLine: 1,
        endLine: 1,
        ...place,
        message: `The target merged first and changed this file (binary); search changed it too.${advice}`,
      },
    ]);
  });

  test('are not made for a collision that a later try has settled', () => {
    expect(RUNS.partial.tasks.find(task => task.id === 'rename')?.conflict).not.toBeNull();
    expect(runCheck(RUNS.partial, options).annotations).toEqual([]);
  });

  test('mark what is wrong with a plan', () => {
    const [invalid] = REFUSALS;
    if (invalid === undefined) throw new Error('no refusal');
    const check = refusalCheck(invalid, options);
    expect(check?.annotations).toEqual([
      {
        path: '.github/braid/plan.yml',
        startLine: 14,
        endLine: 14,
        startColumn: 13,
        endColumn: 18,
        level: 'failure',
        title: 'Braid: error',
        message: 'unknown task `modles` in needs\nHint: did you mean `models`?',
      },
      expect.objectContaining({ level: 'warning', startLine: 13 }),
    ]);
    expect(check && facts(check)).toBe('braid |  | completed | failure | the plan has 1 error');
    expect(WRONG).toHaveLength(2);
  });

  test('keep to what GitHub takes', () => {
    const made = annotation({
      path: 'a.ts',
      lines: [0, -1],
      columns: [3, 1],
      level: 'notice',
      title: '😀'.repeat(300),
      message: `\u202e${'ä'.repeat(70_000)}`,
    });
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ startLine: 1, endLine: 1, startColumn: 3, endColumn: 3 });
    expect(made[0]?.title.length).toBeLessThanOrEqual(255);
    expect(made[0]?.title).not.toMatch(/\p{Cs}/u);
    expect(byteLength(made[0]?.message ?? '')).toBeLessThanOrEqual(64 * 1024);
    expect(made[0]?.message).toMatch(/^\[U\+202E\]/);
  });

  test.each(['/etc/passwd', '../x', 'a/../b', 'C:\\x', ''])('have no place at %j', path => {
    expect(annotation({ path, lines: [1, 1], level: 'notice', title: '', message: '' })).toEqual([]);
  });
});

describe('before a run', () => {
  test('a preview has a name that nobody requires', () => {
    expect(facts(previewCheck(PREVIEW, options))).toMatch(
      /^braid \/ plan \| {2}\| completed \| neutral \| 5 tasks in 4 batches, about/,
    );
  });

  test('a refusal takes no place of a run that is there', () => {
    const made = REFUSALS.filter(refusal => refusalCheck(refusal, options) !== null);
    expect(made.map(({ kind }) => kind)).toEqual(['invalid-plan', 'no-plan']);
  });
});
