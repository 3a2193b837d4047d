/** The attributes of a bare directory against those that git sees in a work tree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { joinAttributes, readQuoted, writeQuoted } from '../../shared/io/merging/attributes.ts';
import { openMergeDirectory } from '../../shared/io/merging/merge-directory.ts';
import { type Change, makeRig, type Rig, removeRigs } from './rig.ts';

afterEach(removeRigs);

test.each([
  ['*.c text', 'src/**/*.c text'],
  ['/*.c text', 'src/*.c text'],
  ['a/b -text', 'src/a/b -text'],
  ['**/b !eol', 'src/**/b !eol'],
  ['docs/ x', 'src/**/docs/ x'],
  ['docs/** x', 'src/docs/** x'],
  ['"with space" x', '"src/**/with space" x'],
  ['"q\\"uote\\t\\303\\274" x', '"src/**/q\\"uote\\011\u00c3\u00bc" x'],
  ['"open x', '"src/**/\\"open" x'],
  ['\\!bang x', 'src/**/\\!bang x'],
  ['  \t*.c   text  eol=lf \r', 'src/**/*.c text  eol=lf'],
])('a line of a nested file: %j', (line, moved) => {
  expect(joinAttributes([{ folder: 'src', text: line }])).toBe(`${moved}\n`);
});

test('what git ignores in a nested file is left out; the root is taken as it is', () => {
  const text = '# comment\n\n!*.c text\n[attr]macro diff\n*.h macro\n';
  expect(joinAttributes([{ folder: 'src', text }])).toBe('src/**/*.h macro\n');
  expect(joinAttributes([{ folder: '', text }])).toBe('# comment\n!*.c text\n[attr]macro diff\n*.h macro\n');
  expect(joinAttributes([{ folder: '', text: `${'x'.repeat(2_050)} text\n* text` }])).toBe('* text\n');
});

test('deeper files come later, and glob characters in their names mean themselves', () => {
  const files = ['a/b', '', '[x]*', 'a'].map(folder => ({ folder, text: '\u00ef\u00bb\u00bf*.c x\n' }));
  expect(joinAttributes(files)).toBe('*.c x\n\\[x]\\*/**/*.c x\na/**/*.c x\na/b/**/*.c x\n');
  expect(joinAttributes([{ folder: '#1', text: '* x' }])).toBe('"#1/**/*" x\n');
  expect(joinAttributes([{ folder: '!1', text: '* x' }])).toBe('\\!1/**/* x\n');
});

test('quotes are read back as they were written', () => {
  const bytes = fc.string({ unit: fc.integer({ min: 1, max: 255 }).map(code => String.fromCharCode(code)) });
  fc.assert(
    fc.property(bytes, text => {
      expect(readQuoted(writeQuoted(text))?.value).toBe(text);
    }),
  );
});

const FOLDERS = [
  '',
  'src',
  'src/deep',
  'we[i]rd*',
  '#odd',
  '!bang',
  'sp ace',
  'quo"te\\',
  'ümlaut',
  'new\nline',
];
const NAMES = ['a.c', 'b.md', '!x', '#y', 'sp ace.c', 'ü.c', '[z].c', 'q"x', 'deep', '*'];
const PATHS = FOLDERS.flatMap(folder => NAMES.map(name => (folder === '' ? name : `${folder}/${name}`)));

const name = fc.constantFrom(
  '*.c',
  '*',
  '**',
  '!x',
  '\\!x',
  '#y',
  '\\#y',
  '*.md',
  'a.?',
  '[ab].c',
  'deep',
  '"sp ace.c"',
  '"\\303\\274.c"',
  '"#y"',
  '\\[z].c',
  '"q\\"x"',
  'a**',
);
const pattern = fc.oneof(
  name,
  name.map(own => (own.startsWith('"') ? own : `/${own}`)),
  name.map(own => (own.startsWith('"') ? own : `**/${own}`)),
  name.map(own => (own.startsWith('"') ? own : `deep/${own}`)),
  // `a**/` means one thing after letters and another after an escape, so not below a folder like `we[i]rd*`.
  name.map(own => (own.startsWith('"') || own === 'a**' ? own : `${own}/**`)),
  fc.constantFrom('src/*.c', 'deep/', '"sp ace/"', '"deep/**"', 'src/**/a.c', '[attr]mine'),
);
const states = fc.constantFrom(
  'text',
  '-text',
  '!text',
  'merge=union',
  '-merge',
  'binary',
  'mine',
  'eol=lf -diff',
);
const line = fc.tuple(pattern, states).map(([own, state]) => `${own} ${state}`);
const committed = fc.dictionary(
  fc.constantFrom(...FOLDERS),
  fc.tuple(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n')),
  { minKeys: 1, maxKeys: 4 },
);

/** Path, attribute and value; git lists them in the order in which it met the names. */
function triples(output: string): string[] {
  const fields = output.split('\0');
  return fields
    .flatMap((_, at) => (at % 3 === 0 && at + 2 < fields.length ? [fields.slice(at, at + 3).join('|')] : []))
    .sort();
}

async function bothSights(rig: Rig, files: Record<string, Change>): Promise<[string[], string[]]> {
  const base = await rig.commit({ files: { ...files, 'a.c': 'a' } });
  const tree = await rig.clone(join(rig.path, '..', `tree-${base}`), base);
  const directory = await openMergeDirectory(rig.repository, { base });
  const input = PATHS.map(path => `${path}\0`).join('');
  const ask = ['check-attr', '-a', '-z', '--stdin'];
  return [triples(await directory.git.run(ask, { input })), triples(await tree.run(ask, { input }))];
}

test('every path has the attributes that it has in a work tree', { timeout: 120_000 }, async () => {
  const rig = await makeRig();
  const check = async (own: Record<string, [string[], string]>) => {
    const files: Record<string, Change> = {};
    for (const [folder, [lines, end]] of Object.entries(own)) {
      const head = folder === '' ? ['[attr]mine text=auto merge=binary'] : [];
      files[folder === '' ? '.gitattributes' : `${folder}/.gitattributes`] = [...head, ...lines, ''].join(
        end,
      );
    }
    const [bare, tree] = await bothSights(rig, files);
    expect(bare).toEqual(tree);
  };
  await fc.assert(fc.asyncProperty(committed, check), {
    numRuns: Number(process.env.BRAID_MERGE_CASES ?? 12),
  });
});

test('a .gitattributes that is a symbolic link counts for nothing', async () => {
  const rig = await makeRig();
  const files = { other: '* merge=union\n', '.gitattributes': { mode: '120000', content: 'other' } };
  const [bare, tree] = await bothSights(rig, files);
  expect([bare, tree]).toEqual([[], []]);
});

test('a directory is a function of what it holds, and mends itself', async () => {
  const rig = await makeRig();
  const base = await rig.commit({ files: { '.gitattributes': '* text\n' } });
  const other = await rig.commit({ files: { '.gitattributes': '* -text\n' } });
  const first = await openMergeDirectory(rig.repository, { base });
  expect((await openMergeDirectory(rig.repository, { base: other })).path).not.toBe(first.path);
  const config = join(first.path, 'config');
  const text = readFileSync(config, 'utf8');
  await first.git.run(['config', 'merge.default', 'union']);
  expect((await openMergeDirectory(rig.repository, { base })).path).toBe(first.path);
  expect(readFileSync(config, 'utf8')).toBe(text);
});
