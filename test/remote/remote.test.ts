/** Pushing all or nothing, to a server that others push to as well and that does not always answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openRemote } from '../../shared/io/remote/remote.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { listened, openLander } from './rig.ts';

const ONE = 'refs/heads/one';
const TWO = 'refs/heads/two';
const RECEIVE = /git-receive-pack$/;

test('a ref that somebody moved keeps all others back, and is named', async () => {
  const { clone, commit, main, shop, there } = await openLander();
  const work = await commit({ a: '1\n' }, main);
  const theirs = await (await shop.clone(shop.sandbox.userToken('maria'))).pushed('two', { b: '2\n' });
  const moves = [
    { ref: ONE, from: null, to: work },
    { ref: TWO, from: null, to: work },
  ];
  expect(await clone.remote.push(moves)).toEqual({ kind: 'stale', ref: TWO });
  expect(await there(ONE)).toBeNull();
  expect(await there(TWO)).toBe(theirs);
  const gone = [{ ref: 'refs/heads/main', from: work, to: null }];
  expect(await clone.remote.push(gone)).toEqual({ kind: 'stale', ref: 'refs/heads/main' });
  expect(await there('refs/heads/main')).toBe(main);
});

test.each([
  ['before it was done', { kind: 'hang-up', when: 'before' }],
  ['after it was done', { kind: 'hang-up', when: 'after' }],
  ['with a server that cannot now', { kind: 'answer', status: 503, message: 'Server Error' }],
  ['with a server that has enough', { kind: 'answer', status: 429, message: 'Too Many Requests' }],
] as const)('a connection that breaks %s: it is pushed once', async (_, fault) => {
  const { clone, commit, main, pauses, shop, there } = await openLander();
  const work = await commit({ a: '1\n' }, main);
  shop.sandbox.faults.add({ method: 'POST', path: RECEIVE, fault });
  expect(await clone.remote.push([{ ref: ONE, from: null, to: work }])).toEqual({ kind: 'pushed' });
  expect(pauses).toEqual([1_000]);
  expect(await there(ONE)).toBe(work);
});

test('a push that came through is known for one, though its answer and all later tries were lost', async () => {
  const { clone, commit, main, pauses, shop } = await openLander();
  const work = await commit({ a: '1\n' }, main);
  const { faults } = shop.sandbox;
  faults.add({ method: 'POST', path: RECEIVE, fault: { kind: 'hang-up', when: 'after' } });
  const later = { kind: 'answer', status: 503, message: 'Server Error' } as const;
  faults.add({ path: /info\/refs$/, fault: later, skip: 1, times: 3 });
  expect(await clone.remote.push([{ ref: ONE, from: null, to: work }])).toEqual({ kind: 'pushed' });
  expect(pauses).toHaveLength(3);
});

test('what came through and was overwritten since is not taken for pushed', async () => {
  const { clone, commit, main, shop, there } = await openLander();
  const work = await commit({ a: '1\n' }, main);
  const next = await commit({ a: '2\n' }, work);
  expect(await clone.remote.push([{ ref: ONE, from: null, to: work }])).toEqual({ kind: 'pushed' });
  expect(await clone.remote.push([{ ref: ONE, from: null, to: next }])).toEqual({ kind: 'stale', ref: ONE });
  expect(await there(ONE)).toBe(work);
  shop.sandbox.faults.add({
    path: /info\/refs$/,
    fault: { kind: 'answer', status: 500, message: 'No' },
    times: 9,
  });
  await expect(clone.remote.list([ONE])).rejects.toThrow('500');
});

test('a token that may only read pushes nothing, in the words of the server', async () => {
  const { clone, commit, main, there } = await openLander({ contents: 'read' });
  const work = await commit({ a: '1\n' }, main);
  expect(await clone.remote.push([{ ref: ONE, from: null, to: work }])).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('denied to github-actions[bot]'),
  });
  expect(await there(ONE)).toBeNull();
});

test('the token is in no argument, no file and no message', async () => {
  const { commit, folder, main, shop, token } = await openLander();
  const work = await commit({ a: '1\n' }, main);
  const calls: string[][] = [];
  const url = `${shop.sandbox.serverUrl}/acme/shop.git`;
  const git = listened(folder, calls);
  const said: string[] = [];
  const pause = async () => {};
  for (const each of [token, `wrong-${token}`]) {
    const remote = openRemote({ git, url, token: each, pause });
    const told = await remote.push([{ ref: ONE, from: null, to: work }]).catch(String);
    const listed = await remote.list(['refs/heads/*']).then(() => 'listed', String);
    said.push(JSON.stringify(told), listed);
  }
  expect(said).toEqual([
    '{"kind":"pushed"}',
    'listed',
    expect.stringContaining('refused'),
    expect.stringMatching(/^GitError: .*Authentication failed|could not read/s),
  ]);
  expect(calls.length).toBeGreaterThan(4);
  const encoded = Buffer.from(`x-access-token:${token}`).toString('base64');
  const everything = [...calls.flat(), ...said, ...filesIn(folder)].join('\n');
  expect(everything).toContain('refs/heads/one');
  for (const secret of [token, encoded]) expect(everything).not.toContain(secret);
});

test('a token does not go to a server that the repository is not on', async () => {
  const { clone, main, shop } = await openLander();
  const header = (await clone.repository.git.attempt(['config', '--get-regexp', 'extraheader'])).stdout;
  expect(header).toBe('');
  const remote = openRemote({
    git: clone.repository.git,
    url: `${shop.sandbox.serverUrl.replace('127.0.0.1', 'localhost')}/acme/shop.git`,
    token: null,
    pause: async () => {},
  });
  await expect(remote.list(['refs/heads/main'])).rejects.toThrow();
  expect(await clone.remote.list(['refs/heads/main'])).toEqual(
    new Map<string, Sha>([['refs/heads/main', main]]),
  );
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap(entry =>
    entry.isFile() ? [readFileSync(join(entry.parentPath, entry.name), 'latin1')] : [],
  );
}

test('a server that tells the token it was given: it is in no message', async () => {
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    const plain = Buffer.from(authorization.split(' ')[1] ?? '', 'base64').toString();
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`refused: ${authorization} ${plain}\n`);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { folder, token } = await openLander();
  const git = listened(folder, []);
  const remote = openRemote({ git, url: `http://127.0.0.1:${port}/x.git`, token, pause: async () => {} });
  const problem = await remote.list(['refs/heads/*']).catch((error: unknown) => String(error));
  expect(problem).toContain('refused: basic *** x-access-token:***');
  expect(problem).not.toContain(token);
});
