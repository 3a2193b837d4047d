/** What other jobs of this workflow run left, where the workflow's steps put it. */
import { join } from 'node:path';
import { type Arrivals, NO_RESULT } from '../shared/io/handover/arrivals.ts';
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
  /** The job's own token lands; absent: it does. */
  readonly landsByItself?: boolean;
  /** All that they uploaded could be unpacked; absent: it could. */
  readonly unpacked?: boolean;
}

export function arrivalsOf(here: ArrivalsHere): Arrivals {
  const { surroundings, changesWorkflows, landsByItself = true, unpacked = true, ...known } = here;
  const { folder, runAttempt, serverUrl, repository: name, runId, retentionDays } = surroundings;
  const withoutWorkflows = {
    retentionDays: retentionDays ?? null,
    ...(landsByItself ? BY_ITSELF : BY_TOKEN),
  };
  return arrivalsFromJobs({
    ...known,
    folder: join(folder, PLACES.tasks),
    runAttempt,
    missing: unpacked ? NO_RESULT : 'its job left no result that could be unpacked',
    withoutWorkflows: changesWorkflows ? null : withoutWorkflows,
    log: `${serverUrl}/${name}/actions/runs/${runId}`,
  });
}

const BY_ITSELF = { pusher: 'the token of a job', hint: 'set the secret BRAID_LANDING_TOKEN' };
const BY_TOKEN = {
  pusher: 'the token in BRAID_LANDING_TOKEN',
  hint: "give that token the permission to change workflows (a person's the scope `workflow`, an App's `workflows: write`)",
};
