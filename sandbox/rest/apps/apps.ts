/** An App about itself: where it is installed, its tokens, its making from a manifest. */
import { z } from 'zod';
import { issueToken, registerApp } from '../../changes/accounts.ts';
import { json, notFound, Refused } from '../../http/answer.ts';
import { type Call, counted, type Route } from '../../http/call.ts';
import { appShape, installationShape } from '../../shapes/app.ts';
import { repositoryShape } from '../../shapes/repository.ts';
import { instant } from '../../shapes/schema.ts';
import type { App, Grants, Installation } from '../../state/app.ts';
import type { Repository } from '../../state/repository.ts';
import { ensureAccount, type World } from '../../state/world.ts';

/** How long a token of an installation is good. */
const HOUR_MS = 3_600_000;
const Level = z.enum(['read', 'write']);
const TokenFor = z.object({
  repositories: z.array(z.string()).optional(),
  repository_ids: z.array(z.number()).optional(),
  permissions: z.record(z.string(), Level).optional(),
});
const Manifest = z.object({
  name: z.string().default('Braid'),
  hook_attributes: z.object({ url: z.string(), active: z.boolean().default(true) }).optional(),
  default_permissions: z.record(z.string(), Level).default({}),
  default_events: z.array(z.string()).default([]),
});

export const appRoutes: readonly Route[] = [
  forApp('GET', '/app', ({ world }, app) => json(appShape(world, app))),
  forApp('GET', '/app/installations', (call, app) =>
    call.page(installationsOf(call.world, app), found => installationShape(call.world, found)),
  ),
  forApp('GET', '/app/installations/:id', (call, app) =>
    json(installationShape(call.world, existingInstallation(call, app))),
  ),
  forApp('GET', '/repos/:owner/:repo/installation', (call, app) => {
    const name = `${call.text('owner')}/${call.text('repo')}`.toLowerCase();
    const repository = call.world.repositories.get(name);
    const found = installationsOf(call.world, app).find(
      ({ repositories }) => repository !== undefined && repositories.has(repository.id),
    );
    if (found === undefined) throw notFound();
    return json(installationShape(call.world, found));
  }),
  forApp('POST', '/app/installations/:id/access_tokens', createToken),
  {
    method: 'GET',
    path: '/installation/repositories',
    needs: { kind: 'anyone' },
    handle: call => {
      const { identity, world } = call;
      if (identity.kind !== 'installation') throw new Refused(403, 'Resource not accessible by integration');
      const repositories = [...world.repositories.values()].filter(({ id }) => identity.repositories.has(id));
      return call.page(repositories, found => repositoryShape(world, found), counted('repositories'));
    },
  },
  {
    method: 'POST',
    path: '/app-manifests/:code/conversions',
    needs: { kind: 'everybody' },
    handle: convertManifest,
  },
];

export function forApp(
  method: 'GET' | 'POST',
  path: string,
  handle: (call: Call, app: App) => ReturnType<Route['handle']>,
): Route {
  return {
    method,
    path,
    needs: { kind: 'app' },
    handle: call => {
      if (call.identity.kind !== 'app') throw new Error('Only an App is let through to its own routes');
      return handle(call, call.identity.app);
    },
  };
}

function installationsOf(world: World, app: App): readonly Installation[] {
  return [...world.installations.values()].filter(installation => installation.app === app);
}

function existingInstallation(call: Call, app: App): Installation {
  const found = call.world.installations.get(call.number('id'));
  if (found === undefined || found.app !== app) throw notFound();
  return found;
}

function createToken(call: Call, app: App) {
  const { world } = call;
  const installation = existingInstallation(call, app);
  if (installation.suspendedAt !== null) throw new Refused(403, 'This installation has been suspended');
  const wanted = call.read(TokenFor);
  const installed = [...world.repositories.values()].filter(({ id }) => installation.repositories.has(id));
  const named = wanted.repositories ?? [];
  const ids = wanted.repository_ids ?? [];
  const chosen: readonly Repository[] =
    named.length + ids.length === 0
      ? installed
      : installed.filter(({ name, id }) => named.includes(name) || ids.includes(id));
  if (chosen.length < named.length + ids.length)
    throw new Refused(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  const grants = granted(installation.permissions, wanted.permissions);
  const expiresAt = new Date(world.now().getTime() + HOUR_MS);
  const repositories = new Set(chosen.map(({ id }) => id));
  const token = issueToken(
    world,
    { kind: 'installation', account: app.bot, installation, grants, repositories },
    expiresAt,
  );
  return json(
    {
      token,
      expires_at: instant(expiresAt),
      permissions: grants,
      repository_selection: 'selected',
      repositories: chosen.map(repository => repositoryShape(world, repository)),
    },
    201,
  );
}

function granted(has: Grants, wanted: Grants | undefined): Grants {
  for (const [name, level] of Object.entries(wanted ?? {}))
    if (has[name] === undefined || (level === 'write' && has[name] === 'read'))
      throw new Refused(422, 'The permissions requested are not granted to this installation.');
  return wanted ?? has;
}

/** Once for each code; the key and the secret are given this one time. */
async function convertManifest(call: Call) {
  const { world } = call;
  const code = call.text('code');
  const manifest = world.manifests.get(code);
  if (manifest === undefined) throw notFound();
  world.manifests.delete(code);
  const { name, hook_attributes: hook, default_permissions, default_events } = Manifest.parse(manifest);
  const secret = `secret-${code}`;
  const { app, privateKey } = await registerApp(world, {
    name,
    owner: ensureAccount(world, 'github', 'Organization'),
    permissions: default_permissions,
    events: default_events,
    hook: hook === undefined ? null : { url: hook.url, secret },
  });
  return json(
    { ...appShape(world, app), webhook_secret: secret, client_secret: `client-${code}`, pem: privateKey },
    201,
  );
}
