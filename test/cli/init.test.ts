/** `braid init`: what it writes can be run at once, it asks only who can answer, and it overwrites nothing. */
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { PUBLISHED, workflowText } from '../../cli/init/action-text.ts';
import type { FoundAgent } from '../../cli/init/agents.ts';
import { guessTests } from '../../cli/init/project.ts';
import { openDialogue } from '../../cli/init/questions.ts';
import { configText, planText } from '../../cli/init/starting-text.ts';
import { parseConfig } from '../../shared/plan/parse-config.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';
import { type Files, newPlace, type Place, removePlaces } from './rig.ts';

afterAll(removePlaces);

const CONFIG = '.github/braid.yml';
const PLAN = '.github/braid/plan.yml';
const WORKFLOW = '.github/workflows/braid.yml';
const SETUP = '.github/actions/braid-setup/action.yml';

/** A repository without a configuration, on a machine with these programs only. */
async function newcomer(files: Files = { 'readme.md': 'hello\n' }): Promise<Place> {
  const place = await newPlace({}, files);
  await place.git('rm', '-q', '-r', '.github');
  await place.commitAll('without a configuration');
  return place;
}

/** A stand-in for an agent's program, and the variable that finds it. */
function install(place: Place, ...names: readonly string[]): Files {
  const bin = join(place.folder, 'bin');
  mkdirSync(bin);
  for (const name of names) {
    writeFileSync(join(bin, name), '#!/bin/sh\necho "version 2.1.5"\n');
    chmodSync(join(bin, name), 0o755);
  }
  return { PATH: `${bin}:${place.env.PATH}` };
}

describe.concurrent('braid init', () => {
  test('without an agent writes a plan that runs at once', async () => {
    const place = await newcomer({ 'package.json': '{ "scripts": { "test": "exit 0" } }' });
    const { code, stdout } = await place.braid('init');
    expect(code).toBe(0);
    expect(stdout).toContain(`✔ ${CONFIG}       backend script; tests \`npm test\`, from package.json\n`);
    expect(stdout).toContain('Hint: npm install --global @openai/codex');
    expect(stdout.split('\n').filter(line => line.length > 80)).toEqual([]);
    await place.commitAll('Add a plan');
    expect(await place.braid('plan', PLAN)).toMatchObject({ code: 0, stderr: '' });
    const done = await place.braid('run', PLAN, '--quiet');
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain('all 3 tasks are in');
    expect(place.read('braid-example/both.txt')).toBe('hello\n1\n2\n3\n');
  });

  test('takes the first agent that can be used, and tells no secret', async () => {
    const place = await newcomer();
    const env = { ...install(place, 'claude', 'codex'), CODEX_API_KEY: 'the-key' };
    const { code, stdout } = await place.start(['init', '--yes'], { env }).done;
    expect({ code, said: stdout.split('\n')[0] }).toEqual({
      code: 0,
      said: `✔ ${CONFIG}       backend codex; no tests`,
    });
    expect(stdout + place.read(CONFIG)).not.toContain('the-key');
    const { config } = parseConfig(place.read(CONFIG), { file: CONFIG });
    expect(config?.routing.defaultBackend).toBe('codex');
    expect(await place.start(['plan', PLAN], { env }).done).toMatchObject({ code: 0, stderr: '' });
  });

  test('does as it is told, and says what is missing for that', async () => {
    const place = await newcomer();
    const { code, stdout } = await place.braid(
      'init',
      '--backend',
      'codex',
      '--verify',
      'npm ci',
      'a: "b" # c',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('! codex: found no program `codex` on PATH\n     Hint: npm install');
    const { config } = parseConfig(place.read(CONFIG), { file: CONFIG });
    expect(config?.merge.verify).toEqual(['npm ci', 'a: "b" # c']);
  });

  test('refuses a backend that it does not know', async () => {
    const place = await newcomer();
    const { code, stderr } = await place.braid('init', '--backend', 'codx');
    expect({ code, has: place.has(CONFIG) }).toEqual({ code: 2, has: false });
    expect(stderr).toContain('Allowed choices are claude-code, codex, gemini-cli, ccpm, script.');
  });

  test('leaves a configuration as it is, and writes the plan that suits it', async () => {
    const place = await newPlace({}, { 'go.mod': 'module m\n' });
    const before = place.read(CONFIG);
    const { code, stdout } = await place.braid('init', '--backend', 'codex');
    expect(code).toBe(0);
    expect(stdout).toContain(`– ${CONFIG}       was there before, and stays as it is
    it could say  backend-routing: { default-backend: codex }
    it could say  merge: { verify: ["go test ./..."] }
✔ ${PLAN}  an example`);
    expect(place.read(CONFIG)).toBe(before);
    expect(place.read(PLAN)).toBe(planText({ scripts: true }));
  });

  test('leaves a plan as it is, and writes the configuration', async () => {
    const place = await newcomer();
    place.write(PLAN, 'mine\n');
    expect(await place.braid('init')).toMatchObject({ code: 0 });
    expect(place.read(PLAN)).toBe('mine\n');
    expect(place.has(CONFIG)).toBe(true);
  });

  test('writes nothing where both are there', async () => {
    const place = await newPlace({ merge: { verify: ['true'] } });
    place.write(PLAN, 'mine\n');
    expect(await place.braid('init')).toEqual({
      code: 2,
      stdout: '',
      stderr: `braid: ${CONFIG} and ${PLAN} are there already: nothing was written
   Hint: \`braid doctor\` checks them; move one away to have it written anew\n`,
    });
    expect(place.read(PLAN)).toBe('mine\n');
  });

  test('writes no plan beside a configuration that is wrong', async () => {
    const place = await newPlace({ 'max-worker': 3 });
    const { code, stdout, stderr } = await place.braid('init');
    expect({ code, stdout, has: place.has(PLAN) }).toEqual({ code: 2, stdout: '', has: false });
    expect(stderr).toContain('unknown key `max-worker`');
  });

  test('writes all or nothing', async () => {
    const place = await newcomer();
    place.write('.github/braid', 'a file in place of the folder\n');
    const { code, stderr } = await place.braid('init');
    expect(code).toBe(1);
    expect(stderr).toContain(`could not make ${join(place.root, '.github/braid')}`);
    expect(readdirSync(join(place.root, '.github'))).toEqual(['braid']);
    rmSync(join(place.root, '.github'), { recursive: true });
    symlinkSync(place.home, join(place.root, '.github'));
    const led = await place.braid('init');
    expect(led.code).toBe(2);
    expect(led.stderr).toContain('leads out of the repository');
    expect(readdirSync(place.home).filter(name => name.startsWith('braid'))).toEqual([]);
  });

  test('serves a repository without a commit, from any folder', async () => {
    const place = await newcomer();
    const empty = join(place.folder, 'empty');
    await place.git('init', '-q', '-b', 'main', empty);
    const { code, stdout } = await place.braid('init', '--repo', empty);
    expect(code).toBe(0);
    expect(stdout).toContain(`Next:\n  cd ${empty}\n  git add --all && git commit -m "Begin"\n`);
    const next = stdout.slice(stdout.indexOf('Next:\n') + 6);
    expect(next).toContain('  braid plan ');
  });

  test('writes the workflow for GitHub beside them when it is told to', async () => {
    const place = await newcomer();
    await place.git('checkout', '-q', '-b', 'trunk');
    const { code, stdout } = await place.braid('init', '--backend', 'codex', '--action', 'octo/braid@v2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/✔ \.github\/workflows\/braid\.yml +runs plans on GitHub Actions/);
    expect(stdout).toContain(`✔ ${SETUP}  installs the agent there`);
    expect(stdout).toContain('On GitHub: add the secret OPENAI_API_KEY to the repository');
    expect(stdout).not.toContain('stands for a name');
    expect(place.read(WORKFLOW)).toBe(workflowText({ name: 'octo/braid', ref: 'v2' }, 'trunk'));
    expect(place.read(SETUP)).toMatch(/npm install --global @openai\/codex@\d/);
  });

  test('adds the workflow later, and overwrites none', async () => {
    const place = await newPlace();
    place.write(PLAN, 'mine\n');
    const first = await place.braid('init', '--action');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain(
      `– ${PLAN}       was there before, and stays as it is\n✔ ${WORKFLOW}  runs`,
    );
    expect(first.stdout).toContain('`OWNER/braid` stands for a name');
    expect(place.read(WORKFLOW)).toBe(workflowText(PUBLISHED, 'main'));
    expect(place.has(SETUP)).toBe(false);
    place.write(WORKFLOW, 'mine\n');
    const second = await place.braid('init', '--action', 'octo/braid');
    expect(second).toMatchObject({ code: 2, stdout: '' });
    expect(second.stderr).toContain(`${CONFIG}, ${PLAN} and ${WORKFLOW} are there already`);
    expect(place.read(WORKFLOW)).toBe('mine\n');
  });

  test('offers the workflow where the repository is on GitHub', async () => {
    const place = await newcomer();
    await place.git('remote', 'add', 'origin', 'git@github.com:octo/shop.git');
    const { stdout } = await place.braid('init');
    expect(stdout).toContain('To run plans on GitHub, too: `braid init --action`');
    expect(place.has(WORKFLOW)).toBe(false);
    expect((await place.braid('init', '--action', 'no name')).stderr).toBe(
      'braid: expected the name of the action, found `no name`\n   Hint: it is like `OWNER/braid@v1`\n',
    );
  });

  test('needs a repository with a work tree', async () => {
    const place = await newcomer();
    expect(await place.braid('init', '--repo', place.home)).toMatchObject({ code: 2, stdout: '' });
    await place.git('clone', '-q', '--bare', '.', join(place.folder, 'bare'));
    const { code, stderr } = await place.braid('init', '--repo', join(place.folder, 'bare'));
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'braid: a bare repository has no work tree to write to\n   Hint: run `braid init` in a clone of it\n',
    });
  });
});

describe('the questions', () => {
  const AGENTS: readonly FoundAgent[] = [
    { name: 'codex', health: { kind: 'usable', version: '1.2.3' } },
    { name: 'claude-code', health: { kind: 'unusable', reason: 'found no program', hint: 'install it' } },
  ];
  const GUESS = { lines: ['npm ci', 'npm test'], from: 'package.json' };

  function typing(text: string) {
    const input = new PassThrough();
    const output = new PassThrough({ encoding: 'utf8' });
    const dialogue = openDialogue({ input, output });
    input.end(text);
    return { dialogue, said: (): string => output.read() ?? '' };
  }

  test('are answered by Enter', async () => {
    const { dialogue, said } = typing('\n\n');
    expect(await dialogue.backend(AGENTS)).toBe('codex');
    expect(await dialogue.verify(GUESS)).toBe(GUESS.lines);
    expect(said()).toBe(`Which backend does the work?
  1  ✔ codex        1.2.3
  2  ✔ script       no agent: each prompt is a script for the shell
  3  ✘ claude-code  found no program
Its number or name [1, codex]: 
Which command tests the project? It must be green before anything lands.
Say \`none\` if there is none.
Command [npm ci && npm test, from package.json]: `);
    dialogue.close();
  });

  test('take a number, a name, and a command', async () => {
    const { dialogue, said } = typing('9\n3\nscript\nmake check\nnone\n\n');
    expect(await dialogue.backend(AGENTS)).toBe('claude-code');
    expect(await dialogue.backend(AGENTS)).toBe('script');
    expect(await dialogue.verify(GUESS)).toEqual(['make check']);
    expect(await dialogue.verify(GUESS)).toEqual([]);
    expect(await dialogue.verify(null)).toEqual([]);
    expect(said()).toContain('expected 1 to 3, or one of the names\n');
    dialogue.close();
  });

  test('end with the input', async () => {
    const { dialogue } = typing('1\n');
    await dialogue.backend(AGENTS);
    await expect(dialogue.verify(GUESS)).rejects.toMatchObject({
      message: 'stopped; nothing was written',
      exitCode: 130,
    });
  });
});

describe('what is written', () => {
  test.each([
    'claude-code',
    'codex',
    'gemini-cli',
    'ccpm',
    'script',
  ])('is read without a remark: %s', backend => {
    for (const verify of [[], ['npm ci', 'true', '- x: "#"', "it's\ntwo lines"]]) {
      const { config, diagnostics } = parseConfig(configText({ backend, verify }), { file: CONFIG });
      expect(diagnostics).toEqual([]);
      expect(config?.routing.defaultBackend).toBe(backend);
      expect(config?.merge.verify).toEqual(verify);
      const plan = parsePlan(planText({ scripts: backend === 'script' }), { file: PLAN, config });
      expect(plan.diagnostics).toEqual([]);
      expect(plan.plan?.tasks.length).toBe(3);
    }
  });
});

describe('the tests of a project', () => {
  const npm = (more: object = {}) => JSON.stringify({ scripts: { test: 'vitest' }, ...more });
  const needs = { devDependencies: { vitest: '*' } };
  test.each<[Files, readonly string[] | null]>([
    [{}, null],
    [{ 'package.json': npm() }, ['npm test']],
    [{ 'package.json': npm(needs) }, ['npm install', 'npm test']],
    [{ 'package.json': npm(needs), 'package-lock.json': '' }, ['npm ci', 'npm test']],
    [{ 'package.json': npm(), 'pnpm-lock.yaml': '' }, ['pnpm install --frozen-lockfile', 'pnpm test']],
    [{ 'package.json': npm({ packageManager: 'pnpm@9.0.0', ...needs }) }, ['pnpm install', 'pnpm test']],
    [{ 'package.json': npm(), 'yarn.lock': '' }, ['yarn install --frozen-lockfile', 'yarn test']],
    [
      { 'package.json': npm(), 'yarn.lock': '', '.yarnrc.yml': '' },
      ['yarn install --immutable', 'yarn test'],
    ],
    [{ 'package.json': '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}' }, null],
    [{ 'package.json': 'no JSON', 'go.mod': '' }, ['go test ./...']],
    [{ Makefile: '.PHONY: test\ntest: build\n\tgo test\n', 'go.mod': '' }, ['make test']],
    [{ Makefile: 'all check: build\n' }, ['make check']],
    [{ Makefile: 'test := x\ntest-unit:\n\ttrue\n', 'Cargo.toml': '' }, ['cargo test']],
    [{ justfile: 'test:\n  cargo test\n' }, ['just test']],
    [{ 'pyproject.toml': '[tool.pytest.ini_options]\n' }, ['python3 -m pytest']],
    [{ 'pyproject.toml': 'dev = ["pytest>=8"]\n', 'uv.lock': '' }, ['uv run pytest']],
    [{ 'pyproject.toml': '[project]\n' }, null],
    [{ 'pyproject.toml': '', 'requirements-dev.txt': 'pytest\n' }, ['python3 -m pytest']],
  ])('%j', (files, lines) => {
    expect(guessTests(new Map(Object.entries(files)))?.lines ?? null).toEqual(lines);
  });
});
