/** What a pull request is now, and which files it changes. */
import { z } from 'zod';
import type { Sha } from '../../plan/plan.ts';
import type { Api } from './api/api.ts';
import { wait } from './api/create-once.ts';
import { GitHubProblem } from './api/problem.ts';
import { ROUTES } from './api/routes.ts';

export interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly head: {
    readonly sha: Sha;
    readonly branch: string;
    /** `owner/name`; null: it was deleted. */
    readonly repository: string | null;
  };
  readonly base: { readonly sha: Sha; readonly branch: string };
  /** From another repository, or from one that is gone. */
  readonly fork: boolean;
  /** A login; `ghost` where the account is gone. */
  readonly author: string;
  /** Whether it conflicts with its base; null: not known (GitHub finds it out in the background), or no longer open. */
  readonly conflicting: boolean | null;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  /** Of a renamed file; else null. */
  readonly previousPath: string | null;
}

export interface ChangedFiles {
  readonly files: readonly ChangedFile[];
  /** False: there are more, and GitHub does not tell which. */
  readonly complete: boolean;
}

/** "Responses include a maximum of 3000 files" (REST: list pull requests files). */
const FILES = 3000;
/** Seconds before each further question whether it conflicts: 1 + 2 + 4. */
const PATIENCE = [1, 2, 4];

const sideSchema = z.object({
  sha: z.string(),
  ref: z.string(),
  repo: z.object({ full_name: z.string() }).nullable(),
});

const pullRequestSchema = z
  .object({
    number: z.number(),
    state: z.enum(['open', 'closed']),
    merged: z.boolean(),
    draft: z.boolean().optional(),
    head: sideSchema,
    base: sideSchema,
    user: z.object({ login: z.string() }).nullable(),
    mergeable: z.boolean().nullable(),
  })
  .transform(({ number, state, merged, draft, head, base, user, mergeable }): PullRequest => {
    const repository = head.repo?.full_name ?? null;
    return {
      number,
      state: merged ? 'merged' : state,
      draft: draft ?? false,
      head: { sha: head.sha as Sha, branch: head.ref, repository },
      base: { sha: base.sha as Sha, branch: base.ref },
      fork: repository !== base.repo?.full_name,
      author: user?.login ?? 'ghost',
      conflicting: mergeable === null ? null : !mergeable,
    };
  });

const filesSchema = z.array(
  z
    .object({
      filename: z.string(),
      status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
      previous_filename: z.string().nullish(),
    })
    .transform(({ filename, status, previous_filename }): ChangedFile => {
      return { path: filename, status, previousPath: previous_filename ?? null };
    }),
);

/** Null: there is none of this number, or the token may not see it. */
export async function readPullRequest(api: Api, number: number): Promise<PullRequest | null> {
  const read = () => api.read(ROUTES.pullRequest, { pull_number: number }, pullRequestSchema);
  try {
    let found = await read();
    for (const seconds of PATIENCE) {
      if (found.state !== 'open' || found.conflicting !== null) break;
      await wait(api.clock, seconds);
      found = await read();
    }
    return found;
  } catch (problem) {
    if (problem instanceof GitHubProblem && problem.code === 'not-found') return null;
    throw problem;
  }
}

export async function readChangedFiles(api: Api, number: number): Promise<ChangedFiles> {
  const schema = filesSchema;
  const files = await api.readAll(ROUTES.changedFiles, { pull_number: number }, { schema, limit: FILES });
  return { files, complete: files.length < FILES };
}
