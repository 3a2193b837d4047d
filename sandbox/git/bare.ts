/** A bare repository as GitHub holds one: what the sandbox asks of git, in the field's words. */
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Git, sealedEnvironment, sealedGit } from '../../shared/io/git.ts';

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

export interface CommitFields {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface FileChange {
  readonly path: string;
  readonly previous: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
}

export class BareRepository {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #git: Git;

  private constructor(directory: string, home: string) {
    this.directory = directory;
    this.environment = sealedEnvironment(home, SERVER);
    this.#git = sealedGit(directory, home, SERVER);
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
    const said = await this.#git.attempt(['cat-file', '-t', sha]);
    return said.code === 0 ? said.stdout.trim() : null;
  }

  /** The id of what `commit:path` and the like name. */
  async object(name: string): Promise<string | null> {
    const said = await this.#git.attempt(['rev-parse', '--verify', '--quiet', '--end-of-options', name]);
    // `--end-of-options` is echoed by this version of git before the answer.
    return said.code === 0 ? (said.stdout.trim().split('\n').at(-1) ?? null) : null;
  }

  /** All refs that begin with this text, sorted by name. */
  async refs(prefix: string): Promise<readonly Ref[]> {
    const listed = await this.#git.run(['for-each-ref', '--format=%(objectname) %(objecttype) %(refname)']);
    return lines(listed)
      .map(line => /^(\S+) (\S+) (.*)$/.exec(line) ?? [])
      .map(([, sha = '', type = '', name = '']) => ({ name, sha, type }))
      .filter(ref => ref.name.startsWith(prefix));
  }

  /** False when the ref is no longer at `old`; null: it must not exist yet. */
  async updateRef(name: string, sha: string, old: string | null): Promise<boolean> {
    const said = await this.#git.attempt(['update-ref', name, sha, old ?? '0'.repeat(40)]);
    return said.code === 0;
  }

  async deleteRef(name: string): Promise<void> {
    await this.#git.run(['update-ref', '-d', name]);
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    return (await this.#git.attempt(['merge-base', '--is-ancestor', ancestor, descendant])).code === 0;
  }

  async mergeBase(one: string, other: string): Promise<string | null> {
    const said = await this.#git.attempt(['merge-base', one, other]);
    return said.code === 0 ? said.stdout.trim() : null;
  }

  /** Newest first. */
  async commits(range: readonly string[], limit: number): Promise<readonly CommitFields[]> {
    const format = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x00%x01';
    const text = await this.#git.run(['log', `--max-count=${limit}`, `--format=${format}`, ...range, '--']);
    return text
      .split('\u0001')
      .map(entry => entry.trimStart().split('\0'))
      .filter(fields => fields.length > 1)
      .map(readCommit);
  }

  /** null: there is no such file. */
  async bytes(ref: string, path: string): Promise<Uint8Array | null> {
    const { stdout, exitCode } = await execa('git', ['cat-file', 'blob', `${ref}:${path}`], {
      cwd: this.directory,
      env: this.environment,
      extendEnv: false,
      encoding: 'buffer',
      stripFinalNewline: false,
      reject: false,
    });
    return exitCode === 0 ? stdout : null;
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

  async changes(from: string, to: string): Promise<readonly FileChange[]> {
    const options = ['diff-tree', '-r', '-M', '-z'];
    const raw = await this.#git.run([...options, '--raw', '--no-abbrev', from, to]);
    const counts = await this.#git.run([...options, '--numstat', from, to]);
    return readChanges(raw.split('\0'), counts.split('\0'));
  }
}

function readCommit(fields: readonly string[]): CommitFields {
  const [sha = '', tree = '', parents = '', name = '', email = '', date = ''] = fields;
  const [committer = '', committerEmail = '', committed = '', message = ''] = fields.slice(6);
  return {
    sha,
    tree,
    parents: parents.split(' ').filter(parent => parent !== ''),
    author: { name, email, date },
    committer: { name: committer, email: committerEmail, date: committed },
    message: message.trimEnd(),
  };
}

const STATUS: Readonly<Record<string, FileChange['status']>> = { A: 'added', D: 'removed', R: 'renamed' };

/** Both listings come in the same order; a rename has two more names in each. */
function readChanges(raw: readonly string[], counts: readonly string[]): readonly FileChange[] {
  const changes: FileChange[] = [];
  let at = 0;
  for (let index = 0; index + 1 < raw.length; ) {
    const [, , , sha = '', status = ''] = (raw[index] ?? '').split(' ');
    const renamed = status.startsWith('R');
    const [additions = '', deletions = ''] = (counts[at] ?? '').split('\t');
    changes.push({
      path: raw[index + (renamed ? 2 : 1)] ?? '',
      previous: renamed ? (raw[index + 1] ?? '') : null,
      status: STATUS[status.charAt(0)] ?? 'modified',
      sha,
      additions: Number(additions) || 0,
      deletions: Number(deletions) || 0,
    });
    index += renamed ? 3 : 2;
    at += renamed ? 3 : 1;
  }
  return changes;
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter(line => line !== '');
}
