/** What one workflow run is given by the sandbox: files, tokens, artifacts, and its place in a concurrency group. */
import { issueToken } from '../changes/accounts.ts';
import { jobProgressed } from '../changes/workflow-runs.ts';
import type { Permissions, RunnerHost } from '../runner/host.ts';
import type { Grants, Level } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';
import type { Artifact, WorkflowRun } from '../state/workflow-run.ts';
import { repositoryOf, type World } from '../state/world.ts';
import type { ConcurrencyGroups } from './concurrency.ts';

/** All that `permissions: write-all` names. */
const SCOPES = [
  'actions',
  'checks',
  'contents',
  'deployments',
  'issues',
  'packages',
  'pages',
  'pull-requests',
  'statuses',
] as const;

export interface HostOptions {
  readonly world: World;
  readonly repository: Repository;
  readonly run: WorkflowRun;
  groups(repository: Repository): ConcurrencyGroups;
}

export function hostFor({ world, repository, run, groups }: HostOptions): RunnerHost {
  const at = (fullName: string): Repository => repositoryOf(world, fullName);
  const own = (fullName: string): boolean => at(fullName) === repository && run.withSecrets;
  return {
    serverUrl: world.serverUrl,
    apiUrl: world.apiUrl,
    readFile: async (fullName, ref, path) => {
      const { git } = at(fullName);
      const sha = await git.commit(ref);
      return sha === null ? null : git.text(sha, path);
    },
    unpack: (fullName, ref, folder) => at(fullName).git.unpack(ref, folder),
    mintToken: (fullName, permissions, runId) => {
      const grants = grantsOf(permissions, run.tokenLimit);
      const { actionsApp } = world;
      return issueToken(world, {
        kind: 'job',
        account: actionsApp.bot,
        app: actionsApp,
        repository: at(fullName),
        runId,
        grants,
      });
    },
    revokeToken: token => {
      world.tokens.delete(token);
    },
    defaultPermissions: fullName => defaults(at(fullName)),
    secrets: fullName => (own(fullName) ? at(fullName).actions.secrets : {}),
    variables: fullName => at(fullName).actions.variables,
    ...artifactsIn(world),
    enter: (fullName, request) => groups(at(fullName)).enter(request),
    progress: (_runId, what) => jobProgressed(world, repository, run, what),
  };
}

type Artifacts = Pick<RunnerHost, 'putArtifact' | 'listArtifacts' | 'getArtifact'>;

/** Whether a job may read those of another workflow run is the runner's to ask. */
function artifactsIn(world: World): Artifacts {
  const at = (fullName: string, runId: number): Artifact[] =>
    runOf(repositoryOf(world, fullName), runId).artifacts;
  return {
    putArtifact: async (fullName, runId, name, zip) => {
      const artifacts = at(fullName, runId);
      if (artifacts.some(artifact => artifact.name === name))
        throw new Error(
          `Failed to CreateArtifact: (409) Conflict: an artifact with this name already exists on the workflow run: ${name}`,
        );
      artifacts.push({ id: world.nextId(), name, zip, createdAt: world.now() });
    },
    listArtifacts: async (fullName, runId) =>
      at(fullName, runId)
        .map(({ name }) => name)
        .toReversed(),
    getArtifact: async (fullName, runId, name) =>
      at(fullName, runId).find(artifact => artifact.name === name)?.zip ?? null,
  };
}

function runOf(repository: Repository, runId: number): WorkflowRun {
  const run = repository.runs.get(runId);
  if (run === undefined) throw new Error(`${repository.fullName} has no workflow run ${runId}`);
  return run;
}

function defaults({ actions }: Repository): Permissions {
  if (actions.defaultPermissions === 'write')
    return Object.fromEntries(SCOPES.map(scope => [scope, 'write']));
  return { contents: 'read', packages: 'read' };
}

/** The token's permissions as Apps name them, and never more than the event allows. */
export function grantsOf(permissions: Permissions, limit: Permissions | null): Grants {
  const grants: Record<string, Level> = {};
  for (const [scope, wanted] of Object.entries(permissions)) {
    const allowed = limit === null ? wanted : weaker(wanted, limit[scope] ?? 'none');
    if (allowed !== 'none') grants[scope.replaceAll('-', '_')] = allowed;
  }
  return grants;
}

type Permission = Permissions[string];

function weaker(one: Permission | undefined, other: Permission): Permission {
  if (one === undefined || one === 'none' || other === 'none') return 'none';
  return one === 'read' || other === 'read' ? 'read' : 'write';
}

/** What a job may do at most where an outsider caused it. */
export const READ_ONLY: Permissions = Object.fromEntries(SCOPES.map(scope => [scope, 'read']));
