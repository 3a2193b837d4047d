import type { App, Delivery, Installation } from '../state/app.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';
import { instant, type Shape } from './schema.ts';

export function appShape(world: World, app: App): Shape<'integration'> {
  return {
    id: app.id,
    slug: app.slug,
    name: app.name,
    client_id: app.clientId,
    owner: accountShape(world, app.owner),
    permissions: { ...app.permissions },
    events: [...app.events],
    html_url: `${world.serverUrl}/apps/${app.slug}`,
  };
}

export function installationShape(world: World, installation: Installation): Shape<'installation'> {
  const { app, id } = installation;
  return {
    id,
    app_id: app.id,
    app_slug: app.slug,
    account: accountShape(world, installation.account),
    target_id: installation.account.id,
    target_type: installation.account.kind,
    repository_selection: 'selected',
    permissions: { ...installation.permissions },
    events: [...app.events],
    created_at: instant(installation.createdAt),
    suspended_at: installation.suspendedAt === null ? null : instant(installation.suspendedAt),
    access_tokens_url: `${world.apiUrl}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.apiUrl}/installation/repositories`,
    html_url: `${world.serverUrl}/settings/installations/${id}`,
  };
}

export function deliveryItemShape(delivery: Delivery): Shape<'hook-delivery-item'> {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: instant(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: delivery.durationSeconds,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
  };
}

export function deliveryShape(
  delivery: Delivery,
  payload: Readonly<Record<string, unknown>>,
): Shape<'hook-delivery'> {
  return {
    ...deliveryItemShape(delivery),
    id: delivery.id,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    request: { headers: { 'X-GitHub-Delivery': delivery.guid, 'X-GitHub-Event': delivery.event }, payload },
    response: { headers: {}, payload: delivery.answer },
  };
}
