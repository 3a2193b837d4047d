/** Repositories change their name and who sees them: what counts is what GitHub says of their id now. */
import { expect, test } from 'vitest';
import type { Grants } from '../../../sandbox/state/app.ts';
import { onBothEngines } from '../store/stores.ts';
import { openReadingApp } from './reading-app.ts';

const RUN = 'shop-1a2b3c';
const PATHS = [`/runs/${RUN}`, `/runs/${RUN}/events`, ...['', '/batches', '/events'].map(api)];

function api(path: string): string {
  return `/api/runs/${RUN}${path}`;
}

onBothEngines('a repository with a run', newStore => {
  test('that is made private shows it to nobody any more who may not read it, and public again to all', async () => {
    const { ask, sandbox, later } = await openReadingApp(await newStore(), { run: RUN, private: false });
    for (const path of PATHS) expect([path, (await ask(path)).status]).toEqual([path, 200]);
    sandbox.as('ada').setPrivate('acme/shop', true);
    later();
    const [eve = '', rita = ''] = ['eve', 'rita'].map(login => sandbox.userToken(login));
    for (const path of [...PATHS, '/api/repos/acme/shop/runs'])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
    expect((await ask(api(''), { token: eve })).status).toBe(404);
    expect((await ask(api(''), { token: rita })).status).toBe(200);
    sandbox.as('ada').setPrivate('acme/shop', false);
    later();
    expect((await ask(api(''))).status).toBe(200);
  });

  test('that is renamed is reached under both names, until somebody takes the old one, who reaches nothing of it', async () => {
    const { ask, sandbox, later, access, app, installation } = await openReadingApp(await newStore(), {
      ...{ run: RUN, private: true },
    });
    const [maria = '', rita = '', eve = ''] = ['maria', 'rita', 'eve'].map(login => sandbox.userToken(login));
    sandbox.as('ada').rename('acme/shop', 'store');
    later();
    for (const name of ['acme/shop', 'acme/store']) {
      const list = await ask(`/api/repos/${name}/runs`, { token: rita });
      expect(JSON.parse(list.text)).toMatchObject({ repository: 'acme/store', runs: [{ run: RUN }] });
    }
    expect((await ask(api(''), { token: rita })).status).toBe(200);
    expect((await ask(api('/cancel'), { token: maria, body: {} })).status).toBe(202);
    const steering = await ask(api('/cancel'), { token: rita, body: {} });
    expect([steering.status, steering.text]).toEqual([403, expect.stringContaining('in `acme/store`')]);

    await sandbox.addRepository('acme/shop', { collaborators: { eve: 'admin' } });
    sandbox.install(app, ['acme/shop']);
    later();
    for (const path of ['', '/batches', '/events'])
      expect([path, (await ask(api(path), { token: eve })).status]).toEqual([path, 404]);
    expect((await ask(api('/cancel'), { token: eve, body: {} })).status).toBe(404);
    const theirs = await ask('/api/repos/acme/shop/runs', { token: eve });
    expect(JSON.parse(theirs.text)).toMatchObject({ repository: 'acme/shop', runs: [] });
    expect((await ask('/api/repos/acme/store/runs', { token: eve })).status).toBe(404);
    expect((await ask(api(''), { token: rita })).status).toBe(200);

    const id = sandbox.world.repositories.get('acme/store')?.id ?? 0;
    const stale = { id, installation, fullName: 'acme/shop', private: true };
    const of = (login: string) => ({ id: sandbox.world.accounts.get(login)?.id ?? 0, login });
    expect(await access.byPerson(of('eve'), stale)).toBe('none');
    expect(await access.byPerson(of('maria'), stale)).toBe('write');
    expect(await access.byPerson(of('rita'), stale)).toBe('read');
  });

  test('that is private shows it to a token that may read contents there, and to no other', async () => {
    const { ask, sandbox } = await openReadingApp(await newStore(), { run: RUN, private: true });
    const told = async (grants: Grants) => {
      const token = sandbox.userToken('maria', { kind: 'fine-grained', grants });
      const paths = [api(''), api('/batches'), api('/events'), '/api/repos/acme/shop/runs'];
      return Promise.all(paths.map(async path => (await ask(path, { token })).status));
    };
    expect(await told({ issues: 'write' })).toEqual([404, 404, 404, 404]);
    expect(await told({ contents: 'read' })).toEqual([200, 200, 200, 200]);
  });

  test('that the App does not see any more is private; installed anew it is seen again', async () => {
    const { ask, sandbox, later, app, installation } = await openReadingApp(await newStore(), {
      ...{ run: RUN, private: false },
    });
    sandbox.world.installations.delete(installation);
    later();
    expect((await ask(api(''))).status).toBe(404);
    expect((await ask(`/runs/${RUN}`)).status).toBe(404);
    expect((await ask(api(''), { token: sandbox.userToken('rita') })).status).toBe(200);
    sandbox.install(app, ['acme/shop']);
    later();
    expect((await ask(api(''))).status).toBe(200);
  });
});

onBothEngines('a GitHub that gives no answer', newStore => {
  const DOWN = { kind: 'answer', status: 502, message: 'Server Error' } as const;
  const SUSPENDED = { kind: 'answer', status: 403, message: 'This installation has been suspended' } as const;

  test.each([
    [DOWN, 'github-unavailable', 'GitHub does not answer'],
    [SUSPENDED, 'app-suspended', 'The App is suspended there'],
  ])('(%j) is told so, with a time to come again, and shows nothing', async (fault, code, title) => {
    const { ask, sandbox, later } = await openReadingApp(await newStore(), { run: RUN, private: false });
    sandbox.faults.add({ path: /\/(?:repositories|repos)\//, fault, times: 100 });
    later();
    for (const path of [api(''), api('/events'), '/api/repos/acme/shop/runs']) {
      const told = await ask(path);
      expect([path, told.status, JSON.parse(told.text).code]).toEqual([path, 503, code]);
      expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const page = await ask(`/runs/${RUN}`);
    expect([page.status, page.text]).toEqual([503, expect.stringContaining(`<h1>${title}</h1>`)]);
    expect(page.headers.get('retry-after')).not.toBeNull();
    expect(page.text).not.toMatch(/Internal error|1a2b3c/);
  });

  test('tells a stranger nothing of a run that was private before', async () => {
    const { ask, sandbox, later } = await openReadingApp(await newStore(), { run: RUN, private: true });
    sandbox.faults.add({ path: /\/repositories\//, fault: DOWN, times: 100 });
    later();
    const [there, none] = await Promise.all([ask(api('')), ask('/api/runs/shop-000000')]);
    expect(there.status).toBe(404);
    expect(there.text.replaceAll(RUN, 'shop-000000')).toBe(none.text);
    expect((await ask(`/runs/${RUN}`)).status).toBe(404);
    expect((await ask(api(''), { token: sandbox.userToken('rita') })).status).toBe(503);
  });
});
