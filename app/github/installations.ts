/** Where the App is installed: what GitHub lets it do there, and whom. */
import { z } from 'zod';
import type { Person, Repository } from '../api/ports.ts';
import type { Guesses } from '../people/guesses.ts';
import type { Place } from '../translate.ts';
import { type Access, type AppAtGitHub, openAccess } from './access.ts';
import { findRepository, type KnownRepository, statusOf, type Whereabouts } from './whereabouts.ts';

type Level = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface Installations {
  access(place: Place): Access;
  /** As GitHub says now; null: the App is not installed there. `from`: a stranger who names it, see `Guesses`. */
  place(fullName: string, from?: string): Promise<Place | null>;
  /** As GitHub says now, or said a few seconds ago. */
  whereabouts(known: KnownRepository): Promise<Whereabouts>;
  permission(repository: Repository, person: Person): Promise<Level>;
}

const installationAnswer = z.object({ id: z.number().int().positive() });
const repositoryAnswer = z.object({
  id: z.number().int().positive(),
  full_name: z.string(),
  private: z.boolean(),
});
const permissionAnswer = z.object({
  permission: z.string(),
  role_name: z.string().optional(),
  user: z.object({ id: z.number() }).nullable(),
});

/** An open access remembers what it has read: for so many places. */
const MOST_OPEN = 1_000;
/** What was installed where may change, in milliseconds. */
const GOOD_FOR_MS = 60_000;
const HERE_FOR_MS = 20_000;

export function openInstallations(
  app: AppAtGitHub,
  { guesses, now }: { readonly guesses: Guesses; readonly now: () => number },
): Installations {
  const open = new Map<string, Access>();
  const places = new Map<string, { readonly at: number; readonly place: Place | null }>();
  const place = async (fullName: string, from?: string): Promise<Place | null> => {
    const key = fullName.toLowerCase();
    const known = places.get(key);
    if (known !== undefined && now() - known.at < GOOD_FOR_MS) return known.place;
    const find = () => findPlace(app, fullName);
    const found = await (from === undefined ? find() : guesses.ask(from, find));
    bound(places).set(key, { at: now(), place: found });
    return found;
  };
  const here = new Map<string, { readonly at: number; readonly found: Whereabouts }>();
  return {
    place,
    whereabouts: async wanted => {
      const key = `${wanted.repositoryId} ${wanted.repository}`;
      const known = here.get(key);
      if (known !== undefined && now() - known.at < HERE_FOR_MS) return known.found;
      const found = await findRepository(app, wanted);
      if (found.kind === 'there') bound(here).set(key, { at: now(), found });
      else here.delete(key);
      return found;
    },
    access: wanted => {
      const key = `${wanted.installation} ${wanted.repository}`;
      const known = open.get(key);
      if (known !== undefined) return known;
      const opened = openAccess(app, wanted);
      bound(open).set(key, opened);
      return opened;
    },
    permission: async (repository, person) => {
      const found = await place(repository.fullName);
      return found === null ? 'none' : levelOf(app, found, person);
    },
  };
}

function bound<Value>(kept: Map<string, Value>): Map<string, Value> {
  const [oldest] = kept.keys();
  if (kept.size >= MOST_OPEN && oldest !== undefined) kept.delete(oldest);
  return kept;
}

async function findPlace(app: AppAtGitHub, fullName: string): Promise<Place | null> {
  const [owner = '', repo = ''] = fullName.split('/');
  try {
    const asApp = await app.auth();
    const { data } = await asApp.request('GET /repos/{owner}/{repo}/installation', { owner, repo });
    const { id: installation } = installationAnswer.parse(data);
    const asInstalled = await app.auth(installation);
    const answer = await asInstalled.request('GET /repos/{owner}/{repo}', { owner, repo });
    const {
      id: repositoryId,
      full_name: repository,
      private: isPrivate,
    } = repositoryAnswer.parse(answer.data);
    return { installation, repository, repositoryId, isPrivate };
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

/** Of this very person: a login can become another one's. */
async function levelOf(
  app: AppAtGitHub,
  { installation, repository }: Place,
  { id, login: username }: Person,
): Promise<Level> {
  const [owner = '', repo = ''] = repository.split('/');
  const octokit = await app.auth(installation);
  try {
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      ...{ owner, repo, username },
    });
    const { permission, role_name, user } = permissionAnswer.parse(data);
    if (user === null || user.id !== id) return 'none';
    return [role_name, permission].find(isLevel) ?? 'none';
  } catch (error) {
    if (statusOf(error) === 404) return 'none';
    throw error;
  }
}

const LEVELS: readonly string[] = ['admin', 'maintain', 'write', 'triage', 'read', 'none'] satisfies Level[];

function isLevel(text: string | undefined): text is Level {
  return text !== undefined && LEVELS.includes(text);
}
