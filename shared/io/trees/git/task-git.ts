/** The `.git` of a task's tree, written as the few files it is made of: faster than `git init`, and the same with every git. */
import { copyFile, mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '../../../plan/plan.ts';
import { writeQuoted } from '../../merging/attributes.ts';
import type { FileSystem } from './file-system.ts';

/** What is the same in every repository of a pool. */
export interface Template {
  /** The user's objects. */
  readonly objects: string;
  readonly objectFormat: string;
  /** Content of the user's `shallow` file; null: the history is complete. */
  readonly shallow: Buffer | null;
  readonly fileSystem: FileSystem;
}

export interface TaskGit {
  readonly branch: string;
  readonly commit: Sha;
  /** An index that fits the tree, to be copied. */
  readonly index: string;
}

/** There is no `.git` in the tree. */
export async function writeTaskGit(
  tree: string,
  template: Template,
  { branch, commit, index }: TaskGit,
): Promise<void> {
  const git = join(tree, '.git');
  await mkdir(join(git, 'objects', 'info'), { recursive: true });
  await mkdir(join(git, 'refs', 'heads'), { recursive: true });
  const files: Record<string, string | Buffer> = {
    HEAD: `ref: refs/heads/${branch}\n`,
    config: `${coreSettings(template)}\tlogAllRefUpdates = true\n[gc]\n\tauto = 0\n`,
    'packed-refs': `# pack-refs with: peeled fully-peeled sorted \n${commit} refs/heads/${branch}\n`,
    'objects/info/alternates': `${alternate(template.objects)}\n`,
    ...(template.shallow === null ? {} : { shallow: template.shallow }),
  };
  await Promise.all([
    ...Object.entries(files).map(([name, text]) => writeFile(join(git, name), text)),
    copyIndex(index, join(git, 'index')),
  ]);
}

/** The beginning of every `config`: the format of the repository, and the settings that depend on the file system. */
export function coreSettings({ objectFormat, fileSystem }: Template): string {
  const [version, extensions] =
    objectFormat === 'sha1' ? [0, ''] : [1, `[extensions]\n\tobjectFormat = ${objectFormat}\n`];
  return `${extensions}[core]
\trepositoryFormatVersion = ${version}
\tbare = false
\tfileMode = ${fileSystem.fileMode}
\tsymlinks = ${fileSystem.symlinks}
\tignoreCase = ${fileSystem.ignoreCase}
\tprecomposeUnicode = ${fileSystem.precomposeUnicode}
`;
}

/**
 * git compares the content of files that are not older than the index, since the index cannot tell whether they changed
 * after it was written. So a copy must never be younger than its original.
 */
export async function copyIndex(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const { mtimeMs } = await stat(from);
  const older = (Math.floor(mtimeMs) - 1) / 1000;
  await utimes(to, older, older);
}

function alternate(objects: string): string {
  return /^"|[\n\\]/.test(objects) ? writeQuoted(objects) : objects;
}
