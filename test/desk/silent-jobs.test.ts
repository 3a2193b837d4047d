/** What is said of jobs that verified and left no verdict. */
import { expect, test } from 'vitest';
import { noVerdict } from '../../shared/io/hosted/silent-jobs.ts';

const url = 'https://github.example/acme/shop/actions/runs/7/job/9';
const job = (name: string, conclusion: string | null) => ({ name, conclusion, url });

test.each([
  [
    'the one that failed',
    [job('braid / verify 0', 'success'), job('braid / verify 1', 'timed_out')],
    /`verify 1` that it ended as `timed_out`, see https:\S+\/job\/9$/,
  ],
  ['one without a caller', [job('verify 0', 'failure')], /`verify 0` that it ended as `failure`/],
  [
    'one that did well and left nothing',
    [job('braid / verify 0', 'success')],
    /`verify 0` that it ended as `success`/,
  ],
  ['one that hangs', [job('braid / verify 0', null)], /`verify 0` that it has not ended/],
  [
    'no other',
    [job('braid / verify 0 (sh)', 'failure'), job('braid / land', null)],
    /GitHub has started none/,
  ],
])('%s is named', async (_, jobs, words) => {
  expect(await noVerdict(async () => jobs)).toMatch(words);
});

test('a GitHub that does not answer is no reason to stop', async () => {
  expect(await noVerdict(() => Promise.reject(new Error('down')))).toContain('does not tell');
});
