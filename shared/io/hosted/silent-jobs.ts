/** What can be said of jobs that verified and left no verdict: what GitHub says of them. */
import type { JobSight } from './desk.ts';

const SILENT = 'the job that verifies left no verdict';
/** By its name in the workflow file; the job that calls that file stands before it. */
const VERIFIER = /(?:^| \/ )(verify \d+)$/;

/** `jobs`: of the workflow run that they were in. */
export async function noVerdict(jobs: () => Promise<readonly JobSight[]>): Promise<string> {
  const found = await jobs().catch(() => null);
  if (found === null) return `${SILENT}, and GitHub does not tell what became of it: see its log`;
  const verifiers = found.flatMap(({ name, ...job }) => {
    const [, own] = VERIFIER.exec(name) ?? [];
    return own === undefined ? [] : [{ ...job, name: own }];
  });
  const job = verifiers.find(({ conclusion }) => conclusion !== 'success') ?? verifiers[0];
  if (job === undefined) return `${SILENT}: GitHub has started none, see the workflow run`;
  const end = job.conclusion === null ? 'it has not ended' : `it ended as \`${job.conclusion}\``;
  return `${SILENT}: GitHub says of \`${job.name}\` that ${end}${job.url === null ? '' : `, see ${job.url}`}`;
}
