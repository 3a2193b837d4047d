import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { MemoryHost } from '../memory-host.ts';
import { job, run, said, steps } from '../rig.ts';

const TREE =
  '- run: "mkdir -p out/deep out/.hidden && cd out && echo a > a.txt && echo b > deep/b.log && echo c > .hidden/c && echo d > .d && ln -s . deep/self"';

async function upload(inputs: string): Promise<readonly string[]> {
  const host = new MemoryHost();
  const report = await run(steps(TREE, `- {uses: actions/upload-artifact@v7, with: {name: it, ${inputs}}}`), {
    host,
  });
  expect(job(report).annotations).toEqual([]);
  const zip = host.artifacts.get('it');
  return zip === undefined ? [] : Object.keys(unzipSync(zip)).toSorted();
}

test.each<[string, readonly string[]]>([
  ['path: out', ['a.txt', 'deep/b.log']],
  ['path: out/', ['a.txt', 'deep/b.log']],
  ['path: out, include-hidden-files: true', ['.d', '.hidden/c', 'a.txt', 'deep/b.log']],
  ['path: out/a.txt', ['a.txt']],
  ['path: "out/**/*.log"', ['deep/b.log']],
  ['path: "out/*.txt"', ['a.txt']],
  ['path: "out/a.txt\\nout/deep"', ['a.txt', 'deep/b.log']],
  ['path: "out\\n!out/deep/*"', ['a.txt']],
  ['path: none, if-no-files-found: ignore', []],
])('uploads with %s', async (inputs, names) => {
  expect(await upload(inputs)).toEqual(names);
});

test.each<[string, string, string]>([
  [
    'nothing found',
    'name: a, path: none, if-no-files-found: error',
    'No files were found with the provided path: none.',
  ],
  [
    'a name that is no name',
    'name: a/b, path: out',
    'The artifact name is not valid: a/b. Contains the following character: "/"',
  ],
  ['overwrite', 'name: a, path: out, overwrite: true', 'overwrite: true is not known to this sandbox'],
])('refuses %s', async (_title, inputs, message) => {
  const report = await run(steps(TREE, `- {uses: actions/upload-artifact@v7, with: {${inputs}}}`));
  expect(job(report).annotations[0]?.message).toContain(message);
  expect(report.conclusion).toBe('failure');
});

test('nothing found is a warning where nothing else is said, and a name can be used once', async () => {
  const report = await run(
    steps(
      TREE,
      '- {uses: actions/upload-artifact@v7, with: {path: none}}',
      '- {uses: actions/upload-artifact@v7, with: {name: a, path: out}}',
      '- {uses: actions/upload-artifact@v7, with: {name: a, path: out}}',
    ),
  );
  expect(job(report).annotations.map(({ level, message }) => [level, message])).toEqual([
    ['warning', 'No files were found with the provided path: none. No artifacts will be uploaded.'],
    ['failure', 'Failed to CreateArtifact: an artifact with this name already exists'],
  ]);
});

async function withArtifacts(): Promise<MemoryHost> {
  const host = new MemoryHost();
  for (const name of ['braid-a', 'braid-b', 'other'])
    host.artifacts.set(name, zipSync({ [`${name}.txt`]: strToU8(name), 'sub/same.txt': strToU8(name) }));
  return host;
}

test.each<[string, readonly string[]]>([
  ['name: other, path: in', ['in/other.txt', 'in/sub/same.txt']],
  [
    'pattern: braid-*',
    ['braid-a/braid-a.txt', 'braid-a/sub/same.txt', 'braid-b/braid-b.txt', 'braid-b/sub/same.txt'],
  ],
  [
    'pattern: braid-*, merge-multiple: true, path: in',
    ['in/braid-a.txt', 'in/braid-b.txt', 'in/sub/same.txt'],
  ],
  ['pattern: none-*', []],
])('downloads with %s', async (inputs, files) => {
  const report = await run(
    steps(
      `- {uses: actions/download-artifact@v8, with: {${inputs}}}`,
      '- run: find . -type f | sed "s#^./##" | sort',
    ),
    { host: await withArtifacts() },
  );
  expect(report.conclusion).toBe('success');
  expect(said(report).filter(line => line.includes('/') && !line.startsWith('Artifact'))).toEqual(files);
});

test('an artifact that is missing, and one that wants out of its folder', async () => {
  const host = await withArtifacts();
  host.artifacts.set('evil', zipSync({ '../../evil.txt': strToU8('x') }));
  const report = await run(
    steps(
      '- {uses: actions/download-artifact@v8, with: {name: none}, continue-on-error: true}',
      '- {uses: actions/download-artifact@v8, with: {name: evil}}',
    ),
    { host },
  );
  expect(job(report).annotations.map(({ message }) => message)).toEqual([
    'Unable to download artifact(s): Artifact not found for name: none',
    'Malicious entry: ../../evil.txt',
  ]);
});
