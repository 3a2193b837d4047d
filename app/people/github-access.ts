/** What people may do in a repository, as GitHub says. Answers are good for some seconds, so that a page with many questions asks once. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Access, Permission, Person, Repository } from '../api/ports.ts';
import { ask, type GitHubPlace, parsed, personOf } from './github-web.ts';
import type { Guesses } from './guesses.ts';

export interface AccessParts extends GitHubPlace {
  /** Asked with the token of the installation: `read`, `write` and the like; `none` where GitHub does not know the account. */
  readonly installed: (
    repository: Repository,
    person: Person,
  ) => Promise<'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'>;
  readonly guesses: Guesses;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Who loses a permission keeps it here for so long. */
const GOOD_FOR_MS = 20_000;
const MOST_KEPT = 10_000;

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
      people.get(key(token), () => parts.guesses.ask(from, () => personOf(parts, token))),
    byToken: (token, repository) =>
      permissions.get(key('token', token, repository.fullName), () =>
        tokenPermission(parts, token, repository),
      ),
    byPerson: (person, repository) =>
      permissions.get(key('person', String(person.id), person.login, repository.fullName), async () =>
        lesser(await parts.installed(repository, person)),
      ),
  };
}

/**
 * GitHub tells what the person may do, whatever the token may. The scopes of a classic token say the rest; one without scopes in
 * its answer (fine-grained, or of an App) sees private repositories only where it was let in.
 */
async function tokenPermission(
  { apiUrl }: GitHubPlace,
  token: string,
  { fullName }: Repository,
): Promise<Permission> {
  const path = fullName.split('/').map(encodeURIComponent).join('/');
  const { status, headers, json } = await ask(`${apiUrl}/repos/${path}`, { token });
  if (status !== 200) return 'none';
  const { permissions, private: isPrivate } = parsed(repositorySchema, json);
  const scopes = headers.get('x-oauth-scopes');
  const names = scopes === null ? null : scopes.split(',').map(scope => scope.trim());
  const mayWrite = names === null || names.includes('repo') || (!isPrivate && names.includes('public_repo'));
  if (permissions?.push === true && mayWrite) return 'write';
  return permissions?.pull === false ? 'none' : 'read';
}

function lesser(role: 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none'): Permission {
  if (role === 'none') return 'none';
  return role === 'triage' || role === 'read' ? 'read' : 'write';
}

/** The newest answers; questions that are asked at the same time are one. What failed is not kept. */
class Remembered<Value> {
  readonly #kept = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  get(key: string, find: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(key);
    if (known !== undefined && this.#now() < known.until) return known.value;
    const value = find();
    this.#kept.delete(key);
    this.#kept.set(key, { until: this.#now() + GOOD_FOR_MS, value });
    value.catch(() => this.#kept.delete(key));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }
}
