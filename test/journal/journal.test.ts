import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGit } from '../../shared/io/git.ts';
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import { openMemoryJournal } from '../../shared/io/journal/journal-memory.ts';
import type { Journal } from '../../shared/io/ports.ts';
import { openRepository, type Repository } from '../../shared/io/repository.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { authors, journalContract, note, RUN } from './contract.ts';

const REF = `refs/braid/${RUN}`;

async function newRepository(...options: string[]): Promise<Repository> {
  const directory = mkdtempSync(join(tmpdir(), 'braid-journal-'));
  await openGit(directory).run(['init', '-q', '-b', 'main', ...options, '.']);
  return openRepository(directory, { ...process.env, BRAID_CACHE_DIR: join(directory, '..') });
}

journalContract('in memory', async () => {
  const journals = new Map<RunId, Journal>();
  return run => {
    const journal = journals.get(run) ?? openMemoryJournal();
    journals.set(run, journal);
    return journal;
  };
});

journalContract('in git', async () => {
  const repository = await newRepository();
  return run => openGitJournal(repository, run);
});

test('a bare repository with SHA-256 holds a journal as well', async () => {
  const journal = openGitJournal(await newRepository('--bare', '--object-format=sha256'), RUN);
  const first = await journal.append([note('a')], null);
  if (first.kind === 'conflict') throw new Error('unexpected conflict');
  expect(await journal.append([note('b')], first.version)).toMatchObject({ kind: 'appended' });
  expect(await journal.append([note('late')], first.version)).toEqual({ kind: 'conflict' });
  expect(authors((await journal.read()).events)).toEqual(['a', 'b']);
});

test('the same events give the same commits, whoever is configured and whatever the clock says', async () => {
  const commits = await Promise.all(
    ['Ann', 'Bob'].map(async name => {
      const repository = await newRepository();
      await repository.git.run(['config', 'user.name', name]);
      await repository.git.run(['config', 'commit.gpgSign', 'true']);
      await repository.git.run(['config', 'i18n.commitEncoding', 'ISO-8859-1']);
      const journal = openGitJournal(repository, RUN);
      const outcome = await journal.append([note('ä'), note('b', 1_700_000_000_999)], null);
      const commit = await repository.git.run(['cat-file', 'commit', REF]);
      expect(commit).toContain('author Braid <braid@braid.invalid> 1700000000 +0000');
      expect(commit).toContain('{"type":"cancel-requested","at":1700000000000,"by":"\\u00e4"}\n');
      await repository.git.run(['fsck', '--strict', '--no-dangling']);
      return outcome.kind === 'appended' && commit.replace(/^encoding .*\n/m, '');
    }),
  );
  expect(commits[0]).toBe(commits[1]);
});

test('a run of ten thousand appends is read in one go', async () => {
  const repository = await newRepository();
  const stream = Array.from({ length: 10_000 }, (_, count) => {
    const text = `${JSON.stringify(note(String(count)))}\n`;
    return `commit ${REF}\ncommitter B <b@b> 1 +0000\ndata ${text.length}\n${text}`;
  });
  await repository.git.run(['fast-import', '--quiet'], { input: stream.join('') });
  const { events } = await openGitJournal(repository, RUN).read();
  expect(authors(events)).toEqual(Array.from({ length: 10_000 }, (_, count) => String(count)));
});

test('a lock that stays is an error that names the ref; one that goes is waited for', async () => {
  const repository = await newRepository();
  const journal = openGitJournal(repository, RUN);
  const lock = join(repository.commonDir, `${REF}.lock`);
  mkdirSync(join(lock, '..'), { recursive: true });
  writeFileSync(lock, '');
  await expect(journal.append([note('a')], null)).rejects.toThrow(
    /the journal refs\/braid\/r-1 could not be written: .*Unable to create '.*r-1\.lock'/,
  );
  rmSync(lock);
  expect(await journal.append([note('a')], null)).toMatchObject({ kind: 'appended' });
});

const DAMAGE = {
  'text that is no JSON': ['hello', /holds a line that is no JSON: `hello`/],
  'a list': ['[1]', /holds a line that is no event: `\[1\]`/],
  'an event without time': ['{"type":"reported"}', /holds an event without type or time/],
} as const;

test.each(Object.entries(DAMAGE))('a journal with %s is an error that names the ref', async (_, [
  line,
  message,
]) => {
  const repository = await newRepository();
  const { git } = repository;
  const tree = (await git.run(['hash-object', '-t', 'tree', '-w', '--stdin'], { input: '' })).trim();
  const commit = (await git.run(['commit-tree', tree, '-m', line])).trim();
  await git.run(['update-ref', REF, commit]);
  const reading = openGitJournal(repository, RUN).read();
  await expect(reading).rejects.toThrow(/^the journal refs\/braid\/r-1 is damaged: commit [0-9a-f]{10} /);
  await expect(reading).rejects.toThrow(message);
});

test('a ref that names no commit is a damaged journal', async () => {
  const repository = await newRepository();
  const { git } = repository;
  const blob = (await git.run(['hash-object', '-w', '--stdin'], { input: 'hello' })).trim();
  await git.run(['update-ref', REF, blob]);
  await expect(openGitJournal(repository, RUN).read()).rejects.toThrow('it names no commit');
});

test('a journal with a merge, or without its objects, is damaged', async () => {
  const repository = await newRepository();
  const { git } = repository;
  const tree = (await git.run(['hash-object', '-t', 'tree', '-w', '--stdin'], { input: '' })).trim();
  const line = JSON.stringify(note('a'));
  const one = (await git.run(['commit-tree', tree, '-m', line])).trim();
  const two = (await git.run(['commit-tree', tree, '-m', JSON.stringify(note('b'))])).trim();
  const merge = (await git.run(['commit-tree', tree, '-p', one, '-p', two, '-m', line])).trim();
  await git.run(['update-ref', REF, merge]);
  await expect(openGitJournal(repository, RUN).read()).rejects.toThrow('does not follow the one before it');
  rmSync(join(repository.objects, one.slice(0, 2), one.slice(2)));
  await expect(openGitJournal(repository, RUN).read()).rejects.toThrow(
    /^the journal refs\/braid\/r-1 is damaged: error: Could not read [0-9a-f]{40}/,
  );
});
