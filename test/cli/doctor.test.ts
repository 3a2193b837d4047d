/** `braid doctor`: what it finds is what a run would find, each trouble has its hint, and the exit code says whether one could land. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, test } from 'vitest';
import type { findingsJson } from '../../cli/doctor/findings.ts';
import { checkNode, OLDEST_NODE } from '../../cli/doctor/surroundings.ts';
import { CLI, type Files, newPlace, type Place, removePlaces } from './rig.ts';

afterAll(removePlaces);

type Found = ReturnType<typeof findingsJson>;

async function examine(place: Place, args: readonly string[] = [], env: Files = {}) {
  const { code, stdout, stderr } = await place.start(['doctor', ...args, '--json', '-'], { env }).done;
  const found = JSON.parse(stdout) as Found;
  const of = (name: string) => found.checks.filter(check => check.name === name);
  return { code, found, words: stderr, of };
}

/** Programs that tell their version, and the variable that finds them. */
function install(place: Place, ...names: readonly string[]): Files {
  const bin = join(place.folder, 'bin');
  mkdirSync(bin);
  for (const name of names) {
    writeFileSync(join(bin, name), '#!/bin/sh\necho "version 2.1.5"\n');
    chmodSync(join(bin, name), 0o755);
  }
  return { PATH: `${bin}:${place.env.PATH}` };
}

const READY = { merge: { verify: ['npm ci', 'npm test'] } };

describe.concurrent('braid doctor', () => {
  test('finds nothing in the way', async () => {
    const place = await newPlace(READY);
    place.write('.github/braid/plan.yml', readFileSync(place.plan({ a: 'true', b: 'true' }), 'utf8'));
    const { code, stdout, stderr } = await place.braid('doctor');
    const head = (await place.git('rev-parse', 'HEAD')).slice(0, 7);
    const lines = stdout
      .split('\n')
      .filter(line => !/^✔ (git|Node|repository|task trees) |^ {17}\S/.test(line));
    expect({ code, stderr, lines }).toEqual({
      code: 0,
      stderr: '',
      lines: [
        '✔ configuration  .github/braid.yml',
        '✔ plan           .github/braid/plan.yml: 2 tasks in 1 batch',
        '✔ backend        sh (default): the shell line `sh "$BRAID_PROMPT_FILE"`',
        '✔ tests          `npm ci`, `npm test`',
        `✔ target         main at ${head}, checked out in a clean work tree`,
        '✔ runs           none yet',
        '',
        'A run could start and land.',
        '',
      ],
    });
    expect(stdout).not.toContain('\u001b');
  });

  test('tells which agent is missing, and how to get it', async () => {
    const place = await newPlace({ 'backend-routing': { 'default-backend': 'codex' } });
    const { code, stdout } = await place.braid('doctor');
    expect(code).toBe(1);
    expect(stdout).toContain(`✘ backend        codex (default): found no program \`codex\` on PATH
                 Hint: npm install --global @openai/codex\n`);
    expect(stdout).toContain('\n\nIn the way of a run: backend.\n');
    expect(stdout.split('\n').filter(line => line.length > 80 && !line.includes(place.folder))).toEqual([]);
  });

  test('looks for credentials, and prints none', async () => {
    const place = await newPlace({ 'backend-routing': { 'default-backend': 'claude-code' } });
    const env = install(place, 'claude');
    const without = await examine(place, [], env);
    expect(without.code).toBe(1);
    expect(without.of('backend')).toEqual([
      expect.objectContaining({
        status: 'bad',
        found: 'claude-code (default): found no credentials for Claude Code',
        hint: expect.stringContaining('set ANTHROPIC_API_KEY'),
      }),
    ]);
    const withOne = await examine(place, [], { ...env, ANTHROPIC_API_KEY: 'the-secret' });
    expect(withOne.code).toBe(0);
    expect(withOne.of('backend')[0]?.found).toBe('claude-code (default): 2.1.5, with credentials');
    expect(withOne.words + JSON.stringify(withOne.found)).not.toContain('the-secret');
  });

  test('looks at each backend that a task could get to, and at who takes its place', async () => {
    const place = await newPlace({
      'backend-routing': {
        enabled: true,
        'default-backend': 'sh',
        rules: [{ labels: ['big'], backend: 'claude-code' }],
        fallback: ['gemini-cli', 'codex'],
      },
    });
    const env = { ...install(place, 'codex'), CODEX_API_KEY: 'k' };
    const plan = place.plan({ a: 'true', b: { prompt: 'true', backend: 'ccpm' } });
    const { code, of } = await examine(place, [plan], env);
    expect(code).toBe(0);
    expect(of('backend').map(({ status, found }) => [status, found])).toEqual([
      ['good', 'sh (default): the shell line `sh "$BRAID_PROMPT_FILE"`'],
      ['remark', 'ccpm (for b): found no program `claude` on PATH; codex takes its place'],
      ['remark', 'claude-code (rule 1): found no program `claude` on PATH'],
      ['remark', 'gemini-cli (fallback): found no program `gemini` on PATH'],
      ['good', 'codex (fallback): 2.1.5, with credentials'],
    ]);
  });

  test('tells whom the budget will not do for', async () => {
    const place = await newPlace({ budget: { usd: 4 } });
    const plan = place.plan({ dear: { prompt: 'true', 'budget-usd': 5 }, cheap: 'true' });
    const { code, of } = await examine(place, [plan]);
    expect(code).toBe(0);
    expect(of('budget')).toEqual([
      expect.objectContaining({
        status: 'remark',
        found: 'dear cannot start: $5.00 are set aside for it, and that is more than the whole budget',
        hint: 'raise `budget`, or give the task a lower `budget-usd`',
      }),
    ]);
  });

  test('does not mind a default that no task of the plan needs, and names variables that are not set', async () => {
    const bot = { kind: 'command', run: 'bot', 'pass-env': ['BOT_KEY', 'HOME'] };
    const place = await newPlace({ backends: { bot } });
    const plan = place.plan({ a: { prompt: 'true', backend: 'bot' } });
    const config = join(place.folder, 'other.yml');
    writeFileSync(config, JSON.stringify({ backends: { bot } }));
    const { code, of } = await examine(place, [plan, '--config', config]);
    expect(code).toBe(0);
    expect(of('backend').map(({ status, found }) => [status, found])).toEqual([
      ['remark', 'claude-code (default): found no program `claude` on PATH'],
      ['remark', 'bot (for a): the shell line `bot`; not set: BOT_KEY'],
    ]);
  });

  test('exits with 2 on a wrong configuration, and looks at the rest', async () => {
    const place = await newPlace({ 'max-worker': 3 });
    const { code, found, words, of } = await examine(place);
    expect(code).toBe(2);
    expect(found.diagnostics).toMatchObject([{ code: 'unknown-key', file: '.github/braid.yml' }]);
    expect(words).toContain('.github/braid.yml:11:3  error  unknown key `max-worker`');
    expect(of('target')).toMatchObject([{ status: 'good' }]);
    expect(words).toContain('In the way of a run: configuration. What depends on it was not looked at.\n');
  });

  test('exits with 2 on a wrong plan, and on one that is not there', async () => {
    const place = await newPlace();
    const { code, words, of } = await examine(place, [place.plan({ a: { prompt: 'x', needs: ['b'] } })]);
    expect(code).toBe(2);
    expect(of('plan')).toMatchObject([{ status: 'bad', found: expect.stringContaining('1 error') }]);
    expect(words).toContain('unknown task `b`');
    expect((await examine(place, ['no.yml'])).code).toBe(2);
    expect((await place.braid('doctor', '--repo', join(place.folder, 'nowhere'))).code).toBe(2);
  });

  test('says what a newcomer lacks, none of which is in the way', async () => {
    const place = await newPlace({}, { 'go.mod': 'module m\n' });
    const { code, of } = await examine(place);
    expect(code).toBe(0);
    expect(of('plan')[0]).toMatchObject({ status: 'remark', hint: '`braid init` writes an example' });
    expect(of('tests')[0]).toMatchObject({
      status: 'remark',
      hint: 'by go.mod, `merge: { verify: ["go test ./..."] }` in .github/braid.yml',
    });
  });

  test('sees what keeps a result from landing', async () => {
    const place = await newPlace(READY);
    place.write('readme.md', 'changed\n');
    const dirty = await examine(place);
    expect(dirty.code).toBe(1);
    expect(dirty.of('target')).toMatchObject([
      {
        found: 'nothing can land on main: the work tree has changes in readme.md',
        hint: '`git commit` or `git stash` them',
      },
    ]);
    await place.git('checkout', '-q', '--', '.');
    await place.git('branch', 'braid');
    const taken = await examine(place);
    expect(taken.of('target')).toMatchObject([{ status: 'bad', hint: 'git branch -m braid NAME' }]);
    await place.git('branch', '-D', 'braid');
    await place.git('checkout', '-q', '--detach');
    const detached = await examine(place);
    expect(detached.code).toBe(0);
    expect(detached.of('target')).toMatchObject([{ status: 'remark' }]);
  });

  test('sees a repository without a commit, and a folder without a repository', async () => {
    const place = await newPlace(READY);
    const empty = join(place.folder, 'empty');
    await place.git('init', '-q', empty);
    const unborn = await examine(place, ['--repo', empty]);
    expect(unborn.code).toBe(1);
    expect(unborn.of('target')).toMatchObject([{ status: 'bad', hint: 'make a first commit' }]);
    const outside = await examine(place, ['--repo', place.home]);
    expect(outside.code).toBe(1);
    expect(outside.found.checks.map(({ name, status }) => [name, status])).toEqual([
      ['git', 'good'],
      ['Node', 'good'],
      ['repository', 'bad'],
    ]);
  });

  test('sees that there is no place for trees', async () => {
    const place = await newPlace(READY);
    const env = { HOME: join(place.root, 'home'), TMPDIR: join(place.root, 'tmp') };
    const { code, of } = await examine(place, [], env);
    expect(code).toBe(1);
    expect(of('task trees')).toMatchObject([{ status: 'bad', hint: 'name one with BRAID_CACHE_DIR' }]);
  });

  test('names runs that are not at their end', async () => {
    const place = await newPlace();
    const gate = place.gate('never');
    const plan = place.plan({ a: gate.wait });
    const running = place.start(['run', plan, '--run', place.name]);
    await gate.reached(1);
    expect((await examine(place)).of('runs')).toMatchObject([
      { status: 'remark', found: `${place.name} is being driven by process ${running.pid}` },
    ]);
    running.kill('SIGKILL');
    await running.done;
    // Not by the rig, which minds what the dead one left.
    const doctor = [CLI, 'doctor'];
    const interrupted = await execa(process.execPath, doctor, { cwd: place.root, env: place.env });
    expect(interrupted.stdout).toContain(`– runs           ${place.name} was interrupted
                 Hint: \`braid resume ${place.name}\` goes on with it\n`);
    gate.open();
    await place.braid('resume', place.name);
    expect((await examine(place)).of('runs')).toMatchObject([{ status: 'good', found: 'all at their end' }]);
  });
});

test('the oldest Node is that of the package', () => {
  const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(engines.node).toBe(`>=${OLDEST_NODE.join('.')}`);
  expect(['20.18.1', '18.20.0', '20.19.0', '22.1.0'].map(each => checkNode(each).status)).toEqual([
    'bad',
    'bad',
    'good',
    'good',
  ]);
});
