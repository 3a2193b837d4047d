/** The whole body of a webhook, which is also what a workflow sees as `github.event`. */
import { accountShape } from '../shapes/account.ts';
import { repositoryShape } from '../shapes/repository.ts';
import type { Installation } from '../state/app.ts';
import type { Happening } from '../state/happening.ts';
import type { World } from '../state/world.ts';

export function bodyOf(
  world: World,
  happening: Happening,
  installation: Installation | null,
): Readonly<Record<string, unknown>> {
  const { action, repository, payload, by } = happening;
  return {
    ...(action === null ? {} : { action }),
    ...(installation === null
      ? {}
      : { installation: { id: installation.id, node_id: `I_${installation.id}` } }),
    ...payload,
    ...(repository === null ? {} : { repository: repositoryShape(world, repository) }),
    sender: accountShape(world, by.account),
  };
}
