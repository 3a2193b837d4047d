/** What people may do in a repository, as GitHub says. Answers are good for some seconds, so that a page with many questions asks once. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Access, Permission, Person, Repository } from '../api/ports.ts';
import { ask, type ClientCredentials, type GitHubPlace, parsed, personOf } from './github-web.ts';
import type { Guesses } from './guesses.ts';
import { Remembered } from './remembered.ts';

export interface AccessParts extends GitHubPlace {
  /** Asked with the token of the installation: `none` where GitHub does not know the account. */
  readonly installed: (
    repository: Repository,
    person: Person,
  ) => Promise<'admin' | 'write' | 'read' | 'none'>;
  /** Of the App; null: it signs nobody in. */
  readonly login: ClientCredentials | null;
  readonly guesses: Guesses;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const repositorySchema = z.object({
  private: z.boolean(),
  permissions: z.object({ pull: z.boolean(), push: z.boolean() }).optional(),
});

export function gitHubAccess(parts: AccessParts): Access {
  const people = new Remembered<Person | null>(parts.now);
  const permissions = new Remembered<Permission>(parts.now);
  const key = (...facts: readonly string[]) =>
    createHash('sha256').update(JSON.stringify(facts)).digest('base64url');
  return {
    holder: (token, from) =>
      people.get(key(token), () => parts.guesses.ask({ from, of: token }, () => personOf(parts, token))),
    byToken: (token, repository) =>
      permissions.get(key('token', token, String(repository.id)), () =>
        tokenPermission(parts, token, repository),
      ),
    byPerson: (person, repository) =>
      permissions.get(key('person', String(person.id), person.login, String(repository.id)), async () => {
        const level = await parts.installed(repository, person);
        return level === 'admin' ? 'write' : level;
      }),
  };
}

/** A token, and what GitHub tells of it and of the repository. */
interface Shown {
  readonly token: string;
  /** Of a classic one; others have none. */
  readonly scopes: readonly string[];
  readonly isPrivate: boolean;
  readonly id: number;
}

/** GitHub tells what the person may do, whatever the token may: see `mayWrite` and `mayReadContents`. */
async function tokenPermission(parts: AccessParts, token: string, { id }: Repository): Promise<Permission> {
  const { status, headers, json } = await ask(`${parts.apiUrl}/repositories/${id}`, { token });
  if (status !== 200) return 'none';
  const { permissions, private: isPrivate } = parsed(repositorySchema, json);
  if (permissions?.pull === false) return 'none';
  const scopes = (headers.get('x-oauth-scopes') ?? '').split(',').map(scope => scope.trim());
  const shown = { token, scopes, isPrivate, id };
  if (permissions?.push === true && (await mayWrite(parts, shown))) return 'write';
  return (await mayReadContents(parts, shown)) ? 'read' : 'none';
}

/**
 * Any token that reaches a private repository is told its metadata, while a run shows prompts and what agents print. Its branches are
 * told to those only that may read contents; where there is none, the list is empty.
 */
async function mayReadContents({ apiUrl }: AccessParts, shown: Shown): Promise<boolean> {
  const { token, scopes, isPrivate, id } = shown;
  if (!isPrivate || scopes.includes('repo')) return true;
  return (await ask(`${apiUrl}/repositories/${id}/branches?per_page=1`, { token })).status === 200;
}

/**
 * The scopes of a classic token say it. Others, fine-grained ones and those of Apps, do not tell what they may: of these only what
 * the App's own sign-in gave out is believed, since that may do what the App may and its person may.
 */
async function mayWrite(
  { apiUrl, login }: AccessParts,
  { token, scopes, isPrivate }: Shown,
): Promise<boolean> {
  if (scopes.includes('repo') || (!isPrivate && scopes.includes('public_repo'))) return true;
  if (login === null || !token.startsWith(APP_USER_TOKEN)) return false;
  const { clientId } = login;
  const url = `${apiUrl}/applications/${encodeURIComponent(clientId)}/token`;
  return (await ask(url, { client: login, sent: { access_token: token } })).status === 200;
}

/** How those begin that people get by signing in to an App, and no others. */
const APP_USER_TOKEN = 'ghu_';
