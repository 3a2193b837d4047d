/** A commit made on the server's side, as by somebody who edits files on GitHub's pages. */
import type { BareRepository } from './bare.ts';

export interface FileCommit {
  readonly branch: string;
  /** The branch's commit until now, or where it begins; null: from nothing. */
  readonly parent: string | null;
  /** By path; null deletes. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly message: string;
  readonly author: string;
  readonly date: Date;
}

/** Moves the branch, and gives the commit's id. */
export async function commitFiles(bare: BareRepository, commit: FileCommit): Promise<string> {
  const seconds = Math.floor(commit.date.getTime() / 1000);
  const who = `${commit.author} <${commit.author}@users.noreply.github.com> ${seconds} +0000`;
  const lines = [
    `commit refs/heads/${commit.branch}`,
    `author ${who}`,
    `committer ${who}`,
    data(commit.message),
    ...(commit.parent === null ? [] : [`from ${commit.parent}`]),
    ...Object.entries(commit.files).map(([path, text]) => {
      const name = JSON.stringify(path);
      return text === null ? `D ${name}` : `M 100644 inline ${name}\n${data(text)}`;
    }),
    '',
  ];
  await bare.git.run(['fast-import', '--quiet'], { input: lines.join('\n') });
  const made = await bare.commit(`refs/heads/${commit.branch}`);
  if (made === null) throw new Error(`The commit on ${commit.branch} was not made`);
  return made;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
