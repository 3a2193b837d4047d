/** Workflows that wait for a person after a landing: GitHub holds those of a pull request whose head a job's own token has moved. */
import type { Git } from '../../shared/io/git.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { waitingWorkflows } from '../../shared/report/text/waiting-workflows.ts';
import type { Origin } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';

const FOLDER = '.github/workflows';

export interface Landing {
  readonly git: Git;
  readonly origin: Origin;
  readonly target: Started['target'];
  readonly commit: Sha;
}

/** Null: there are none. */
export async function approval({ git, origin, target, commit }: Landing): Promise<string | null> {
  const isHead = origin.pullRequest !== null && target.kind === 'branch' && target.branch === origin.branch;
  if (!isHead) return null;
  // Exits with 1 where nothing is found.
  const found = await git.attempt(['grep', '-lzw', '-e', 'pull_request', commit, '--', FOLDER]);
  const names = found.stdout.split('\0').flatMap(line => /([^/:]+\.ya?ml)$/.exec(line)?.[1] ?? []);
  const others = names.filter(name => name !== origin.workflow);
  return others.length === 0 ? null : waitingWorkflows(others);
}
