/** A bundle from a job that ran an agent: only one commit on the base of its attempt comes in, and nothing stays of what is refused. */
import { existsSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { takeBundle, writeBundle } from '../../shared/io/handover/bundle.ts';
import { openClone } from '../../shared/io/remote/clone.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { temporaryFolder } from './folder.ts';

const REF = 'refs/braid-attempts/r/a/1';
const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.invalid',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.invalid',
};

interface Place {
  readonly repository: Repository;
  commit(files: Readonly<Record<string, string>>, parents: readonly string[]): Promise<Sha>;
  tree(entries: string): Promise<string>;
}

async function open(folder: string): Promise<Place> {
  const { repository } = await openClone({ folder, url: folder, token: null, pause: async () => {} });
  const git = repository.git.with(IDENTITY);
  const tree = async (entries: string) => (await git.run(['mktree'], { input: entries })).trim();
  return {
    repository,
    tree,
    commit: async (files, parents) => {
      const entries: string[] = [];
      for (const [name, text] of Object.entries(files)) {
        const blob = (await git.run(['hash-object', '-w', '--stdin'], { input: text })).trim();
        entries.push(`100644 blob ${blob}\t${name}\n`);
      }
      const args = [
        'commit-tree',
        await tree(entries.join('')),
        '-m',
        'x',
        ...parents.flatMap(each => ['-p', each]),
      ];
      return (await git.run(args)).trim() as Sha;
    },
  };
}

let agent: Place;
let lander: Place;
let base: Sha;
let file: string;

beforeEach(async () => {
  const folder = temporaryFolder();
  agent = await open(join(folder, 'agent'));
  lander = await open(join(folder, 'lander'));
  file = join(folder, 'work.bundle');
  base = await agent.commit({ one: '1\n' }, []);
  await agent.repository.git.run(['update-ref', 'refs/heads/main', base]);
  await lander.repository.git.run([
    'fetch',
    '--quiet',
    agent.repository.commonDir,
    '+refs/heads/*:refs/heads/*',
  ]);
});

async function handed(commit: Sha, from: Sha = base): Promise<void> {
  await writeBundle(agent.repository.git, { ref: REF, base: from, commit }, file);
}

async function take(commit: Sha) {
  const taken = await takeBundle(lander.repository, file, { ref: REF, base, commit });
  expect(await lander.repository.git.run(['for-each-ref', '--format=%(refname)'])).toBe('refs/heads/main\n');
  const { cache } = lander.repository;
  const left = existsSync(cache) ? readdirSync(cache).filter(name => name.startsWith('handed-over-')) : [];
  expect(left).toEqual([]);
  return taken;
}

async function isHere(commit: string): Promise<boolean> {
  return (await lander.repository.git.attempt(['cat-file', '-e', commit])).code === 0;
}

test('one commit on the base comes in, with the paths that it changes', async () => {
  const work = await agent.commit({ one: '1\n', two: '2\n' }, [base]);
  await handed(work);
  expect(await take(work)).toEqual({ kind: 'taken', files: ['two'] });
  expect(await isHere(work)).toBe(true);
});

test.each<[what: string, make: () => Promise<Sha>, reason: RegExp]>([
  [
    'two commits in a row',
    async () => agent.commit({ one: '3\n' }, [await agent.commit({ one: '2\n' }, [base])]),
    /not one commit on the base/,
  ],
  [
    'a merge',
    async () => agent.commit({ one: '3\n' }, [base, await agent.commit({ one: '2\n' }, [base])]),
    /not one commit on the base/,
  ],
  ['a commit without the base', async () => agent.commit({ one: '3\n' }, []), /not one commit on the base/],
])('%s is refused', async (_, make, reason) => {
  const work = await make();
  await handed(work);
  expect(await take(work)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(reason) });
  expect(await isHere(work)).toBe(false);
});

test.each(['.git', '..'])('a tree with an entry named %s is refused', async name => {
  const { git } = agent.repository;
  const blob = (await git.run(['hash-object', '-w', '--stdin'], { input: 'x' })).trim();
  // git makes no such tree itself.
  const raw = Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')]);
  const path = `${file}.tree`;
  writeFileSync(path, raw);
  const tree = (await git.run(['hash-object', '-w', '-t', 'tree', '--literally', path])).trim();
  const work = (await git.with(IDENTITY).run(['commit-tree', tree, '-m', 'x', '-p', base])).trim() as Sha;
  await handed(work);
  expect(await take(work)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/^git refuses it/),
  });
});

test('a bundle that holds another commit, another ref or more than one is refused', async () => {
  const work = await agent.commit({ one: '2\n' }, [base]);
  const other = await agent.commit({ one: '3\n' }, [base]);
  await handed(other);
  expect(await take(work)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/something else/),
  });
  const { git } = agent.repository;
  await git.run(['update-ref', 'refs/heads/evil', work]);
  await git.run(['bundle', 'create', '--quiet', file, 'refs/heads/evil', `^${base}`]);
  expect(await take(work)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/something else/),
  });
  await git.run(['update-ref', REF, work]);
  await git.run(['bundle', 'create', '--quiet', file, REF, 'refs/heads/evil', `^${base}`]);
  expect(await take(work)).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/something else/),
  });
});

test('what is no bundle is refused: nothing, a part, a link, a giant', async () => {
  const work = await agent.commit({ one: '2\n' }, [base]);
  expect(await take(work)).toEqual({ kind: 'refused', reason: 'it is missing' });
  writeFileSync(file, '');
  expect(await take(work)).toMatchObject({ kind: 'refused' });
  await handed(work);
  truncateSync(file, 120);
  expect(await take(work)).toMatchObject({ kind: 'refused' });
  truncateSync(file, 1024 * 1024 * 1024);
  expect(await take(work)).toEqual({ kind: 'refused', reason: 'it is larger than 512 MB' });
  const link = `${file}.link`;
  symlinkSync('/etc/passwd', link);
  const taken = await takeBundle(lander.repository, link, { ref: REF, base, commit: work });
  expect(taken).toEqual({ kind: 'refused', reason: 'it is no file' });
  expect(existsSync(link)).toBe(true);
});

test('a file that GitHub would not take is refused', async () => {
  const { git } = agent.repository;
  const big = `${file}.big`;
  writeFileSync(big, '');
  truncateSync(big, 100 * 1024 * 1024 + 1);
  const blob = (await git.run(['hash-object', '-w', '--', big])).trim();
  const tree = await agent.tree(`100644 blob ${blob}\tbig\n`);
  const work = (await git.with(IDENTITY).run(['commit-tree', tree, '-m', 'x', '-p', base])).trim() as Sha;
  await handed(work);
  expect(await take(work)).toEqual({ kind: 'refused', reason: 'it holds a file larger than 100 MB' });
});
