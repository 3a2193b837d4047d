/** Repositories for the tests of merging, made from commits without a work tree by `git fast-import`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { execa } from 'execa';
import { type Git, openGit } from '../../shared/io/git.ts';
import { chain } from '../../shared/io/merge.ts';
import { openMergeDirectory } from '../../shared/io/merging/merge-directory.ts';
import { openRepository, type Repository } from '../../shared/io/repository.ts';
import type { RunId, Sha } from '../../shared/plan/plan.ts';
import type { ChainUnit } from '../../shared/run/effect.ts';
import type { ChainResult } from '../../shared/run/event.ts';

const open: Rig[] = [];

/** For `afterEach`: removes the repositories that the test made. */
export function removeRigs(): void {
  for (const rig of open.splice(0)) rig.remove();
}

/** The new content of a file; null: deleted. */
export type Change = string | Buffer | null | { readonly mode: string; readonly content: string };

export interface RigCommit {
  readonly parents?: readonly Sha[];
  readonly files: Readonly<Record<string, Change>> | Iterable<readonly [path: string, change: Change]>;
  readonly message?: string;
  readonly author?: string;
}

export interface Rig {
  readonly path: string;
  readonly repository: Repository;
  readonly git: Git;
  readonly env: NodeJS.ProcessEnv;
  /** A change of its first parent, or of nothing. Dates go up by a minute from one to the next. */
  commit(commit: RigCommit): Promise<Sha>;
  /** A clone that shares the objects, with a work tree that shows the commit. */
  clone(path: string, commit: Sha): Promise<Git>;
  /** Content of a file in a commit. */
  read(commit: string, path: string): Promise<string>;
  remove(): void;
}

export async function makeRig(options: { readonly init?: readonly string[] } = {}): Promise<Rig> {
  const root = mkdtempSync(join(tmpdir(), 'braid-merge-'));
  const env = { PATH: process.env.PATH, HOME: root, BRAID_CACHE_DIR: join(root, 'cache') };
  const path = join(root, 'repository');
  await openGit(root, env).run(['init', '-q', '-b', 'main', ...(options.init ?? []), path]);
  let commits = 0;
  const rig: Rig = {
    path,
    repository: await openRepository(path, env),
    git: openGit(path, env),
    env,
    commit(commit) {
      commits++;
      return importCommit(path, env, { ...commit, number: commits });
    },
    async clone(place, commit) {
      await openGit(root, env).run(['clone', '-q', '-n', '--shared', path, place]);
      const git = openGit(place, env);
      await git.run(['config', 'user.name', 'A Person']);
      await git.run(['config', 'user.email', 'person@example.com']);
      await git.run(['checkout', '-q', '--detach', commit]);
      return git;
    },
    read: (commit, file) => openGit(path, env).run(['cat-file', 'blob', `${commit}:${file}`]),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  open.push(rig);
  return rig;
}

async function importCommit(path: string, env: NodeJS.ProcessEnv, commit: NumberedCommit): Promise<Sha> {
  // Streamed, for large repositories: what a process holds in memory makes every process it starts later slower.
  const input = Readable.from(importStream(commit));
  const args = ['fast-import', '--quiet', '--done'];
  const { stdout } = await execa('git', args, { cwd: path, env, extendEnv: false, input });
  return stdout.trim() as Sha;
}

type NumberedCommit = RigCommit & { readonly number: number };

function* importStream({ parents = [], files, message, author, number }: NumberedCommit): Iterable<Buffer> {
  const line = (text: string) => Buffer.from(`${text}\n`);
  yield line(`commit refs/rig/${number}\nmark :1`);
  yield line(`committer ${author ?? 'A Task <task@example.com>'} ${1_700_000_000 + number * 60} +0200`);
  yield dataBlock(message ?? `Commit ${number}`);
  for (const [at, parent] of parents.entries()) yield line(`${at === 0 ? 'from' : 'merge'} ${parent}`);
  const changes = Symbol.iterator in files ? files : Object.entries(files);
  for (const [file, change] of changes) {
    if (change === null) yield line(`D ${quote(file)}`);
    else if (typeof change === 'string' || Buffer.isBuffer(change)) {
      yield Buffer.concat([line(`M 100644 inline ${quote(file)}`), dataBlock(change)]);
    } else if (change.mode === '160000') yield line(`M 160000 ${change.content} ${quote(file)}`);
    else yield Buffer.concat([line(`M ${change.mode} inline ${quote(file)}`), dataBlock(change.content)]);
  }
  yield line('get-mark :1\ndone');
}

function dataBlock(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

function quote(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

/** Merges in the directory for `onto`, which is the run's base too. */
export async function chained(rig: Rig, onto: Sha, units: readonly ChainUnit[]): Promise<ChainResult> {
  const directory = await openMergeDirectory(rig.repository, { base: onto });
  return chain(directory, { onto, units, branch: null }, { run: RUN });
}

/** Where a chain of which at least one unit merged ends. */
export function endOf(result: ChainResult): Sha {
  const last = result.steps.findLast(step => step.kind === 'merged');
  if (last?.kind !== 'merged') throw new Error('expected a merged unit');
  return last.after.commit;
}

export const RUN = 'run-1' as RunId;

export function mergeMessage(task: string, run: string = RUN): string {
  return `Merge ${task}\n\nBraid-Run: ${run}\nBraid-Task: ${task}\n`;
}

/** A unit with one link of the same name. */
export function unit(name: string, commit: Sha | null): ChainUnit {
  return { name, links: [{ name, commit, message: mergeMessage(name) }] };
}

/** Lines `1` to `count`, of which some are replaced; null deletes one, a text with line ends inserts. */
export function lines(count: number, changes: Readonly<Record<number, string | null>> = {}): string {
  return Array.from({ length: count }, (_, at) => {
    const change = changes[at + 1];
    return change === null ? '' : `${change ?? `line ${at + 1}`}\n`;
  }).join('');
}
