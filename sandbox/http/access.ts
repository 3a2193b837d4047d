/** Who is calling, and whether they may: answered in GitHub's words, down to what a stranger must not learn. */
import { decodeJwt, decodeProtectedHeader, importSPKI, jwtVerify } from 'jose';
import { atLeast } from '../state/account.ts';
import type { Grants } from '../state/app.ts';
import type { Identity } from '../state/identity.ts';
import { type Repository, roleOf } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { notFound, Refused } from './answer.ts';
import type { Needs, RepositoryNeeds } from './call.ts';

/** Of an `Authorization` header: a token as `token`, `Bearer` or the password of `Basic`, or an App's signed claim. */
export async function identify(world: World, header: string | undefined): Promise<Identity> {
  if (header === undefined) return { kind: 'anonymous' };
  const [scheme = '', credentials = ''] = header.split(' ');
  const value =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(credentials, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : credentials;
  const token = world.tokens.get(value);
  if (token !== undefined) {
    if (token.expiresAt !== null && token.expiresAt <= world.now()) throw badCredentials();
    return token.identity;
  }
  if (value.split('.').length === 3) return identifyApp(world, value);
  throw badCredentials();
}

function badCredentials(): Refused {
  return new Refused(401, 'Bad credentials');
}

/** GitHub refuses claims that are good for more than ten minutes. */
const LONGEST_CLAIM_SECONDS = 600;

async function identifyApp(world: World, claim: string): Promise<Identity> {
  const issuer = readIssuer(claim);
  const app = [...world.apps.values()].find(
    ({ id, clientId }) => issuer === String(id) || issuer === clientId,
  );
  if (app === undefined || app.publicKey === '') throw new Refused(404, 'Integration not found');
  try {
    const key = await importSPKI(app.publicKey, 'RS256');
    const { payload } = await jwtVerify(claim, key, {
      algorithms: ['RS256'],
      currentDate: world.now(),
      requiredClaims: ['exp', 'iat'],
    });
    if ((payload.exp ?? 0) - world.now().getTime() / 1000 > LONGEST_CLAIM_SECONDS)
      throw new Refused(401, "'Expiration time' claim ('exp') is too far in the future");
    return { kind: 'app', app };
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(401, 'A JSON web token could not be decoded');
  }
}

function readIssuer(claim: string): string {
  try {
    decodeProtectedHeader(claim);
    return String(decodeJwt(claim).iss ?? '');
  } catch {
    throw new Refused(401, 'A JSON web token could not be decoded');
  }
}

/** What is not about a repository. */
export function checkCaller(identity: Identity, needs: Exclude<Needs, RepositoryNeeds>): void {
  if (needs.kind === 'app' && identity.kind !== 'app')
    throw new Refused(401, 'A JSON web token could not be decoded');
  if (needs.kind === 'anyone' && identity.kind === 'anonymous')
    throw new Refused(401, 'Requires authentication');
}

/** The repository, when it is there for this identity and the call is allowed. */
export function admit(
  world: World,
  identity: Identity,
  fullName: string,
  needs: RepositoryNeeds,
): Repository {
  const repository = world.repositories.get(fullName.toLowerCase());
  if (repository === undefined || !mayRead(identity, repository)) throw notFound();
  const refusal = refusalFor(identity, repository, needs);
  if (refusal !== null) throw refusal;
  return repository;
}

/** Whether the repository exists for them at all. */
export function mayRead(identity: Identity, repository: Repository): boolean {
  switch (identity.kind) {
    case 'anonymous':
      return !repository.private;
    case 'user':
      return atLeast(roleOf(repository, identity.account.login), 'read');
    case 'installation':
      return identity.repositories.has(repository.id) || !repository.private;
    case 'job':
      return identity.repository === repository || !repository.private;
    case 'app':
      return false;
  }
}

export function refusalFor(
  identity: Identity,
  repository: Repository,
  needs: RepositoryNeeds,
): Refused | null {
  switch (identity.kind) {
    case 'anonymous':
    case 'app':
      return needs.level === 'read' ? null : new Refused(401, 'Requires authentication');
    case 'user':
      return refusalForUser(identity, repository, needs);
    case 'installation':
    case 'job': {
      const own =
        identity.kind === 'job'
          ? identity.repository === repository
          : identity.repositories.has(repository.id);
      if (!own && needs.level === 'read') return null;
      return own && isGranted(identity.grants, needs) ? null : notAccessible('integration', needs);
    }
  }
}

function isGranted(grants: Grants, needs: RepositoryNeeds): boolean {
  return needs.grants.some(name => {
    const level = name === 'metadata' ? 'read' : grants[name];
    return level === 'write' || (level === 'read' && needs.level === 'read');
  });
}

function notAccessible(by: string, { grants, level }: RepositoryNeeds): Refused {
  const accepted = grants.map(name => `${name}=${level}`).join('; ');
  return new Refused(403, `Resource not accessible by ${by}`, {
    headers: { 'x-accepted-github-permissions': accepted },
  });
}

function refusalForUser(
  { account: { login }, may }: Extract<Identity, { kind: 'user' }>,
  repository: Repository,
  needs: RepositoryNeeds,
): Refused | null {
  if (needs.role === null) return new Refused(403, 'You must authenticate via a GitHub App.');
  const isOpen = needs.level === 'read' && !repository.private;
  if (may.kind === 'fine-grained' && !isOpen && !isGranted(may.grants, needs))
    return notAccessible('personal access token', needs);
  if (atLeast(roleOf(repository, login), needs.role)) return null;
  return new Refused(403, `Must have ${needs.role === 'read' ? 'read' : 'admin'} rights to Repository.`);
}
