/** What the workflow run of a hop left for the step that takes it in. */
import type { GitHub } from '../../shared/io/github/github.ts';
import { handedVerdicts } from '../../shared/io/handover/from-jobs.ts';
import type { VerdictsFile } from '../../shared/io/handover/handed-over.ts';
import { notBegun } from '../../shared/io/local/left.ts';
import type { HostPorts } from '../../shared/io/perform.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { type Site, workflowRunUrl } from '../../shared/report/github/links.ts';
import type { Started } from '../../shared/run/state.ts';
import { dispatchKey } from '../../shared/run/wanted.ts';
import { arrivalsOf } from '../artifacts/arrivals.ts';
import { fetchArtifacts } from '../artifacts/fetch-artifacts.ts';
import type { FinishedHop } from './hops.ts';

export interface Arrived {
  /** Keys of the attempts that there were jobs for. */
  readonly sent: ReadonlySet<string>;
  /** There were jobs that verify. */
  readonly verified: boolean;
  readonly verdicts: readonly VerdictsFile[];
  attempts(repository: Repository, state: () => Started): HostPorts['attempts'];
}

export interface Arriving {
  readonly github: Pick<GitHub, 'artifacts' | 'downloadArtifact'>;
  readonly hop: FinishedHop;
  readonly run: RunId;
  /** Gone when the step is over. */
  readonly folder: string;
  readonly site: Site;
}

export async function arrivedFrom({ github, hop, run, folder, site }: Arriving): Promise<Arrived> {
  const { workflowRun, runAttempt, tasks: attempts, legs } = hop;
  const wanted = { workflowRun, runAttempt, run, attempts, verifiers: legs, folder };
  const folders = await fetchArtifacts(github, wanted);
  const sent = new Set(
    attempts.map(({ task, attempt }) => dispatchKey({ task: { id: task } }, { number: attempt })),
  );
  return {
    sent,
    verified: legs > 0,
    verdicts: await handedVerdicts(folders.verdicts, { run, log: workflowRunUrl(site, workflowRun) }),
    attempts: (repository, state) =>
      arrivalsOf({
        ...{ run, repository, state, sent, folders, site, workflowRun, runAttempt },
        changesWorkflows: false,
      }),
  };
}

/** There was no workflow run to take anything from. */
export const NOTHING_ARRIVED: Arrived = {
  sent: new Set(),
  verified: false,
  verdicts: [],
  attempts: () => ({
    // It was called off before any job was started for it.
    run: async () => notBegun({ kind: 'stopped' }),
    stop: () => {},
  }),
};
