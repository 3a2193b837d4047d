/** The jobs of a workflow run, as GitHub shows them: what became of each is all that is known of one that left nothing. */
import { z } from 'zod';
import type { Api } from './api/api.ts';
import { ROUTES } from './api/routes.ts';

export interface Job {
  /** As people see it: of a reusable workflow, with the job that calls it before a slash. */
  readonly name: string;
  /** `success`, `failure`, `timed_out`, …: GitHub adds to them. Null as long as it is not completed. */
  readonly conclusion: string | null;
  /** Its page, with its log. */
  readonly url: string | null;
}

/** A workflow run has two matrices of at most 256, and a few besides. */
const JOBS = 1000;

const jobsSchema = z
  .object({
    jobs: z.array(
      z
        .object({ name: z.string(), conclusion: z.string().nullable(), html_url: z.string().nullable() })
        .transform(({ html_url, ...rest }): Job => ({ ...rest, url: html_url })),
    ),
  })
  .transform(answer => answer.jobs);

/** Of a workflow run that was run again, those of its last time. */
export function readJobs(api: Api, runId: number): Promise<readonly Job[]> {
  return api.readAll(ROUTES.jobs, { run_id: runId }, { schema: jobsSchema, limit: JOBS });
}
