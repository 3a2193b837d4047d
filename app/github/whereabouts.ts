/** Where a repository is now, by GitHub's number for it: that stays when it is renamed, transferred, or the App installed anew. */
import { z } from 'zod';
import type { Place } from '../translate.ts';
import type { AppAtGitHub } from './access.ts';

export type KnownRepository = Pick<Place, 'repository' | 'repositoryId'>;

export type Whereabouts =
  | { readonly kind: 'there'; readonly place: Place }
  /** GitHub answers nothing until somebody lets the App work again. */
  | { readonly kind: 'suspended' }
  /** The App is not installed there any more, or the repository is deleted: GitHub does not tell them apart. */
  | { readonly kind: 'gone' };

const installationAnswer = z.object({
  id: z.number().int().positive(),
  suspended_at: z.string().nullish(),
});
const repositoryAnswer = z.object({ full_name: z.string(), private: z.boolean() });

const SUSPENDED = /suspended/i;

/** By a name that it has, or had: GitHub leads on from a former one. */
export async function findRepository(
  app: AppAtGitHub,
  { repository: name, repositoryId }: KnownRepository,
): Promise<Whereabouts> {
  const [owner = '', repo = ''] = name.split('/');
  try {
    const asApp = await app.auth();
    const found = await asApp.request('GET /repos/{owner}/{repo}/installation', { owner, repo });
    const { id: installation, suspended_at } = installationAnswer.parse(found.data);
    if (suspended_at != null) return { kind: 'suspended' };
    const asInstalled = await app.auth(installation);
    // That name may be another repository's by now.
    const asked = { repository_id: repositoryId };
    const { data } = await asInstalled.request('GET /repositories/{repository_id}', asked);
    const { full_name: repository, private: isPrivate } = repositoryAnswer.parse(data);
    return { kind: 'there', place: { installation, repository, repositoryId, isPrivate } };
  } catch (error) {
    if (statusOf(error) === 404) return { kind: 'gone' };
    if (statusOf(error) === 403 && error instanceof Error && SUSPENDED.test(error.message))
      return { kind: 'suspended' };
    throw error;
  }
}

/** Of an Octokit's error; null: it is none. */
export function statusOf(error: unknown): number | null {
  const hasStatus = typeof error === 'object' && error !== null && 'status' in error;
  return hasStatus && typeof error.status === 'number' ? error.status : null;
}
