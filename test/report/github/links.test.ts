import { describe, expect, test } from 'vitest';
import {
  branchLink,
  commitLink,
  detailsLink,
  fileLink,
  linkCommits,
  logLink,
  workflowRunUrl,
  workLink,
} from '../../../shared/report/github/links.ts';
import { sha } from '../states.ts';
import { SITE } from './cases.ts';

const HOME = 'https://github.example/ada/shop';
const COMMIT = sha('3f2c1aa');

describe('a link', () => {
  test.each([
    ['a commit', commitLink(SITE, COMMIT), `[\`3f2c1aa\`](${HOME}/commit/${COMMIT})`],
    ['a branch', branchLink(SITE, 'braid/x/y'), `[\`braid/x/y\`](${HOME}/tree/braid/x/y)`],
    ['a branch by a label', branchLink(SITE, 'a b', 'its work'), `[its work](${HOME}/tree/a%20b)`],
    [
      'work',
      workLink(SITE, { base: COMMIT, branch: 'b#1', label: 'its work' }),
      `[its work](${HOME}/compare/${COMMIT}...b%231)`,
    ],
    [
      'a file',
      fileLink(SITE, { file: 'a/b.ts', commit: COMMIT }),
      `[\`a/b.ts\`](${HOME}/blob/${COMMIT}/a/b.ts)`,
    ],
    [
      'a line',
      fileLink(SITE, { file: 'a.ts', commit: COMMIT, line: 7 }),
      `[\`a.ts:7\`](${HOME}/blob/${COMMIT}/a.ts#L7)`,
    ],
    [
      'a line of Markdown',
      fileLink(SITE, { file: 'a.md', commit: COMMIT, line: 7 }),
      `[\`a.md:7\`](${HOME}/blob/${COMMIT}/a.md?plain=1#L7)`,
    ],
    [
      'an odd name',
      fileLink(SITE, { file: 'a (b)](x)?#&%.ts', commit: COMMIT }),
      `[\`a (b)](x)?#&%.ts\`](${HOME}/blob/${COMMIT}/a%20%28b%29%5D%28x%29%3F%23%26%25.ts)`,
    ],
    ['a log', logLink(SITE, `${HOME}/actions/runs/1/job/2`), `[log](${HOME}/actions/runs/1/job/2)`],
    ['the details', detailsLink(SITE), `[details](${HOME}/actions/runs/4711)`],
  ])('to %s', (_, made, expected) => expect(made).toBe(expected));

  test.each([
    ['without a site', fileLink(null, { file: 'a.ts', commit: COMMIT }), '`a.ts`'],
    ['without a commit', fileLink(SITE, { file: 'a.ts', commit: null }), '`a.ts`'],
    ['to a file outside', fileLink(SITE, { file: '../a.ts', commit: COMMIT }), '`../a.ts`'],
    ['to a log elsewhere', logLink(SITE, 'https://evil.example/x'), 'log: `https://evil.example/x`'],
    ['to a log beside', logLink(SITE, `${HOME}er/x`), `log: \`${HOME}er/x\``],
    ['without details', detailsLink({ ...SITE, detailsUrl: null }), ''],
    [
      'to details that are no address',
      detailsLink({ ...SITE, detailsUrl: 'javascript:alert(1)' }),
      'details',
    ],
  ])('is not made %s', (_, made, expected) => expect(made).toBe(expected));

  test('cannot be left by its address', () => {
    const url = 'https://x.example/a)b](c "d\n<e>|f&amp;`';
    expect(detailsLink({ ...SITE, detailsUrl: url })).toBe(
      '[details](https://x.example/a%29b%5D%28c%20%22d%0A%3Ce%3E%7Cf&amp;amp;%60)',
    );
  });

  test('is made of a hash in a sentence when the commit is known', () => {
    const text = 'at <code>3f2c1aa</code>, not <code>8c1f000</code>';
    expect(linkCommits(text, SITE, [null, COMMIT])).toBe(
      `at ${commitLink(SITE, COMMIT)}, not <code>8c1f000</code>`,
    );
    expect(linkCommits(text, null, [COMMIT])).toBe(text);
  });

  test('to a workflow run', () => {
    expect(workflowRunUrl({ ...SITE, serverUrl: 'https://github.example/' }, 12)).toBe(
      `${HOME}/actions/runs/12`,
    );
  });
});
