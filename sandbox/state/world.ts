/** Everything the sandbox knows, in memory. What changes it lies in `changes/`; nothing here tells anybody. */
import type { Account } from './account.ts';
import type { App, Installation } from './app.ts';
import type { Happening } from './happening.ts';
import type { Token } from './identity.ts';
import type { Repository } from './repository.ts';

export interface World {
  readonly now: () => Date;
  /** Where bare repositories lie; the sandbox's own, gone when it stops. */
  readonly folder: string;
  /** `http://127.0.0.1:PORT`. */
  serverUrl: string;
  /** `http://127.0.0.1:PORT/api/v3`. */
  apiUrl: string;
  /** By login. */
  readonly accounts: Map<string, Account>;
  /** By full name in lower case. */
  readonly repositories: Map<string, Repository>;
  /** Ids by a full name of before, in lower case: who asks for it is sent on, as long as nobody takes it. */
  readonly formerNames: Map<string, number>;
  readonly apps: Map<number, App>;
  /** All but GitHub's own, the ones that are still on their way included: each has a key of its own. */
  registeredApps: number;
  readonly installations: Map<number, Installation>;
  /** By value. */
  readonly tokens: Map<string, Token>;
  /** Codes of App manifests that were confirmed, for the one conversion each. */
  readonly manifests: Map<string, Readonly<Record<string, unknown>>>;
  /** GitHub's own App, which owns the check runs of jobs and of `GITHUB_TOKEN`. */
  readonly actionsApp: App;
  nextId(): number;
  /** Tells webhooks and workflows. */
  announce(happening: Happening): void;
}

/** The id that GitHub Actions has as an App. */
const ACTIONS_APP_ID = 15368;

export interface WorldOptions {
  readonly now: () => Date;
  readonly folder: string;
  announce(happening: Happening): void;
}

export function createWorld({ now, folder, announce }: WorldOptions): World {
  let last = 1000;
  const nextId = (): number => ++last;
  const github: Account = { id: nextId(), login: 'github', kind: 'Organization' };
  const bot: Account = { id: nextId(), login: 'github-actions[bot]', kind: 'Bot' };
  const dependabot: Account = { id: nextId(), login: 'dependabot[bot]', kind: 'Bot' };
  const actionsApp: App = {
    id: ACTIONS_APP_ID,
    slug: 'github-actions',
    name: 'GitHub Actions',
    clientId: 'Iv1.actions',
    owner: github,
    bot,
    publicKey: '',
    permissions: {},
    events: [],
    hook: null,
    deliveries: [],
  };
  return {
    now,
    folder,
    serverUrl: '',
    apiUrl: '',
    accounts: new Map([github, bot, dependabot].map(account => [account.login, account])),
    repositories: new Map(),
    formerNames: new Map(),
    apps: new Map([[actionsApp.id, actionsApp]]),
    registeredApps: 0,
    installations: new Map(),
    tokens: new Map(),
    manifests: new Map(),
    actionsApp,
    nextId,
    announce,
  };
}

export function findRepository(world: World, fullName: string): Repository | null {
  return world.repositories.get(fullName.toLowerCase()) ?? null;
}

export function repositoryById(world: World, id: number): Repository | null {
  return [...world.repositories.values()].find(repository => repository.id === id) ?? null;
}

export function repositoryOf(world: World, fullName: string): Repository {
  const found = findRepository(world, fullName);
  if (found === null) throw new Error(`The sandbox has no repository ${fullName}`);
  return found;
}

/** Whoever has this login, made when it is new. */
export function ensureAccount(world: World, login: string, kind: Account['kind']): Account {
  const found = world.accounts.get(login);
  if (found !== undefined) return found;
  const account: Account = { id: world.nextId(), login, kind };
  world.accounts.set(login, account);
  return account;
}
