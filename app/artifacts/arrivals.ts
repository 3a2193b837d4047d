/** The attempts of a workflow run that is over, out of the artifacts that its jobs left. */
import type { Arrivals } from '../../shared/io/handover/arrivals.ts';
import { arrivalsFromJobs, type FromJobs } from '../../shared/io/handover/from-jobs.ts';
import { type Site, workflowRunUrl } from '../../shared/report/github/links.ts';
import type { ArtifactFolders } from './fetch-artifacts.ts';

export interface ArtifactArrivals
  extends Pick<FromJobs, 'run' | 'repository' | 'state' | 'sent' | 'runAttempt' | 'missing'> {
  readonly folders: ArtifactFolders;
  readonly site: Pick<Site, 'serverUrl' | 'repository'>;
  /** GitHub's id. */
  readonly workflowRun: number;
}

export function arrivalsOf(arrivals: ArtifactArrivals): Arrivals {
  const { folders, site, workflowRun, ...known } = arrivals;
  return arrivalsFromJobs({
    ...known,
    folder: folders.tasks,
    withoutWorkflows: WITHOUT_WORKFLOWS,
    log: workflowRunUrl(site, workflowRun),
    refused: folders.refused,
  });
}

/** The App never asks for that permission: it would let it change what has the secrets of a repository. */
const WITHOUT_WORKFLOWS = {
  pusher: 'the App',
  hint: 'fetch it out of the bundle in that artifact, and push it yourself',
  retentionDays: null,
};
