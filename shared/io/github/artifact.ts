/** Artifacts of workflow runs: files of somebody else, of any size. */
import { z } from 'zod';
import type { Api } from './api/api.ts';
import { GitHubProblem, mayHaveHappened, refusedHere } from './api/problem.ts';
import { ROUTES } from './api/routes.ts';

export interface Artifact {
  readonly id: number;
  readonly name: string;
  /** In bytes, as GitHub counts it. */
  readonly size: number;
  /** Its content is gone. */
  readonly expired: boolean;
}

/** GitHub keeps at most 500 for each job, a run of 256 tasks with attempts has some thousands. */
const ARTIFACTS = 10_000;
const DOWNLOAD_MS = 10 * 60_000;
const DOWNLOADS = 3;

const artifactsSchema = z
  .object({
    artifacts: z.array(
      z
        .object({ id: z.number(), name: z.string(), size_in_bytes: z.number(), expired: z.boolean() })
        .transform(({ size_in_bytes, ...rest }): Artifact => ({ ...rest, size: size_in_bytes })),
    ),
  })
  .transform(answer => answer.artifacts);

export function readArtifacts(api: Api, runId: number): Promise<readonly Artifact[]> {
  return api.readAll(ROUTES.artifacts, { run_id: runId }, { schema: artifactsSchema, limit: ARTIFACTS });
}

/** Its zip. Sizes are those that others told: what comes is counted too, and no more than the limit is ever held. */
export async function downloadArtifact(
  api: Api,
  { id, size }: Pick<Artifact, 'id' | 'size'>,
  limitBytes: number,
): Promise<Uint8Array> {
  if (size > limitBytes) throw tooLarge(limitBytes, size);
  for (let attempt = 1; ; attempt++) {
    try {
      return await download(api, id, limitBytes);
    } catch (problem) {
      if (attempt === DOWNLOADS || !mayHaveHappened(problem)) throw problem;
    }
  }
}

async function download(api: Api, id: number, limitBytes: number): Promise<Uint8Array> {
  const { length, body } = await api.stream(
    ROUTES.downloadArtifact,
    { artifact_id: id, archive_format: 'zip' },
    DOWNLOAD_MS,
  );
  const chunks: Uint8Array[] = [];
  let received = 0;
  try {
    // Leaving the loop ends the transfer.
    for await (const chunk of body) {
      received += chunk.byteLength;
      if (received > limitBytes || (length ?? 0) > limitBytes) throw tooLarge(limitBytes, length);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof GitHubProblem) throw error;
    throw brokenOff(received);
  }
  return Buffer.concat(chunks, received);
}

function tooLarge(limit: number, size: number | null): GitHubProblem {
  const found = size === null ? 'more' : `${size}`;
  const message = `could not download the artifact: expected at most ${limit} bytes, found ${found}`;
  return refusedHere('too-large', message, 'Was it made by Braid? Look at what the task has uploaded.');
}

function brokenOff(received: number): GitHubProblem {
  const message = `could not download the artifact: the transfer broke off after ${received} bytes`;
  return refusedHere('unavailable', message, 'Try again.');
}
