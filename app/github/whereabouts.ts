/**
 * Where a repository is now, by GitHub's number for it: that stays when it is renamed, transferred, or the App installed anew, and its
 * name may be another one's by now.
 */
import { z } from 'zod';
import { GitHubProblem, refusedHere } from '../../shared/io/github/api/problem.ts';
import type { Place } from '../translate.ts';
import type { AppAtGitHub } from './access.ts';
import { ask } from './question.ts';

export type KnownRepository = Pick<Place, 'repositoryId'>;

export type Whereabouts =
  | { readonly kind: 'there'; readonly place: Place }
  /** GitHub answers nothing until somebody lets the App work again. */
  | { readonly kind: 'suspended' }
  /** The App is not installed there any more, or the repository is deleted: GitHub does not tell them apart. */
  | { readonly kind: 'gone' };

const INSTALLATION = {
  route: {
    // GitHub has all addresses of a repository by its id, too, and leads there from a former name, but documents few.
    path: 'GET /repositories/{id}/installation',
    ...{ doing: 'ask where the App is installed', permission: null },
  },
  schema: z.object({ id: z.number().int().positive(), suspended_at: z.string().nullish() }),
} as const;

const REPOSITORY = {
  route: {
    path: 'GET /repositories/{id}',
    ...{ doing: 'read the repository', permission: 'metadata: read' },
  },
  schema: z.object({ full_name: z.string(), private: z.boolean() }),
} as const;

const SUSPENDED = /\bsuspended\b/i;

/** Rejects with a `GitHubProblem`. */
export async function findRepository(
  app: AppAtGitHub,
  { repositoryId }: KnownRepository,
): Promise<Whereabouts> {
  const parameters = { id: repositoryId };
  try {
    const { id: installation, suspended_at } = await ask(() => app.auth(), { ...INSTALLATION, parameters });
    if (suspended_at != null) return { kind: 'suspended' };
    const asked = { ...REPOSITORY, parameters };
    const { full_name: repository, private: isPrivate } = await ask(() => app.auth(installation), asked);
    return { kind: 'there', place: { installation, repository, repositoryId, isPrivate } };
  } catch (error) {
    if (error instanceof GitHubProblem && error.code === 'not-found') return { kind: 'gone' };
    if (isSuspension(error)) return { kind: 'suspended' };
    throw error;
  }
}

/** For whoever waits for an answer. Null: gone. Rejects where the App is suspended. */
export function reached(found: Whereabouts): Place | null {
  switch (found.kind) {
    case 'there':
      return found.place;
    case 'gone':
      return null;
    case 'suspended':
      throw refusedHere(
        'permission',
        'the App is suspended there',
        'Whoever owns the repository can undo it.',
      );
  }
}

/** GitHub has no code for it. */
export function isSuspension(error: unknown): boolean {
  return error instanceof GitHubProblem && error.code === 'permission' && SUSPENDED.test(error.message);
}
