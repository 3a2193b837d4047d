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
  /** Whether the App was given the permission to write workflows. */
  readonly changesWorkflows: boolean;
}

export function arrivalsOf(arrivals: ArtifactArrivals): Arrivals {
  const { folders, site, workflowRun, changesWorkflows, ...known } = arrivals;
  const withoutWorkflows = {
    pusher: 'the App',
    hint: 'let the App write workflows, in its settings and those of its installation',
    retentionDays: null,
  };
  return arrivalsFromJobs({
    ...known,
    folder: folders.tasks,
    withoutWorkflows: changesWorkflows ? null : withoutWorkflows,
    log: workflowRunUrl(site, workflowRun),
    refused: folders.refused,
  });
}
