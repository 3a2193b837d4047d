/** What the file system under the trees can do, found out by trying, as `git init` does. */
import { chmod, lstat, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface FileSystem {
  /** It keeps the executable bit. */
  readonly fileMode: boolean;
  readonly symlinks: boolean;
  readonly ignoreCase: boolean;
  /** It finds a name in the other Unicode form. */
  readonly precomposeUnicode: boolean;
}

/** Tries in a folder of its own in `parent`, which is removed again. */
export async function probeFileSystem(parent: string): Promise<FileSystem> {
  const folder = await mkdtemp(join(parent, 'probe-'));
  const at = (name: string) => join(folder, name);
  const exists = (name: string) =>
    lstat(at(name)).then(
      () => true,
      () => false,
    );
  await writeFile(at('probe'), '');
  await writeFile(at('\u00e4'), '');
  await chmod(at('probe'), 0o700);
  const found = await lstat(at('probe'));
  const linked = await symlink('probe', at('link')).then(
    () => true,
    () => false,
  );
  const answer = {
    fileMode: (found.mode & 0o100) !== 0 && ((await lstat(at('\u00e4'))).mode & 0o100) === 0,
    symlinks: linked,
    ignoreCase: await exists('PROBE'),
    precomposeUnicode: await exists('a\u0308'),
  };
  await rm(folder, { recursive: true });
  return answer;
}
