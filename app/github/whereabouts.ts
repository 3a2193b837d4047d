/**
 * Where a repository is now, by GitHub's number for it: that stays when it is renamed, transferred, or the App installed anew, and its
 * name may be another one's by now.
 */
import { z } from 'zod';
import { GitHubProblem, refusedHere } from '../../shared/io/github/api/problem.ts';
import type { Place } from '../translate.ts';
import type { AppAtGitHub } from './access.ts';
import { ask, nullWhereUnknown, type Question } from './question.ts';

export type KnownRepository = Omit<Place, 'isPrivate'>;

export type Whereabouts =
  | { readonly kind: 'there'; readonly place: Place }
  /** GitHub answers nothing until somebody lets the App work again. */
  | { readonly kind: 'suspended' }
  /** The App is not installed there any more, or the repository is deleted: GitHub does not tell them apart. */
  | { readonly kind: 'gone' };

const INSTALLATION = z.object({ id: z.number().int().positive(), suspended_at: z.string().nullish() });
const BY_NUMBER = {
  path: 'GET /app/installations/{installation_id}',
  ...{ doing: 'ask whether the App is installed', permission: null },
};
const BY_NAME = {
  path: 'GET /repos/{owner}/{repo}/installation',
  ...{ doing: 'ask where the App is installed', permission: null },
};
const REPOSITORY = {
  path: 'GET /repositories/{id}',
  ...{ doing: 'read the repository', permission: 'metadata: read' },
};
const repositoryAnswer = z.object({ full_name: z.string(), private: z.boolean() });

const SUSPENDED = /\bsuspended\b/i;

/** Rejects with a `GitHubProblem`. */
export async function findRepository(
  app: AppAtGitHub,
  { installation, repository, repositoryId }: KnownRepository,
): Promise<Whereabouts> {
  const [owner = '', repo = ''] = repository.split('/');
  const numbered = { route: BY_NUMBER, parameters: { installation_id: installation } };
  // Installed anew, or with another owner. GitHub leads on from a former name.
  const named = { route: BY_NAME, parameters: { owner, repo } };
  try {
    for (const asked of [numbered, named]) {
      const found = await seenBy(app, { ...asked, schema: INSTALLATION }, repositoryId);
      if (found !== null) return found;
    }
    return { kind: 'gone' };
  } catch (error) {
    if (isSuspension(error)) return { kind: 'suspended' };
    throw error;
  }
}

/** Null: there is no such installation, or the repository is not in it. */
function seenBy(
  app: AppAtGitHub,
  installed: Question<z.infer<typeof INSTALLATION>>,
  repositoryId: number,
): Promise<Whereabouts | null> {
  return nullWhereUnknown(async () => {
    const { id: installation, suspended_at } = await ask(() => app.auth(), installed);
    if (suspended_at != null) return { kind: 'suspended' };
    const asked = { route: REPOSITORY, parameters: { id: repositoryId }, schema: repositoryAnswer };
    const { full_name: repository, private: isPrivate } = await ask(() => app.auth(installation), asked);
    return { kind: 'there', place: { installation, repository, repositoryId, isPrivate } };
  });
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
