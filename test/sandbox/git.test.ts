/** Git itself against the sandbox: what is fetched, what is pushed, and what is refused in GitHub's words. */
import { expect, test } from 'vitest';
import { openShop, SHOP } from './shop.ts';

test('starts in well under a second', async () => {
  const begun = performance.now();
  await openShop();
  expect(performance.now() - begun).toBeLessThan(1000);
});

test('Maria pushes a branch, and sees it over REST', async () => {
  const shop = await openShop();
  const clone = await shop.clone(shop.sandbox.userToken('maria'));
  const sha = await clone.pushed('sale', { 'sale.txt': 'half price\n' });
  const { data } = await shop.as('maria').repos.getBranch({ ...SHOP, branch: 'sale' });
  expect(data.commit.sha).toBe(sha);
});

test('a push that is larger than git sends in one piece arrives whole', async () => {
  const shop = await openShop();
  const clone = await shop.clone(shop.sandbox.userToken('maria'));
  const numbers = Array.from({ length: 200_000 }, (_, index) => Math.imul(index, 2_654_435_761).toString(36));
  const sha = await clone.pushed('large', { 'numbers.txt': numbers.join('') });
  const again = await shop.clone(shop.sandbox.userToken('rita'));
  await again.git('checkout', '-q', 'large');
  expect(await again.head()).toBe(sha);
});

test.each([
  { who: 'a job that may write contents', permissions: { contents: 'write' }, says: '' },
  {
    who: 'a job that reads',
    permissions: { contents: 'read' },
    says: 'Permission to acme/shop.git denied to github-actions[bot].',
  },
] as const)('$who pushes', async ({ permissions, says }) => {
  const shop = await openShop();
  const clone = await shop.clone(shop.sandbox.jobToken('acme/shop', permissions));
  await clone.commit('sale', { 'sale.txt': 'half price\n' });
  const said = await clone.git('push', 'origin', 'sale');
  expect(said.ok).toBe(says === '');
  expect(said.err).toContain(says);
});

test.each(['rita', 'stranger'])('%s, who may not write, cannot push', async login => {
  const shop = await openShop({ private: false });
  const clone = await shop.clone(shop.sandbox.userToken(login));
  await clone.commit('sale', { 'sale.txt': 'half price\n' });
  const said = await clone.git('push', 'origin', 'sale');
  expect(said.err).toContain(`Permission to acme/shop.git denied to ${login}.`);
});

test('to a stranger a private repository does not exist', async () => {
  const shop = await openShop();
  await expect(shop.clone(shop.sandbox.userToken('stranger'))).rejects.toThrow(/not found/);
  await expect(shop.clone('ghp_invented')).rejects.toThrow(/Authentication failed/);
});

test('a job cannot push a workflow file, whatever it may write; a person can', async () => {
  const shop = await openShop();
  const job = await shop.clone(shop.sandbox.jobToken('acme/shop', { contents: 'write', actions: 'write' }));
  await job.commit('ci', { '.github/workflows/ci.yml': 'on: push\n' });
  const said = await job.git('push', 'origin', 'ci');
  expect(said.err).toContain(
    '[remote rejected] ci -> ci (refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yml` without `workflows` permission)',
  );
  const maria = await shop.clone(shop.sandbox.userToken('maria'));
  await maria.pushed('ci', { '.github/workflows/ci.yml': 'on: push\n' });
  // The commit is there now: a branch that only builds on it touches no workflow.
  await job.git('fetch', '-q', 'origin', 'ci');
  await job.git('reset', '-q', '--hard', 'FETCH_HEAD');
  await job.pushed('more', { 'more.txt': 'more\n' });
});

test.each([
  {
    rule: 'a force push',
    rules: {},
    args: ['--force', 'origin', 'other:main'],
    says: 'Cannot force-push to this branch',
  },
  { rule: 'a deletion', rules: {}, args: ['origin', ':main'], says: 'Cannot delete this branch' },
  {
    rule: 'a required check that did not run',
    rules: { requiredChecks: ['ci'] },
    args: ['origin', 'next:main'],
    says: 'Required status check "ci" is expected.',
  },
  {
    rule: 'a person who is not on the list',
    rules: { pushers: ['ada'] },
    args: ['origin', 'next:main'],
    says: "You're not authorized to push to this branch.",
  },
  {
    rule: 'a merge where history is linear',
    rules: { linearHistory: true },
    args: ['origin', 'merged:main'],
    says: 'This branch must not contain merge commits.',
  },
])('a protected branch refuses $rule', async ({ rules, args, says }) => {
  const shop = await openShop();
  const clone = await shop.clone(shop.sandbox.userToken('maria'));
  await clone.commit('next', { 'next.txt': 'next\n' });
  await clone.git('checkout', '-q', 'main');
  await clone.commit('merged', { 'merged.txt': 'merged\n' });
  await clone.git('merge', '-q', '--no-ff', '-m', 'Merge', 'next');
  await clone.git('checkout', '-q', '--orphan', 'other');
  await clone.commit('other', { 'other.txt': 'other\n' });
  shop.sandbox.protect('acme/shop', 'main', rules);
  const said = await clone.git('push', ...args);
  expect(said.err).toContain('error: GH006: Protected branch update failed for refs/heads/main.');
  expect(said.err).toContain(`error: ${says}`);
  expect(said.err).toContain('main (protected branch hook declined)');
});

test('a pull request has a head and a merge to fetch, from a fork too, and they cannot be pushed', async () => {
  const shop = await openShop();
  await shop.sandbox.fork('acme/shop', 'maria');
  const clone = await shop.clone(shop.sandbox.userToken('maria'), 'maria/shop');
  const sha = await clone.pushed('sale', { 'sale.txt': 'half price\n' });
  const number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'maria:sale' });
  const base = await shop.clone(shop.sandbox.userToken('maria'));
  const listed = await base.git('ls-remote', 'origin', 'refs/pull/*');
  expect(listed.out).toContain(`${sha}\trefs/pull/${number}/head`);
  await base.git('fetch', '-q', 'origin', `refs/pull/${number}/merge`);
  const parents = await base.git('rev-parse', 'FETCH_HEAD^1', 'FETCH_HEAD^2');
  expect(parents.out.split('\n')).toEqual([await base.head(), sha]);
  const said = await base.git('push', '--force', 'origin', `main:refs/pull/${number}/head`);
  expect(said.err).toContain('deny updating a hidden ref');
});

test('a push that loses its connection may have been done', async () => {
  const shop = await openShop();
  const clone = await shop.clone(shop.sandbox.userToken('maria'));
  const sha = await clone.commit('sale', { 'sale.txt': 'half price\n' });
  const lose = (when: 'before' | 'after'): void =>
    shop.sandbox.faults.add({ method: 'POST', path: /git-receive-pack$/, fault: { kind: 'hang-up', when } });
  lose('before');
  expect((await clone.git('push', 'origin', 'sale')).ok).toBe(false);
  expect((await clone.git('ls-remote', 'origin', 'sale')).out).toBe('');
  lose('after');
  expect((await clone.git('push', 'origin', 'sale')).ok).toBe(false);
  expect((await clone.git('ls-remote', 'origin', 'sale')).out).toContain(sha);
});
