/** The repository that tales are played on, made once and copied: starting git is what takes time here. */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Sha } from '../../shared/plan/plan.ts';
import type { Snapshot } from '../../shared/run/event.ts';
import { BASE } from './tale.ts';

/** Where Linux keeps files in memory: these repositories live for a second. */
const MEMORY = '/dev/shm';

export const ENV = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap(who => [
      [`GIT_${who}_NAME`, 'Ann'],
      [`GIT_${who}_EMAIL`, 'ann@example.org'],
    ]),
  ),
};

export interface Stage {
  readonly folder: string;
  readonly base: Snapshot;
  remove(): void;
}

export function git(folder: string, args: readonly string[], input = ''): Promise<string> {
  return run(folder, ['git', ...args], input);
}

export async function run(folder: string, line: readonly string[], input: string): Promise<string> {
  const [program = '', ...args] = line;
  const { stdout } = await execa(program, args, { cwd: folder, env: ENV, extendEnv: false, input });
  return stdout;
}

export async function buildStage(): Promise<Stage> {
  const folder = realpathSync(mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'braid-tales-')));
  const repository = join(folder, 'template');
  mkdirSync(repository);
  await git(repository, ['init', '-q', '--bare', '-b', 'main', '.']);
  await commit(repository, BASE);
  const [sha, tree] = (await git(repository, ['log', '-1', '--format=%H %T', 'main'])).split(' ');
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch);
  await git(scratch, ['init', '-q', '.']);
  const base = { commit: sha as Sha, tree: tree as Sha };
  return { folder, base, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Adds these files on top of `main`, in one process. */
export async function commit(
  repository: string,
  files: Readonly<Record<string, string>>,
  from = '',
): Promise<void> {
  const blobs = Object.entries(files).map(
    ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const head = 'commit refs/heads/main\ncommitter Ann <ann@example.org> 1700000000 +0000\ndata 6\nchange\n';
  await git(repository, ['fast-import', '--quiet', '--done'], `${head}${from}${blobs.join('')}\ndone\n`);
}
