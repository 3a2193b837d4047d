/** What `braid init --action` adds: the workflow, and the steps that install the agent. Both as new files only. */
import type { Repository } from '../../shared/io/repository.ts';
import { CommandProblem } from '../exit-code.ts';
import {
  type ActionName,
  PUBLISHED,
  parseActionName,
  programFor,
  SETUP_FILE,
  setupText,
  WORKFLOW_FILE,
  workflowText,
} from './action-text.ts';
import { isThere, type NewFile } from './new-files.ts';

export interface ActionFiles {
  readonly action: ActionName;
  /** Those that are not there yet. */
  readonly files: readonly NewFile[];
  /** Those that were there before. */
  readonly kept: readonly string[];
  /** The secret that the agent needs; null: none. */
  readonly secret: string | null;
}

/** `wish`: what `--action` says; true: it names none. */
export function actionNameOf(wish: string | true): ActionName {
  const name = wish === true ? PUBLISHED : parseActionName(wish);
  if (name !== null) return name;
  throw new CommandProblem(`expected the name of the action, found \`${wish}\``, {
    hint: `it is like \`${PUBLISHED.name}@${PUBLISHED.ref}\``,
  });
}

export async function actionFiles(
  { git }: Repository,
  { action, kind, root }: { readonly action: ActionName; readonly kind: string; readonly root: string },
): Promise<ActionFiles> {
  const branch = await defaultBranch(git);
  const program = programFor(kind);
  const all: readonly NewFile[] = [
    { path: WORKFLOW_FILE, text: workflowText(action, branch) },
    ...(program === null ? [] : [{ path: SETUP_FILE, text: setupText(program) }]),
  ];
  return {
    action,
    files: all.filter(({ path }) => !isThere(root, path)),
    kept: all.flatMap(({ path }) => (isThere(root, path) ? [path] : [])),
    secret: program?.secret ?? null,
  };
}

/** As the remote says, else the one that is checked out. */
async function defaultBranch(git: Repository['git']): Promise<string> {
  for (const ref of ['refs/remotes/origin/HEAD', 'HEAD']) {
    const { code, stdout } = await git.attempt(['symbolic-ref', '--quiet', '--short', ref]);
    if (code === 0) return stdout.trim().replace(/^origin\//, '');
  }
  return 'main';
}

/** Whether a remote is on GitHub, or on a server of one's own that is called so. */
export async function isOnGitHub({ git }: Repository): Promise<boolean> {
  const { stdout } = await git.attempt(['config', '--get-regexp', '^remote\\..*\\.url$']);
  return /[/@.]github\./i.test(stdout);
}
