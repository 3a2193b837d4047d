/**
 * Removes what tasks left. Links are never followed, folders without permissions and paths longer than the system allows
 * are no obstacle, and nothing is removed that something is mounted in: it would be removed through the mount.
 */
import { chmod, lstat, mkdtemp, readFile, rename, rmdir, unlink } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { execa } from 'execa';
import { type BytePath, onDisk } from './byte-path.ts';

/** A path that is not there is fine. Throws when something of it is still there afterwards, and says what. */
export async function remove(path: string): Promise<void> {
  if (await isEmptied(path)) return;
  if (await hasMount(path)) throw new Error(`did not remove ${path}: a file system is mounted in it`);
  const first = await rm(path);
  if (first.failed) {
    await openFolders(path);
    const second = await rm(path);
    if (second.failed) throw new Error(`could not remove ${path}: ${second.stderr.split('\n')[0] ?? ''}`);
  }
}

/** Most of what goes is an empty folder, for which no program is started. */
async function isEmptied(path: string): Promise<boolean> {
  return rmdir(path).then(
    () => true,
    () => false,
  );
}

/** The program instead of `fs.rm`: it walks relative to open folders, so no link can be swapped in and no path is too long. */
function rm(path: string) {
  return execa('rm', ['-rf', '--', path], { stdin: 'ignore', reject: false });
}

/** Folders only: a file may have a second name outside, and permissions belong to the file. */
async function openFolders(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || !found.isDirectory()) return;
  await chmod(path, (found.mode & 0o7777) | 0o700);
  const closed = ['-type', 'd', '!', '-perm', '-0700'];
  const open = ['-execdir', 'chmod', 'u+rwx', '--', '{}', ';'];
  // With a relative folder in it `find` refuses to execute anything.
  const PATH = (process.env.PATH ?? '').split(':').filter(isAbsolute).join(':');
  await execa('find', ['.', ...closed, ...open], {
    cwd: path,
    env: { PATH },
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  });
}

/** Linux only: other systems have no mounts that a task could make. */
export async function hasMount(path: string): Promise<boolean> {
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  return mounts.split('\n').some(line => {
    const point = (line.split(' ')[4] ?? '').replace(/\\([0-7]{3})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 8)),
    );
    return point === path || point.startsWith(`${path}/`);
  });
}

/** Things go out of the way at once and are removed in the background: a next task need not wait for a large one. */
export class Trash {
  readonly #folder: string;
  readonly #require: () => Promise<void>;
  #emptying: Promise<void> = Promise.resolve();

  /** `require` throws when the folder is not Braid's any more. */
  constructor(folder: string, require: () => Promise<void>) {
    this.#folder = folder;
    this.#require = require;
  }

  async open(): Promise<Bin> {
    await this.#require();
    // A new name: what removes an earlier one may have outlived the driver that started it.
    const folder = await mkdtemp(join(this.#folder, 'trash-'));
    return new Bin(folder, () => this.removeLater(folder));
  }

  /** What cannot be removed is left for {@link remove} of the whole pool, which says so. */
  removeLater(path: string): void {
    this.#emptying = this.#emptying
      .then(this.#require)
      .then(() => remove(path))
      .catch(() => {});
  }

  async settled(): Promise<void> {
    await this.#emptying;
  }
}

export class Bin {
  readonly #folder: string;
  readonly empty: () => void;
  #taken = 0;

  constructor(folder: string, empty: () => void) {
    this.#folder = folder;
    this.empty = empty;
  }

  async take(path: BytePath): Promise<void> {
    const place = onDisk(path);
    const found = await lstat(place);
    if (!found.isDirectory()) return unlink(place);
    this.#taken += 1;
    const to = join(this.#folder, String(this.#taken));
    // A folder that moves is written to, for its `..`.
    if ((found.mode & 0o700) !== 0o700) await chmod(place, (found.mode & 0o7777) | 0o700);
    return rename(place, to);
  }
}
