/** Pull requests as a client of the REST API sees them. */
import { expect, test } from 'vitest';
import { openShop, SHOP } from './shop.ts';

test('a pull request is opened, found, and its merge is not known at first', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  const sha = await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const maria = shop.as('maria');
  const wanted = { ...SHOP, title: 'Sale', head: 'sale', base: 'main' };
  const { data: opened } = await maria.pulls.create(wanted);
  expect(opened).toMatchObject({ number: 1, state: 'open', head: { sha, ref: 'sale' }, mergeable: null });

  const { data: again } = await maria.pulls.get({ ...SHOP, pull_number: 1 });
  expect(again).toMatchObject({ mergeable: true, mergeable_state: 'clean', user: { login: 'maria' } });
  const { data: files } = await maria.pulls.listFiles({ ...SHOP, pull_number: 1 });
  expect(files).toMatchObject([{ filename: 'sale.txt', status: 'added', additions: 1, deletions: 0 }]);
  const { data: found } = await maria.pulls.list({ ...SHOP, head: 'acme:sale' });
  expect(found.map(pull => pull.number)).toEqual([1]);
  await expect(maria.pulls.create(wanted)).rejects.toThrow(/A pull request already exists for acme:sale/);
});

test('a base that has moved makes it unknown again, and then a conflict', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  await editor.commit('acme/shop', 'sale', { 'README.md': 'A sale\n' });
  const number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' });
  await editor.commit('acme/shop', 'main', { 'README.md': 'A market\n' });
  const get = async (): Promise<unknown> =>
    (await shop.as('rita').pulls.get({ ...SHOP, pull_number: number })).data.mergeable;
  expect([await get(), await get()]).toEqual([null, false]);
  const { data: refs } = await shop.as('rita').git.listMatchingRefs({ ...SHOP, ref: `pull/${number}/` });
  expect(refs.map(({ ref }) => ref)).toEqual([`refs/pull/${number}/head`]);
});

test('a pull request whose head the base takes in is merged', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  const sha = await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' });
  const maria = shop.as('maria');
  await maria.git.updateRef({ ...SHOP, ref: 'heads/main', sha });
  const { data } = await maria.pulls.get({ ...SHOP, pull_number: number });
  expect(data).toMatchObject({ state: 'closed', merged: true, merge_commit_sha: sha });
});

test('a conversation: comments in pages, edited in place, with a reaction', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' });
  for (let count = 1; count <= 5; count++)
    shop.sandbox.as('rita').comment('acme/shop', number, `Remark ${count}`);
  const job = shop.octokit(shop.sandbox.jobToken('acme/shop', { 'pull-requests': 'write' }));
  const { data: made } = await job.issues.createComment({
    ...SHOP,
    issue_number: number,
    body: 'Braid runs',
  });
  await job.issues.updateComment({ ...SHOP, comment_id: made.id, body: 'Braid is done' });
  await job.reactions.createForIssueComment({ ...SHOP, comment_id: made.id, content: 'eyes' });

  const comments = await job.paginate(job.issues.listComments, {
    ...SHOP,
    issue_number: number,
    per_page: 2,
  });
  expect(comments.map(comment => comment.body)).toEqual([
    ...[1, 2, 3, 4, 5].map(count => `Remark ${count}`),
    'Braid is done',
  ]);
  expect(comments.at(-1)).toMatchObject({
    user: { login: 'github-actions[bot]', type: 'Bot' },
    performed_via_github_app: { slug: 'github-actions' },
    reactions: { eyes: 1, total_count: 1 },
  });
  await job.issues.deleteComment({ ...SHOP, comment_id: made.id });
  await expect(job.issues.getComment({ ...SHOP, comment_id: made.id })).rejects.toMatchObject({
    status: 404,
  });
});

test('a comment has at most 65,536 characters', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const issue_number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' });
  const say = (body: string) => shop.as('rita').issues.createComment({ ...SHOP, issue_number, body });
  await say('x'.repeat(65_536));
  await expect(say('x'.repeat(65_537))).rejects.toMatchObject({
    status: 422,
    response: { data: { errors: [{ message: 'Body is too long (maximum is 65536 characters)' }] } },
  });
});

test('labels are made by setting them, and found in any case', async () => {
  const shop = await openShop();
  const editor = shop.sandbox.as('maria');
  await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  const issue_number = await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' });
  const tim = shop.as('tim');
  await tim.issues.addLabels({ ...SHOP, issue_number, labels: ['braid:run', 'Urgent'] });
  await tim.issues.removeLabel({ ...SHOP, issue_number, name: 'urgent' });
  const { data: left } = await tim.issues.listLabelsOnIssue({ ...SHOP, issue_number });
  expect(left.map(label => label.name)).toEqual(['braid:run']);
  await expect(tim.issues.removeLabel({ ...SHOP, issue_number, name: 'urgent' })).rejects.toThrow(
    /Label does not exist/,
  );
  const { data: known } = await shop.as('maria').issues.getLabel({ ...SHOP, name: 'URGENT' });
  expect(known.name).toBe('Urgent');
});

test('what people may do is asked for by name', async () => {
  const shop = await openShop();
  const ask = async (username: string) =>
    (await shop.as('maria').repos.getCollaboratorPermissionLevel({ ...SHOP, username })).data;
  shop.sandbox.as('stranger');
  expect(await ask('tim')).toMatchObject({ permission: 'read', role_name: 'triage' });
  expect(await ask('max')).toMatchObject({ permission: 'write', role_name: 'maintain' });
  expect(await ask('maria')).toMatchObject({ permission: 'write', role_name: 'write' });
  expect(await ask('stranger')).toMatchObject({ permission: 'none' });
  await expect(ask('nobody')).rejects.toMatchObject({ status: 404 });
});
