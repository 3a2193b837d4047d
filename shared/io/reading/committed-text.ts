/** Reads a text from a commit, for a repository without a work tree. */
import type { Git } from '../git.ts';
import type { TextFile } from './text-file.ts';

export interface CommittedTextOptions {
  /** In bytes. */
  readonly limit: number;
  readonly commit: string;
}

/** `path` is relative to the root of the repository. A link is not followed: it is no text. */
export async function readCommittedText(
  git: Git,
  path: string,
  { limit, commit }: CommittedTextOptions,
): Promise<TextFile> {
  const where = commit === 'HEAD' ? 'the newest commit' : `commit ${commit.slice(0, 7)}`;
  const entry = await git.attempt(['ls-tree', '-z', '--long', commit, '--', path]);
  const [mode, type, id, size] = entry.stdout.split(/[ \t]+/);
  if (entry.code !== 0 || id === undefined) {
    return unreadable('missing-file', `no such file in ${where}`, 'commit it');
  }
  if (type !== 'blob' || mode === '120000') {
    return unreadable('not-a-file', 'a directory or a link', 'name a file');
  }
  if (Number(size) > limit) return unreadable('too-large', 'a file over 1 MB', 'make it smaller');
  return { kind: 'text', text: await git.run(['cat-file', 'blob', id]) };
}

function unreadable(code: string, found: string, hint: string): TextFile {
  return { kind: 'unreadable', code, found, hint, line: 1 };
}
