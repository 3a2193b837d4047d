import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Access } from '../../../app/api/ports.ts';
import { gitHubAccess } from '../../../app/people/github-access.ts';
import { ADA, PRIVATE, PUBLIC } from '../api/memory-app.ts';
import { LoopbackGitHub } from './loopback-sign-in.ts';

const github = new LoopbackGitHub();
let access: Access;
let now = 0;
let role: 'write' | 'triage' | 'none' = 'write';

beforeAll(async () => {
  const apiUrl = await github.start();
  access = gitHubAccess({ apiUrl, now: () => now, installed: async () => role });
});
afterAll(() => github.stop());

const all = { pull: true, push: true };
const some = { pull: true, push: false };

test.each([
  ['of a GitHub App or fine-grained', null, PRIVATE, all, 'write'],
  ['of a GitHub App or fine-grained', null, PUBLIC, some, 'read'],
  ['with repo', 'read:org, repo', PRIVATE, all, 'write'],
  ['with public_repo', 'public_repo', PUBLIC, all, 'write'],
  ['with public_repo', 'public_repo', PRIVATE, all, 'read'],
  ['that may only read who it is', 'read:user', PUBLIC, all, 'read'],
  ['without any scope', '', PUBLIC, all, 'read'],
  ['that may not even read', null, PRIVATE, { pull: false, push: false }, 'none'],
] as const)('a token %s (scopes %j) has in %j with %j: %s', async (_, scopes, repository, permissions, may) => {
  now += 60_000;
  github.tokens.set('ghp_x', ADA);
  github.scopes.set('ghp_x', scopes);
  github.repositories.set(repository.fullName, { private: repository.private, permissions });
  expect(await access.byToken('ghp_x', repository)).toBe(may);
});

test('a token is nobody’s when GitHub does not know it, and may nothing where it sees nothing', async () => {
  now += 60_000;
  expect(await access.holder('ghp_unknown')).toBeNull();
  expect(await access.holder('ghp_x')).toEqual(ADA);
  expect(await access.byToken('ghp_x', { fullName: 'acme/none', private: true })).toBe('none');
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
    ['write', 'write'],
    ['triage', 'read'],
    ['none', 'none'],
  ] as const) {
    now += 60_000;
    role = told;
    expect(await access.byPerson(ADA, PRIVATE)).toBe(may);
  }
});
