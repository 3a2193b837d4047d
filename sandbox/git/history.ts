/** Commits and what they change. What git says of commits by their full ids alone is so for ever, and is asked once. */
import { type Git, GitError, type GitResult } from '../../shared/io/git.ts';

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

/** Answers that are kept, and the characters of the longest one that is. */
const KEPT = 500;
const LONGEST = 100_000;

export class History {
  readonly #git: Git;
  readonly #known = new Map<string, Promise<GitResult>>();

  constructor(git: Git) {
    this.#git = git;
  }

  /** Newest first. */
  async commits(range: readonly string[], limit: number): Promise<readonly CommitFields[]> {
    const format = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x00%x01';
    const text = await this.#run(
      ['log', `--max-count=${limit}`, `--format=${format}`, ...range, '--'],
      range,
    );
    return text
      .split('\u0001')
      .map(entry => entry.trimStart().split('\0'))
      .filter(fields => fields.length > 1)
      .map(readCommit);
  }

  async changes(from: string, to: string): Promise<readonly FileChange[]> {
    const options = ['-r', '-M', '-z', '--raw', '--no-abbrev', '--numstat'];
    return readChanges((await this.#run(['diff-tree', ...options, from, to], [from, to])).split('\0'));
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    const revisions = [ancestor, descendant];
    return (await this.#ask(['merge-base', '--is-ancestor', ...revisions], revisions)).code === 0;
  }

  async mergeBase(one: string, other: string): Promise<string | null> {
    const said = await this.#ask(['merge-base', one, other], [one, other]);
    return said.code === 0 ? said.stdout.trim() : null;
  }

  async #run(args: readonly string[], revisions: readonly string[]): Promise<string> {
    const said = await this.#ask(args, revisions);
    if (said.code !== 0) throw new GitError(args, said);
    return said.stdout;
  }

  async #ask(args: readonly string[], revisions: readonly string[]): Promise<GitResult> {
    if (!revisions.every(isLasting)) return this.#git.attempt(args);
    const key = args.join('\0');
    const asked = this.#known.get(key) ?? this.#git.attempt(args);
    this.#known.set(key, asked);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    try {
      const said = await asked;
      // Above 1 git has failed, as where an object is not there yet.
      if (said.code > 1 || said.stdout.length > LONGEST) this.#known.delete(key);
      return said;
    } catch (error) {
      this.#known.delete(key);
      throw error;
    }
  }
}

/** A full id, without what an id leads to, or the range between two. */
function isLasting(revision: string): boolean {
  return /^\^?[0-9a-f]{40}(?:\.\.[0-9a-f]{40})?$/.test(revision);
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

/** What was changed, then how much, in the same order; a rename has two more names in each. */
function readChanges(fields: readonly string[]): readonly FileChange[] {
  const changed: Omit<FileChange, 'additions' | 'deletions'>[] = [];
  let at = 0;
  while (fields[at]?.startsWith(':') === true) {
    const [, , , sha = '', status = ''] = (fields[at] ?? '').split(' ');
    const renamed = status.startsWith('R');
    changed.push({
      path: fields[at + (renamed ? 2 : 1)] ?? '',
      previous: renamed ? (fields[at + 1] ?? '') : null,
      status: STATUS[status.charAt(0)] ?? 'modified',
      sha,
    });
    at += renamed ? 3 : 2;
  }
  return changed.map(change => {
    const [additions = '', deletions = ''] = (fields[at] ?? '').split('\t');
    at += change.previous === null ? 1 : 3;
    return { ...change, additions: Number(additions) || 0, deletions: Number(deletions) || 0 };
  });
}
