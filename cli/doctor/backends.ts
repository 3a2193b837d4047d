/** Each backend that a run could use here, and what becomes of the tasks of one that cannot be used. */
import { checkHealth, makeBackend } from '../../shared/io/backends/registry.ts';
import type { BackendHealth } from '../../shared/io/ports.ts';
import type { BackendConfig, Config } from '../../shared/plan/config.ts';
import { some } from '../../shared/report/units.ts';
import { chooseBackend, type HealthFact } from '../../shared/routing/backend.ts';
import { route } from '../../shared/routing/route.ts';
import { bad, type Check, good, remark } from './check.ts';
import type { Inputs } from './inputs.ts';

/** Why a backend is looked at. */
interface Role {
  readonly backend: string;
  readonly as: string;
  /** A run needs it, or another in its place. */
  readonly needed: boolean;
}

export async function checkBackends(
  config: Config,
  planned: Inputs['planned'],
  environment: NodeJS.ProcessEnv,
): Promise<readonly Check[]> {
  const roles = rolesOf(config, planned);
  const names = [...new Set(roles.map(({ backend }) => backend))];
  const asked = names.flatMap(name => {
    const own = Object.hasOwn(config.backends, name) ? config.backends[name] : undefined;
    return own === undefined ? [] : [{ name, own }];
  });
  const found = await Promise.all(
    asked.map(async ({ name, own }) => ({
      name,
      own,
      health: await checkHealth(makeBackend(name, own, environment)),
    })),
  );
  const facts = new Map(found.map(({ name, health }) => [name, factOf(health)]));
  return found.map(({ name, own, health }) => {
    const mine = roles.filter(({ backend }) => backend === name);
    const words = `${name} (${mine.map(({ as }) => as).join(', ')})`;
    if (health.kind === 'usable') return usable(words, { own, version: health.version, environment });
    if (!mine.some(({ needed }) => needed))
      return remark('backend', `${words}: ${health.reason}`, health.hint);
    const choice = chooseBackend({ name, reason: '' }, config.routing, facts);
    if (choice.kind !== 'chosen') return bad('backend', `${words}: ${health.reason}`, health.hint);
    return remark('backend', `${words}: ${health.reason}; ${choice.backend} takes its place`, health.hint);
  });
}

function rolesOf({ routing, backends, merge }: Config, planned: Inputs['planned']): readonly Role[] {
  const users = planned === null ? null : usersOf(planned, { routing, backends });
  const others = users === null ? [] : [...users].filter(([name]) => name !== routing.defaultBackend);
  const rules = routing.enabled ? routing.rules : [];
  return [
    // Without a plan, it is what a plan would most likely use.
    { backend: routing.defaultBackend, as: 'default', needed: users?.has(routing.defaultBackend) ?? true },
    ...others.map(([backend, tasks]) => ({ backend, as: `for ${some(tasks, 3)}`, needed: true })),
    ...rules.flatMap(({ backend }, index) =>
      backend === null ? [] : [{ backend, as: `rule ${index + 1}`, needed: false }],
    ),
    ...routing.fallback.map(backend => ({ backend, as: 'fallback', needed: false })),
    ...(merge.resolver === null ? [] : [{ backend: merge.resolver, as: 'resolver', needed: false }]),
  ];
}

/** Which tasks want which backend, as long as nothing is known about their health. */
function usersOf(
  { plan, graph }: NonNullable<Inputs['planned']>,
  { routing, backends }: Pick<Config, 'routing' | 'backends'>,
): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  const context = { graph, routing, backends, health: new Map(), budgetLeftShare: null };
  for (const task of plan.tasks) {
    const found = route(task, context);
    if (found.kind === 'routed') users.set(found.backend, [...(users.get(found.backend) ?? []), task.id]);
  }
  return users;
}

function factOf(health: BackendHealth): HealthFact {
  return health.kind === 'usable' ? { kind: 'usable' } : health;
}

interface Usable {
  readonly own: BackendConfig;
  readonly version: string | null;
  readonly environment: NodeJS.ProcessEnv;
}

/** Of the variables only the names are told. What a shell line starts is not known before it is run. */
function usable(words: string, { own, version, environment }: Usable): Check {
  const about =
    own.kind === 'command' ? `the shell line \`${own.run}\`` : `${version ?? 'installed'}, with credentials`;
  const unset = own.passEnv.filter(name => (environment[name] ?? '') === '');
  if (unset.length === 0) return good('backend', `${words}: ${about}`);
  const names = some(unset, 5);
  return remark(
    'backend',
    `${words}: ${about}; not set: ${names}`,
    `set ${names}, or take it out of \`pass-env\``,
  );
}
