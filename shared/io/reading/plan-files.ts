/** Where a plan, its configuration and its prompt files are read: on a disk, or in commits. */
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { MAX_BYTES } from '../../plan/document.ts';
import type { Sha } from '../../plan/plan.ts';
import type { Git } from '../git.ts';
import { readCommittedText } from './committed-text.ts';
import { readTextFile, type TextFile } from './text-file.ts';

/** Read when it exists and no other is named; relative to the root of the repository. */
export const CONFIG_FILE = '.github/braid.yml';
/** Where a plan usually is. */
export const PLAN_FILE = '.github/braid/plan.yml';

export interface LoadRequest {
  /** As the user named it: absolute, or relative to `cwd`. May lie outside of the repository. */
  readonly planFile: string;
  /** The same; null: {@link CONFIG_FILE}, if it exists. */
  readonly configFile: string | null;
  /** The root of the work tree; null: there is none, and what is read of the repository is read from its newest commit. */
  readonly root: string | null;
  readonly git: Git;
  readonly cwd: string;
}

/** Where nothing is checked out: all paths are from the root of the repository. */
export interface CommittedRequest {
  readonly git: Git;
  readonly planFile: string;
  /** Has the plan and its prompt files. */
  readonly planCommit: Sha;
  /** Has the configuration and what it names. */
  readonly configCommit: Sha;
}

/** A file with the name it has in messages. */
interface NamedText {
  readonly file: string;
  read(): Promise<TextFile>;
}

export interface PlanFiles {
  readonly plan: NamedText;
  /** `isOptional`: nobody named it, so it need not be there. */
  readonly config: NamedText & { readonly isOptional: boolean };
  /** Paths from the root of the repository, and inside it. */
  prompt(path: string): Promise<TextFile>;
  template(path: string): Promise<TextFile>;
}

export function filesOnDisk(request: Omit<LoadRequest, 'planFile'> & { planFile?: string }): PlanFiles {
  const { root, cwd, configFile, planFile = PLAN_FILE } = request;
  const named = async (file: string) =>
    missed(await readTextFile(resolve(cwd, file), { limit: MAX_BYTES, root, inside: false }), file, request);
  const config = configFile ?? CONFIG_FILE;
  const inside = (path: string) => readOwn(path, request, true);
  return {
    plan: { file: planFile, read: () => named(planFile) },
    config: {
      file: config,
      isOptional: configFile === null,
      read: () => (configFile === null ? readOwn(config, request, false) : named(configFile)),
    },
    prompt: inside,
    template: inside,
  };
}

export function filesInCommits({ git, planFile, planCommit, configCommit }: CommittedRequest): PlanFiles {
  const at = (commit: Sha) => (path: string) => readCommittedText(git, path, { limit: MAX_BYTES, commit });
  return {
    plan: { file: planFile, read: () => at(planCommit)(planFile) },
    config: { file: CONFIG_FILE, isOptional: true, read: () => at(configCommit)(CONFIG_FILE) },
    prompt: at(planCommit),
    template: at(configCommit),
  };
}

/** A file of the repository: from its work tree, or from its newest commit where it has none. */
function readOwn(
  path: string,
  { root, git }: Pick<LoadRequest, 'root' | 'git'>,
  inside: boolean,
): Promise<TextFile> {
  return root === null
    ? readCommittedText(git, path, { limit: MAX_BYTES, commit: 'HEAD' })
    : readTextFile(resolve(root, path), { limit: MAX_BYTES, root, inside });
}

/** Whoever names a repository may mean its files, too; what they name is in their own folder all the same. */
function missed(read: TextFile, file: string, { root, cwd }: Pick<LoadRequest, 'root' | 'cwd'>): TextFile {
  if (read.kind === 'text' || read.code !== 'missing-file' || root === null) return read;
  const named = resolve(cwd, file);
  if (relative(root, named) === PLAN_FILE) return { ...read, hint: '`braid init` writes one to begin with' };
  const there = resolve(root, file);
  if (there === named) return read;
  return existsSync(there) ? { ...read, hint: `a file of that name is in the repository: ${there}` } : read;
}
