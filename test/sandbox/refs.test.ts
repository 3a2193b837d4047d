/** Refs and commits over REST. */
import { expect, test } from 'vitest';
import { openShop, SHOP } from './shop.ts';

test('a ref is made once, moves forward, and moves back only by force', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  const first = await shop.head();
  const second = await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const { git } = shop.octokit(shop.sandbox.jobToken('acme/shop', { contents: 'write' }));
  const journal = { ...SHOP, ref: 'braid/run-1' };
  await git.createRef({ ...SHOP, ref: 'refs/braid/run-1', sha: first });
  await expect(git.createRef({ ...SHOP, ref: 'refs/braid/run-1', sha: first })).rejects.toThrow(
    /^Reference already exists/,
  );
  await git.updateRef({ ...journal, sha: second });
  await expect(git.updateRef({ ...journal, sha: first })).rejects.toThrow(/^Update is not a fast forward/);
  await git.updateRef({ ...journal, sha: first, force: true });
  const { data: listed } = await git.listMatchingRefs({ ...SHOP, ref: 'braid/' });
  expect(listed.map(({ ref, object }) => [ref, object.sha])).toEqual([['refs/braid/run-1', first]]);
  await git.deleteRef(journal);
  await expect(git.deleteRef(journal)).rejects.toThrow(/^Reference does not exist/);
  await expect(git.getRef(journal)).rejects.toMatchObject({ status: 404 });
  await expect(git.createRef({ ...SHOP, ref: 'refs/heads/x', sha: '1'.repeat(40) })).rejects.toThrow(
    /^Object does not exist/,
  );
});

test('a protected branch is refused over REST as over git', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  const sha = await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  shop.sandbox.protect('acme/shop', 'main', { requiredChecks: ['braid'] });
  const job = shop.octokit(shop.sandbox.jobToken('acme/shop', { contents: 'write', checks: 'write' }));
  const land = () => job.git.updateRef({ ...SHOP, ref: 'heads/main', sha });
  await expect(land()).rejects.toThrow(/^Required status check "braid" is expected\./);
  await job.checks.create({ ...SHOP, name: 'braid', head_sha: sha, conclusion: 'success' });
  await land();
});

test('commits, comparisons and files', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  const first = await shop.head();
  const second = await editor.commit('acme/shop', 'sale/summer', {
    'sale.txt': 'half price\n',
    'README.md': 'A sale\n',
  });
  const { repos, git } = shop.as('rita');
  const { data: compared } = await repos.compareCommitsWithBasehead({
    ...SHOP,
    basehead: 'main...sale/summer',
  });
  expect(compared).toMatchObject({
    status: 'ahead',
    ahead_by: 1,
    behind_by: 0,
    merge_base_commit: { sha: first },
  });
  expect(compared.files?.map(file => [file.filename, file.status])).toEqual([
    ['README.md', 'modified'],
    ['sale.txt', 'added'],
  ]);
  const { data: commit } = await repos.getCommit({ ...SHOP, ref: 'sale/summer' });
  expect(commit).toMatchObject({
    sha: second,
    parents: [{ sha: first }],
    commit: { author: { name: 'maria' } },
  });
  const { data: object } = await git.getCommit({ ...SHOP, commit_sha: second });
  expect(object.message).toBe('Change sale.txt, README.md');
  const { data: file } = await repos.getContent({ ...SHOP, path: 'sale.txt', ref: 'sale/summer' });
  expect(file).toMatchObject({ encoding: 'base64', content: Buffer.from('half price\n').toString('base64') });
  await expect(repos.getContent({ ...SHOP, path: 'sale.txt' })).rejects.toMatchObject({ status: 404 });
  const { data: branch } = await repos.getBranch({ ...SHOP, branch: 'sale/summer' });
  expect(branch.commit.sha).toBe(second);
});
