/** The one open pull request from a branch: found, or opened. */
import { z } from 'zod';
import type { Api } from './api/api.ts';
import { createOnce } from './api/create-once.ts';
import { ROUTES } from './api/routes.ts';

export interface NewPullRequest {
  /** Branches of this repository. */
  readonly head: string;
  readonly base: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

export interface PullRequestPlace {
  readonly number: number;
  readonly url: string;
}

const placeSchema = z
  .object({ number: z.number(), html_url: z.string() })
  .transform(({ number, html_url }): PullRequestPlace => ({ number, url: html_url }));

export async function openPullRequest(
  api: Api,
  owner: string,
  wanted: NewPullRequest,
): Promise<PullRequestPlace> {
  const { head, base, title, body } = wanted;
  const find = async () => {
    const parameters = { head: `${owner}:${head}`, base, state: 'open' };
    const options = { schema: z.array(placeSchema), limit: 1 };
    return (await api.readAll(ROUTES.pullRequests, parameters, options))[0] ?? null;
  };
  const create = () =>
    api.write(
      ROUTES.openPullRequest,
      { head, base, title, body },
      { schema: placeSchema, isRepeatable: false },
    );
  return (await find()) ?? createOnce({ create, find }, api.clock);
}
