/** One lasting process answers what names lead to; it must see what others write, and survive what ends it. */
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { ObjectReader } from '../../../sandbox/git/object-reader.ts';
import { type Opened, openBare } from './bare-repository.ts';

test.each([
  { name: 'refs/heads/main', type: 'commit' },
  { name: 'refs/tags/v1', type: 'tag' },
  { name: 'refs/tags/v1^{commit}', type: 'commit' },
  { name: 'main:README.md', type: 'blob' },
  { name: 'main^{tree}', type: 'tree' },
  { name: 'main:a name with spaces', type: 'blob' },
])('$name leads to a $type, the one that git means', async ({ name, type }) => {
  const opened = await openBare();
  await opened.commit('main', { 'a name with spaces': 'x\n' });
  await opened.bare.git.run(['tag', '--annotate', '--message=One', 'v1', opened.first]);
  const sha = (await opened.bare.git.run(['rev-parse', name])).trim();
  expect(await readerOf(opened).find(name)).toMatchObject({ sha, type });
});

const NOWHERE: readonly (readonly [what: string, name: string])[] = [
  ['nothing', ''],
  ['a branch that is missing', 'refs/heads/sale'],
  ['an id that is missing', '1'.repeat(40)],
  ['a file that is missing', 'main:none'],
  ['an option', '--batch-all-objects'],
  ['the beginning of two ids', '6bb2'],
  ['what excludes', '^main'],
  ['a range', 'main..main'],
  ['two questions in one', 'main\ninfo main'],
  ['two questions in one for git', 'main\0info main'],
  ['a name with a line’s end', 'main\r'],
  ['what looks like an answer', `${'1'.repeat(40)} commit 12`],
  ['what has an answer in it', `${'1'.repeat(40)} commit 12\n`],
  ['what ends git', 'main@{upstream}'],
  ['more than fits into a pipe', 'x'.repeat(200_000)],
];

test.each(NOWHERE)('%s leads nowhere, and what is asked next is answered', async (_, name) => {
  const opened = await openBare();
  // Ids of blobs of numbers: 6bb2ed…, 6bb2f4….
  for (const input of ['195\n', '389\n'])
    await opened.bare.git.run(['hash-object', '-w', '--stdin'], { input });
  const reader = readerOf(opened);
  expect(await reader.find(name)).toBeNull();
  expect(await reader.read(name)).toBeNull();
  expect(await reader.find('main')).toMatchObject({ sha: opened.first });
});

test('refs are seen as others have left them: made, moved, packed, moved back, deleted', async () => {
  const { bare, first, commit } = await openBare();
  const reader = readerOf({ bare });
  const sale = async () => (await reader.find('refs/heads/sale'))?.sha ?? null;
  expect(await sale()).toBeNull();
  const second = await commit('sale', { 'sale.txt': 'half price\n' });
  expect(await sale()).toBe(second);
  await bare.git.run(['pack-refs', '--all']);
  expect(await sale()).toBe(second);
  const third = await commit('sale', { 'sale.txt': 'a third\n' });
  expect(await sale()).toBe(third);
  await bare.git.run(['update-ref', 'refs/heads/sale', first]);
  expect(await sale()).toBe(first);
  await bare.git.run(['pack-refs', '--all']);
  await bare.deleteRef('refs/heads/sale');
  expect(await sale()).toBeNull();
});

test('an object is seen when it is there, loose or packed, and after packs were made anew', async () => {
  const { bare } = await openBare();
  const reader = readerOf({ bare });
  const input = 'half price\n';
  const sha = (await bare.git.run(['hash-object', '--stdin'], { input })).trim();
  expect(await reader.read(sha)).toBeNull();
  await bare.git.run(['hash-object', '-w', '--stdin'], { input });
  expect((await reader.read(sha))?.bytes.toString()).toBe(input);
  await bare.git.run(['update-ref', 'refs/tags/price', sha]);
  for (const again of ['-a', '-A']) {
    await bare.git.run(['repack', '-q', '-d', '-f', again]);
    expect((await reader.read(sha))?.bytes.toString()).toBe(input);
    expect(await reader.find('main:README.md')).not.toBeNull();
  }
});

test('contents come byte by byte, however many', async () => {
  const { bare } = await openBare();
  const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_, index) => Math.imul(index, 40_503) >> 8));
  const file = join(await mkdtemp(join(tmpdir(), 'bytes-')), 'bytes');
  await writeFile(file, bytes);
  const sha = (await bare.git.run(['hash-object', '-w', '--no-filters', file])).trim();
  const empty = (await bare.git.run(['hash-object', '-w', '--stdin'], { input: '' })).trim();
  const reader = readerOf({ bare });
  expect((await reader.read(sha))?.bytes.equals(bytes)).toBe(true);
  expect((await reader.read(empty))?.bytes).toHaveLength(0);
  expect((await reader.read('main:README.md'))?.bytes.toString()).toBe('A shop\n');
});

test('what is asked at once is answered each by its own, by one process', async () => {
  const opened = await openBare();
  const { environment, started } = await gitThat('');
  const reader = readerOf(opened, environment);
  const names = ['main', 'none', 'main^{tree}', 'main:README.md', 'main@{5}', 'main'];
  const answers = await Promise.all(names.map(name => reader.find(name)));
  expect(answers.map(found => found?.type ?? null)).toEqual(['commit', null, 'tree', 'blob', null, 'commit']);
  expect(await started()).toHaveLength(1);
});

test('a process that is ended in the middle of a question is started again, once', async () => {
  const opened = await openBare();
  const { environment, started } = await gitThat('if mkdir "$0.once"; then head -c 1; kill -9 $$; fi');
  const reader = readerOf(opened, environment);
  const [one, other] = await Promise.all([reader.find('main'), reader.find('main:README.md')]);
  expect([one?.type, other?.type]).toEqual(['commit', 'blob']);
  expect(await started()).toHaveLength(2);
});

test('a process that was ended between two questions is started again', async () => {
  const opened = await openBare();
  const { environment, started } = await gitThat('');
  const reader = readerOf(opened, environment);
  await reader.find('main');
  const [pid] = await started();
  process.kill(pid ?? 0, 'SIGKILL');
  expect(await reader.find('main')).toMatchObject({ sha: opened.first });
});

test('nobody is told that there is no object where git is ended again and again', async () => {
  const opened = await openBare();
  const { environment, started } = await gitThat('head -c 1; kill -9 $$');
  await expect(readerOf(opened, environment).find('main')).rejects.toThrow(/was ended twice/);
  expect(await started()).toHaveLength(2);
});

test('git that is not there is told about', async () => {
  const reader = readerOf(await openBare(), { PATH: '/nonexistent' });
  await expect(reader.find('main')).rejects.toThrow(/^git cat-file could not be started: /);
});

test('its process keeps no program from exiting, and is gone when it is closed', async () => {
  const opened = await openBare();
  const { environment, started } = await gitThat('');
  const reader = readerOf(opened, environment);
  const waitedFor = () => process.getActiveResourcesInfo().filter(name => /^(Pipe|Process)Wrap$/.test(name));
  const before = waitedFor();
  await reader.find('main');
  expect(waitedFor()).toEqual(before);
  const [pid = 0] = await started();
  expect(process.kill(pid, 0)).toBe(true);
  const last = Promise.all([reader.find('main'), reader.find('main^{tree}')]);
  await reader.close();
  expect((await last).map(found => found?.type)).toEqual(['commit', 'tree']);
  expect(await started()).toHaveLength(1);
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  await expect(reader.find('main')).rejects.toThrow(/is closed$/);
});

function readerOf({ bare }: Pick<Opened, 'bare'>, environment = bare.environment): ObjectReader {
  const reader = new ObjectReader(bare.directory, environment);
  onTestFinished(() => reader.close());
  return reader;
}

interface WatchedGit {
  readonly environment: Readonly<Record<string, string>>;
  /** The ids of the processes that were started. */
  started(): Promise<readonly number[]>;
}

/** Git, after these lines of a shell script. */
async function gitThat(lines: string): Promise<WatchedGit> {
  const folder = await mkdtemp(join(tmpdir(), 'git-'));
  const { stdout: git } = await execa('sh', ['-c', 'command -v git']);
  const program = join(folder, 'git');
  await writeFile(program, `#!/bin/sh\necho $$ >> "$0.log"\n${lines}\nexec ${git} "$@"\n`);
  await chmod(program, 0o755);
  return {
    environment: { PATH: `${folder}:${process.env.PATH}` },
    started: async () => (await readFile(`${program}.log`, 'utf8')).trim().split('\n').map(Number),
  };
}
