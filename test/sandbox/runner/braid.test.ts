/** Braid's own workflow files, with an action of few lines in place of Braid. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunReport } from '../../../sandbox/runner/host.ts';
import { type GitServer, startGitServer } from './actions/git-server.ts';
import { MemoryHost } from './memory-host.ts';
import { conclusions, job, run, said } from './rig.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(resolve(ROOT, path), 'utf8');

/** Gives what a plan of two tasks would give, and says what it was given. */
const STAND_IN = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const input = name => process.env['INPUT_' + name.toUpperCase()];
const output = (name, value) => appendFileSync(process.env.GITHUB_OUTPUT, name + '=' + value + '\\n');
const mode = input('mode');
const folder = join(process.env.RUNNER_TEMP, 'out');
mkdirSync(folder);
writeFileSync(join(folder, 'result.json'), mode);
writeFileSync(join(folder, 'work.js'), 'console.log("work without " + (process.env.ACTIONS_RUNTIME_TOKEN ?? "a token"))');
output('folder', folder);
output('script', join(folder, 'work.js'));
if (mode === 'plan') {
  output('command', 'run');
  output('start', 'braid.plan.1');
  output('run', 'r1');
  output('base', process.env.GITHUB_SHA);
  output('at-once', '2');
  output('legs', '[0]');
  const entry = task => ({ task, attempt: 1, backend: 'script' });
  output('matrix', JSON.stringify([entry('a'), entry('b')]));
}
console.log(mode + ' ' + input('run') + ' ' + input('entry').length + ' ' + input('cancelled'));
`;

const host = new MemoryHost();
let server: GitServer;

beforeAll(async () => {
  server = await startGitServer(host.folder);
  host.serverUrl = server.url;
  await host.commit(
    {
      '.github/workflows/braid.yml': read('.github/workflows/braid.yml'),
      'action.yml': read('action.yml'),
      'dist/action/index.js': STAND_IN,
      'dist/action/package.json': '{"type":"commonjs"}',
    },
    { repository: 'OWNER/braid', branch: 'v1' },
  );
});

afterAll(() => server.close());

async function labelled(file: string, name: string): Promise<RunReport> {
  host.artifacts.clear();
  return run(read(`examples/workflows/${file}`), {
    host,
    event: {
      name: 'pull_request',
      ref: 'refs/heads/main',
      payload: {
        action: 'labeled',
        number: 3,
        label: { name },
        pull_request: { number: 3, base: { ref: 'main' }, head: { ref: 'topic' } },
      },
    },
  });
}

/** With what the names of its jobs begin. */
const FORMS = [
  { file: 'braid.yml', caller: 'braid / ' },
  { file: 'braid-jobs.yml', caller: '' },
];

test.each(
  FORMS,
)('$file: a label runs plan, announce, the tasks, verify and land, each with what the ones before gave', async ({
  file,
  caller,
}) => {
  const report = await labelled(file, 'braid:run');
  expect(report.problems).toEqual([]);
  const failed = report.jobs.filter(each => each.conclusion === 'failure');
  expect(failed.map(({ name, log }) => `${name}: ${log}`)).toEqual([]);
  expect(conclusions(report).toSorted()).toEqual(
    [
      ...['a (script)', 'announce', 'b (script)', 'land', 'plan', 'verify 0'].map(
        name => `${caller}${name} success`,
      ),
      `${caller}stopped skipped`,
    ].toSorted(),
  );
  expect([...host.artifacts.keys()].toSorted()).toEqual([
    'braid-r1-a-1-1',
    'braid-r1-b-1-1',
    'braid.plan.1',
    'braid.verdicts.0.1',
  ]);
  expect(said(report, `${caller}a (script)`)).toContain('work without a token');
  expect(said(report, `${caller}land`).at(-1)).toBe('land r1 0 false');
  expect(job(report, `${caller}a (script)`).permissions).toEqual({ contents: 'read' });
  expect(job(report, `${caller}plan`).key).toBe(`${caller}plan`);
  expect(host.entered.at(-1)).toMatchObject({ group: 'braid-3', queue: 'max' });
});

test.each(FORMS)('$file: another label runs nothing', async ({ file }) => {
  expect(conclusions(await labelled(file, 'bug')).filter(each => !each.endsWith(' skipped'))).toEqual([]);
});

const ENTRY = JSON.stringify([{ task: 'c', attempt: 1, backend: 'script' }]);
const NEXT = { run: 'r1', hop: '2', matrix: ENTRY, 'at-once': '1', legs: '[0]', base: 'main' };

test.each(FORMS)('$file: a run that goes on begins with its tasks', async ({ file, caller }) => {
  host.artifacts.clear();
  const event = { name: 'workflow_dispatch', ref: 'refs/heads/main', payload: {} };
  const report = await run(read(`examples/workflows/${file}`), {
    host,
    event,
    request: { inputs: NEXT },
  });
  expect(report.problems).toEqual([]);
  expect(conclusions(report).toSorted()).toEqual(
    [
      ...['announce skipped', 'c (script) success', 'land success', 'plan skipped'],
      ...['stopped skipped', 'verify 0 success'],
    ].map(each => `${caller}${each}`),
  );
  expect(host.entered.at(-1)?.group).toBe('braid-r1-2');
});
