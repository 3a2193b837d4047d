/** What GitHub takes: with 256 tasks whose texts are long, and all of which need someone. */
import { describe, expect, test } from 'vitest';
import { batchChecks } from '../../../shared/report/github/batch-check.ts';
import { refusalCheck, runCheck } from '../../../shared/report/github/check-run.ts';
import {
  COMMENT_LIMIT,
  previewComment,
  refusalComment,
  runComment,
} from '../../../shared/report/github/comment.ts';
import type { Refusal } from '../../../shared/report/github/refusal.ts';
import { JOB_SUMMARY_LIMIT, jobSummary } from '../../../shared/report/job-summary.ts';
import { fitParts } from '../../../shared/report/markdown/parts.ts';
import { byteLength } from '../../../shared/report/markdown.ts';
import { summarize } from '../../../shared/report/summary.ts';
import { forecast } from '../../../shared/run/dispatch/forecast.ts';
import { NOW } from '../payments.ts';
import { attempt, START, sha, stateOf } from '../states.ts';
import { SITE, WRONG } from './cases.ts';
import { read } from './reading.ts';

const LONG = 'a long title with `code`, <tags> and many | characters that all have to be escaped '.repeat(20);
const judgement = { outcome: 'failed' as const, reason: `exit code 1: ${LONG}` };

const loud = (count: number) =>
  stateOf(
    Array.from({ length: count }, (_, at) => ({
      id: `task-${at}`,
      ...(at < 128 ? {} : { needs: [`task-${at - 128}`] }),
      task: { title: LONG, paths: [`src/${at}/**`] },
      attempts: [
        attempt({
          from: at,
          ms: 100,
          ...judgement,
          evidence: { tail: `${LONG}\n`.repeat(100), notes: LONG },
        }),
      ],
      fate: { kind: 'unsuccessful' as const, judgement },
    })),
    { host: 'action', finishedAt: START + 1000, remarks: [LONG, LONG] },
  );
const LOUD = loud(256);
const summary = summarize(LOUD, NOW);
const options = { site: SITE };

/** Whole: each section, fence and row that begins also ends. */
function expectWhole(markdown: string): void {
  const { html } = read(markdown);
  expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
  expect((markdown.match(/^`{3,}/gm)?.length ?? 0) % 2).toBe(0);
  const outside = markdown.replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
  for (const row of outside.split('\n').filter(line => line.startsWith('|'))) expect(row).toMatch(/\|$/);
}

describe('the comment of 256 tasks with long texts', () => {
  const text = runComment(summary, options);

  test('is within the limit, whole, and says that something is missing', () => {
    expect(text.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(text).toMatch(/^<!-- braid -->\n\n### Braid: none of 256 tasks is in\n/);
    expect(text).toContain('Shortened to what a comment holds: [the details](');
    expect(text.trimEnd()).toMatch(/`\/braid help`$/);
    expectWhole(text);
  });

  test('keeps those that need someone before all else', () => {
    const rows = text.match(/^\| \*\*task-\d+\*\*/gm)?.length ?? 0;
    expect(rows).toBeGreaterThan(100);
    expect(text).toContain(`… and ${256 - rows} more tasks.`);
    expect(text).not.toContain('```mermaid');
  });

  test('uses most of what it may', () => {
    expect(text.length).toBeGreaterThan(COMMENT_LIMIT * 0.7);
  });

  test('leaves the comment of a few tasks alone', () => {
    expect(runComment(summarize(loud(3), NOW), options)).not.toContain('Shortened');
  });
});

test('check runs of 256 tasks are within their limits', () => {
  for (const check of [runCheck(summary, options), ...batchChecks(summary, options)]) {
    expect(byteLength(check.summary)).toBeLessThanOrEqual(65_535);
    expect(byteLength(check.text)).toBeLessThanOrEqual(65_535);
    expect(check.title.length).toBeLessThanOrEqual(255);
    expectWhole(check.summary);
    expectWhole(check.text);
  }
});

test('a preview of 256 tasks is within its limit, with all of its tasks', () => {
  const text = previewComment({ ...LOUD, forecast: forecast(LOUD) }, options);
  expect(text.length).toBeLessThanOrEqual(COMMENT_LIMIT);
  expect(text.match(/^\| \d+ \| \*\*task-\d+/gm)).toHaveLength(256);
  expectWhole(text);
});

test('a plan with 2,000 errors is refused within the limits', () => {
  const [first] = WRONG;
  if (first === undefined) throw new Error('no diagnostic');
  const wrong = Array.from({ length: 2000 }, (_, at) => ({ ...first, line: at + 1, message: LONG }));
  const refusal: Refusal = { kind: 'invalid-plan', commit: sha('ba5e'), diagnostics: wrong };
  const text = refusalComment(refusal, { ...options, run: summary });
  expect(text.length).toBeLessThanOrEqual(COMMENT_LIMIT);
  expect(text).toContain('### Braid: the plan has 2,000 errors');
  expectWhole(text);
  const check = refusalCheck(refusal, options);
  expect(byteLength(check?.summary ?? '')).toBeLessThanOrEqual(65_535);
  expect(check?.annotations).toHaveLength(2000);
});

test('the job summary of 256 tasks is within its limit', () => {
  const text = jobSummary(summary, options);
  expect(byteLength(text)).toBeLessThanOrEqual(JOB_SUMMARY_LIMIT);
  expectWhole(text);
});

describe('parts', () => {
  const limit = { most: 400, size: (text: string) => text.length, notice: 'Shortened.' };
  const part = (rank: number, ...lengths: number[]) => ({
    rank,
    versions: lengths.map(length => `${rank}`.repeat(length)),
  });

  test('are left as they are when they fit', () => {
    expect(fitParts([part(1, 10), part(2, 5)], limit)).toBe('1111111111\n\n22222\n');
  });

  test('become poorer from the least important on', () => {
    const text = fitParts([part(1, 100, 50), part(3, 300), part(2, 250, 20)], limit);
    expect(text.split('\n\n').map(block => `${block[0]}${block.trim().length}`)).toEqual([
      '1100',
      'S10',
      '220',
    ]);
  });

  test('share a section with their neighbours, which goes when all of them are gone', () => {
    const inside = 'More';
    const two = [part(0, 10), { ...part(1, 3), inside }, { ...part(2, 3), inside }];
    expect(fitParts(two, limit)).toContain('<details><summary>More</summary>\n\n111\n\n222\n\n</details>');
    const long = [{ ...part(0, 300), fixed: true }, { ...part(1, 300), inside }, part(0, 1)];
    expect(fitParts(long, limit)).not.toContain('<details>');
  });
});
