/** An App: its key and tokens, its webhooks, and what a network does to those. */
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';
import type { RegisteredApp } from '../../sandbox/sandbox.ts';
import { listen } from './listener.ts';
import { openShop, SHOP, type Shop, SILENT } from './shop.ts';

const PERMISSIONS = { checks: 'write', contents: 'read', pull_requests: 'write' } as const;
const EVENTS = ['pull_request', 'issue_comment', 'push', 'check_run', 'check_suite', 'workflow_run'];

function appOctokit(shop: Shop, app: RegisteredApp, installationId?: number): Octokit {
  return new Octokit({
    baseUrl: shop.sandbox.apiUrl,
    log: SILENT,
    authStrategy: createAppAuth,
    auth: {
      appId: app.id,
      privateKey: app.privateKey,
      ...(installationId === undefined ? {} : { installationId }),
    },
  });
}

async function shopWithApp() {
  const shop = await openShop();
  const listener = await listen();
  const app = await shop.sandbox.registerApp({
    name: 'Braid',
    permissions: PERMISSIONS,
    events: EVENTS,
    hook: listener.hook,
  });
  const installationId = shop.sandbox.install(app, ['acme/shop']);
  await shop.sandbox.settled();
  return { shop, listener, app, installationId };
}

async function openPull(shop: Shop): Promise<{ number: number; sha: string }> {
  const editor = shop.sandbox.as('maria');
  const sha = await editor.commit('acme/shop', 'sale', { 'sale.txt': 'half price\n' });
  return { number: await shop.sandbox.as('maria').openPull('acme/shop', { head: 'sale' }), sha };
}

test('an App knows itself by its key, and acts by tokens of its installations', async () => {
  const { shop, app, installationId } = await shopWithApp();
  await shop.sandbox.addRepository('acme/other');
  const itself = appOctokit(shop, app);
  expect((await itself.apps.getAuthenticated()).data).toMatchObject({
    slug: 'braid',
    permissions: PERMISSIONS,
  });
  expect((await itself.apps.listInstallations()).data).toMatchObject([{ id: installationId }]);
  expect((await itself.apps.getRepoInstallation(SHOP)).data.id).toBe(installationId);

  const installed = appOctokit(shop, app, installationId);
  const { data: seen } = await installed.apps.listReposAccessibleToInstallation();
  expect(seen.repositories.map(repository => repository.full_name)).toEqual(['acme/shop']);
  await expect(installed.repos.get({ owner: 'acme', repo: 'other' })).rejects.toMatchObject({ status: 404 });
  await expect(installed.actions.listRepoWorkflows(SHOP)).rejects.toMatchObject({
    status: 403,
    response: { headers: { 'x-accepted-github-permissions': 'actions=read' } },
  });
});

test('a token can be for less, and not for more', async () => {
  const { shop, app, installationId } = await shopWithApp();
  const itself = appOctokit(shop, app);
  const ask = (permissions: Record<string, 'read' | 'write'>) =>
    itself.apps.createInstallationAccessToken({ installation_id: installationId, permissions });
  const { data } = await ask({ contents: 'read' });
  await expect(shop.octokit(data.token).pulls.list(SHOP)).rejects.toThrow(/^Resource not accessible/);
  await expect(ask({ contents: 'write' })).rejects.toThrow(/^The permissions requested are not granted/);
});

test('a claim signed with another key is refused', async () => {
  const { shop, app } = await shopWithApp();
  const other = await shop.sandbox.registerApp({ name: 'Other', permissions: {}, events: [] });
  const forged = appOctokit(shop, { ...app, privateKey: other.privateKey });
  await expect(forged.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
});

test('each App has a key of its own, those too that are made at once', async () => {
  const { shop, app } = await shopWithApp();
  const make = (name: string) => shop.sandbox.registerApp({ name, permissions: {}, events: [] });
  const made = await Promise.all([make('One'), make('Another'), make('A third')]);
  const keys = [app, ...made].map(({ privateKey }) => privateKey);
  expect(new Set(keys).size).toBe(keys.length);
});

test('an App is made from a manifest, once', async () => {
  const { shop } = await shopWithApp();
  const code = shop.sandbox.confirmManifest({
    name: 'My Braid',
    hook_attributes: { url: 'http://127.0.0.1:9/hook' },
    default_permissions: PERMISSIONS,
    default_events: ['push'],
  });
  const anyone = new Octokit({ baseUrl: shop.sandbox.apiUrl, log: SILENT });
  const { data } = await anyone.apps.createFromManifest({ code });
  expect(data).toMatchObject({ slug: 'my-braid', webhook_secret: expect.any(String) });
  const made = { id: data.id, slug: data.slug ?? '', privateKey: data.pem };
  expect((await appOctokit(shop, made).apps.getAuthenticated()).data).toMatchObject({ events: ['push'] });
  await expect(anyone.apps.createFromManifest({ code })).rejects.toMatchObject({ status: 404 });
});

test('it is told what happens, with its installation, signed', async () => {
  const { shop, listener, installationId } = await shopWithApp();
  const { number } = await openPull(shop);
  const maria = shop.sandbox.as('maria');
  await maria.label('acme/shop', number, 'braid:run');
  await maria.unlabel('acme/shop', number, 'braid:run');
  maria.comment('acme/shop', number, '/braid status');
  await maria.close('acme/shop', number);
  await maria.reopen('acme/shop', number);
  await shop.sandbox.settled();
  expect(listener.heard.map(({ event }) => event).sort()).toEqual([
    'installation.created',
    'issue_comment.created',
    'pull_request.closed',
    'pull_request.labeled',
    'pull_request.opened',
    'pull_request.reopened',
    'pull_request.unlabeled',
    'push',
  ]);
  const labeled = listener.heard.find(({ event }) => event === 'pull_request.labeled');
  expect(labeled?.body).toMatchObject({
    label: { name: 'braid:run' },
    installation: { id: installationId },
    sender: { login: 'maria' },
    pull_request: { number, head: { ref: 'sale' } },
  });
});

test('a button goes to the App that made the check run, and to no other', async () => {
  const { shop, listener, app, installationId } = await shopWithApp();
  const stranger = await listen();
  const other = await shop.sandbox.registerApp({
    name: 'Other',
    permissions: PERMISSIONS,
    events: EVENTS,
    hook: stranger.hook,
  });
  shop.sandbox.install(other, ['acme/shop']);
  const { sha } = await openPull(shop);
  const actions = [{ label: 'Cancel', description: 'Stop the run', identifier: 'cancel' }];
  const { data: run } = await appOctokit(shop, app, installationId).checks.create({
    ...SHOP,
    name: 'braid',
    head_sha: sha,
    actions,
  });
  shop.sandbox.as('maria').press('acme/shop', run.id, 'cancel');
  await shop.sandbox.settled();
  const pressed = listener.heard.find(({ event }) => event === 'check_run.requested_action');
  expect(pressed?.body).toMatchObject({
    requested_action: { identifier: 'cancel' },
    check_run: { id: run.id, pull_requests: [{ number: 1 }] },
  });
  const events = stranger.heard.map(({ event }) => event);
  expect(events).toContain('check_run.created');
  expect(events).not.toContain('check_run.requested_action');
});

test('a failed delivery is kept, and sent again under the same id', async () => {
  const { shop, listener, app } = await shopWithApp();
  listener.status = 503;
  const { number } = await openPull(shop);
  await shop.sandbox.settled();
  listener.status = 202;
  expect(listener.heard.map(({ event }) => event)).toEqual(['installation.created']);
  const { apps } = appOctokit(shop, app);
  const { data: deliveries } = await apps.listWebhookDeliveries({ per_page: 10 });
  const failed = deliveries.find(({ event }) => event === 'pull_request');
  expect(failed).toMatchObject({ action: 'opened', status_code: 503, redelivery: false });
  await apps.redeliverWebhookDelivery({ delivery_id: failed?.id ?? 0 });
  await shop.sandbox.settled();
  expect(listener.heard.at(-1)).toMatchObject({ id: failed?.guid, body: { number } });
  const { data: latest } = await apps.listWebhookDeliveries({ per_page: 1 });
  expect(latest).toMatchObject([{ guid: failed?.guid, redelivery: true, status_code: 202 }]);
});

test.each([
  { what: 'lost', disorder: { seed: 1, drop: 1 }, heard: [] },
  { what: 'doubled', disorder: { seed: 1, double: 1 }, heard: ['1', '1', '2', '2', '3', '3'] },
  { what: 'late', disorder: { seed: 1, delay: 1, delayMs: 5 }, heard: ['1', '2', '3'] },
])('webhooks are $what', async ({ disorder, heard }) => {
  const { shop, listener } = await shopWithApp();
  const { number } = await openPull(shop);
  await shop.sandbox.settled();
  listener.heard.length = 0;
  shop.sandbox.webhooks.disturb(disorder);
  for (const body of ['1', '2', '3']) shop.sandbox.as('rita').comment('acme/shop', number, body);
  await shop.sandbox.settled();
  expect(bodies(listener.heard).sort()).toEqual(heard);
});

test('webhooks come in another order, the same for the same seed', async () => {
  const { shop, listener } = await shopWithApp();
  const { number } = await openPull(shop);
  const order = async (seed: number): Promise<readonly string[]> => {
    await shop.sandbox.settled();
    listener.heard.length = 0;
    shop.sandbox.webhooks.disturb({ seed, reorder: 0.5 });
    for (const body of ['1', '2', '3', '4']) {
      shop.sandbox.as('rita').comment('acme/shop', number, body);
      await shop.sandbox.webhooks.sent();
    }
    await shop.sandbox.settled();
    return bodies(listener.heard);
  };
  expect(await order(5)).toEqual(['1', '2', '4', '3']);
  expect(await order(5)).toEqual(['1', '2', '4', '3']);
});

function bodies(heard: readonly { body: Readonly<Record<string, unknown>> }[]): string[] {
  return heard.map(({ body }) => String(Object(body.comment).body));
}
