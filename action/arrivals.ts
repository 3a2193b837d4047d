/** What other jobs of this workflow run left, where the workflow's steps put it. */
import { join } from 'node:path';
import type { Arrivals } from '../shared/io/handover/arrivals.ts';
import { arrivalsFromJobs } from '../shared/io/handover/from-jobs.ts';
import type { Repository } from '../shared/io/repository.ts';
import type { RunId } from '../shared/plan/plan.ts';
import type { Started } from '../shared/run/state.ts';
import { PLACES, type Surroundings } from './environment.ts';

export interface ArrivalsHere {
  readonly run: RunId;
  readonly repository: Repository;
  readonly surroundings: Surroundings;
  readonly state: () => Started;
  /** Keys of the attempts that this workflow run had jobs for. */
  readonly sent: ReadonlySet<string>;
  readonly changesWorkflows: boolean;
}

export function arrivalsOf({ surroundings, changesWorkflows, ...known }: ArrivalsHere): Arrivals {
  const { folder, runAttempt, serverUrl, repository: name, runId, retentionDays } = surroundings;
  const withoutWorkflows = {
    retentionDays: retentionDays ?? null,
    pusher: 'the token of a job',
    hint: 'set the secret BRAID_LANDING_TOKEN',
  };
  return arrivalsFromJobs({
    ...known,
    folder: join(folder, PLACES.tasks),
    runAttempt,
    withoutWorkflows: changesWorkflows ? null : withoutWorkflows,
    log: `${serverUrl}/${name}/actions/runs/${runId}`,
  });
}
