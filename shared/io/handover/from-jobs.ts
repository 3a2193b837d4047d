/** What the jobs of a workflow run left, as artifacts that were unpacked: a folder for each, whoever brought them here. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunId, TaskId } from '../../plan/plan.ts';
import type { Started } from '../../run/state.ts';
import { dispatchKey } from '../../run/wanted.ts';
import type { Repository } from '../repository.ts';
import { Arrivals } from './arrivals.ts';
import { readVerdicts, type VerdictsFile } from './handed-over.ts';
import { parseMatrix } from './hop.ts';

export const VERDICTS_FILE = 'verdicts.json';

export interface FromJobs {
  readonly run: RunId;
  readonly repository: Repository;
  readonly state: () => Started;
  /** Keys of the attempts that the workflow run had jobs for. */
  readonly sent: ReadonlySet<string>;
  /** Of the artifacts of tasks. */
  readonly folder: string;
  /** How often the workflow run was run. */
  readonly runAttempt: number;
  /** Null: changes of workflows can be pushed. */
  readonly withoutWorkflows: WithoutWorkflows | null;
  /** What is said of an attempt that left no result. */
  readonly missing: string;
  /** For a person: where the jobs' logs are. */
  readonly log: string;
  /** Artifacts that were left out, and why; absent: none was. */
  readonly refused?: ReadonlyMap<string, string>;
}

export interface WithoutWorkflows {
  /** Who may not push them: `the token of a job`. */
  readonly pusher: string;
  readonly hint: string;
  /** How long artifacts are kept; null: nobody says. */
  readonly retentionDays: number | null;
}

/** Pushing a change in it takes a permission that GitHub gives to no job's token. */
const WORKFLOWS = '.github/workflows/';

export function arrivalsFromJobs(jobs: FromJobs): Arrivals {
  const { run, repository, state, sent, folder, runAttempt, withoutWorkflows, missing, log, refused } = jobs;
  const attempts = Array.from({ length: runAttempt }, (_, index) => runAttempt - index);
  return new Arrivals({
    repository,
    run,
    folders: ({ task, attempt }) =>
      attempts.map(each => join(folder, artifactName({ run, task, attempt }, each))),
    wasSent: ({ key }) => sent.has(key),
    missing: ({ task, attempt }) => {
      const reasons = attempts.flatMap(
        each => refused?.get(artifactName({ run, task, attempt }, each)) ?? [],
      );
      return reasons[0] === undefined ? missing : `what its job left could not be taken: ${reasons[0]}`;
    },
    unpushable: ({ task, attempt }, files) => {
      const path = withoutWorkflows === null ? undefined : files.find(each => each.startsWith(WORKFLOWS));
      if (withoutWorkflows === null || path === undefined) return null;
      return forbidden(path, artifactName({ run, task, attempt }, runAttempt), withoutWorkflows);
    },
    config: () => state().config,
    isCancelled: () => state().cancel !== null,
    now: Date.now,
    log,
  });
}

function forbidden(
  path: string,
  artifact: string,
  { pusher, hint, retentionDays }: WithoutWorkflows,
): string {
  const until =
    retentionDays === null
      ? 'for as long as the repository keeps artifacts'
      : `until ${new Date(Date.now() + retentionDays * 86_400_000).toISOString().slice(0, 10)}`;
  const kept = `its work is kept in the artifact ${artifact} of its workflow run ${until}`;
  return `changed ${path}, which ${pusher} may not push: ${kept}. Hint: ${hint}`;
}

export interface SentAttempt {
  readonly run: string;
  readonly task: TaskId;
  readonly attempt: number;
}

/** One for each time that the job was run. */
export function artifactName({ run, task, attempt }: SentAttempt, runAttempt: number): string {
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

/** Of all jobs that verified; a file that is not as it should be says nothing. `folder`: of their artifacts; `log`: of their jobs. */
export async function handedVerdicts(
  folder: string,
  { run, log }: { readonly run: RunId; readonly log: string | null },
): Promise<readonly VerdictsFile[]> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    // The newest of each job comes first, and the first verdict on a tree counts.
    [...names]
      .sort()
      .reverse()
      .map(name => readVerdicts(join(folder, name, VERDICTS_FILE), run, log)),
  );
  return found.flatMap(each => (each.kind === 'read' ? [each.value] : []));
}
