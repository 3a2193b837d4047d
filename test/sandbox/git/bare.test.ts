/** What a bare repository says of its refs. */
import { expect, test } from 'vitest';
import { openBare } from './bare-repository.ts';

const REFS = [
  'refs/heads/main',
  'refs/heads/sale',
  'refs/heads/sales/2026/summer',
  'refs/heads/sales/winter',
  'refs/notes/sale',
  'refs/tags/sale',
];

test.each([
  ['refs/', REFS],
  ['', REFS],
  ['refs/heads/', REFS.slice(0, 4)],
  ['refs/heads', REFS.slice(0, 4)],
  ['refs/heads/sale', REFS.slice(1, 4)],
  ['refs/heads/sales', REFS.slice(2, 4)],
  ['refs/heads/sales/', REFS.slice(2, 4)],
  ['refs/heads/sales/20', REFS.slice(2, 3)],
  ['refs/t', REFS.slice(5)],
  ['refs/heads/s*', []],
  ['refs/heads/[a-z]', []],
  ['refs/heads/\\sale', []],
  ['refs/heads/sa\0le', []],
  ['sale', []],
  ['--help', []],
])('refs that begin with %j', async (prefix, names) => {
  const { bare, first } = await openBare();
  for (const name of REFS.slice(1)) await bare.updateRef(name, first, null);
  expect((await bare.refs(prefix)).map(({ name }) => name)).toEqual(names);
});

test('a ref is known by its whole name, and a tag as it is', async () => {
  const { bare, first } = await openBare();
  await bare.updateRef('refs/heads/sales/winter', first, null);
  await bare.git.run(['tag', '--annotate', '--message=One', 'v1', first]);
  const tag = (await bare.git.run(['rev-parse', 'refs/tags/v1'])).trim();
  expect(await bare.ref('refs/heads/main')).toBe(first);
  expect(await bare.ref('refs/tags/v1')).toBe(tag);
  for (const name of ['refs/heads/sales', 'refs/heads/mai', 'main', 'refs/heads/main^{tree}', 'refs/heads/*'])
    expect(await bare.ref(name)).toBeNull();
});

test('a folder is not a file', async () => {
  const { bare, commit } = await openBare();
  await commit('main', { 'src/shop.ts': 'open();\n' });
  expect(await bare.text('main', 'src/shop.ts')).toBe('open();\n');
  expect(await bare.bytes('main', 'src')).toBeNull();
  expect(await bare.bytes('main', 'src/none.ts')).toBeNull();
});
