import { describe, expect, test } from 'vitest';
import {
  COMMENT_MARKER,
  helpComment,
  previewComment,
  refusalComment,
  runComment,
  statusComment,
} from '../../../shared/report/github/comment.ts';
import { previewJobSummary, refusalJobSummary } from '../../../shared/report/job-summary.ts';
import { PREVIEW, REFUSALS, RUNS, SITE } from './cases.ts';

const options = { site: SITE };

describe('the comment', () => {
  test.each(Object.entries(RUNS))('of a run that is %s', async (name, summary) => {
    const text = runComment(summary, options);
    expect(text.split('\n')[0]).toBe(COMMENT_MARKER);
    await expect(text).toMatchFileSnapshot(`__snapshots__/comment-${name}.md.txt`);
  });

  test('of a preview', async () => {
    await expect(previewComment(PREVIEW, options)).toMatchFileSnapshot(
      '__snapshots__/comment-preview.md.txt',
    );
  });

  test('of each refusal', async () => {
    const all = REFUSALS.map(refusal => refusalComment(refusal, options)).join('\n\n');
    await expect(all).toMatchFileSnapshot('__snapshots__/comment-refusals.md.txt');
  });

  test('that helps', async () => {
    const text = helpComment({ ...options, labelPrefix: 'braid:' });
    await expect(text).toMatchFileSnapshot('__snapshots__/comment-help.md.txt');
  });

  test('of a status is the run, or says that there is none', () => {
    expect(statusComment({ ...options, run: RUNS.running })).toBe(runComment(RUNS.running, options));
    expect(statusComment(options)).toContain('This pull request has had no run.');
  });

  test('that answers keeps the report of the run below', () => {
    const text = refusalComment(
      { kind: 'no-command', said: '/braid rnu' },
      { ...options, run: RUNS.partial },
    );
    expect(text).toContain('### Braid: no such command');
    expect(text).toContain('#### payments-7f3a: 6 of 10 tasks are in');
    expect(text).toContain('4 tasks need you:');
    expect(text.split(COMMENT_MARKER)).toHaveLength(2);
  });
});

describe('the job summary', () => {
  test('says what a comment may not', async () => {
    const [invalid] = REFUSALS;
    if (invalid === undefined) throw new Error('no refusal');
    const texts = [refusalJobSummary(invalid, options), refusalJobSummary({ kind: 'dependabot' })];
    await expect(texts.join('\n')).toMatchFileSnapshot('__snapshots__/job-summary-refusals.md.txt');
  });

  test('of a preview', () => {
    const text = previewJobSummary(PREVIEW);
    expect(text).toMatch(/^### payments: 5 tasks in 4 batches, about/);
    expect(text).toContain('**Nothing has been spent.**');
  });
});
