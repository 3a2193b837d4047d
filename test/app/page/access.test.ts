import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Access } from '../../../app/api/ports.ts';
import { gitHubAccess } from '../../../app/people/github-access.ts';
import { ADA, PRIVATE, PUBLIC } from '../api/memory-app.ts';
import { CLIENT, LoopbackGitHub } from './loopback-sign-in.ts';

const github = new LoopbackGitHub();
let access: Access;
let now = 0;
let role: 'admin' | 'read' | 'none' = 'admin';

beforeAll(async () => {
  const apiUrl = await github.start();
  access = gitHubAccess({ apiUrl, now: () => now, installed: async () => role, login: CLIENT });
});
afterAll(() => github.stop());

const all = { pull: true, push: true };
const some = { pull: true, push: false };

test.each([
  ['with repo', 'ghp_x', 'read:org, repo', PRIVATE, all, 'write'],
  ['with repo, of somebody who may not write', 'ghp_x', 'repo', PUBLIC, some, 'read'],
  ['with public_repo', 'ghp_x', 'public_repo', PUBLIC, all, 'write'],
  ['with public_repo', 'ghp_x', 'public_repo', PRIVATE, all, 'read'],
  ['that may only read who it is', 'ghp_x', 'read:user', PUBLIC, all, 'read'],
  ['without any scope', 'ghp_x', '', PUBLIC, all, 'read'],
  ['that is fine-grained', 'github_pat_x', null, PRIVATE, all, 'read'],
  ['of another App', 'ghu_x', null, PRIVATE, all, 'read'],
  ['of another App', 'ghu_x', '', PUBLIC, all, 'read'],
  ['of this App', 'ghu_own', null, PRIVATE, all, 'write'],
  ['of this App', 'ghu_own', '', PUBLIC, all, 'write'],
  ['of this App, of somebody who may not write', 'ghu_own', null, PRIVATE, some, 'read'],
  ['that may not even read', 'ghp_x', null, PRIVATE, { pull: false, push: false }, 'none'],
] as const)('a token %s (%s, scopes %j) has in %j with %j: %s', async (_, token, scopes, repository, permissions, may) => {
  now += 60_000;
  github.tokens.set(token, ADA);
  github.scopes.set(token, scopes);
  github.own.add('ghu_own');
  github.repositories.set(repository.id, { private: repository.private, permissions });
  expect(await access.byToken(token, repository)).toBe(may);
});

test('nothing but its scopes shows what a token may do where the App signs nobody in', async () => {
  const without = gitHubAccess({
    apiUrl: github.url,
    now: () => now,
    installed: async () => role,
    login: null,
  });
  github.repositories.set(PUBLIC.id, { private: false, permissions: all });
  expect(await without.byToken('ghu_own', PUBLIC)).toBe('read');
});

test('a token is nobody’s when GitHub does not know it, and may nothing where it sees nothing', async () => {
  now += 60_000;
  expect(await access.holder('ghp_unknown')).toBeNull();
  expect(await access.holder('ghp_x')).toEqual(ADA);
  expect(await access.byToken('ghp_x', { ...PRIVATE, id: 404 })).toBe('none');
});

test('an answer is good for 20 seconds, and an error is none', async () => {
  now += 60_000;
  github.broken = 500;
  await expect(access.holder('ghp_x')).rejects.toMatchObject({ code: 'unavailable' });
  github.broken = 429;
  await expect(access.holder('ghp_x')).rejects.toMatchObject({ code: 'rate-limited' });
  github.broken = null;
  github.asked.length = 0;
  await Promise.all([access.holder('ghp_x'), access.holder('ghp_x')]);
  now += 19_999;
  await access.holder('ghp_x');
  expect(github.asked).toHaveLength(1);
  now += 1;
  await access.holder('ghp_x');
  expect(github.asked).toHaveLength(2);
});

test('a person has what the installation is told of their role', async () => {
  for (const [told, may] of [
    ['admin', 'write'],
    ['read', 'read'],
    ['none', 'none'],
  ] as const) {
    now += 60_000;
    role = told;
    expect(await access.byPerson(ADA, PRIVATE)).toBe(may);
  }
});
