/** Where the files of attempts are that were made in other jobs of this workflow run. */
import { join } from 'node:path';
import { Arrivals } from '../shared/io/handover/arrivals.ts';
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
}

export function arrivalsOf({ run, repository, surroundings, state, sent }: ArrivalsHere): Arrivals {
  const { folder, runAttempt, serverUrl, repository: name, runId } = surroundings;
  const attempts = Array.from({ length: runAttempt }, (_, index) => runAttempt - index);
  return new Arrivals({
    repository,
    run,
    folders: ({ task, attempt }) =>
      attempts.map(each => join(folder, PLACES.tasks, artifactName({ run, task, attempt }, each))),
    wasSent: ({ key }) => sent.has(key),
    isCancelled: () => state().cancel !== null,
    now: Date.now,
    log: `${serverUrl}/${name}/actions/runs/${runId}`,
  });
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
