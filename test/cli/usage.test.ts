/** What the command answers to what it cannot do: exit code 2, one message, what to do next, and nothing changed. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, type Place, removePlaces } from './rig.ts';

afterAll(removePlaces);

const one = { a: 'echo > a.txt' };

/** Exit code 2, nothing on standard output, this on standard error, and no ref and no file touched. */
async function expectRefusal(place: Place, args: readonly string[], message: string): Promise<void> {
  const before = await place.refs();
  const { code, stdout, stderr } = await place.braid(...args);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: message });
  expect(await place.refs()).toEqual(before);
  expect(await place.git('status', '--porcelain')).toBe('');
}

describe.concurrent('braid refuses', () => {
  test('options and commands that it does not know', async () => {
    const place = await newPlace();
    const help = '(braid --help shows how)\n';
    await expectRefusal(
      place,
      ['run', 'plan.yml', '--wrkers', '3'],
      `error: unknown option '--wrkers'\n${help}`,
    );
    await expectRefusal(place, ['ran'], `error: unknown command 'ran'\n(Did you mean run?)\n${help}`);
    for (const command of ['run', 'plan']) {
      await expectRefusal(
        place,
        [command],
        `error: missing required argument 'plan'\n   Hint: name the file of the plan; \`braid init\` writes .github/braid/plan.yml to begin with\n${help}`,
      );
    }
    await expectRefusal(
      place,
      ['run', 'p', '--parallel', '--sequential'],
      `error: option '--parallel' cannot be used with option '--sequential'\n${help}`,
    );
    await expectRefusal(
      place,
      ['run', 'p', '--max-workers', '0'],
      `error: option '--max-workers <n>' argument '0' is invalid. expected a whole number from 1 to 256.\n${help}`,
    );
  });

  test('a folder that is no repository, and one that is not there', async () => {
    const place = await newPlace();
    const plan = place.plan(one);
    await expectRefusal(
      place,
      ['run', plan, '--repo', place.home],
      `braid: ${place.home} is not in a git repository\n   Hint: run \`git init\` there, or name one with --repo\n`,
    );
    const nowhere = join(place.folder, 'nowhere');
    await expectRefusal(
      place,
      ['run', plan, '--repo', nowhere],
      `braid: expected a directory, found no such one: ${nowhere}\n   Hint: check --repo\n`,
    );
  });

  test('a repository without a commit', async () => {
    const place = await newPlace();
    const empty = join(place.folder, 'empty');
    mkdirSync(empty);
    await place.git('init', '-q', empty);
    await expectRefusal(
      place,
      ['run', place.plan(one), '--repo', empty, '--config', join(place.root, '.github/braid.yml')],
      'braid: the repository has no commit yet, so there is nothing to start from\n   Hint: make a first commit\n',
    );
  });

  test('a name of a run that is taken, and one that is no name', async () => {
    const place = await newPlace();
    await place.run(one);
    const { name } = place;
    await expectRefusal(
      place,
      ['run', place.plan(one), '--run', name],
      `braid: run \`${name}\` exists already\n   Hint: \`braid resume ${name}\` goes on with it, \`braid retry ${name}\` starts again what is not merged; or choose another --run\n`,
    );
    await expectRefusal(
      place,
      ['run', place.plan(one), '--run', '../r'],
      "braid: expected a run's name of letters, digits, - and _, at most 80, found `../r`\n",
    );
  });

  test('a run or a task that there is not', async () => {
    const place = await newPlace();
    await expectRefusal(
      place,
      ['status'],
      'braid: there is no run in this repository yet\n   Hint: `braid run PLAN` starts one\n',
    );
    for (const command of ['status', 'resume', 'retry', 'cancel']) {
      await expectRefusal(
        place,
        [command, 'm'],
        'braid: there is no run `m`\n   Hint: there is none in this repository yet: `braid run PLAN` starts one\n',
      );
    }
    await place.run({ first: 'echo > a.txt', second: 'exit 1' });
    for (const command of ['status', 'resume', 'retry', 'cancel']) {
      await expectRefusal(
        place,
        [command, `${place.name}x`],
        `braid: there is no run \`${place.name}x\`\n   Hint: did you mean \`${place.name}\`?\n`,
      );
    }
    await expectRefusal(
      place,
      ['retry', place.name, 'secnd'],
      `braid: run \`${place.name}\` has no task \`secnd\`\n   Hint: did you mean \`second\`?\n`,
    );
    await expectRefusal(
      place,
      ['retry', place.name, 'first'],
      'braid: task `first` is merged already\n   Hint: only tasks that are not merged can be tried again\n',
    );
  });

  test('a branch named `braid`, which leaves no room for its own', async () => {
    const place = await newPlace();
    await place.git('branch', 'braid');
    await expectRefusal(
      place,
      ['run', place.plan(one), '--run', 'r'],
      'braid: a branch named `braid` is in the way: git cannot keep braid/r/… beside it. Hint: git branch -m braid NAME\n',
    );
  });

  test('a target that does not exist', async () => {
    const place = await newPlace({ merge: { land: 'branch:nxt' } });
    await expectRefusal(
      place,
      ['run', place.plan(one)],
      'braid: `merge.land` names branch `nxt`, which does not exist\n   Hint: git branch nxt\n',
    );
  });

  test('a bad plan, with every problem at once', async () => {
    const place = await newPlace();
    const plan = place.plan({
      a: { prompt: 'x', needs: ['b'] },
      b: { prompt: 'y', needs: ['a', 'c'], colour: 'red' },
    });
    const { code, stdout, stderr } = await place.braid('run', plan);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const problem of ['a → b → a', '`c`', '`colour`']) expect(stderr).toContain(problem);
    expect(stderr).not.toContain('    at ');
    expect(await place.refs('refs/heads')).toEqual({
      'refs/heads/main': await place.git('rev-parse', 'HEAD'),
    });
  });

  test('a plan that is not here, and says where one of that name is', async () => {
    const place = await newPlace({}, { 'plans/plan.yml': '' });
    const args = ['plan', 'plans/plan.yml', '--repo', place.root];
    const { code, stderr } = await place.start(args, { cwd: place.home }).done;
    expect(code).toBe(2);
    expect(stderr).toContain(
      `   Hint: a file of that name is in the repository: ${join(place.root, 'plans/plan.yml')}\n`,
    );
  });

  test('a bad configuration, and a plan that is not there', async () => {
    const place = await newPlace({ 'max-worker': 3 });
    expect(await place.braid('plan', place.plan(one))).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('.github/braid.yml'),
    });
    expect(await place.braid('plan', 'no.yml')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('no.yml'),
    });
  });
});

test.concurrent('who has no plan yet is told how to get one', async () => {
  const place = await newPlace();
  const { code, stderr } = await place.braid('plan', '.github/braid/plan.yml');
  expect(code).toBe(2);
  expect(stderr).toContain('found no such file\n   Hint: `braid init` writes one to begin with\n');
});

test.concurrent('help is no failure', async () => {
  const place = await newPlace();
  for (const args of [['--help'], ['run', '--help'], ['help', 'retry']]) {
    expect(await place.braid(...args)).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('Usage: braid'),
    });
  }
});

test('help fits 80 columns, and the version is that of the package', async () => {
  const place = await newPlace();
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  expect(await place.braid('--version')).toMatchObject({ code: 0, stdout: `${version}\n` });
  const commands = [
    [],
    ['init'],
    ['plan'],
    ['run'],
    ['resume'],
    ['retry'],
    ['cancel'],
    ['status'],
    ['report'],
  ];
  for (const command of commands) {
    const { stdout } = await place.braid(...command, '--help');
    expect(stdout.split('\n').filter(line => line.length > 80)).toEqual([]);
  }
});
