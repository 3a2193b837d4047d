/** The repository and what people may do in it. */
import { z } from 'zod';
import type { Api } from './api/api.ts';
import { GitHubProblem } from './api/problem.ts';
import { ROUTES } from './api/routes.ts';

/** From most to least; `none` is also everybody whom GitHub does not know. */
export type RepositoryPermission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface RepositoryFacts {
  readonly defaultBranch: string;
  readonly private: boolean;
}

const repositorySchema = z
  .object({ default_branch: z.string(), private: z.boolean() })
  .transform(({ default_branch, ...rest }): RepositoryFacts => ({ defaultBranch: default_branch, ...rest }));

/** The four old permissions; `role_name` is one of five roles, or one that the organisation made up. */
const permissionSchema = z.object({
  permission: z.enum(['admin', 'write', 'read', 'none']),
  role_name: z.string().nullish(),
});

export function readRepository(api: Api): Promise<RepositoryFacts> {
  return api.read(ROUTES.repository, {}, repositorySchema);
}

/**
 * Asked from GitHub, never taken from a name. A role of the organisation's own is worth what its base is worth: a name
 * that does not fit the old permission is not believed.
 */
export async function readPermission(api: Api, login: string): Promise<RepositoryPermission> {
  // An empty name would ask for something else.
  if (login === '') return 'none';
  try {
    const found = await api.read(ROUTES.permission, { username: login }, permissionSchema);
    return roleOf(found.permission, found.role_name ?? '');
  } catch (problem) {
    if (problem instanceof GitHubProblem && problem.code === 'not-found') return 'none';
    throw problem;
  }
}

function roleOf(permission: 'admin' | 'write' | 'read' | 'none', role: string): RepositoryPermission {
  if (role === 'maintain' && permission === 'write') return 'maintain';
  if (role === 'triage' && permission === 'read') return 'triage';
  return permission;
}
