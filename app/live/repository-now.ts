/** What GitHub says of the repository of a run: asked by its id, since a name is another one's tomorrow. */
import { GitHubProblem } from '../../shared/io/github/api/problem.ts';
import type { Repository } from '../api/ports.ts';
import type { Installations } from '../github/installations.ts';
import { reached } from '../github/whereabouts.ts';
import type { Database } from '../store/database.ts';
import { updateRepository } from '../store/runs.ts';
import type { Place } from '../translate.ts';

/**
 * What cannot be asked is private. Where it was public when it was asked last, this rejects instead: then there is nothing to hide in
 * that the run exists, and whoever looks is told to come again.
 */
export async function repositoryNow(
  database: Database,
  installations: Installations,
  known: Place,
): Promise<Repository> {
  const now = await placeNow(installations, known);
  if (now.repository !== known.repository || now.isPrivate !== known.isPrivate)
    await updateRepository(database, now);
  return repositoryOf(now);
}

async function placeNow(installations: Installations, known: Place): Promise<Place> {
  const { installation, repository, repositoryId } = known;
  const asPrivate = { installation, repository, repositoryId, isPrivate: true };
  try {
    return reached(await installations.whereabouts(known)) ?? asPrivate;
  } catch (error) {
    if (known.isPrivate && error instanceof GitHubProblem) return asPrivate;
    throw error;
  }
}

export function repositoryOf({ repositoryId, installation, repository, isPrivate }: Place): Repository {
  return { id: repositoryId, installation, fullName: repository, private: isPrivate };
}

export function placeOf({ id, installation, fullName, private: isPrivate }: Repository): Place {
  return { repositoryId: id, installation, repository: fullName, isPrivate };
}
