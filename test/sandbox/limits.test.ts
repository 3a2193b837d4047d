/** Limits, conditional requests, and what a test makes go wrong. */
import { expect, test } from 'vitest';
import { secondaryLimit, serverError, tooManyRequests } from '../../sandbox/http/faults.ts';
import { openShop, SHOP } from './shop.ts';

test('what it does not know it refuses by name', async () => {
  const shop = await openShop();
  const call = shop.as('maria').request('POST /repos/{owner}/{repo}/forks', SHOP);
  await expect(call).rejects.toMatchObject({
    status: 501,
    message: expect.stringContaining('the sandbox does not know POST /repos/acme/shop/forks'),
  });
});

test('an hour has so many requests; unchanged answers are free', async () => {
  let now = new Date('2026-11-01T12:00:00Z');
  const shop = await openShop({ now: () => now, rateLimits: { job: 3 } });
  const job = shop.octokit(shop.sandbox.jobToken('acme/shop', { contents: 'read' }));
  const { headers } = await job.repos.get(SHOP);
  const conditional = { ...SHOP, headers: { 'if-none-match': headers.etag } };
  for (let count = 0; count < 5; count++)
    await expect(job.repos.get(conditional)).rejects.toMatchObject({ status: 304 });
  await job.repos.get(SHOP);
  const last = await job.repos.get(SHOP);
  expect(last.headers).toMatchObject({ 'x-ratelimit-limit': '3', 'x-ratelimit-remaining': '0' });
  await expect(job.repos.get(SHOP)).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('API rate limit exceeded for installation ID'),
    response: { headers: { 'x-ratelimit-remaining': '0' } },
  });
  expect((await job.rateLimit.get()).data.rate).toMatchObject({ limit: 3, remaining: 0 });
  now = new Date('2026-11-01T13:00:00Z');
  await job.repos.get(SHOP);
});

test.each([
  { fault: secondaryLimit(60), status: 403, header: '60' },
  { fault: tooManyRequests(7), status: 429, header: '7' },
  { fault: serverError(502), status: 502, header: undefined },
])('the second and third request are answered with $status', async ({ fault, status, header }) => {
  const shop = await openShop();
  const maria = shop.as('maria');
  shop.sandbox.faults.add({ method: 'GET', path: /\/branches\/main$/, fault, skip: 1, times: 2 });
  const ask = () => maria.repos.getBranch({ ...SHOP, branch: 'main' });
  await ask();
  for (let count = 0; count < 2; count++) {
    await maria.repos.get(SHOP);
    const refused = await ask().catch((error: unknown) => error);
    expect(refused).toMatchObject({ status });
    if (header !== undefined)
      expect(refused).toMatchObject({ response: { headers: { 'retry-after': header } } });
  }
  await ask();
  const answers = shop.sandbox.calls.all().filter(({ route }) => route.endsWith('/branches/*'));
  expect(answers.map(call => call.status)).toEqual([200, status, status, 200]);
});

test('a connection is lost, before or after the comment was written', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const issue_number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' });
  const { issues } = shop.as('maria');
  for (const when of ['before', 'after'] as const) {
    shop.sandbox.faults.add({ method: 'POST', path: /\/comments$/, fault: { kind: 'hang-up', when } });
    await expect(issues.createComment({ ...SHOP, issue_number, body: when })).rejects.toThrow();
  }
  const { data: comments } = await issues.listComments({ ...SHOP, issue_number });
  expect(comments.map(comment => comment.body)).toEqual(['after']);
});

test('calls are counted by route and by whom', async () => {
  const shop = await openShop();
  const job = shop.octokit(shop.sandbox.jobToken('acme/shop', {}));
  await job.repos.get(SHOP);
  await job.repos.get(SHOP);
  await shop.as('maria').repos.getBranch({ ...SHOP, branch: 'main' });
  expect(shop.sandbox.calls.counts()).toEqual([
    { route: 'GET /repos/:owner/:repo', principal: 'job acme/shop', calls: 2 },
    { route: 'GET /repos/:owner/:repo/branches/*', principal: 'user maria', calls: 1 },
  ]);
});
