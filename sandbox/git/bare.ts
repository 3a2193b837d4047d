/** A bare repository as GitHub holds one: what the sandbox asks of git, in the field's words. */
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Git, sealedEnvironment, sealedGit } from '../../shared/io/git.ts';
import { History } from './history.ts';
import { ObjectReader } from './object-reader.ts';

/** Whoever commits on the server's side: seeds, and the merges of pull requests. */
const SERVER = {
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@github.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
};

/** As GitHub: any commit may be asked for by its id, and clones may be partial. */
const CONFIG = `[http]
\treceivepack = true
[uploadpack]
\tallowAnySHA1InWant = true
\tallowFilter = true
[gc]
\tauto = 0
`;

export interface Ref {
  readonly name: string;
  readonly sha: string;
  readonly type: string;
}

export class BareRepository {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly history: History;
  readonly #git: Git;
  readonly #objects: ObjectReader;

  private constructor(directory: string, home: string) {
    this.directory = directory;
    this.environment = sealedEnvironment(home, SERVER);
    this.#git = sealedGit(directory, home, SERVER);
    this.history = new History(this.#git);
    this.#objects = new ObjectReader(directory, this.environment);
  }

  /** Empty. `home` is a folder that holds no configuration. */
  static async create(directory: string, home: string, defaultBranch: string): Promise<BareRepository> {
    await mkdir(directory, { recursive: true });
    const made = new BareRepository(directory, home);
    await made.#git.run(['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`]);
    await appendFile(join(directory, 'config'), CONFIG);
    return made;
  }

  get git(): Git {
    return this.#git;
  }

  /** Nothing is asked of it afterwards, and no process of its own is left. */
  async close(): Promise<void> {
    await this.#objects.close();
  }

  /** The commit that a branch, tag, ref or id names. */
  async commit(name: string): Promise<string | null> {
    return this.object(`${name}^{commit}`);
  }

  /** What a full ref points at, tags unpeeled. */
  async ref(name: string): Promise<string | null> {
    const found = await this.refs(name);
    return found.find(ref => ref.name === name)?.sha ?? null;
  }

  /** The type of an object; null where there is none. */
  async objectType(sha: string): Promise<string | null> {
    return (await this.#objects.find(sha))?.type ?? null;
  }

  /** The id of what `commit:path` and the like name. */
  async object(name: string): Promise<string | null> {
    return (await this.#objects.find(name))?.sha ?? null;
  }

  /** All refs that begin with this text, sorted by name. */
  async refs(prefix: string): Promise<readonly Ref[]> {
    // No ref has these in its name, and some of them mean more to git than themselves.
    if (/[\p{Cc} ~^:?*[\\]/u.test(prefix)) return [];
    const format = '--format=%(objectname) %(objecttype) %(refname)';
    // `*` ends at a slash.
    const patterns = [`${prefix}*`, `${prefix}*/**`];
    const listed = await this.#git.run(['for-each-ref', format, '--', ...patterns]);
    return lines(listed)
      .map(line => /^(\S+) (\S+) (.*)$/.exec(line) ?? [])
      .map(([, sha = '', type = '', name = '']) => ({ name, sha, type }));
  }

  /** False when the ref is no longer at `old`; null: it must not exist yet. */
  async updateRef(name: string, sha: string, old: string | null): Promise<boolean> {
    const said = await this.#git.attempt(['update-ref', name, sha, old ?? '0'.repeat(40)]);
    return said.code === 0;
  }

  async deleteRef(name: string): Promise<void> {
    await this.#git.run(['update-ref', '-d', name]);
  }

  /** null: there is no such file. */
  async bytes(ref: string, path: string): Promise<Uint8Array | null> {
    const found = await this.#objects.read(`${ref}:${path}`);
    return found?.type === 'blob' ? found.bytes : null;
  }

  async text(ref: string, path: string): Promise<string | null> {
    const bytes = await this.bytes(ref, path);
    return bytes === null ? null : Buffer.from(bytes).toString('utf8');
  }

  /** Writes the files of a commit into a folder. */
  async unpack(ref: string, folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    const scratch = await mkdtemp(join(this.directory, 'unpack-'));
    try {
      const git = this.#git.with({
        GIT_DIR: this.directory,
        GIT_WORK_TREE: folder,
        GIT_INDEX_FILE: join(scratch, 'index'),
      });
      await git.run(['read-tree', `${ref}^{tree}`]);
      await git.run(['-c', 'core.bare=false', 'checkout-index', '--all', '--force']);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  /** A commit that merges both, made and pointed at by nothing; null where they conflict. */
  async merge(base: string, head: string, message: string): Promise<string | null> {
    const merged = await this.#git.attempt(['merge-tree', '--write-tree', '--no-messages', base, head]);
    if (merged.code !== 0) return null;
    const tree = merged.stdout.trim();
    const made = await this.#git.run(['commit-tree', tree, '-p', base, '-p', head, '-m', message]);
    return made.trim();
  }
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter(line => line !== '');
}
