/** Artifacts of workflow runs: files of somebody else, of any size. */
import { open, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Api } from './api/api.ts';
import { type GitHubProblem, mayHaveHappened, refusedHere } from './api/problem.ts';
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

export interface ArtifactDownload {
  /** Where its zip is put; what was there is overwritten, and what could not be completed is gone. */
  readonly file: string;
  readonly limitBytes: number;
}

/** Its zip; answers its size. Sizes are those that others told: what comes is counted too, and ended at the limit. */
export async function downloadArtifact(
  api: Api,
  { id, size }: Pick<Artifact, 'id' | 'size'>,
  { file, limitBytes }: ArtifactDownload,
): Promise<number> {
  if (size > limitBytes) throw tooLarge(limitBytes, size);
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await download(api, id, { file, limitBytes });
      } catch (problem) {
        if (attempt === DOWNLOADS || !mayHaveHappened(problem)) throw problem;
      }
    }
  } catch (problem) {
    await rm(file, { force: true });
    throw problem;
  }
}

async function download(api: Api, id: number, { file, limitBytes }: ArtifactDownload): Promise<number> {
  const { length, body } = await api.stream(
    ROUTES.downloadArtifact,
    { artifact_id: id, archive_format: 'zip' },
    DOWNLOAD_MS,
  );
  const target = await open(file, 'w', 0o600);
  let received = 0;
  try {
    // Leaving the loop ends the transfer.
    for await (const chunk of arriving(body, () => received)) {
      received += chunk.byteLength;
      if (received > limitBytes || (length ?? 0) > limitBytes) throw tooLarge(limitBytes, length);
      await target.writeFile(chunk);
    }
  } finally {
    await target.close();
  }
  return received;
}

/** What breaks off is the transfer; what cannot be written is not. */
async function* arriving(
  body: AsyncIterable<Uint8Array>,
  received: () => number,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw brokenOff(received());
  }
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
