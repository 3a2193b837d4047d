/**
 * A GitHub small enough to start in an instant, on the loopback: git over HTTP, REST, webhooks and workflow runs, all from
 * one state in memory. For tests and the demo; what it does not know it refuses by name.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installApp, issueToken, registerApp } from './changes/accounts.ts';
import { createRepository, forkRepository } from './changes/repositories.ts';
import { API_PREFIX, Api } from './http/api.ts';
import { CallLog } from './http/call-log.ts';
import { Downloads } from './http/downloads.ts';
import { Faults } from './http/faults.ts';
import { RATE_LIMITS, RateLimiter, type RateLimits } from './http/rate.ts';
import { type ListeningServer, listen, type Pages } from './http/server.ts';
import { Person } from './person.ts';
import { allRoutes } from './rest/routes.ts';
import type { Permissions } from './runner/host.ts';
import type { Role } from './state/account.ts';
import type { Delivery, Grants, Hook } from './state/app.ts';
import type { TokenRights } from './state/identity.ts';
import type { Protection } from './state/protection.ts';
import type { WorkflowRun } from './state/workflow-run.ts';
import { createWorld, ensureAccount, repositoryOf, type World } from './state/world.ts';
import { Webhooks } from './webhooks/webhooks.ts';
import { grantsOf } from './workflows/host.ts';
import type { Runner } from './workflows/runner.ts';
import { Workflows } from './workflows/workflows.ts';

export interface SandboxOptions {
  readonly runner: Runner;
  /** The machine's clock where it is missing. */
  readonly now?: () => Date;
  /** Requests an hour, in place of GitHub's. */
  readonly rateLimits?: Partial<RateLimits>;
  /** What people look at; nothing where it is missing. */
  readonly pages?: (world: World) => Pages;
}

export interface RepositoryOptions {
  /** A repository or a folder on this machine; empty where it is missing. */
  readonly from?: string;
  /** True where it is missing: what a token may not see is what tests are about. */
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly collaborators?: Readonly<Record<string, Role>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** Of jobs in workflows that name no permissions; `read` where it is missing. */
  readonly defaultPermissions?: 'read' | 'write';
}

export interface AppOptions {
  readonly name: string;
  readonly permissions: Grants;
  readonly events: readonly string[];
  readonly hook?: Hook;
}

export interface RegisteredApp {
  readonly id: number;
  readonly slug: string;
  /** PEM. */
  readonly privateKey: string;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const folder = await mkdtemp(join(tmpdir(), 'braid-sandbox-'));
  await mkdir(join(folder, 'home'));
  const world = createWorld({
    now,
    folder,
    announce: happening => {
      webhooks.tell(happening);
      workflows.consider(happening);
    },
  });
  const webhooks = new Webhooks(world);
  const workflows = new Workflows(world, options.runner);
  const rate = new RateLimiter({ ...RATE_LIMITS, ...options.rateLimits }, now);
  const downloads = new Downloads(world);
  const log = new CallLog();
  const faults = new Faults();
  const api = new Api({ world, rate, log, routes: allRoutes({ rate, webhooks, workflows, downloads }) });
  const server = await listen({ world, api, downloads, faults, pages: options.pages?.(world) ?? null });
  world.serverUrl = server.url;
  world.apiUrl = `${server.url}${API_PREFIX}`;
  return new Sandbox({ world, webhooks, workflows, server, log, faults });
}

interface Parts {
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly workflows: Workflows;
  readonly server: ListeningServer;
  readonly log: CallLog;
  readonly faults: Faults;
}

export class Sandbox {
  readonly #parts: Parts;
  /** What the API was asked, by route and by whom. */
  readonly calls: CallLog;
  /** What goes wrong next. */
  readonly faults: Faults;
  readonly webhooks: Webhooks;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.calls = parts.log;
    this.faults = parts.faults;
    this.webhooks = parts.webhooks;
  }

  get serverUrl(): string {
    return this.#parts.world.serverUrl;
  }

  get apiUrl(): string {
    return this.#parts.world.apiUrl;
  }

  /** Read it; change it only through what is offered here. */
  get world(): World {
    return this.#parts.world;
  }

  async addRepository(fullName: string, options: RepositoryOptions = {}): Promise<void> {
    await createRepository(this.world, {
      ...{ fullName, from: options.from ?? null, private: options.private ?? true },
      defaultBranch: options.defaultBranch ?? 'main',
      collaborators: options.collaborators ?? {},
      actions: {
        defaultPermissions: options.defaultPermissions ?? 'read',
        secrets: options.secrets ?? {},
        variables: options.variables ?? {},
      },
    });
  }

  /** `owner/same-name`; the owner is made when it is new. */
  async fork(fullName: string, owner: string): Promise<void> {
    await forkRepository(this.world, repositoryOf(this.world, fullName), owner);
  }

  protect(fullName: string, branch: string, rules: Partial<Protection>): void {
    const none: Protection = { requiredChecks: [], pushers: null, linearHistory: false };
    repositoryOf(this.world, fullName).protections.set(branch, { ...none, ...rules });
  }

  /** Somebody at GitHub's pages; made when they are new. */
  as(login: string): Person {
    return new Person(this.world, ensureAccount(this.world, login, login.endsWith('[bot]') ? 'Bot' : 'User'));
  }

  userToken(login: string, may: TokenRights = { kind: 'classic', scopes: ['repo', 'workflow'] }): string {
    return issueToken(this.world, { kind: 'user', account: ensureAccount(this.world, login, 'User'), may });
  }

  /** A `GITHUB_TOKEN` of no workflow run. */
  jobToken(fullName: string, permissions: Permissions): string {
    const { actionsApp: app } = this.world;
    const repository = repositoryOf(this.world, fullName);
    const grants = grantsOf(permissions, null);
    return issueToken(this.world, { kind: 'job', account: app.bot, app, repository, runId: 0, grants });
  }

  /** As an App gets it for itself; it does not expire. */
  installationToken(installationId: number): string {
    const installation = this.world.installations.get(installationId);
    if (installation === undefined) throw new Error(`The sandbox has no installation ${installationId}`);
    const { app, permissions: grants, repositories } = installation;
    const account = app.bot;
    return issueToken(this.world, { kind: 'installation', account, installation, grants, repositories });
  }

  async registerApp({ name, permissions, events, hook }: AppOptions): Promise<RegisteredApp> {
    const owner = ensureAccount(this.world, 'github', 'Organization');
    const made = await registerApp(this.world, { name, owner, permissions, events, hook: hook ?? null });
    return { id: made.app.id, slug: made.app.slug, privateKey: made.privateKey };
  }

  /** A code that a confirmed manifest is converted with, once. */
  confirmManifest(manifest: Readonly<Record<string, unknown>>): string {
    const code = `code${this.world.nextId()}`;
    this.world.manifests.set(code, manifest);
    return code;
  }

  /** The installation's id. All repositories are of the first one's owner. */
  install(app: Pick<RegisteredApp, 'id'>, fullNames: readonly string[]): number {
    const repositories = fullNames.map(name => repositoryOf(this.world, name));
    const account = repositories[0]?.owner ?? ensureAccount(this.world, 'github', 'Organization');
    const known = this.world.apps.get(app.id);
    if (known === undefined) throw new Error(`The sandbox has no App ${app.id}`);
    return installApp(this.world, known, { account, repositories }).id;
  }

  deliveries(app: RegisteredApp): readonly Delivery[] {
    return this.world.apps.get(app.id)?.deliveries ?? [];
  }

  schedule(fullName: string): void {
    this.#parts.workflows.schedule(repositoryOf(this.world, fullName));
  }

  /** Oldest first. */
  runs(fullName: string): readonly WorkflowRun[] {
    return [...repositoryOf(this.world, fullName).runs.values()];
  }

  run(fullName: string, id: number): WorkflowRun {
    const run = repositoryOf(this.world, fullName).runs.get(id);
    if (run === undefined) throw new Error(`${fullName} has no workflow run ${id}`);
    return run;
  }

  /** As a machine that is lost: nothing of the job runs after it. */
  killJob(fullName: string, runId: number, jobKey: string): void {
    this.run(fullName, runId).running?.kill(jobKey);
  }

  loseArtifact(fullName: string, runId: number, name: string): void {
    const { artifacts } = this.run(fullName, runId);
    const at = artifacts.findIndex(artifact => artifact.name === name);
    if (at < 0) throw new Error(`Workflow run ${runId} has no artifact ${name}`);
    artifacts.splice(at, 1);
  }

  /** When nothing is under way: no event to look at, no workflow run, no delivery. */
  async settled(): Promise<void> {
    const { workflows, webhooks } = this.#parts;
    while (workflows.busy || webhooks.busy) await Promise.all([workflows.settled(), webhooks.settled()]);
  }

  /** Ends what goes on, without waiting for what jobs still want to do; the folder is gone afterwards. */
  async stop(): Promise<void> {
    for (const repository of this.world.repositories.values())
      for (const run of repository.runs.values()) this.#parts.workflows.abandon(run);
    try {
      await this.settled();
    } finally {
      await this.#parts.server.stop();
      for (const { git } of this.world.repositories.values()) await git.close();
      await rm(this.world.folder, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}
