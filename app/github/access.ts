/** One repository on GitHub, with the rights of one installation of the App. */
import { setTimeout as delay } from 'node:timers/promises';
import { type GitHub, givenClient, openGitHub } from '../../shared/io/github/github.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { deskOf } from '../../shared/io/hosted/github-desk.ts';
import type { Place } from '../translate.ts';

export interface Access {
  readonly github: GitHub;
  readonly desk: Desk;
  /** For git; good for an hour. */
  token(): Promise<string>;
}

/** What is needed of an Octokit that an App has authenticated for an installation. */
export interface InstallationOctokit {
  request(
    route: string,
    parameters?: Record<string, unknown>,
  ): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly data: unknown;
  }>;
  auth(options: { readonly type: 'installation' }): Promise<unknown>;
}

export type Authenticate = (installation: number) => Promise<InstallationOctokit>;

export function openAccess(authenticate: Authenticate, place: Place): Access {
  const [owner = '', name = ''] = place.repository.split('/');
  const github = openGitHub({
    ...{ owner, name, author: null },
    client: async () => givenClient(await authenticate(place.installation)),
    clock: {
      now: Date.now,
      until: async (time, signal) => {
        await delay(Math.max(0, time - Date.now()), undefined, { signal }).catch(() => {});
      },
    },
  });
  return {
    github,
    desk: deskOf(github),
    token: async () => tokenOf(await (await authenticate(place.installation)).auth({ type: 'installation' })),
  };
}

function tokenOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'token' in answer && typeof answer.token === 'string')
    return answer.token;
  throw new Error('expected a token of the installation, found none in what Octokit answered');
}
