/** Tokens, Apps and their installations come into being. */
import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { installationShape } from '../shapes/app.ts';
import { minimalRepositoryShape } from '../shapes/repository.ts';
import type { Account } from '../state/account.ts';
import type { App, Grants, Hook, Installation } from '../state/app.ts';
import type { Identity } from '../state/identity.ts';
import type { Repository } from '../state/repository.ts';
import { ensureAccount, type World } from '../state/world.ts';
import { person } from './cause.ts';

/** How each kind of token begins, from GitHub's documentation. */
const PREFIX: Readonly<Record<Identity['kind'], string>> = {
  user: 'ghp',
  installation: 'ghs',
  job: 'ghs',
  app: 'ghs',
  anonymous: 'ghs',
};

export function issueToken(world: World, identity: Identity, expiresAt: Date | null = null): string {
  const value = `${PREFIX[identity.kind]}_${randomUUID().replaceAll('-', '')}`;
  world.tokens.set(value, { value, identity, expiresAt });
  return value;
}

export interface NewApp {
  readonly name: string;
  readonly owner: Account;
  readonly permissions: Grants;
  readonly events: readonly string[];
  readonly hook: Hook | null;
}

interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A new one takes a tenth of a second of work. The first Apps of all worlds in this process have the same, and so on. */
const keyPairs: Promise<KeyPair>[] = [];

async function keyPair(nth: number): Promise<KeyPair> {
  keyPairs[nth] ??= promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return keyPairs[nth];
}

/** The private key is given once, as GitHub does. PEM, PKCS#8. */
export async function registerApp(
  world: World,
  { name, owner, permissions, events, hook }: NewApp,
): Promise<{ app: App; privateKey: string }> {
  const keys = await keyPair(world.registeredApps++);
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const id = world.nextId();
  const app: App = {
    id,
    slug,
    name,
    clientId: `Iv23.${id}`,
    owner,
    bot: ensureAccount(world, `${slug}[bot]`, 'Bot'),
    publicKey: keys.publicKey,
    permissions,
    events,
    hook,
    deliveries: [],
  };
  world.apps.set(id, app);
  return { app, privateKey: keys.privateKey };
}

export function installApp(
  world: World,
  app: App,
  { account, repositories }: { account: Account; repositories: readonly Repository[] },
): Installation {
  const installation: Installation = {
    id: world.nextId(),
    app,
    account,
    permissions: app.permissions,
    repositories: new Set(repositories.map(({ id }) => id)),
    createdAt: world.now(),
    suspendedAt: null,
  };
  world.installations.set(installation.id, installation);
  world.announce({
    name: 'installation',
    action: 'created',
    repository: null,
    payload: {
      installation: installationShape(world, installation),
      repositories: repositories.map(repository => minimalRepositoryShape(world, repository)),
    },
    by: person(account),
    onlyTo: app,
    pushed: null,
    pull: null,
  });
  return installation;
}

/** Its tokens are good for nothing any more. */
export function uninstallApp(world: World, installation: Installation): void {
  world.installations.delete(installation.id);
  for (const [value, { identity }] of world.tokens)
    if (identity.kind === 'installation' && identity.installation === installation)
      world.tokens.delete(value);
}
