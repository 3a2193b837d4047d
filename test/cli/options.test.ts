/** What options change, and what a task finds around it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, removePlaces, statuses, taskOf } from './rig.ts';

afterAll(removePlaces);

const two = { a: 'echo > a.txt', b: 'echo > b.txt' };

describe.concurrent('braid run', () => {
  test('--sequential goes over what the configuration says: one task at a time, each on top of the one before', async () => {
    const place = await newPlace({ execution: 'parallel' });
    const { report } = await place.run(
      { a: 'echo > a.txt', b: 'cp a.txt b.txt' },
      { args: ['--sequential'] },
    );
    expect(report.run).toMatchObject({
      execution: 'sequential',
      reasons: expect.arrayContaining(['`execution: sequential` is configured']),
    });
    expect(statuses(report)).toEqual({ a: 'merged', b: 'merged' });
    expect(taskOf(report, 'b').base).toBe(taskOf(report, 'a').mergeCommit);
  });

  test('--parallel does, too: both tasks are at work at the same time', async () => {
    const place = await newPlace({ execution: 'sequential' });
    const gate = place.gate('both');
    const file = place.plan({ a: `${gate.wait}; echo > a.txt`, b: `${gate.wait}; echo > b.txt` });
    const running = place.start(['run', file, '--run', place.name, '--parallel', '--json', '-']);
    await gate.reached(2);
    gate.open();
    const { code, stdout } = await running.done;
    expect(code).toBe(0);
    expect(JSON.parse(stdout).run.execution).toBe('parallel');
  });

  test('--max-workers holds', async () => {
    const place = await newPlace({ parallel: { 'max-workers': 8 } });
    const busy = join(place.folder, 'busy');
    // Fails when somebody else is at it.
    const work = (id: string) => `mkdir '${busy}' && echo > ${id}.txt && rmdir '${busy}'`;
    const tasks = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(id => [id, work(id)]));
    const { code, report } = await place.run(tasks, { args: ['--parallel', '--max-workers', '1'] });
    expect(code).toBe(0);
    expect(report.run.execution).toBe('parallel');
  });

  test('a heavy task takes more than one of them', async () => {
    const place = await newPlace({ parallel: { 'max-workers': 2 } });
    const busy = join(place.folder, 'heavy');
    const prompt = (id: string) => `mkdir '${busy}' && echo > ${id}.txt && rmdir '${busy}'`;
    const ids = ['a', 'b', 'c', 'd'];
    const tasks = Object.fromEntries(ids.map(id => [id, { prompt: prompt(id), weight: 2 }]));
    const { code, report } = await place.run(tasks, { args: ['--parallel'] });
    expect(code).toBe(0);
    expect(report.run.execution).toBe('parallel');
  });

  test('--quiet says nothing before the end', async () => {
    const place = await newPlace();
    const { code, stdout, stderr } = await place.braid(
      'run',
      place.plan(two),
      '--run',
      place.name,
      '--quiet',
    );
    const landed = (await place.git('rev-parse', 'main')).slice(0, 7);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/\n[\d.]+ m?s for .*\n/, '\n(effort)\n')).toBe(
      `demo: both tasks are in · main is at ${landed}, unverified: no merge.verify is\nconfigured\n\n` +
        `✔ a  merged\n✔ b  merged\n\n(effort)\n\nReport: ${place.root}/.git/braid/runs/${place.name}/report.html\n`,
    );
  });

  test('gives a run a name of its own', async () => {
    const place = await newPlace();
    const { report } = await place.reported('run', place.plan(two));
    expect(report.run.id).toMatch(/^demo-[0-9a-f]{4}$/);
    expect((await place.reported('status')).report.run.id).toBe(report.run.id);
  });

  test('finds repository, plan and configuration from a folder inside the repository', async () => {
    const place = await newPlace({}, { 'sub/deep/readme.md': 'hello\n' });
    const plan = {
      version: 1,
      name: 'inner',
      tasks: [{ id: 'a', title: 'A', 'prompt-file': 'sub/prompt.sh' }],
    };
    place.write('sub/prompt.sh', 'echo "$PWD" > where.txt\n');
    place.write('sub/plan.yml', JSON.stringify(plan));
    await place.commitAll('plan');
    const { done } = place.start(['run', '../plan.yml', '--json', '-'], {
      cwd: join(place.root, 'sub/deep'),
    });
    expect((await done).code).toBe(0);
    expect(place.read('where.txt')).toMatch(/\/tree\n$/);
  });
});

describe.concurrent('without a path', () => {
  const usual = (prompt: string) =>
    JSON.stringify({ version: 1, name: 'usual', tasks: [{ id: 'a', title: 'A', prompt }] });

  test('`braid plan` and `braid run` take the usual plan, from any folder of the repository', async () => {
    const place = await newPlace(
      {},
      { 'sub/readme.md': 'hello\n', '.github/braid/plan.yml': usual('echo > a.txt') },
    );
    const preview = await place.start(['plan'], { cwd: join(place.root, 'sub') }).done;
    expect(preview.stdout).toMatch(/^usual\n/);
    const { code, report } = await place.reported('run');
    expect([code, report.run.plan, place.has('a.txt')]).toEqual([0, 'usual', true]);
  });

  test('what is wrong in it is shown with a path that can be opened from here', async () => {
    const place = await newPlace(
      {},
      { 'sub/readme.md': 'hello\n', '.github/braid/plan.yml': 'version: 2\n' },
    );
    const { code, stderr } = await place.start(['run'], { cwd: join(place.root, 'sub') }).done;
    expect(code).toBe(2);
    expect(stderr).toContain('../.github/braid/plan.yml:1:');
  });
});

describe.concurrent('a task', () => {
  test('sees its own variables and hardly any others', async () => {
    const place = await newPlace();
    const file = place.plan({ a: 'env -0 | sort -z > env.txt; pwd -P > where.txt; ls -A > files.txt' });
    const secrets = {
      GITHUB_TOKEN: 'ghs_x',
      ACTIONS_RUNTIME_TOKEN: 'y',
      GIT_DIR: '/nowhere',
      EDITOR: 'vi',
      BRAID_TASK: 'z',
    };
    const running = place.start(['run', file, '--run', place.name], { env: secrets });
    expect((await running.done).code).toBe(0);
    const entries = place
      .read('env.txt')
      .split('\0')
      .filter(entry => entry !== '');
    const env = Object.fromEntries(entries.map(entry => entry.split(/=(.*)/s) as [string, string]));
    // Set by the shell, not by Braid.
    for (const own of ['PWD', 'OLDPWD', 'SHLVL', '_']) delete env[own];
    expect(Object.keys(env).sort()).toEqual(
      [
        ...['PATH', 'HOME', 'LANG', 'TMPDIR', 'TMP', 'TEMP'],
        ...['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM', 'GIT_TERMINAL_PROMPT'],
        ...['BRAID_RUN', 'BRAID_TASK', 'BRAID_ATTEMPT', 'BRAID_BASE', 'BRAID_MARKER'],
        ...['BRAID_PROMPT_FILE', 'BRAID_NOTES_FILE', 'BRAID_RESULT_FILE'],
      ].sort(),
    );
    expect(env).toMatchObject({
      BRAID_RUN: place.name,
      BRAID_TASK: 'a',
      BRAID_ATTEMPT: '1',
      BRAID_BASE: await place.git('rev-parse', 'HEAD^'),
    });
    expect(env).toMatchObject({
      HOME: place.home,
      PATH: place.env.PATH,
      TMPDIR: expect.stringContaining(place.temporary),
    });
    // A tree of its own, outside of the repository.
    expect(place.read('where.txt').startsWith(place.root)).toBe(false);
    expect(place.read('files.txt').split('\n').sort().join(' ').trim()).toBe(
      '.git .github env.txt files.txt readme.md where.txt',
    );
  });

  test('may name variables that it gets from outside', async () => {
    const place = await newPlace();
    place.configure({
      backends: {
        sh: { kind: 'command', run: 'sh "$BRAID_PROMPT_FILE"', 'pass-env': ['BOT_KEY', 'MISSING'] },
      },
    });
    await place.commitAll('configure');
    const file = place.plan({
      a: 'echo "$BOT_KEY$OTHER" > key.txt; echo "the key is $BOT_KEY"; exit 1',
      b: { prompt: 'echo > b.txt', verify: ['test -z "$BOT_KEY"'] },
    });
    const running = place.start(['run', file, '--run', place.name, '--json', '-'], {
      env: { BOT_KEY: 'k-123456', OTHER: 'no' },
    });
    const { stdout, stderr } = await running.done;
    expect(await place.git('show', `braid/${place.name}/a:key.txt`)).toBe('k-123456');
    // It is masked wherever output is shown.
    expect(stdout + stderr).not.toContain('k-123456');
    expect(JSON.parse(stdout).tasks[0].reason).toBe('exit code 1: "the key is ***"');
    // Tests run what tasks wrote, and are not given it.
    expect(JSON.parse(stdout).tasks[1].status).toBe('merged');
  });

  test('may commit or not: what it leaves becomes one commit on its base', async () => {
    const place = await newPlace();
    const script = [
      'git commit -q --allow-empty -m mine',
      'echo committed > a.txt; git add a.txt; git commit -q -m more',
      'echo staged > b.txt; git add b.txt',
      'echo loose > c.txt; rm readme.md; mkdir -p d/e; echo deep > d/e/f.txt',
    ];
    const { report } = await place.run({ a: script.join('\n') });
    const { commit, base, files } = taskOf(report, 'a');
    expect(files).toEqual(['a.txt', 'b.txt', 'c.txt', 'd/e/f.txt', 'readme.md']);
    expect(await place.git('rev-parse', `${commit}^@`)).toBe(base);
    expect([place.read('a.txt'), place.read('b.txt'), place.read('c.txt'), place.has('readme.md')]).toEqual([
      'committed\n',
      'staged\n',
      'loose\n',
      false,
    ]);
  });

  test('begins with its prompt, unchanged; what Braid adds are comments', async () => {
    const place = await newPlace();
    const folder = join(place.folder, 'told');
    mkdirSync(folder);
    writeFileSync(join(folder, 'x'), '');
    const keep = `cp "$BRAID_PROMPT_FILE" '${folder}'/$BRAID_TASK; echo > $BRAID_TASK.txt`;
    const { report } = await place.run({
      a: keep,
      b: {
        prompt: keep,
        needs: ['a'],
        acceptance: ['It works'],
        paths: ['b.txt'],
        verify: ['test -e b.txt'],
      },
    });
    expect(statuses(report)).toEqual({ a: 'merged', b: 'merged' });
    const told = await place
      .git('-C', folder, 'diff', '--no-index', '--no-prefix', 'x', 'b')
      .catch(error => String(error.stdout));
    expect(told).toContain(
      [
        `+${keep}`,
        '+',
        '+# Done means:',
        '+# - It works',
        '+# Change nothing outside of:',
        '+# - b.txt',
        '+# Already there, from the tasks that this one needs:',
        `+# - a, commit ${taskOf(report, 'a').commit?.slice(0, 12)}`,
        '+# | Do a',
        '+# | a.txt',
        '+# It will be checked with:',
        '+# - test -e b.txt',
      ].join('\n'),
    );
  });
});
