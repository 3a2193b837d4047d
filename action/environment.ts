/** What GitHub tells an action about where it runs. Read once; everything after takes it as a value. */
import { join } from 'node:path';
import { z } from 'zod';
import { type Site, workflowRunUrl } from '../shared/report/github/links.ts';

export interface Surroundings {
  /** `owner/name` */
  readonly repository: string;
  /** `https://github.com` */
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly runId: number;
  /** 1, and one more each time that the workflow run is run again. */
  readonly runAttempt: number;
  readonly eventName: string;
  readonly eventPath: string;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  /** How long artifacts are kept; absent: the runner does not say. */
  readonly retentionDays?: number;
  /** The file that was triggered, in `.github/workflows`: that of the caller. */
  readonly workflow: string;
  /** A folder that is gone after the job. */
  readonly folder: string;
}

const variables = z.object({
  GITHUB_REPOSITORY: z.string().regex(/^[^/]+\/[^/]+$/),
  GITHUB_SERVER_URL: z.string().url(),
  GITHUB_API_URL: z.string().url(),
  GITHUB_RUN_ID: z.coerce.number().int().positive(),
  GITHUB_RUN_ATTEMPT: z.coerce.number().int().positive(),
  GITHUB_EVENT_NAME: z.string(),
  GITHUB_EVENT_PATH: z.string(),
  GITHUB_REF: z.string(),
  GITHUB_SHA: z.string(),
  GITHUB_ACTOR: z.string(),
  GITHUB_RETENTION_DAYS: z.coerce.number().positive().optional(),
  GITHUB_WORKFLOW_REF: z.string(),
  RUNNER_TEMP: z.string().min(1),
});

/** Throws with the names of what is missing: then this is no runner of GitHub's. */
export function readSurroundings(environment: NodeJS.ProcessEnv): Surroundings {
  const found = variables.safeParse(environment);
  if (!found.success) {
    const names = [...new Set(found.error.issues.map(({ path }) => path.join('.')))];
    throw new Error(`expected to run in a job of GitHub Actions, found no usable ${names.join(', ')}`);
  }
  const value = found.data;
  return {
    repository: value.GITHUB_REPOSITORY,
    serverUrl: value.GITHUB_SERVER_URL,
    apiUrl: value.GITHUB_API_URL,
    runId: value.GITHUB_RUN_ID,
    runAttempt: value.GITHUB_RUN_ATTEMPT,
    eventName: value.GITHUB_EVENT_NAME,
    eventPath: value.GITHUB_EVENT_PATH,
    ref: value.GITHUB_REF,
    sha: value.GITHUB_SHA,
    actor: value.GITHUB_ACTOR,
    ...(value.GITHUB_RETENTION_DAYS === undefined ? {} : { retentionDays: value.GITHUB_RETENTION_DAYS }),
    workflow: workflowFile(value.GITHUB_WORKFLOW_REF),
    folder: join(value.RUNNER_TEMP, 'braid'),
  };
}

/** `octo/repo/.github/workflows/braid.yml@refs/heads/main` → `braid.yml` */
function workflowFile(ref: string): string {
  const path = ref.slice(0, ref.lastIndexOf('@'));
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What the name of a run is made of that begins in a workflow run. */
export function seedOf(repository: string, workflowRun: number): string {
  return `${repository}/${workflowRun}`;
}

export function siteOf({ serverUrl, repository, runId }: Surroundings): Site {
  return { serverUrl, repository, detailsUrl: workflowRunUrl({ serverUrl, repository }, runId) };
}

/** The address that git fetches from. */
export function cloneUrl({ serverUrl, repository }: Pick<Surroundings, 'serverUrl' | 'repository'>): string {
  return `${serverUrl}/${repository}.git`;
}

/** Where the files are that jobs hand to each other, below {@link Surroundings.folder}. */
export const PLACES = {
  clone: 'clone',
  /** From the `plan` job. */
  start: 'handed/start',
  /** From the `task` jobs. */
  tasks: 'handed/tasks',
  /** From the `verify` jobs. */
  verdicts: 'handed/verdicts',
  /** What this job hands over. */
  out: 'out',
  /** From the step that prepares to the script that works. */
  job: 'job.json',
} as const;
