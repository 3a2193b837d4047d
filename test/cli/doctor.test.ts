/** `braid doctor` as somebody sees it whose machine lacks something, and `braid init` as somebody who begins. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { initCommand } from '../../cli/commands/init.ts';
import { parseConfig } from '../../shared/plan/parse-config.ts';
import { parsePlan } from '../../shared/plan/parse-plan.ts';
import { newPlace, type Place, removePlaces } from './rig.ts';

afterAll(removePlaces);

const CONFIG = '.github/braid.yml';
const PLAN = '.github/braid/plan.yml';

/** A repository without a word about Braid. */
async function plainPlace(files: Record<string, string> = {}): Promise<Place> {
  const place = await newPlace({}, { 'readme.md': 'hello\n', ...files });
  await place.git('rm', '-q', CONFIG);
  await place.git('commit', '-q', '-m', 'Forget Braid');
  return place;
}

/** What it says of each thing, without the figures of this machine. */
async function examine(place: Place, env: Record<string, string> = {}, ...args: string[]) {
  const { code, stdout } = await place.braid(...args, 'doctor', '--json', '-');
  const { ok, checks } = JSON.parse(stdout);
  const said = Object.fromEntries(
    checks.map(({ what, verdict }: { what: string; verdict: string }) => [what, verdict]),
  );
  return { code, ok, said, checks, env };
}

describe.concurrent('braid doctor', () => {
  test('without an agent and without a plan says what to install and to write', async () => {
    const place = await plainPlace();
    const { code, ok, said } = await examine(place);
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(said).toEqual({
      Node: 'good',
      git: 'good',
      repository: 'good',
      'task trees': 'good',
      configuration: 'good',
      plan: 'note',
      target: 'good',
      verification: 'note',
      'backend claude-code': 'bad',
    });
    const { stdout } = await place.braid('doctor');
    expect(stdout).toMatch(/^✘ mend {2}backend claude-code {2}found no program `claude` on PATH\n +Hint: /m);
    expect(stdout.endsWith('1 thing in the way of a run: see the hints.\n')).toBe(true);
    expect(stdout.split('\n').filter(line => line.length > 80)).toEqual([]);
  });

  test('is content with what is there', async () => {
    const place = await newPlace({ merge: { verify: ['true'] } }, { [PLAN]: aPlan('sh') });
    const { code, ok, said } = await examine(place);
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(said).toMatchObject({ plan: 'good', verification: 'good', 'backend sh': 'good' });
    expect((await place.braid('doctor')).stdout).toContain('Nothing is in the way of a run.\n');
  });

  test('names a work tree with changes, a wrong plan, a wrong configuration, an unfinished repository', async () => {
    const dirty = await newPlace();
    dirty.write('readme.md', 'changed\n');
    expect((await examine(dirty)).said).toMatchObject({ 'work tree': 'bad' });
    const wrong = await newPlace({}, { [PLAN]: aPlan('nobody') });
    expect((await examine(wrong)).said).toMatchObject({ plan: 'bad' });
    const odd = await newPlace({ budjet: { usd: 3 } });
    expect((await examine(odd)).said).toMatchObject({ configuration: 'bad' });
    const unborn = await newPlace();
    await unborn.git('checkout', '-q', '--orphan', 'fresh');
    expect((await examine(unborn)).said).toMatchObject({ target: 'bad' });
  });

  test('a backend that only takes the place of another is a note; a program that is found tells its version', async () => {
    const place = await newPlace({
      'backend-routing': { 'default-backend': 'mine', fallback: ['codex'] },
      backends: { mine: { kind: 'claude-code', program: join('/', 'nowhere') } },
    });
    const bin = join(place.folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'claude'), '#!/bin/sh\necho "9.8.7 (a stand-in)"\n');
    chmodSync(join(bin, 'claude'), 0o755);
    expect((await examine(place)).said).toMatchObject({ 'backend mine': 'bad', 'backend codex': 'note' });
  });

  test('outside of a repository says so, and reports all the same', async () => {
    const place = await newPlace();
    const { code, stdout } = await place.braid('doctor', '--repo', place.home);
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('is not in a git repository');
  });
});

function aPlan(backend: string): string {
  return `version: 1\nname: p\ntasks: [{ id: a, title: A, prompt: "echo > a", backend: ${backend} }]\n`;
}

describe.concurrent('braid init', () => {
  test('writes a configuration and a plan that run as they are', async () => {
    const place = await plainPlace({ 'go.mod': 'module x\n' });
    const { code, stdout } = await place.braid('init', '--yes', '--verify', 'test -s NOTES.md');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^wrote {2}\.github\/braid\.yml\nwrote {2}\.github\/braid\/plan\.yml\n/);
    await place.commitAll('Add a plan');
    expect((await place.braid('plan', PLAN)).code).toBe(0);
    expect((await place.braid('run', PLAN, '--quiet')).code).toBe(0);
    expect(place.read('NOTES.md')).toBe('# Notes\n- first\n');
  });

  test.each([
    ['package.json', '{"scripts":{"test":"node t.js"}}', ['npm install', 'npm test']],
    ['package.json', '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}', []],
    ['Makefile', 'all:\n\ntest: all\n\ttrue\n', ['make test']],
    ['Cargo.toml', '', ['cargo test']],
    ['other.txt', '', []],
  ])('finds how a project with %s %s is tested', async (file, text, lines) => {
    const place = await plainPlace({ [file]: text });
    await place.braid('init', '--yes', '--backend', 'codex');
    const { config, diagnostics } = parseConfig(place.read(CONFIG), { file: CONFIG });
    expect(diagnostics).toEqual([]);
    expect(config?.merge.verify).toEqual(lines);
    expect(config?.routing.defaultBackend).toBe('codex');
    const { plan } = parsePlan(place.read(PLAN), { file: PLAN, config });
    expect(plan?.tasks.map(({ id }) => id)).toEqual(['notes', 'tour']);
  });

  test('never writes over what is there', async () => {
    const place = await newPlace();
    const before = place.read(CONFIG);
    expect((await place.braid('init', '--yes')).stdout).toContain(`kept   ${CONFIG}, which was there\n`);
    expect(place.read(CONFIG)).toBe(before);
    const again = await place.braid('init', '--yes');
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 2, stdout: '' });
    expect(again.stderr).toContain(`${CONFIG} and ${PLAN} are there already, and stay as they are`);
  });

  test('takes the answers of a person, and writes nothing when there is none', async () => {
    const place = await plainPlace();
    const asking = (text: string, isOver: boolean) => {
      const input = new PassThrough();
      input.write(text);
      if (isOver) input.end();
      return { input, output: new PassThrough() };
    };
    expect(await initCommand({ repo: place.root }, asking('', true))).toBe(130);
    expect(place.has(CONFIG)).toBe(false);
    expect(await initCommand({ repo: place.root }, asking('codex\nmake check\n', false))).toBe(0);
    const { config } = parseConfig(readFileSync(join(place.root, CONFIG), 'utf8'), { file: CONFIG });
    expect([config?.routing.defaultBackend, config?.merge.verify]).toEqual(['codex', ['make check']]);
  });
});
