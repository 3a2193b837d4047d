/** Through git a task harms only itself: nothing it does to its `.git` reaches Braid, the user, or the next task. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTreePool } from '../../shared/io/task-tree.ts';
import { type Case, hostile } from './hostile.ts';
import { makeRig, request } from './rig.ts';

describe('its own git', () => {
  test.each<Case>([
    ['deleted', 'rm -rf .git; echo x > x'],
    ['a file that names the user’s', 'rm -rf .git; echo "gitdir: $USER_REPO/.git" > .git; echo x > x'],
    ['a link to the user’s', 'rm -rf .git; ln -s "$USER_REPO/.git" .git; echo x > x'],
    ['a link to nowhere', 'rm -rf .git; ln -s /nowhere/at/all .git; echo x > x'],
    ['a pipe', 'rm -rf .git; mkfifo .git; echo x > x'],
    [
      'full of pipes',
      'rm .git/HEAD .git/config .git/index; mkfifo .git/HEAD .git/config .git/index; echo x > x',
    ],
    ['with an index that is locked', 'touch .git/index.lock; echo x > x'],
    ['with an index that is garbage', 'echo garbage > .git/index; echo x > x'],
    ['with other alternates', 'echo /nowhere > .git/objects/info/alternates; echo x > x'],
    [
      'on a branch called main',
      'echo x > x; git checkout -q -b main; git add x; git commit -qm x; git branch -D braid/run-1/task-1',
    ],
    ['on no branch', 'git checkout -q --detach; echo x > x; git add x; git commit -qm x'],
    [
      'with another history',
      'echo x > x; git add x; git commit -q --amend -m x; git update-ref refs/heads/braid/run-1/task-1 HEAD; git replace HEAD $(git commit-tree HEAD^{tree} -m y)',
    ],
    [
      'with bits that hide changes',
      'git update-index --assume-unchanged README.md; git update-index --skip-worktree src/a.ts; echo x > x; echo x > README.md; echo x > src/a.ts',
      ['README.md', 'src/a.ts', 'x'],
    ],
    [
      'with excludes and a sparse checkout',
      'echo "*" > .git/info/exclude || { mkdir .git/info; echo "*" > .git/info/exclude; }; git config core.sparseCheckout true; echo x > x',
    ],
  ])('%s', async (_, script, files = ['x']) => {
    await hostile(script, files);
  });

  test('with commands in its configuration, its hooks and its attributes: none runs', async () => {
    await hostile(
      `mkdir -p .git/hooks .git/info hooks
       for hook in pre-commit post-checkout post-index-change reference-transaction pre-auto-gc fsmonitor-watchman; do
         for place in .git/hooks hooks; do printf '#!/bin/sh\\n%s\\n' "$TRAP" > $place/$hook; chmod +x $place/$hook; done
       done
       echo '* filter=evil diff=evil merge=evil' | tee .gitattributes > .git/info/attributes
       printf '[core]\\n\\tfsmonitor = "%s"\\n' "$TRAP" > included
       cat >> .git/config <<EOF
[core]
	fsmonitor = "$TRAP"
	hooksPath = $PWD/hooks
	worktree = $USER_REPO
	sshCommand = "$TRAP"
	alternateRefsCommand = "$TRAP"
[include]
	path = $PWD/included
[filter "evil"]
	clean = "$TRAP"
	smudge = "$TRAP"
	process = "$TRAP"
	required = true
[diff "evil"]
	command = "$TRAP"
	textconv = "$TRAP"
[alias]
	read-tree = "!$TRAP"
	add = "!$TRAP"
EOF
       cp .git/config "$HOME/.gitconfig"; cp .git/config "$GIT_CONFIG_GLOBAL"; echo x > src/a.ts`,
      [
        '.gitattributes',
        ...[
          'fsmonitor-watchman',
          'post-checkout',
          'post-index-change',
          'pre-auto-gc',
          'pre-commit',
          'reference-transaction',
        ].map(name => `hooks/${name}`),
        'included',
        'src/a.ts',
      ],
    );
  });
});

test('a second pool of the same repository is not disturbed', async () => {
  const { rig, base } = await makeRig();
  const other = await openTreePool(await rig.open());
  const tree = await other.prepare(request(base, { task: 'other' }));
  await rig.task(base, 'rm -rf .git; echo x > x');
  await rig.pool.close();
  expect(await rig.isClean(tree, base)).toBe(true);
  expect(readFileSync(join(tree.directory, '.git', 'HEAD'), 'utf8')).toBe(
    'ref: refs/heads/braid/run-1/other\n',
  );
  symlinkSync(rig.path, join(tree.directory, 'user'));
  const before = await rig.user();
  await other.close();
  expect(await rig.user()).toBe(before);
});
