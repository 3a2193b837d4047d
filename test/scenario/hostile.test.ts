/** Tasks that mean harm, or could not do more of it if they did: the user's repository, home and other tasks stay whole. */
import { lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { end } from '../cli/processes.ts';
import { newPlace, type Place, removePlaces, statuses, taskOf } from '../cli/rig.ts';

afterAll(removePlaces);

/** Does its work beside the hostile one, and after it. */
const beside = { good: 'echo good > good.txt', later: { prompt: 'cp good.txt later.txt', needs: ['good'] } };

/** What nobody but the user may change. */
async function belongings(place: Place): Promise<object> {
  const read = (path: string) => readFileSync(join(place.root, '.git', path), 'utf8');
  const refs = Object.entries(await place.refs()).filter(
    ([ref]) => !ref.includes('/braid') && ref !== 'refs/heads/main',
  );
  return {
    refs,
    config: read('config'),
    hooks: readdirSync(join(place.root, '.git/hooks')),
    info: readdirSync(join(place.root, '.git/info')),
    settings: await place.git('config', '--show-origin', '--list'),
    head: read('HEAD'),
    home: readFileSync(join(place.home, '.gitconfig'), 'utf8'),
    worktrees: await place
      .git('worktree', 'list', '--porcelain')
      .then(text => text.replace(/^HEAD .*$/gm, '')),
  };
}

/** Runs the script beside two harmless tasks and checks that nothing but its own work is touched. */
async function runHostile(script: string, more: { readonly place?: Place } = {}) {
  const place = more.place ?? (await newPlace({ merge: { verify: ['true'] } }));
  writeFileSync(join(place.home, '.gitconfig'), '[alias]\n\tmine = status\n');
  await place.git('branch', 'other');
  await place.git('tag', 'v1');
  const before = await belongings(place);
  const { code, report } = await place.run({ bad: { prompt: script, 'timeout-minutes': 0.2 }, ...beside });
  expect(await belongings(place)).toEqual(before);
  expect(statuses(report)).toMatchObject({ good: 'merged', later: 'merged' });
  expect(await place.git('status', '--porcelain')).toBe('');
  expect(await place.git('fsck', '--no-dangling', '--no-progress')).toBe('');
  expect([place.read('good.txt'), place.read('later.txt')]).toEqual(['good\n', 'good\n']);
  return { place, code, report, bad: taskOf(report, 'bad') };
}

describe.concurrent('a task that', () => {
  test('deletes its .git, or puts another one there, still leaves its work', async () => {
    const { place, code, bad } = await runHostile(
      'rm -rf .git; echo 1 > one.txt; git init -q .; git add -A; git -c user.name=x -c user.email=x commit -qm evil; mkdir sub; git init -q sub; echo 2 > sub/two.txt',
    );
    expect(code).toBe(0);
    expect(bad.files).toEqual(['one.txt', 'sub/two.txt']);
    expect([place.read('one.txt'), place.read('sub/two.txt')]).toEqual(['1\n', '2\n']);
  });

  test('leaves daemons behind has none when it ends', async () => {
    const place = await newPlace({ merge: { verify: ['true'] } });
    const pids = join(place.folder, 'pids');
    const daemon = (start: string) =>
      `${start} sh -c 'echo $$ >> ${pids}; exec sleep 600' </dev/null >/dev/null 2>&1 &`;
    const script = [
      daemon('setsid'),
      daemon('setsid env -i PATH="$PATH"'),
      daemon('nohup'),
      `cd /; ${daemon('setsid env -i PATH="$PATH"')} cd - >/dev/null`,
      `while [ "$(wc -l < ${pids})" != 4 ]; do sleep 0.01; done`,
      'echo > work.txt',
    ];
    const { code } = await runHostile(script.join('\n'), { place });
    expect(code).toBe(0);
    const left = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
    expect(left).toHaveLength(4);
    const alive = () => left.filter(pid => isSleep(pid));
    try {
      expect(alive()).toEqual([]);
    } finally {
      for (const pid of alive()) end(pid);
    }
  });

  test('floods its output neither fails nor fills the disk', async () => {
    const { place, code, bad } = await runHostile(
      "echo begin; head -c 50000000 /dev/zero | tr '\\0' 'x' | fold -w 1000; echo the end; echo > work.txt",
    );
    expect({ code, status: bad.status }).toEqual({ code: 0, status: 'merged' });
    const log = join(place.root, '.git/braid/runs', place.name, 'logs/bad-1.log');
    expect(statSync(log).size).toBeLessThan(2.2 * 1024 * 1024);
    const text = readFileSync(log, 'utf8');
    expect([text.startsWith('begin\n'), text.endsWith('the end\n')]).toEqual([true, true]);
  });

  test('changes the configuration of git, its own and the global one, changes nothing of the user’s', async () => {
    const { place, code } = await runHostile(
      [
        'git config core.hooksPath /tmp; git config core.fsmonitor "touch /tmp/braid-evil"',
        'git config --global core.hooksPath /tmp; git config --global alias.status "!false"',
        'git config --global --unset user.name; git config core.bare true; git config core.worktree /',
        'printf "[core]\\n\\teditor = false\\n" >> "$HOME/.config-of-git" ; rm "$HOME/.config-of-git"',
        'echo > work.txt',
      ].join('\n'),
    );
    expect(code).toBe(0);
    expect(place.has('work.txt')).toBe(true);
  });

  test('plants hooks, filters and attributes has none of them run', async () => {
    const place = await newPlace({ merge: { verify: ['true'] } });
    const trap = join(place.folder, 'trapped');
    const script = [
      'for hook in pre-commit post-commit post-checkout reference-transaction post-index-change; do',
      `  printf '#!/bin/sh\\ntouch ${trap}\\n' > .git/hooks/$hook; chmod +x .git/hooks/$hook`,
      'done',
      `git config filter.evil.clean 'touch ${trap}; cat'; git config filter.evil.smudge 'touch ${trap}; cat'`,
      `git config diff.evil.textconv 'touch ${trap}; cat'; git config merge.evil.driver 'touch ${trap}'`,
      `git config core.fsmonitor 'touch ${trap}'`,
      "echo '* filter=evil diff=evil merge=evil' > .gitattributes",
      'mkdir -p .git/info; cp .gitattributes .git/info/attributes',
      'echo changed > readme.md',
    ];
    const { code, bad } = await runHostile(script.join('\n'), { place });
    expect(code).toBe(0);
    expect(bad.files).toEqual(['.gitattributes', 'readme.md']);
    expect(() => lstatSync(trap)).toThrow();
  });

  test('commits elsewhere and moves refs: what is in its tree counts, and other branches stay where they are', async () => {
    const { place, code, bad } = await runHostile(
      [
        'git checkout -q -b elsewhere; echo 1 > one.txt; git add .; git commit -qm one',
        'git update-ref refs/heads/other HEAD; git update-ref refs/heads/main HEAD; git tag -f v1 >/dev/null',
        'git update-ref -d refs/heads/braid/nothing; git symbolic-ref HEAD refs/heads/nowhere',
        'rm -rf .git/refs .git/packed-refs; echo 2 > two.txt',
      ].join('\n'),
    );
    expect(code).toBe(0);
    expect(bad.files).toEqual(['one.txt', 'two.txt']);
    expect(await place.git('branch', '--list', 'elsewhere', 'nowhere')).toBe('');
  });

  test('links out of its tree leaves links, and nothing of what they lead to', async () => {
    const place = await newPlace(
      { merge: { verify: ['true'] } },
      { 'readme.md': 'hello\n', 'docs/a.md': 'a\n' },
    );
    writeFileSync(join(place.home, 'secret'), 'secret\n');
    const script = [
      `ln -s '${place.home}' home; ln -s '${place.home}/secret' secret; ln -s '${place.root}/.git' git`,
      `rm -rf docs; ln -s '${place.home}' docs`,
    ];
    const { code, bad } = await runHostile(script.join('\n'), { place });
    expect(code).toBe(0);
    expect(bad.files).toEqual(['docs', 'docs/a.md', 'git', 'home', 'secret']);
    const modes = await place.git('ls-tree', 'main', 'docs', 'git', 'home', 'secret');
    expect(modes.split('\n').map(line => line.split(' ')[0])).toEqual(Array(4).fill('120000'));
    expect(await place.git('grep', '-l', '-e', '^secret$', 'main').catch(() => 'nowhere')).toBe('nowhere');
    expect(readFileSync(join(place.home, 'secret'), 'utf8')).toBe('secret\n');
  });

  test('uses names that are hard to print has its files, and the report is still right', async () => {
    const names = [
      'new\nline',
      'tab\there',
      '"quoted"',
      "it's",
      'back\\slash',
      '-dash',
      'Ä ö',
      '\u001b[31mred',
      '*',
      '{a,b}',
    ];
    const script = names.map(name => `printf x > './${name.replaceAll("'", "'\\''")}'`).join('\n');
    const { place, code, report, bad } = await runHostile(script);
    expect(code).toBe(0);
    expect([...bad.files].sort()).toEqual([...names].sort());
    for (const name of names) expect(place.read(name)).toBe('x');
    const shown = await place.braid('status');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(shown.stdout + JSON.stringify(report)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('writes into the other tasks’ trees or into its own files finds that this changes nothing for them', async () => {
    const { code, bad } = await runHostile(
      'rm -rf "$TMPDIR" "$BRAID_PROMPT_FILE" "$GIT_CONFIG_GLOBAL"; mkdir -p "$BRAID_NOTES_FILE" "$BRAID_RESULT_FILE"; echo > work.txt',
    );
    expect({ code, status: bad.status, notes: bad.notes }).toEqual({
      code: 0,
      status: 'merged',
      notes: 'braid: not believed in the result file: it is not a regular file',
    });
  });

  test('replaces its whole tree is not believed to have worked in it', async () => {
    const { code, bad } = await runHostile(
      'd=$PWD; cd ..; rm -rf "$d"; mkdir "$d"; cd "$d"; echo > work.txt',
    );
    expect([code, bad.status, bad.reason]).toEqual([
      1,
      'failed',
      'left paths that git cannot store: . (the tree was replaced by something else, or mounted over)',
    ]);
  });
});

function isSleep(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') === 'sleep\x00600\x00';
  } catch {
    return false;
  }
}
