/** One repository on GitHub, with the rights of one installation of the App. */
import { z } from 'zod';
import { type GitHub, givenClient, openGitHub } from '../../shared/io/github/github.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { deskOf } from '../../shared/io/hosted/github-desk.ts';
import type { Place } from '../translate.ts';
import { pause } from './ending.ts';

export interface Access {
  readonly github: GitHub;
  readonly desk: Desk;
  /** For git: it may read and write the contents of this repository, and nothing else. */
  token(): Promise<string>;
}

/** What is needed of an Octokit. */
export interface AppOctokit {
  request(
    route: string,
    parameters?: Record<string, unknown>,
  ): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly data: unknown;
  }>;
}

/** What is needed of Probot. */
export interface AppAtGitHub {
  /** With the rights of an installation; without one as the App itself. */
  auth(installation?: number): Promise<AppOctokit>;
}

const tokenAnswer = z.object({ token: z.string(), expires_at: z.string() });

/** A token that ends sooner is not begun with, in milliseconds. */
const LEAST_LEFT_MS = 15 * 60_000;

export function openAccess(app: AppAtGitHub, place: Place): Access {
  const [owner = '', name = ''] = place.repository.split('/');
  const { installation } = place;
  const github = openGitHub({
    ...{ owner, name, author: null },
    client: async () => givenClient(await app.auth(installation)),
    clock: {
      now: Date.now,
      until: time => pause(Math.max(0, time - Date.now())),
    },
  });
  let known: { readonly token: string; readonly until: number } | null = null;
  return {
    github,
    desk: deskOf(github),
    token: async () => {
      if (known === null || known.until - Date.now() < LEAST_LEFT_MS) known = await newToken(app, place);
      return known.token;
    },
  };
}

async function newToken(app: AppAtGitHub, { installation, repositoryId }: Place) {
  const octokit = await app.auth();
  const { data } = await octokit.request('POST /app/installations/{installation_id}/access_tokens', {
    installation_id: installation,
    repository_ids: [repositoryId],
    permissions: { contents: 'write' },
  });
  const { token, expires_at } = tokenAnswer.parse(data);
  return { token, until: Date.parse(expires_at) };
}
