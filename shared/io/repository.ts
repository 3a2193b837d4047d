/** The user's repository as Braid needs to know it, and the two folders Braid keeps: one in it, one outside of any repository. */
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type SimpleGit, simpleGit } from 'simple-git';
import { type Git, openGit } from './git.ts';

export interface Repository {
  /** Root of the work tree; null: bare. */
  readonly workTree: string | null;
  /** This work tree's own git directory (a linked work tree has one of its own). */
  readonly gitDir: string;
  /** Where refs and objects are. */
  readonly commonDir: string;
  readonly objects: string;
  readonly objectFormat: string;
  readonly shallow: boolean;
  /** git's plumbing in this repository, with the user's configuration. */
  readonly git: Git;
  /** What a person would ask git here, parsed. */
  readonly porcelain: SimpleGit;
  /** `<commonDir>/braid`: locks, logs and reports of runs; stays with the repository. */
  readonly state: string;
  /** Task trees and everything that may be lost; outside of any repository, private to the user. */
  readonly cache: string;
}

/** The oldest git with `merge-tree --write-tree`. */
const OLDEST_GIT = [2, 38] as const;

export class RepositoryProblem extends Error {
  readonly hint: string;
  /** Where trees could lie is only looked for when all else is well. */
  readonly about: 'folder' | 'git' | 'repository' | 'trees';
  constructor(about: RepositoryProblem['about'], message: string, hint: string) {
    super(message);
    this.name = 'RepositoryProblem';
    this.hint = hint;
    this.about = about;
  }
}

/** Opens the repository that `directory` lies in. Throws a {@link RepositoryProblem} when there is none that Braid can use. */
export async function openRepository(
  directory: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Repository> {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new RepositoryProblem(
      'folder',
      `expected a directory, found no such one: ${directory}`,
      'check --repo',
    );
  }
  const git = openGit(directory, environment);
  const porcelain = simpleGit(directory);
  await requireVersion(porcelain);
  const found = await git.attempt([
    'rev-parse',
    '--path-format=absolute',
    '--git-dir',
    '--git-common-dir',
    '--git-path',
    'objects',
    '--show-object-format',
    '--is-shallow-repository',
    '--is-bare-repository',
  ]);
  if (found.code !== 0) {
    throw found.stderr.includes('dubious ownership')
      ? new RepositoryProblem(
          'repository',
          `git does not trust ${directory}: it belongs to someone else`,
          found.stderr.trim().split('\n').at(-1)?.trim() ?? '',
        )
      : new RepositoryProblem(
          'repository',
          `${resolve(directory)} is not in a git repository`,
          'run `git init` there, or name one with --repo',
        );
  }
  const [gitDir = '', commonDir = '', objects = '', objectFormat = 'sha1', shallow, bare] =
    found.stdout.split('\n');
  const workTree =
    bare === 'true' ? null : (await git.run(['rev-parse', '--show-toplevel'])).replace(/\n$/, '');
  const root = realpathSync(commonDir);
  return {
    workTree,
    gitDir: realpathSync(gitDir),
    commonDir: root,
    objects,
    objectFormat,
    shallow: shallow === 'true',
    git: workTree === null ? git : openGit(workTree, environment),
    porcelain: workTree === null ? porcelain : simpleGit(workTree),
    state: join(root, 'braid'),
    cache: cacheFolder(root, environment),
  };
}

/** The git found by way of this `PATH` was new enough when this process asked. */
let known: string | null = null;

async function requireVersion(porcelain: SimpleGit): Promise<void> {
  const { PATH = '' } = process.env;
  if (known === PATH) return;
  const { installed, major, minor } = await porcelain.version();
  if (!installed) {
    throw new RepositoryProblem('git', 'git was not found', `install git ${OLDEST_GIT.join('.')} or newer`);
  }
  if (major > OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor >= OLDEST_GIT[1])) {
    known = PATH;
    return;
  }
  throw new RepositoryProblem(
    'git',
    `expected git ${OLDEST_GIT.join('.')} or newer, found ${major}.${minor}`,
    'update git: Braid merges with `git merge-tree --write-tree`',
  );
}

/**
 * One folder for each repository, the same for every process that drives it. Inside a repository a task that deletes its
 * `.git` would write to that one, so the first place that is writable and in no repository is taken.
 */
function cacheFolder(commonDir: string, environment: NodeJS.ProcessEnv): string {
  const name = createHash('sha256').update(commonDir).digest('hex').slice(0, 16);
  const home = environment.HOME ?? homeOf();
  const candidates = [
    environment.BRAID_CACHE_DIR,
    environment.XDG_CACHE_HOME && join(environment.XDG_CACHE_HOME, 'braid'),
    home && join(home, '.cache', 'braid'),
    join(tmpdir(), `braid-${process.getuid?.() ?? 'user'}`),
  ];
  for (const candidate of candidates) {
    if (candidate && usable(candidate)) return join(realpathSync(candidate), name);
  }
  throw new RepositoryProblem(
    'trees',
    'found no writable folder outside of a repository for the trees of tasks',
    'name one with BRAID_CACHE_DIR',
  );
}

/** Null: a user without an entry among the system's users has none. */
function homeOf(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}

function usable(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isGitDirectory(join(at, '.git'))) return false;
    if (dirname(at) === at) break;
  }
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.W_OK);
    return process.getuid === undefined || statSync(folder).uid === process.getuid();
  } catch {
    return false;
  }
}

/** git passes over an empty folder of that name, which sandboxes leave where they keep one from being made. */
function isGitDirectory(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && (!found.isDirectory() || existsSync(join(path, 'HEAD')));
}

/** One by one: Node's own way to make several does not come to an end below a place like /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
}
