/** What git tells first whoever comes over HTTP: what it can do is remembered, refs never are. */
import { expect, test } from 'vitest';
import { type BackendRequest, runBackend } from '../../../sandbox/git/http-backend.ts';
import { openBare } from './bare-repository.ts';

const GREETING: BackendRequest = {
  method: 'GET',
  path: '/info/refs',
  query: 'service=git-upload-pack',
  contentType: undefined,
  protocol: 'version=2',
  body: Buffer.alloc(0),
  user: 'maria',
};

test('the second version of the protocol begins the same for everybody, without a ref', async () => {
  const { bare, commit } = await openBare();
  const first = await runBackend(bare, GREETING);
  expect(first).toMatchObject({ status: 200 });
  expect(first.body.toString()).toMatch(/version 2\n.*ls-refs/s);
  await commit('sale', { 'sale.txt': 'half price\n' });
  const again = await runBackend(bare, { ...GREETING, user: 'rita' });
  expect(again).toBe(first);
  expect(again.body.toString()).not.toContain('refs/heads/');
});

test.each([
  { who: 'who fetches by the first version', change: { protocol: undefined } },
  { who: 'who pushes', change: { query: 'service=git-receive-pack' } },
])('$who is told of the refs of now', async ({ change }) => {
  const { bare, commit } = await openBare();
  const told = async () => (await runBackend(bare, { ...GREETING, ...change })).body.toString();
  expect(await told()).not.toContain('refs/heads/sale');
  const sha = await commit('sale', { 'sale.txt': 'half price\n' });
  expect(await told()).toContain(`${sha} refs/heads/sale`);
});
