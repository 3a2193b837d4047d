/** What a repository is called, and what it is. */
import { expect, test } from 'vitest';
import type { TokenRights } from '../../sandbox/state/identity.ts';
import { openShop, SHOP } from './shop.ts';

test('a repository is found by its id, by its name, and by the one of before until somebody takes it', async () => {
  const { sandbox, as } = await openShop();
  const { id } = (await as('rita').repos.get(SHOP)).data;
  const byId = async () => (await as('rita').request('GET /repositories/{id}', { id })).data;
  expect(await byId()).toMatchObject({ id, full_name: 'acme/shop', private: true });
  sandbox.as('ada').rename('acme/shop', 'store');
  expect(await byId()).toMatchObject({ id, full_name: 'acme/store' });
  expect((await as('rita').repos.get(SHOP)).data).toMatchObject({ id, full_name: 'acme/store' });
  const role = await as('rita').request('GET /repositories/{id}/collaborators/{username}/permission', {
    ...{ id, username: 'maria' },
  });
  expect(role.data).toMatchObject({ permission: 'write' });

  await sandbox.addRepository('acme/shop', { collaborators: { eve: 'admin' } });
  expect((await as('eve').repos.get(SHOP)).data).toMatchObject({ full_name: 'acme/shop', private: true });
  expect((await as('eve').repos.get(SHOP)).data.id).not.toBe(id);
  await expect(as('eve').request('GET /repositories/{id}', { id })).rejects.toMatchObject({ status: 404 });
  await expect(as('ada').request('GET /repositories/{id}', { id: 1 })).rejects.toMatchObject({ status: 404 });
});

test('a token of the classic form is told its scopes, any other is not', async () => {
  const { sandbox, octokit } = await openShop();
  const told = async (may: TokenRights) =>
    (await octokit(sandbox.userToken('rita', may)).users.getAuthenticated()).headers['x-oauth-scopes'];
  expect(await told({ kind: 'classic', scopes: ['repo', 'gist'] })).toBe('repo, gist');
  expect(await told({ kind: 'classic', scopes: [] })).toBe('');
  expect(await told({ kind: 'fine-grained', grants: { contents: 'read' } })).toBeUndefined();
});
