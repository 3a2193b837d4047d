/** What the workflow run of a hop left for the step that takes it in. */
import { readdir } from 'node:fs/promises';
import { NO_RESULT } from '../../shared/io/handover/arrivals.ts';
import { handedVerdicts } from '../../shared/io/handover/from-jobs.ts';
import type { VerdictsFile } from '../../shared/io/handover/handed-over.ts';
import { noVerdict } from '../../shared/io/hosted/silent-jobs.ts';
import { notBegun } from '../../shared/io/local/left.ts';
import type { HostPorts } from '../../shared/io/perform.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { type Site, workflowRunUrl } from '../../shared/report/github/links.ts';
import type { Started } from '../../shared/run/state.ts';
import { dispatchKey } from '../../shared/run/wanted.ts';
import { arrivalsOf } from '../artifacts/arrivals.ts';
import { type ArtifactFolders, fetchArtifacts } from '../artifacts/fetch-artifacts.ts';
import type { Access } from '../github/access.ts';
import type { FinishedHop, LostHop, RefusedHop, StartedHop } from './hops.ts';
import type { Hop } from './ports.ts';

export interface Arrived {
  /** Keys of the attempts that there were jobs for. */
  readonly sent: ReadonlySet<string>;
  /** There were jobs that verify. */
  readonly verified: boolean;
  readonly verdicts: readonly VerdictsFile[];
  /** Why there is none where jobs should have left one. */
  noVerdict(): Promise<string>;
  attempts(repository: Repository, state: () => Started): HostPorts['attempts'];
}

export interface Arriving {
  readonly access: Pick<Access, 'github' | 'desk'>;
  readonly hop: FinishedHop;
  readonly run: RunId;
  /** Gone when the step is over. */
  readonly folder: string;
  readonly site: Site;
}

export async function arrivedFrom(arriving: Arriving): Promise<Arrived> {
  const { hop } = arriving;
  return hop.ending === 'ran' ? leftBy(arriving, hop) : nothingLeft(hop);
}

async function leftBy(
  { access: { github, desk }, run, folder, site }: Arriving,
  hop: StartedHop,
): Promise<Arrived> {
  const { workflowRun, runAttempt, tasks: attempts, legs } = hop;
  const wanted = { workflowRun, runAttempt, run, attempts, verifiers: legs, folder };
  const folders = await fetchArtifacts(github, wanted);
  const sent = sentBy(hop);
  const log = workflowRunUrl(site, workflowRun);
  const couldNotStart = (await isEmpty(folders)) && (await desk.jobs(workflowRun)).length === 0;
  return {
    sent,
    verified: legs > 0,
    verdicts: await handedVerdicts(folders.verdicts, { run, log }),
    noVerdict: () => noVerdict(() => desk.jobs(workflowRun)),
    attempts: (repository, state) =>
      arrivalsOf({
        ...{ run, repository, state, sent, folders, site, workflowRun, runAttempt },
        missing: couldNotStart ? `the workflow run could not start, see ${log}` : NO_RESULT,
      }),
  };
}

async function isEmpty({ tasks, verdicts, refused }: ArtifactFolders): Promise<boolean> {
  const found = await Promise.all([tasks, verdicts].map(folder => readdir(folder)));
  return refused.size === 0 && found.every(names => names.length === 0);
}

/** What it was to do is over without a result, as where its jobs died. */
function nothingLeft(hop: RefusedHop | LostHop): Arrived {
  const sent = sentBy(hop);
  return {
    ...{ sent, verified: hop.legs > 0, verdicts: [], noVerdict: async () => hop.reason },
    attempts: (_repository, state) => ({
      run: async ({ key }) =>
        notBegun(
          sent.has(key) && state().cancel === null
            ? { kind: 'not-started', message: hop.reason }
            : { kind: 'stopped' },
        ),
      stop: () => {},
    }),
  };
}

function sentBy({ tasks }: Hop): ReadonlySet<string> {
  return new Set(tasks.map(({ task, attempt }) => dispatchKey({ task: { id: task } }, { number: attempt })));
}

/** There was no workflow run to take anything from. */
export const NOTHING_ARRIVED: Arrived = {
  sent: new Set(),
  verified: false,
  verdicts: [],
  noVerdict: async () => 'no job was there to verify',
  attempts: () => ({
    // It was called off before any job was started for it.
    run: async () => notBegun({ kind: 'stopped' }),
    stop: () => {},
  }),
};
