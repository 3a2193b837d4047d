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

async function labelled(name: string): Promise<RunReport> {
  host.artifacts.clear();
  return run(read('examples/workflows/braid.yml'), {
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

test('a label runs plan, announce, the tasks, verify and land, each with what the ones before gave', async () => {
  const report = await labelled('braid:run');
  expect(report.problems).toEqual([]);
  expect(conclusions(report).toSorted()).toEqual([
    'braid / a (script) success',
    'braid / announce success',
    'braid / b (script) success',
    'braid / land success',
    'braid / plan success',
    'braid / verify 0 success',
  ]);
  expect([...host.artifacts.keys()].toSorted()).toEqual([
    'braid-r1-a-1-1',
    'braid-r1-b-1-1',
    'braid.plan.1',
    'braid.verdicts.0.1',
  ]);
  expect(said(report, 'braid / a (script)')).toContain('work without a token');
  expect(said(report, 'braid / land').at(-1)).toBe('land r1 0 false');
  expect(job(report, 'braid / a (script)').permissions).toEqual({ contents: 'read' });
  expect(job(report, 'braid / plan').key).toBe('braid / plan');
  expect(host.entered.at(-1)?.group).toBe('braid-3');
});

test('another label runs nothing', async () => {
  expect(conclusions(await labelled('bug'))).toEqual(['braid skipped']);
});
