/** Where the App is installed: what GitHub lets it do there, and whom. */
import { z } from 'zod';
import { GitHubProblem } from '../../shared/io/github/api/problem.ts';
import type { Person } from '../api/ports.ts';
import { Remembered } from '../people/remembered.ts';
import type { Place } from '../translate.ts';
import { type Access, type AppAtGitHub, openAccess } from './access.ts';
import { ask } from './question.ts';

/** What a role of an organisation's own is worth is in it. */
type Level = 'admin' | 'write' | 'read' | 'none';

/** All of it rejects with a `GitHubProblem`. What is asked is good for some seconds. */
export interface Installations {
  access(place: Place): Access;
  /** As GitHub says now, which follows a name of before until somebody takes it; null: the App is not installed there. */
  place(fullName: string): Promise<Place | null>;
  /** The same repository, by its id, whatever it is called by now; null: the App does not see it any more. */
  again(place: Place): Promise<Place | null>;
  /** In the repository with this id. */
  permission(place: Place, person: Person): Promise<Level>;
}

const repositoryAnswer = z.object({
  id: z.number().int().positive(),
  full_name: z.string(),
  private: z.boolean(),
});
const QUESTIONS = {
  installation: {
    route: {
      path: 'GET /repos/{owner}/{repo}/installation',
      ...{ doing: 'ask where the App is installed', permission: null },
    },
    schema: z.object({ id: z.number().int().positive() }),
  },
  byName: {
    route: {
      path: 'GET /repos/{owner}/{repo}',
      ...{ doing: 'read the repository', permission: 'metadata: read' },
    },
    schema: repositoryAnswer,
  },
  byId: {
    route: {
      path: 'GET /repositories/{id}',
      ...{ doing: 'read the repository', permission: 'metadata: read' },
    },
    schema: repositoryAnswer,
  },
  permission: {
    route: {
      path: 'GET /repositories/{id}/collaborators/{username}/permission',
      ...{ doing: 'ask what somebody may do there', permission: 'metadata: read' },
    },
    schema: z.object({
      permission: z.enum(['admin', 'write', 'read', 'none']),
      user: z.object({ id: z.number() }).nullable(),
    }),
  },
} as const;

/** An open access remembers what it has read: for so many places. */
const MOST_OPEN = 1_000;

export function openInstallations(app: AppAtGitHub, now: () => number): Installations {
  const open = new Map<string, Access>();
  const named = new Remembered<Place | null>(now);
  const known = new Remembered<Place | null>(now);
  const place = (fullName: string) => named.get(fullName.toLowerCase(), () => findPlace(app, fullName));
  const again = (wanted: Place) =>
    known.get(String(wanted.repositoryId), async () => {
      const { repositoryId, repository } = wanted;
      const seen = await seenById(app, wanted);
      if (seen !== null) return seen;
      // Installed anew, it is another installation.
      const found = await place(repository);
      return found?.repositoryId === repositoryId ? found : null;
    });
  return {
    place,
    again,
    access: wanted => {
      const key = `${wanted.installation} ${wanted.repositoryId} ${wanted.repository}`;
      const opened = open.get(key) ?? openAccess(app, wanted);
      if (open.has(key)) return opened;
      const [oldest] = open.keys();
      if (open.size >= MOST_OPEN && oldest !== undefined) open.delete(oldest);
      open.set(key, opened);
      return opened;
    },
    permission: async (wanted, person) => {
      const found = await again(wanted);
      return found === null ? 'none' : levelOf(app, found, person);
    },
  };
}

async function findPlace(app: AppAtGitHub, fullName: string): Promise<Place | null> {
  const [owner = '', repo = ''] = fullName.split('/');
  const parameters = { owner, repo };
  return nullWhereUnknown(async () => {
    const { id: installation } = await ask(() => app.auth(), { ...QUESTIONS.installation, parameters });
    const found = await ask(() => app.auth(installation), { ...QUESTIONS.byName, parameters });
    return placeOf(installation, found);
  });
}

function seenById(app: AppAtGitHub, { installation, repositoryId: id }: Place): Promise<Place | null> {
  return nullWhereUnknown(async () => {
    const found = await ask(() => app.auth(installation), { ...QUESTIONS.byId, parameters: { id } });
    return placeOf(installation, found);
  });
}

/** Of this very person: a login can become another one's. */
async function levelOf(
  app: AppAtGitHub,
  { installation, repositoryId: id }: Place,
  { id: personId, login: username }: Person,
): Promise<Level> {
  const found = await nullWhereUnknown(() =>
    ask(() => app.auth(installation), { ...QUESTIONS.permission, parameters: { id, username } }),
  );
  return found?.user?.id === personId ? found.permission : 'none';
}

function placeOf(
  installation: number,
  { id, full_name, private: isPrivate }: z.infer<typeof repositoryAnswer>,
): Place {
  return { installation, repository: full_name, repositoryId: id, isPrivate };
}

async function nullWhereUnknown<Value>(question: () => Promise<Value>): Promise<Value | null> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof GitHubProblem && error.code === 'not-found') return null;
    throw error;
  }
}
