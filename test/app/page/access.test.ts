import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Access } from '../../../app/api/ports.ts';
import { gitHubAccess } from '../../../app/people/github-access.ts';
import { Guesses } from '../../../app/people/guesses.ts';
import { ADA, PRIVATE, PUBLIC } from '../api/memory-app.ts';
import { CLIENT, LoopbackGitHub } from './loopback-sign-in.ts';

const github = new LoopbackGitHub();
let access: Access;
const HERE = '127.0.0.1';
let now = 0;
let role: 'admin' | 'read' | 'none' = 'admin';

beforeAll(async () => {
  const apiUrl = await github.start();
  access = gitHubAccess({
    ...{ apiUrl, now: () => now, installed: async () => role, login: CLIENT },
    guesses: new Guesses(() => now),
  });
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

test.each([
  ['that is fine-grained', 'github_pat_shallow', PRIVATE, 'none'],
  ['of another App', 'ghu_shallow', PRIVATE, 'none'],
  ['that is fine-grained', 'github_pat_shallow', PUBLIC, 'read'],
] as const)('a token %s (%s) that may read metadata only has in %j: %s', async (_, token, repository, may) => {
  now += 60_000;
  github.tokens.set(token, ADA);
  github.shallow.add(token);
  github.repositories.set(repository.id, { private: repository.private, permissions: all });
  expect(await access.byToken(token, repository)).toBe(may);
});

test('what a token may read is asked once in 20 seconds, and of what its scopes show only what it is', async () => {
  now += 60_000;
  github.repositories.set(PRIVATE.id, { private: true, permissions: some });
  for (const [token, scopes, questions] of [
    ['github_pat_x', null, 2],
    ['ghp_x', 'repo', 1],
  ] as const) {
    github.tokens.set(token, ADA);
    github.scopes.set(token, scopes);
    github.asked.length = 0;
    for (let time = 0; time < 5; time += 1) expect(await access.byToken(token, PRIVATE)).toBe('read');
    expect(github.asked).toHaveLength(questions);
  }
});

test('nothing but its scopes shows what a token may do where the App signs nobody in', async () => {
  const without = gitHubAccess({
    apiUrl: github.url,
    now: () => now,
    installed: async () => role,
    ...{ login: null, guesses: new Guesses(() => now) },
  });
  github.repositories.set(PUBLIC.id, { private: false, permissions: all });
  expect(await without.byToken('ghu_own', PUBLIC)).toBe('read');
});

test('a token is nobody’s when GitHub does not know it, and may nothing where it sees nothing', async () => {
  now += 60_000;
  expect(await access.holder('ghp_unknown', HERE)).toBeNull();
  expect(await access.holder('ghp_x', HERE)).toEqual(ADA);
  expect(await access.byToken('ghp_x', { ...PRIVATE, id: 404 })).toBe('none');
});

test('an answer is good for 20 seconds, and an error is none', async () => {
  now += 60_000;
  github.broken = 500;
  await expect(access.holder('ghp_x', HERE)).rejects.toMatchObject({ code: 'unavailable' });
  github.broken = 429;
  await expect(access.holder('ghp_x', HERE)).rejects.toMatchObject({ code: 'rate-limited' });
  github.broken = null;
  github.asked.length = 0;
  await Promise.all([access.holder('ghp_x', HERE), access.holder('ghp_x', HERE)]);
  now += 19_999;
  await access.holder('ghp_x', HERE);
  expect(github.asked).toHaveLength(1);
  now += 1;
  await access.holder('ghp_x', HERE);
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

describe('tokens that are made up', () => {
  test('are asked about so often, whatever they are; what is right costs nothing', async () => {
    now += 3_600_000;
    github.asked.length = 0;
    const guess = (from: string, times: number, prefix: string) =>
      Promise.allSettled(
        Array.from({ length: times }, (_, index) => access.holder(`ghp_${prefix}${index}`, from)),
      );
    const answers = await guess('192.0.2.1', 30, 'a');
    expect(github.asked).toHaveLength(10);
    expect(answers.at(-1)).toMatchObject({ status: 'rejected', reason: { seconds: 6 } });
    expect(await access.holder('ghp_x', '192.0.2.2')).toEqual(ADA);

    now += 6_000;
    await guess('192.0.2.1', 5, 'b');
    expect(github.asked).toHaveLength(12);
    for (let index = 0; index < 20; index += 1) {
      now += 1;
      github.tokens.set(`ghp_good${index}`, ADA);
      expect(await access.holder(`ghp_good${index}`, '192.0.2.3')).toEqual(ADA);
    }
  });

  test('from everywhere are asked about so often, too', async () => {
    now += 3_600_000;
    github.asked.length = 0;
    for (let index = 0; index < 100; index += 1)
      await access.holder(`ghp_far${index}`, `198.51.100.${index}`).catch(() => null);
    expect(github.asked).toHaveLength(60);
  });

  test('keep nobody out whose token was right in the last hour, unless it is so no more', async () => {
    now += 3_600_000;
    github.tokens.set('ghp_early', ADA);
    let guessed = 1_000;
    const lost = github.tokens.get('ghp_x') ?? ADA;
    const guess = () =>
      Promise.allSettled(Array.from({ length: 10 }, () => access.holder(`ghp_${guessed++}`, HERE)));
    await access.holder('ghp_early', HERE);
    now += 1_800_000;
    await access.holder('ghp_x', HERE);
    now += 1_799_999;
    await guess();
    expect(await access.holder('ghp_x', HERE)).toEqual(ADA);
    expect(await access.holder('ghp_early', HERE)).toEqual(ADA);
    now += 3_600_000;
    await guess();
    await expect(access.holder('ghp_early', HERE)).rejects.toMatchObject({ seconds: 6 });

    now += 3_600_000;
    await access.holder('ghp_x', HERE);
    github.tokens.delete('ghp_x');
    now += 20_000;
    await guess();
    expect(await access.holder('ghp_x', HERE)).toBeNull();
    now += 20_000;
    await guess();
    await expect(access.holder('ghp_x', HERE)).rejects.toMatchObject({ seconds: expect.any(Number) });
    github.tokens.set('ghp_x', lost);
  });

  test('cost one question when they come again', async () => {
    now += 3_600_000;
    github.asked.length = 0;
    for (let time = 0; time < 50; time += 1) expect(await access.holder('ghp_same', HERE)).toBeNull();
    expect(github.asked).toHaveLength(1);
  });
});
