/** Repositories with a work tree, tasks as shell scripts, and what a tree holds as text. */
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { onTestFinished } from 'vitest';
import { type Git, openGit } from '../../shared/io/git.ts';
import { openRepository, type Repository } from '../../shared/io/repository.ts';
import {
  type Collected,
  openTreePool,
  type TaskTree,
  type TreePool,
  type TreeRequest,
} from '../../shared/io/task-tree.ts';
import type { RunId, Sha, TaskId } from '../../shared/plan/plan.ts';

export type Files = Readonly<Record<string, string | { readonly mode: number; readonly text: string }>>;

export type Asked = Partial<Pick<TreeRequest, 'disposable' | 'keepsIgnored' | 'joint'>> & {
  readonly task?: string;
};

export interface Rig {
  /** Everything of the test is in it; the repository is `<root>/repository`. */
  readonly root: string;
  readonly path: string;
  readonly git: Git;
  readonly repository: Repository;
  readonly pool: TreePool;
  /** A commit of everything in the work tree, after these files were written. */
  commit(files: Files): Promise<Sha>;
  prepare(base: Sha, options?: Asked): Promise<TaskTree>;
  /** Prepares, runs the script, collects and releases. */
  task(base: Sha, script: string): Promise<Collected>;
  open(path?: string): Promise<Repository>;
  /** What the next task in the pool finds, against a fresh checkout. */
  isClean(tree: TaskTree, base: Sha): Promise<boolean>;
  /** Name and content of every file that differs from the base in the commit. */
  changes(base: Sha, collected: Collected): Promise<string>;
  /** Everything of the user's repository that a task must not change. */
  user(): Promise<string>;
}

export const RUN = 'run-1' as RunId;

/** The end of the test removes it, without following links. */
export async function makeRig(options: { readonly init?: readonly string[]; readonly files?: Files } = {}) {
  const root = temporaryFolder();
  const path = join(root, 'repository');
  const env = userEnvironment(root);
  await openGit(root, env).run(['init', '-q', '-b', 'main', ...(options.init ?? []), path]);
  const git = openGit(path, env);
  await git.run(['config', 'user.name', 'A Person']);
  await git.run(['config', 'user.email', 'person@example.com']);
  const commit = async (files: Files) => {
    for (const [name, file] of Object.entries(files)) write(join(path, name), file);
    await git.run(['add', '-A']);
    await git.run(['commit', '-q', '--allow-empty', '-m', 'Base']);
    return (await git.run(['rev-parse', 'HEAD'])).trim() as Sha;
  };
  const base = await commit(
    options.files ?? { 'README.md': 'Read me\n', 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' },
  );
  const open = (place = path) => openRepository(place, env);
  const repository = await open();
  const pool = await openTreePool(repository);
  const rig: Rig = {
    root,
    path,
    git,
    repository,
    pool,
    commit,
    open,
    ...tasksOf(pool),
    ...looks({ root, path, git }),
  };
  return { rig, base };
}

/** Removed at the end of the test, whatever is in it; what the test puts into the system's temporary folder is in it, too. */
export function temporaryFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'braid-tree-'));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = join(root, 'tmp');
  mkdirSync(process.env.TMPDIR);
  onTestFinished(async () => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    await execa('chmod', ['-R', 'u+rwx', root], { reject: false });
    await execa('rm', ['-rf', root]);
  });
  return root;
}

function userEnvironment(root: string): NodeJS.ProcessEnv {
  const home = join(root, 'home');
  mkdirSync(home, { recursive: true });
  return { PATH: process.env.PATH, HOME: home, BRAID_CACHE_DIR: join(root, 'cache') };
}

function write(file: string, content: Files[string]): void {
  mkdirSync(dirname(file), { recursive: true });
  const { mode, text } = typeof content === 'string' ? { mode: 0o644, text: content } : content;
  writeFileSync(file, text, { mode });
}

export function request(base: Sha, { task: name = 'task-1', ...asked }: Asked = {}) {
  const task = name as TaskId;
  const branch = `braid/${RUN}/${task}`;
  return { name: `${RUN}/${task}/1`, run: RUN, task, attempt: 1, base, branch, log: '/dev/null', ...asked };
}

function tasksOf(pool: TreePool): Pick<Rig, 'prepare' | 'task'> {
  const prepare: Rig['prepare'] = (base, options) => pool.prepare(request(base, options));
  return {
    prepare,
    async task(base, script) {
      const tree = await prepare(base);
      await work(tree, script);
      const collected = await collect(tree);
      await tree.release();
      return collected;
    },
  };
}

export const AT = Date.UTC(2026, 0, 2, 3, 4, 5);

export function collect(tree: TaskTree): Promise<Collected> {
  return tree.collect({ at: AT, message: 'Work\n' });
}

/** The folder of the pool that the tree belongs to. */
export function poolOf({ directory }: TaskTree): string {
  return dirname(dirname(directory));
}

/** A task: a shell script in its tree, with the environment that Braid gives to tasks. Answers what it printed. */
export async function work(tree: TaskTree, script: string): Promise<string> {
  const { stdout } = await execa('sh', ['-ec', script], {
    cwd: tree.directory,
    extendEnv: false,
    env: {
      PATH: process.env.PATH,
      HOME: tree.files.temporary,
      TMPDIR: tree.files.temporary,
      GIT_CONFIG_GLOBAL: tree.files.gitConfig,
      GIT_CONFIG_NOSYSTEM: '1',
    },
  });
  return stdout;
}

function looks({
  root,
  path,
  git,
}: Pick<Rig, 'root' | 'path' | 'git'>): Pick<Rig, 'isClean' | 'changes' | 'user'> {
  let checkouts = 0;
  return {
    async isClean(tree, base) {
      checkouts += 1;
      const checkout = join(root, `checkout-${checkouts}`);
      await git.run(['worktree', 'add', '-q', '--detach', checkout, base]);
      const [found, expected] = [listing(tree.directory), listing(checkout)];
      if (found !== expected) throw new Error(`expected\n${expected}\nfound\n${found}`);
      return true;
    },
    changes: (base, { tree }) =>
      git.run(['diff-tree', '-r', '--no-renames', '--name-status', `${base}^{tree}`, tree]),
    async user() {
      const refs = await git.run(['for-each-ref']);
      const status = await git.run(['status', '--porcelain', '--ignored']);
      const own = ['HEAD', 'config'].map(name => readFileSync(join(path, '.git', name), 'utf8'));
      return [refs, status, ...own, listing(path)].join('\n');
    },
  };
}

/** Kind, permissions, content and name of everything below a folder, but the `.git` in it. */
export function listing(folder: string): string {
  const lines: string[] = [];
  const visit = (at: Buffer) => {
    for (const name of readdirSync(at, { encoding: 'buffer' })) {
      const path = Buffer.concat([at, Buffer.from('/'), name]);
      const shown = path.toString('latin1').slice(folder.length + 1);
      if (shown === '.git') continue;
      const found = lstatSync(path);
      lines.push(`${shown} ${found.mode.toString(8)} ${digest(path)}`);
      if (found.isDirectory()) visit(path);
    }
  };
  visit(Buffer.from(folder));
  return lines.sort().join('\n');
}

function digest(path: Buffer): string {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return readlinkSync(path);
  return found.isFile() ? createHash('sha1').update(readFileSync(path)).digest('hex') : '';
}
