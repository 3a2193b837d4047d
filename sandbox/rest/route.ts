/** How routes are written down: who may call, then what is done. */
import { admit } from '../http/access.ts';
import type { Call, RepositoryHandler, RepositoryNeeds, Route } from '../http/call.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Below `/repos/:owner/:repo`. */
export function forRepository(
  method: Method,
  path: string,
  needs: RepositoryNeeds,
  handle: RepositoryHandler,
): Route {
  return {
    method,
    path: `/repos/:owner/:repo${path}`,
    needs,
    handle: (call: Call) =>
      handle(call, admit(call.world, call.identity, `${call.text('owner')}/${call.text('repo')}`, needs)),
  };
}

export function reads(...grants: readonly string[]): RepositoryNeeds {
  return { kind: 'repository', grants, level: 'read', role: 'read' };
}

/** A person needs `role`; null: Apps only. */
export function writes(role: RepositoryNeeds['role'], ...grants: readonly string[]): RepositoryNeeds {
  return { kind: 'repository', grants, level: 'write', role };
}
