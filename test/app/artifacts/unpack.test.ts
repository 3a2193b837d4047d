/** Zips as anybody could upload them: nothing but known files comes out, and never more than was allowed. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { Allowance, Refused, unpack } from '../../../app/artifacts/unpack.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

interface Given {
  readonly zip: Uint8Array;
  readonly limit?: number;
  readonly all?: number;
}

function place(): { readonly folder: string; readonly zip: string } {
  const root = mkdtempSync(join(tmpdir(), 'braid-unpack-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return { folder: join(root, 'out', 'artifact'), zip: join(root, 'artifact.zip') };
}

/** What is in the folder afterwards, and beside it. */
async function unpacked({ zip: content, limit = 1_000, all = 10_000 }: Given) {
  const { folder, zip } = place();
  writeFileSync(zip, content);
  const files = new Map([
    ['result.json', limit],
    ['work.bundle', limit],
  ]);
  const allowance = new Allowance(all);
  const error: unknown = await unpack({ zip, folder, files, take: bytes => allowance.take(bytes) }).then(
    () => null,
    problem => problem,
  );
  const list = (path: string): readonly string[] => {
    try {
      return readdirSync(path).toSorted();
    } catch {
      return [];
    }
  };
  return {
    reason: error instanceof Refused ? error.message : error,
    names: list(folder),
    beside: [...list(dirname(dirname(folder))), ...list(dirname(folder))].filter(
      name => !['artifact', 'artifact.zip', 'out'].includes(name),
    ),
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
  };
}

/** Numbers of the first entry in the list at the end of a zip. */
function change(zip: Uint8Array, edit: (list: DataView, first: DataView) => void): Uint8Array {
  const bytes = Buffer.from(zip);
  const at = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  const view = (from: number) => new DataView(bytes.buffer, bytes.byteOffset + from);
  edit(view(at), view(0));
  return bytes;
}

const plain = zipSync({ 'result.json': text('{}'), 'work.bundle': text('a bundle') });

test('files of known names come out, packed or not', async () => {
  const zip = zipSync({ 'result.json': [text('{}'), { level: 0 }], 'work.bundle': text('b'.repeat(900)) });
  const { reason, names, read } = await unpacked({ zip });
  expect([reason, names]).toEqual([null, ['result.json', 'work.bundle']]);
  expect(read('work.bundle')).toBe('b'.repeat(900));
});

test.each<[string, Zippable]>([
  ['in a folder', { 'deep/result.json': text('{}') }],
  ['in another case', { 'RESULT.JSON': text('{}') }],
  ['with a space', { 'result.json ': text('{}') }],
  ['of another name', { 'evil.sh': text('rm') }],
  ['that is a folder', { 'result.json/': new Uint8Array() }],
])('a file %s is passed over', async (_, files) => {
  const found = await unpacked({ zip: zipSync({ ...files, 'work.bundle': text('b') }) });
  expect(found).toMatchObject({ reason: null, names: ['work.bundle'], beside: [] });
});

test.each<[string, Given, RegExp]>([
  ['a way out', { zip: zipSync({ '../evil': text('x'), 'result.json': text('{}') }) }, /no zip/],
  ['a way out to a known name', { zip: zipSync({ '../result.json': text('x') }) }, /no zip/],
  ['an absolute path', { zip: zipSync({ '/tmp/result.json': text('x') }) }, /no zip/],
  ['a drive', { zip: zipSync({ 'C:\\result.json': text('x') }) }, /no zip/],
  ['a backslash', { zip: zipSync({ '..\\result.json': text('x') }) }, /no zip/],
  [
    'a link',
    { zip: zipSync({ 'result.json': [text('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }) },
    /`result.json` is no file/,
  ],
  ['a name twice', { zip: twice() }, /`result.json` twice/],
  [
    'a password',
    {
      zip: change(plain, (list, first) => {
        list.setUint16(8, 1, true);
        first.setUint16(6, 1, true);
      }),
    },
    /encrypted/,
  ],
  ['another way of packing', { zip: change(plain, list => list.setUint16(10, 12, true)) }, /not known/],
  [
    'a file that is too large',
    { zip: zipSync({ 'result.json': text('x'.repeat(1_001)) }) },
    /larger than 1000/,
  ],
  ['a bomb', { zip: zipSync({ 'result.json': new Uint8Array(50_000_000) }) }, /larger than 1000/],
  [
    'a bomb that says it is small',
    {
      zip: change(zipSync({ 'result.json': new Uint8Array(50_000_000) }), list =>
        list.setUint32(24, 10, true),
      ),
    },
    /no zip.*(size|bytes)/,
  ],
  [
    'a file that says it is small and is not packed',
    {
      zip: change(zipSync({ 'result.json': [text('x'.repeat(5_000)), { level: 0 }] }), list => {
        list.setUint32(24, 10, true);
      }),
    },
    /no zip/,
  ],
  ['more than all may be', { zip: plain, all: 5 }, /all artifacts together/],
  ['too many files', { zip: zipSync(many(1_001)) }, /holds 1001 files/],
  ['a sum that is wrong', { zip: change(plain, list => list.setUint32(42, 99_999, true)) }, /no zip/],
  ['no end', { zip: plain.subarray(0, plain.length - 30) }, /no zip/],
  ['no content', { zip: new Uint8Array() }, /no zip/],
  ['words', { zip: text('a zip of a bundle, as it were'.repeat(10)) }, /no zip/],
])('%s refuses all of it', async (_, given, words) => {
  const { reason, beside } = await unpacked(given);
  expect(reason).toMatch(words);
  expect(beside).toEqual([]);
});

function many(count: number): Zippable {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, text('')]));
}

/** One more of its name, which no honest program packs. */
function twice(): Uint8Array {
  const zip = Buffer.from(zipSync({ 'result.json': text('{}'), 'xesult.json': text('{"evil":1}') }));
  return Buffer.from(zip.toString('latin1').replaceAll('xesult.json', 'result.json'), 'latin1');
}

test('what is there already is not written over, and a link is not followed', async () => {
  const { folder, zip } = place();
  mkdirSync(folder, { recursive: true });
  const outside = join(dirname(zip), 'outside');
  writeFileSync(outside, 'mine');
  symlinkSync(outside, join(folder, 'result.json'));
  writeFileSync(zip, plain);
  const files = new Map([['result.json', 1_000]]);
  await expect(unpack({ zip, folder, files, take: () => {} })).rejects.toThrow('EEXIST');
  expect(readFileSync(outside, 'utf8')).toBe('mine');
});
