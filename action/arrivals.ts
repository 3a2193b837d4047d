/** Where the files of attempts are that were made in other jobs of this workflow run. */
import { join } from 'node:path';
import { Arrivals, NO_RESULT } from '../shared/io/handover/arrivals.ts';
import { parseMatrix } from '../shared/io/handover/hop.ts';
import type { Repository } from '../shared/io/repository.ts';
import type { RunId, TaskId } from '../shared/plan/plan.ts';
import type { Started } from '../shared/run/state.ts';
import { dispatchKey } from '../shared/run/wanted.ts';
import { PLACES, type Surroundings } from './environment.ts';

export interface ArrivalsHere {
  readonly run: RunId;
  readonly repository: Repository;
  readonly surroundings: Surroundings;
  readonly state: () => Started;
  /** Keys of the attempts that this workflow run had jobs for. */
  readonly sent: ReadonlySet<string>;
  readonly changesWorkflows: boolean;
  /** The job's own token lands; absent: it does. */
  readonly landsByItself?: boolean;
  /** All that they uploaded could be unpacked; absent: it could. */
  readonly unpacked?: boolean;
}

/** Pushing a change in it takes a permission that GitHub gives to no job's token. */
const WORKFLOWS = '.github/workflows/';

export function arrivalsOf(here: ArrivalsHere): Arrivals {
  const { run, repository, surroundings, state, sent } = here;
  const { folder, runAttempt, serverUrl, repository: name, runId } = surroundings;
  const attempts = Array.from({ length: runAttempt }, (_, index) => runAttempt - index);
  return new Arrivals({
    repository,
    run,
    folders: ({ task, attempt }) =>
      attempts.map(each => join(folder, PLACES.tasks, artifactName({ run, task, attempt }, each))),
    missing: here.unpacked === false ? 'its job left no result that could be unpacked' : NO_RESULT,
    wasSent: ({ key }) => sent.has(key),
    unpushable: ({ task, attempt }, files) => {
      const path = here.changesWorkflows ? undefined : files.find(each => each.startsWith(WORKFLOWS));
      if (path === undefined) return null;
      return withoutPermission(path, artifactName({ run, task, attempt }, runAttempt), here);
    },
    config: () => state().config,
    isCancelled: () => state().cancel !== null,
    now: Date.now,
    log: `${serverUrl}/${name}/actions/runs/${runId}`,
  });
}

function withoutPermission(
  path: string,
  artifact: string,
  { surroundings: { retentionDays }, landsByItself = true }: ArrivalsHere,
): string {
  const until =
    retentionDays === undefined
      ? 'for as long as the repository keeps artifacts'
      : `until ${new Date(Date.now() + retentionDays * 86_400_000).toISOString().slice(0, 10)}`;
  const kept = `its work is kept in the artifact ${artifact} of its workflow run ${until}`;
  return landsByItself
    ? `changed ${path}, which the token of a job may not push: ${kept}. Hint: set the secret BRAID_LANDING_TOKEN`
    : `changed ${path}, which the token in BRAID_LANDING_TOKEN may not push: ${kept}. Hint: give that token the permission to change workflows (a person's the scope \`workflow\`, an App's \`workflows: write\`)`;
}

/** One for each time that the job was run. */
export function artifactName(
  { run, task, attempt }: { readonly run: string; readonly task: TaskId; readonly attempt: number },
  runAttempt: number,
): string {
  return `braid-${run}-${task}-${attempt}-${runAttempt}`;
}

/** `matrix`: JSON, as it was dispatched; null or empty: no tasks. */
export function sentTasks(matrix: string | null): ReadonlySet<string> {
  const entries = parseMatrix(matrix || '[]');
  if (entries === null) throw new Error('expected the matrix as it was dispatched, found something else');
  return new Set(
    entries.map(({ task, attempt }) => dispatchKey({ task: { id: task } }, { number: attempt })),
  );
}
