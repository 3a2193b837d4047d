/**
 * The git directory that Braid uses on a slot's tree. No task ever sees it; it has the user's objects and reads no
 * configuration, attributes, excludes or hooks but those written here and those committed.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Git, GitError, sealedGit } from '../../git.ts';
import { coreSettings, type Template } from './task-git.ts';

export interface KeptGit {
  /** git in the tree, with the index that fits it. */
  readonly git: Git;
  /** That index. */
  readonly index: string;
  /**
   * For git in the tree. When it dies it is tried again with every conversion of contents off: a task's attributes may ask for
   * what git cannot do, such as an unknown encoding.
   */
  run(git: Git, args: readonly string[]): Promise<{ readonly complete: boolean }>;
}

const SETTINGS = `\
\tfsmonitor = false
\tuntrackedCache = false
\thooksPath = /dev/null
\texcludesFile = /dev/null
\tattributesFile = /dev/null
\tautocrlf = false
\tsafecrlf = false
\tprotectNTFS = true
\tprotectHFS = true
\tquotePath = true
[index]
\tsparse = false
[gc]
\tauto = 0
[maintenance]
\tauto = false
`;

const AS_THEY_ARE = '* -text -ident -filter !eol !working-tree-encoding\n';

/** git went through to the end; with 1 it left something out. */
const FINISHED: readonly number[] = [0, 1];

export async function makeKeptGit(
  place: { readonly kept: string; readonly tree: string },
  home: string,
  template: Template,
): Promise<KeptGit> {
  const directory = join(place.kept, 'git');
  for (const folder of ['objects', 'refs', 'info']) await mkdir(join(directory, folder), { recursive: true });
  // An unborn branch: nothing that git does here depends on a ref.
  await writeFile(join(directory, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(join(directory, 'config'), coreSettings(template) + SETTINGS);
  if (template.shallow !== null) await writeFile(join(directory, 'shallow'), template.shallow);
  const index = join(place.kept, 'index');
  // Not in the tree: that may be gone.
  const git = sealedGit(place.kept, home, {
    GIT_DIR: directory,
    GIT_WORK_TREE: place.tree,
    GIT_INDEX_FILE: index,
    GIT_OBJECT_DIRECTORY: template.objects,
  });
  return { git, index, run: (inTree, args) => runTwice(inTree, args, join(directory, 'info', 'attributes')) };
}

async function runTwice(
  git: Git,
  args: readonly string[],
  attributes: string,
): Promise<{ readonly complete: boolean }> {
  const first = await git.attempt(args);
  if (FINISHED.includes(first.code)) return { complete: checked(args, first).code === 0 };
  await writeFile(attributes, AS_THEY_ARE);
  try {
    const second = await git.attempt(args);
    if (!FINISHED.includes(second.code)) throw new GitError(args, first);
    return { complete: checked(args, second).code === 0 };
  } finally {
    await rm(attributes);
  }
}

/** A database that cannot be written is no fault of a path's. */
function checked<T extends { readonly code: number; readonly stdout: string; readonly stderr: string }>(
  args: readonly string[],
  result: T,
): T {
  if (result.stderr.includes('failed to insert into database')) throw new GitError(args, result);
  return result;
}
