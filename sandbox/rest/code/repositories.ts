/** The repository itself, its branches, and who may do what in it. */
import { json, notFound } from '../../http/answer.ts';
import type { Route } from '../../http/call.ts';
import { accountShape } from '../../shapes/account.ts';
import { commitShape } from '../../shapes/commit.ts';
import { repositoryShape } from '../../shapes/repository.ts';
import type { Shape } from '../../shapes/schema.ts';
import { atLeast, legacyPermission, type Role } from '../../state/account.ts';
import { type Repository, roleOf } from '../../state/repository.ts';
import type { World } from '../../state/world.ts';
import { forRepository, reads } from '../route.ts';

export const repositoryRoutes: readonly Route[] = [
  forRepository('GET', '', reads('metadata'), ({ world, identity }, repository) =>
    json({
      ...repositoryShape(world, repository),
      ...(identity.kind === 'user'
        ? { permissions: permissionsOf(roleOf(repository, identity.account.login)) }
        : {}),
    }),
  ),
  forRepository('GET', '/branches', reads('contents'), async (call, repository) => {
    const branches = await repository.git.refs('refs/heads/');
    return call.page(branches, ({ name, sha }): Shape<'short-branch'> => {
      const short = name.slice('refs/heads/'.length);
      return { name: short, commit: { sha }, protected: repository.protections.has(short) };
    });
  }),
  forRepository('GET', '/branches/*', reads('contents'), async (call, repository) => {
    const name = call.text('*');
    return json(await branchShape(call.world, repository, name));
  }),
  forRepository('GET', '/collaborators/:user/permission', reads('metadata'), (call, repository) => {
    const account = call.world.accounts.get(call.text('user'));
    if (account === undefined) throw notFound();
    const role = roleOf(repository, account.login);
    const answer: Shape<'repository-collaborator-permission'> = {
      permission: legacyPermission(role),
      role_name: role,
      user: { ...accountShape(call.world, account), permissions: permissionsOf(role) },
    };
    return json(answer);
  }),
];

async function branchShape(
  world: World,
  repository: Repository,
  name: string,
): Promise<Shape<'branch-with-protection'>> {
  const { git } = repository;
  const sha = await git.ref(`refs/heads/${name}`);
  if (sha === null) throw notFound();
  const [commit] = await git.history.commits([sha], 1);
  return {
    name,
    protected: repository.protections.has(name),
    ...(commit === undefined ? {} : { commit: commitShape(world, repository, commit) }),
  };
}

function permissionsOf(role: Role): NonNullable<Shape<'collaborator'>['permissions']> {
  return {
    pull: atLeast(role, 'read'),
    triage: atLeast(role, 'triage'),
    push: atLeast(role, 'write'),
    maintain: atLeast(role, 'maintain'),
    admin: atLeast(role, 'admin'),
  };
}
