/** The whole App among people who mean it ill: forged webhooks, strangers at API and page, texts that want to be SQL or HTML. */
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { repositoryOf } from '../../../sandbox/state/world.ts';
import { BASE, CONFIG, planOf } from '../../sandbox/loop/shop-plan.ts';
import { onOnePlace } from '../store/stores.ts';
import { openWholeApp, type WholeApp } from './whole-app.ts';

const SHOP = 'octo/shop';
const HOSTILE = `<img src=x onerror=alert(1)>'); drop table runs; -- \\u0000 "`;
const BRANCH = `x';drop-table-runs;--<script>`;

function deliver({ url }: WholeApp, body: string, headers: Readonly<Record<string, string>>) {
  return fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-github-event': 'pull_request', ...headers },
  });
}

async function ask({ url }: WholeApp, path: string, token?: string, body?: object) {
  const response = await fetch(`${url}${path}`, {
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** Everything that only those may see who may see the repository. */
function placesOf(run: string): readonly string[] {
  const paths = ['', '/batches', '/events'].map(path => `/api/runs/${run}${path}`);
  return [...paths, `/runs/${run}`, `/api/repos/${SHOP}/runs`];
}

onOnePlace('the whole App', newPlace => {
  test('believes no webhook that is forged, and does nothing for one that comes again', async () => {
    const plan = planOf({ a: ['true', 'needs: [b]'] });
    const shop = await openWholeApp({ base: BASE, plan }, await newPlace());
    await shop.sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    await shop.said('unknown task');
    const [app] = [...shop.sandbox.world.apps.values()].filter(
      ({ id }) => id === shop.environment.credentials.appId,
    );
    const genuine = app?.deliveries.find(({ action }) => action === 'labeled');
    if (genuine === undefined) throw new Error('the label was told to nobody');
    const { body, guid } = genuine;
    const sign = (text: string, secret: string) =>
      `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
    const id = { 'x-github-delivery': 'forged-1' };
    expect((await deliver(shop, body, id)).status).toBe(401);
    const guessed = { ...id, 'x-hub-signature-256': sign(body, 'guessed') };
    expect((await deliver(shop, body, guessed)).status).toBe(401);
    const { webhookSecret } = shop.environment.credentials;
    const right = { 'x-hub-signature-256': sign(body, webhookSecret) };
    expect((await deliver(shop, body.replace('labeled', 'opened'), { ...id, ...right })).status).toBe(401);
    const again = await deliver(shop, body, { 'x-github-delivery': guid, ...right });
    expect([again.status, (await again.text()).trim()]).toEqual([202, 'Known already']);
    expect(shop.comments()).toHaveLength(1);
  });

  test('begins a run whose texts want to be SQL and HTML, and tells strangers nothing of it', async () => {
    const tasks = `tasks:\n  - id: a\n    title: ${JSON.stringify(HOSTILE)}\n    retries: 0\n    prompt: echo a > a\n`;
    const plan = { 'plans/other.yml': `version: 1\nname: shop\n${tasks}` };
    const shop = await openWholeApp(
      { base: { ...BASE, '.github/braid.yml': CONFIG }, plan, branch: BRANCH, title: HOSTILE },
      await newPlace(),
    );
    const { sandbox, environment } = shop;
    const { appId: id } = environment.credentials;
    await sandbox.addRepository('evil/other', { collaborators: { eve: 'admin' } });
    const other = sandbox.installationToken(sandbox.install({ id }, ['evil/other']));
    const [ann, eve, rita] = ['ann', 'eve', 'rita'].map(login => sandbox.userToken(login));
    await sandbox.as('ann').label(SHOP, shop.pull, `<b>'; drop table runs; --`);

    const order = { plan: 'plans/other.yml', branch: BRANCH };
    const start = `/api/repos/${SHOP}/runs`;
    expect((await ask(shop, start, undefined, order)).status).toBe(401);
    expect((await ask(shop, start, other, order)).status).toBe(401);
    expect((await ask(shop, start, eve, order)).status).toBe(404);
    expect((await ask(shop, start, rita, order)).status).toBe(403);
    const begun = await ask(shop, start, ann, order);
    expect(begun).toEqual({ status: 202, text: expect.any(String) });
    const run: string = JSON.parse(begun.text).run;
    for (const path of placesOf(run)) {
      expect([path, (await ask(shop, path)).status]).toEqual([path, 404]);
      expect([path, (await ask(shop, path, eve)).status]).toEqual([path, 404]);
    }
    expect((await ask(shop, `/api/runs/${run}`, other)).status).toBe(401);
    expect((await ask(shop, `/api/runs/${run}/cancel`, eve, {})).status).toBe(404);
    expect((await ask(shop, `/api/runs/${run}/cancel`, rita, {})).status).toBe(403);
    expect(JSON.parse((await ask(shop, '/api/repos/evil/other/runs', eve)).text)).toMatchObject({ runs: [] });
    expect((await ask(shop, '/api/repos/evil/other/runs', ann)).status).toBe(404);
    const told = async () => JSON.parse((await ask(shop, `/api/runs/${run}`, ann)).text).run.status;
    // What is not landed is brought by a pull request.
    await expect.poll(told, { timeout: 150_000, interval: 500 }).toBe('partial');
    const { pulls } = repositoryOf(sandbox.world, SHOP);
    await expect.poll(() => [...pulls.values()].at(-1)).toMatchObject({ base: BRANCH });
  });

  test('leaves a run to whom its repository belongs when that is renamed and its name is taken', async () => {
    const shop = await openWholeApp({ base: BASE, plan: planOf({ a: ['echo a > a'] }) }, await newPlace());
    const { sandbox, environment } = shop;
    sandbox.as('ada').setPrivate(SHOP, false);
    await sandbox.as('ann').label(SHOP, shop.pull, 'braid:run');
    const run = /run `(shop-[0-9a-f]+)`/.exec(await shop.said('the only task is in'))?.[1] ?? '';
    sandbox.as('ada').setPrivate(SHOP, true);
    sandbox.as('ada').rename(SHOP, 'store');
    await sandbox.addRepository(SHOP, { collaborators: { eve: 'admin' } });
    sandbox.install({ id: environment.credentials.appId }, [SHOP]);
    const [ann, eve] = ['ann', 'eve'].map(login => sandbox.userToken(login));
    // What was said of it a moment ago is good for some seconds.
    const stranger = async () => (await ask(shop, `/api/runs/${run}`)).status;
    await expect.poll(stranger, { interval: 500 }).toBe(404);
    expect((await ask(shop, `/runs/${run}`)).status).toBe(404);
    expect((await ask(shop, `/api/runs/${run}`, eve)).status).toBe(404);
    expect((await ask(shop, `/api/runs/${run}/retry`, eve, {})).status).toBe(404);
    expect((await ask(shop, `/api/runs/${run}`, ann)).status).toBe(200);
    const retried = await ask(shop, `/api/runs/${run}/retry`, ann, {});
    expect([retried.status, JSON.parse(retried.text).code]).toEqual([409, 'nothing-to-retry']);
    const readOnly = sandbox.userToken('ann', { kind: 'fine-grained', grants: { contents: 'read' } });
    expect((await ask(shop, `/api/runs/${run}`, readOnly)).status).toBe(200);
    expect((await ask(shop, `/api/runs/${run}/retry`, readOnly, {})).status).toBe(403);
  });
});
