/** Where the App is installed: what GitHub lets it do there, and whom. */
import { z } from 'zod';
import type { Person } from '../api/ports.ts';
import type { Guesses } from '../people/guesses.ts';
import { Remembered } from '../people/remembered.ts';
import type { Place } from '../translate.ts';
import { type Access, type AppAtGitHub, openAccess } from './access.ts';
import { ask, nullWhereUnknown } from './question.ts';
import { findRepository, type KnownRepository, reached, type Whereabouts } from './whereabouts.ts';

/** What a role of an organisation's own is worth is in it. */
type Level = 'admin' | 'write' | 'read' | 'none';

/** All of it rejects with a `GitHubProblem`. What is asked is good for some seconds. */
export interface Installations {
  access(place: Place): Access;
  /**
   * As GitHub says now, which follows a name of before until somebody takes it; null: the App is not installed there. `from`: a stranger
   * who names it, see `Guesses`.
   */
  place(fullName: string, from?: string): Promise<Place | null>;
  /** The same repository, whatever it is called by now. */
  whereabouts(known: KnownRepository): Promise<Whereabouts>;
  /** In the repository with this id. */
  permission(known: KnownRepository, person: Person): Promise<Level>;
}

const QUESTIONS = {
  installation: {
    route: {
      path: 'GET /repos/{owner}/{repo}/installation',
      ...{ doing: 'ask where the App is installed', permission: null },
    },
    schema: z.object({ id: z.number().int().positive() }),
  },
  repository: {
    route: {
      path: 'GET /repos/{owner}/{repo}',
      ...{ doing: 'read the repository', permission: 'metadata: read' },
    },
    schema: z.object({ id: z.number().int().positive(), full_name: z.string(), private: z.boolean() }),
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

export function openInstallations(
  app: AppAtGitHub,
  { guesses, now }: { readonly guesses: Guesses; readonly now: () => number },
): Installations {
  const open = new Map<string, Access>();
  const named = new Remembered<Place | null>(now);
  const known = new Remembered<Whereabouts>(now);
  const whereabouts = (wanted: KnownRepository) =>
    known.get(String(wanted.repositoryId), () => findRepository(app, wanted));
  return {
    whereabouts,
    place: (fullName, from) => {
      const find = () => findPlace(app, fullName);
      const name = fullName.toLowerCase();
      return named.get(name, () => (from === undefined ? find() : guesses.ask({ from, of: name }, find)));
    },
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
      const found = reached(await whereabouts(wanted));
      return found === null ? 'none' : levelOf(app, found, person);
    },
  };
}

async function findPlace(app: AppAtGitHub, fullName: string): Promise<Place | null> {
  const [owner = '', repo = ''] = fullName.split('/');
  const parameters = { owner, repo };
  return nullWhereUnknown(async () => {
    const { id: installation } = await ask(() => app.auth(), { ...QUESTIONS.installation, parameters });
    const asked = { ...QUESTIONS.repository, parameters };
    const { id, full_name, private: isPrivate } = await ask(() => app.auth(installation), asked);
    return { installation, repository: full_name, repositoryId: id, isPrivate };
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
