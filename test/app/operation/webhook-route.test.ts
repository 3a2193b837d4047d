/** Where GitHub delivers: what is let in, what is said, and that nothing is acknowledged that was not stored. */
import { describe, expect, test } from 'vitest';
import { beginBody, deliver, deliverInPieces, inMemory, openShell, raw, SECRET, signed } from './rig.ts';

const BODY = '{"action":"labeled","title":"émoji 🧵"}';

test('what is signed is stored as it came, and acknowledged', async () => {
  const deliveries = inMemory();
  const { url, lines } = await openShell({ deliveries });
  expect(await deliver(url, { body: BODY })).toMatchObject({ status: 202, text: 'Stored\n' });
  const id = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
  expect(deliveries.kept).toEqual([{ id, name: 'pull_request', payload: JSON.parse(BODY), json: BODY }]);
  expect(lines).toContainEqual(
    expect.objectContaining({ delivery: id, event: 'pull_request', msg: 'a webhook was stored' }),
  );
});

test('what comes again under the same id is acknowledged, and kept once', async () => {
  const deliveries = inMemory();
  const { url } = await openShell({ deliveries });
  await deliver(url, { body: BODY });
  expect(await deliver(url, { body: BODY })).toMatchObject({ status: 202, text: 'Known already\n' });
  expect(deliveries.kept).toHaveLength(1);
});

test('events that nobody listens to are acknowledged', async () => {
  const { url } = await openShell();
  const answer = await deliver(url, { headers: { 'x-github-event': 'a_new_event' } });
  expect(answer.status).toBe(202);
});

describe('nothing is stored', () => {
  const latin = Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]);
  test.each([
    ['without a signature', { without: ['x-hub-signature-256'] }, 401],
    [
      'with the old signature alone',
      { without: ['x-hub-signature-256'], headers: { 'x-hub-signature': 'sha1=ab' } },
      401,
    ],
    [
      'with the signature of another secret',
      { headers: { 'x-hub-signature-256': signed('{}', 'another') } },
      401,
    ],
    ['with the signature of another body', { headers: { 'x-hub-signature-256': signed('{} ') } }, 401],
    ['with a signature that is none', { headers: { 'x-hub-signature-256': 'yes' } }, 401],
    ['with an empty body', { body: '' }, 401],
    ['with bytes that are no text', { body: latin }, 401],
    ['without an id', { without: ['x-github-delivery'] }, 400],
    ['with an id that is none', { headers: { 'x-github-delivery': "x'; drop table" } }, 400],
    ['without an event', { without: ['x-github-event'] }, 400],
    ['with what is no JSON', { body: '{"a":' }, 400],
    ['with what is no object', { body: '[1]' }, 400],
    ['with a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['with another method', { method: 'GET' }, 405],
  ] as const)('%s', async (_, sent, status) => {
    const deliveries = inMemory();
    const { url } = await openShell({ deliveries });
    const answer = await deliver(url, sent);
    expect(answer.status).toBe(status);
    expect(answer.text.length).toBeLessThan(60);
    expect(answer.text).not.toContain(SECRET);
    expect(deliveries.kept).toEqual([]);
  });
});

test('a byte order mark belongs to what is signed', async () => {
  const { url } = await openShell();
  const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{}')]);
  expect((await deliver(url, { body })).status).toBe(400);
});

test('when storing fails, GitHub sees a delivery that failed, and nobody sees why', async () => {
  const { url, lines } = await openShell({
    deliveries: { receive: () => Promise.reject(new Error(`no route to db with ${SECRET}`)) },
  });
  expect(await deliver(url)).toMatchObject({ status: 503, text: 'Not stored, deliver it again\n' });
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      err: expect.objectContaining({ message: 'no route to db with ***' }),
    }),
  );
});

test('when storing takes longer than GitHub waits, the answer is no', async () => {
  const { url } = await openShell({ storingMs: 20, deliveries: { receive: () => new Promise(() => {}) } });
  expect((await deliver(url)).status).toBe(503);
});

describe('a large body', () => {
  const MEGABYTE = 1024 * 1024;

  test('of 25 MB is taken', async () => {
    const deliveries = inMemory();
    const { url } = await openShell({ deliveries });
    const body = JSON.stringify({ text: 'a'.repeat(25 * MEGABYTE - 11) });
    expect(body.length).toBe(25 * MEGABYTE);
    expect((await deliver(url, { body })).status).toBe(202);
  });

  test('of 26 MB is refused by its length, unread', async () => {
    const deliveries = inMemory();
    const { url } = await openShell({ deliveries });
    expect((await deliver(url, { body: Buffer.alloc(26 * MEGABYTE, 'a') })).status).toBe(413);
    expect(deliveries.kept).toEqual([]);
  });

  test('is not read where the signature is none', async () => {
    const { url } = await openShell();
    const never = await raw(url, socket => {
      socket.write('POST /api/github/webhooks HTTP/1.1\r\nhost: braid\r\n');
      socket.write('x-hub-signature-256: sha256=abc\r\ncontent-length: 9999\r\n\r\n{');
    });
    expect(never).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('waits for its turn where others hold all the room, which is free again when they are done', async () => {
    const { url, lines } = await openShell({ room: 2 * MEGABYTE });
    const body = (id: number) => JSON.stringify({ id, text: 'a'.repeat(1.5 * MEGABYTE) });
    const begun = beginBody(url, MEGABYTE);
    await expect.poll(async () => (await deliver(url, { body: body(1) })).status).toBe(503);
    begun.destroy();
    await expect.poll(async () => (await deliver(url, { body: body(2) })).status).toBe(202);
    expect((await deliver(url, { body: body(3) })).status).toBe(202);
    expect(lines).toContainEqual(expect.objectContaining({ status: 503, level: 'warn' }));
  });

  test('that does not say how long it is, is refused where it becomes too long, without being kept', async () => {
    const { url } = await openShell();
    const piece = Buffer.alloc(MEGABYTE, 'a');
    const before = process.memoryUsage().arrayBuffers;
    const { status, sent } = await deliverInPieces(url, piece, 200);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(60);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * MEGABYTE);
  });
});
