/** The built action on the Node that GitHub runs it with, and on the oldest that it works on: every job, and the scripts of `run` steps. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBraidShop } from './braid-shop.ts';

/** Installed by `.ci/nodes`, which names them so. */
const NODES = [
  { major: 20, named: 'BRAID_TEST_NODE20' },
  { major: 24, named: 'BRAID_TEST_NODE24' },
].map(each => ({ ...each, node: process.env[each.named] ?? null }));

const CONFIG = `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
merge: { verify: ['test -e one'] }
`;
const PLAN = `version: 1
name: shop
tasks:
  - { id: a, title: Do a, prompt: 'echo a > a' }
  - { id: b, title: Do b, prompt: 'cat a > b', needs: [a] }
`;

/** A program called `node` that keeps a book of what it was asked to run, in a folder for PATH. */
function bookkeeping(node: string): { readonly folder: string; readonly book: () => string } {
  const folder = mkdtempSync(join(tmpdir(), 'braid-node-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const book = join(folder, 'book');
  writeFileSync(book, '');
  writeFileSync(join(folder, 'node'), `#!/bin/sh\necho "$@" >> '${book}'\nexec '${node}' "$@"\n`);
  chmodSync(join(folder, 'node'), 0o755);
  return { folder, book: () => readFileSync(book, 'utf8') };
}

async function playOn(node: string): Promise<void> {
  const { folder, book } = bookkeeping(node);
  // A `run` step has the Node of the machine: the set-up steps of the repository choose it.
  const setUp = `name: Set up\ndescription: Chooses the Node.\nruns:\n  using: composite\n  steps:\n    - { shell: bash, run: 'echo ${folder} >> "$GITHUB_PATH"' }\n`;
  const shop = await openBraidShop({
    base: { '.github/braid.yml': CONFIG, '.github/actions/braid-setup/action.yml': setUp, one: '1\n' },
    plan: { '.github/braid/plan.yml': PLAN },
    runner: { node: join(folder, 'node') },
  });
  await shop.sandbox.as('ann').label('octo/shop', shop.pull, 'braid:run');
  await shop.sandbox.settled();
  expect(shop.comments()).toHaveLength(1);
  expect(shop.comments()[0]).toContain('both tasks are in');
  expect(await shop.git('show', 'topic:b')).toBe('a');
  const ran = book()
    .split('\n')
    .map(line => line.split('/').at(-1));
  // Of two workflow runs: the first also plans and announces.
  expect(ran.filter(name => name === 'index.js')).toHaveLength(8);
  expect(ran.filter(name => name === 'task.js')).toHaveLength(2);
  expect(ran.filter(name => name === 'verify.js')).toHaveLength(2);
}

function versionOf(node: string): string {
  return execFileSync(node, ['--version']).toString().trim();
}

for (const { major, named, node } of NODES) {
  test.skipIf(node === null)(`a run goes through on Node ${major} (${named})`, async () => {
    if (node === null) throw new Error(`${named} names no program`);
    expect(versionOf(node)).toContain(`v${major}.`);
    await playOn(node);
  });
}
