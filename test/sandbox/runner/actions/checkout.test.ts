import { afterAll, beforeAll, expect, test } from 'vitest';
import { MemoryHost } from '../memory-host.ts';
import { job, PATH, run, said, steps } from '../rig.ts';
import { type GitServer, startGitServer } from './git-server.ts';

const host = new MemoryHost();
let server: GitServer;
let old: string;

beforeAll(async () => {
  server = await startGitServer(host.folder);
  host.serverUrl = server.url;
  old = await host.commit({ 'a.txt': 'one\n' });
  await host.commit({ 'a.txt': 'two\n' });
  await host.commit({ 'b.txt': 'side' }, { branch: 'side' });
  await host.commit({ 'c.txt': 'other' }, { repository: 'octo/other' });
});

afterAll(() => server.close());

const CHECKOUT = '- uses: actions/checkout@v7';

test('checks out the commit of the event on its branch, with the token of the job, one commit deep', async () => {
  server.asked.length = 0;
  const report = await run(
    steps(
      CHECKOUT,
      '- run: "git branch --show-current; git rev-list --count HEAD; cat a.txt; git config --get-regexp extraheader | wc -l"',
    ),
    { host },
  );
  expect(report.conclusion).toBe('success');
  expect(said(report).slice(1)).toEqual(['main', '1', 'two', '1']);
  const basic = Buffer.from(`x-access-token:${host.minted.at(-1)?.token}`).toString('base64');
  expect(new Set(server.asked)).toEqual(new Set([`basic ${basic}`]));
});

test('the commit of the event is meant, whatever came to the branch since', async () => {
  const workflow = steps(CHECKOUT, '- run: cat a.txt');
  const sha = await host.commit({ [PATH]: workflow, 'a.txt': 'three\n' });
  await host.commit({ 'a.txt': 'two\n' });
  const report = await run(workflow, { host, event: { sha } });
  expect(said(report)).toEqual([sha, 'three']);
});

test.each<[string, readonly string[]]>([
  ['ref: side', ['side', 'b.txt']],
  ['ref: refs/heads/side', ['side', 'b.txt']],
  ['repository: octo/other', ['main', 'c.txt']],
])('with %s', async (input, expected) => {
  const report = await run(
    steps(
      `- {uses: actions/checkout@v7, with: {path: here, ${input}}}`,
      '- run: cd here && git branch --show-current && ls',
    ),
    { host },
  );
  expect(said(report).slice(1)).toEqual(expected);
});

test('with a commit, all of history, and no credentials left behind', async () => {
  const report = await run(
    steps(
      `- {uses: actions/checkout@v7, with: {ref: ${old}, fetch-depth: 0, persist-credentials: false}}`,
      '- run: cat a.txt; git branch --show-current; git branch -r; grep -c basic .git/config || true',
    ),
    { host },
  );
  expect(said(report).slice(1)).toEqual(['one', '  origin/main', '  origin/side', '0']);
});

test('a second checkout cleans the first; a folder of another repository makes way', async () => {
  const report = await run(
    steps(
      CHECKOUT,
      '- run: echo dirt > dirt.txt && echo changed > a.txt',
      CHECKOUT,
      '- run: ls && cat a.txt',
      '- {uses: actions/checkout@v7, with: {repository: octo/other}}',
      '- run: ls',
    ),
    { host },
  );
  expect(said(report).filter(line => !/^[0-9a-f]{40}$/.test(line))).toEqual(['a.txt', 'two', 'c.txt']);
});

test('what is not there fails the step', async () => {
  const report = await run(steps('- {uses: actions/checkout@v7, with: {ref: nowhere}}'), { host });
  expect(job(report).annotations[0]?.message).toBe(
    "A branch or tag with the name 'nowhere' could not be found",
  );
  const outside = await run(steps('- {uses: actions/checkout@v7, with: {path: ../..}}'), { host });
  expect(job(outside).annotations[0]?.message).toContain('is not under');
});
