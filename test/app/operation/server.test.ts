/** What holds for every request: headers, limits, errors, and how it ends. */
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { deliver, openShell, raw, signed } from './rig.ts';

const SHORT = { headersMs: 100, requestMs: 200, lookMs: 20, stalledMs: 300 };

describe('what every answer says to browsers', () => {
  const { url, broken } = { url: openShell, broken: () => Promise.reject(new Error('of the inside')) };
  test.each([
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 200],
    ['/nowhere', 404],
    ['//', 404],
    ['/broken', 500],
    ['/api/github/webhooks', 405],
  ])('%s', async (path, status) => {
    const shell = await url({
      handlers: [request => (request.url === '/broken' ? broken() : false)],
    });
    const response = await fetch(shell.url + path);
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'strict-transport-security': 'max-age=31536000',
    });
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(await response.text()).not.toContain('of the inside');
  });

  test('without a proxy that speaks https, nobody is told to insist on it', async () => {
    const shell = await openShell({ publicUrl: 'http://127.0.0.1' });
    const response = await fetch(`${shell.url}/healthz`);
    expect(response.headers.get('strict-transport-security')).toBeNull();
  });

  test('what is no HTTP, and what has too large a head', async () => {
    const shell = await openShell();
    const answered = await raw(shell.url, socket => socket.write('hello\r\n\r\n'));
    expect(answered).toMatch(/^HTTP\/1.1 400 .*x-content-type-options: nosniff/s);
    const large = `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`;
    expect(await raw(shell.url, socket => socket.write(large))).toMatch(/^HTTP\/1.1 431 /);
  });
});

test('other methods than those that are meant are told so', async () => {
  const shell = await openShell();
  const response = await fetch(`${shell.url}/readyz`, { method: 'POST' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect((await deliver(shell.url, { method: 'DELETE' })).headers.get('allow')).toBe('POST');
});

test('an error inside is told by a reference that is in the log with it', async () => {
  const shell = await openShell({
    handlers: [() => Promise.reject(new Error('of the inside'))],
  });
  const text = await (await fetch(`${shell.url}/x`)).text();
  const [, reference] = /^Internal error (\S+)\n$/.exec(text) ?? [];
  expect(shell.lines).toContainEqual(
    expect.objectContaining({ reference, err: expect.objectContaining({ message: 'of the inside' }) }),
  );
});

describe('a client that takes its time', () => {
  test('with the head is sent away', async () => {
    const shell = await openShell({ patience: SHORT });
    const heard = await raw(shell.url, socket => socket.write('GET /healthz HTTP/1.1\r\nhost: x\r\nx-a'));
    expect(heard).toMatch(/^HTTP\/1.1 408 /);
  });

  test('with the body is sent away, and nothing of it is stored', async () => {
    const shell = await openShell({ patience: SHORT });
    const head = 'POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n';
    const body = `x-hub-signature-256: ${signed('{}')}\r\n\r\n{"a"`;
    const heard = await raw(shell.url, socket => socket.write(head + body));
    expect(heard).toMatch(/^HTTP\/1.1 408 /);
  });

  test('with what it asked for is sent away', async () => {
    let lost = (): void => {};
    const closed = new Promise<void>(resolve => {
      lost = resolve;
    });
    const shell = await openShell({
      patience: SHORT,
      handlers: [
        (_, response) => {
          response.once('close', lost);
          response.end(Buffer.alloc(50_000_000));
          return Promise.resolve(true);
        },
      ],
    });
    const { hostname, port } = new URL(shell.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.pause();
    socket.write('GET /large HTTP/1.1\r\nhost: x\r\n\r\n');
    await closed;
    expect(socket.destroyed).toBe(false);
    socket.destroy();
  }, 20_000);

  test('does not keep others from being answered', async () => {
    const shell = await openShell({ patience: SHORT });
    const slow = Array.from({ length: 50 }, () =>
      raw(shell.url, socket => socket.write('GET /healthz HTTP/1.1\r\nx: ')),
    );
    expect((await fetch(`${shell.url}/healthz`)).status).toBe(200);
    await Promise.all(slow);
  });
});

describe('when it closes', () => {
  test('the answers under way are given, and no new connection is taken', async () => {
    let finish = (): void => {};
    const asked = new Promise<void>(begun => {
      finish = begun;
    });
    let go = (): void => {};
    const gate = new Promise<void>(open => {
      go = open;
    });
    const shell = await openShell({
      handlers: [
        async (_, response) => {
          finish();
          await gate;
          response.end('done');
          return true;
        },
      ],
    });
    const underWay = fetch(`${shell.url}/slow`);
    await asked;
    const closed = shell.server.close(new AbortController().signal);
    await expect(fetch(`${shell.url}/healthz`)).rejects.toThrow();
    go();
    expect(await (await underWay).text()).toBe('done');
    await closed;
  });

  test('what is live is ended', async () => {
    const shell = await openShell({
      handlers: [
        (_, response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.write('data: 1\n\n');
          return true;
        },
      ],
    });
    const live = await fetch(`${shell.url}/events`);
    await shell.server.close(new AbortController().signal);
    expect(await live.text()).toBe('data: 1\n\n');
  });

  test('who does not end in time is cut off', async () => {
    const shell = await openShell({ handlers: [() => new Promise(() => {})] });
    const stuck = fetch(`${shell.url}/stuck`);
    stuck.catch(() => {});
    const time = new AbortController();
    const closed = shell.server.close(time.signal);
    time.abort();
    await closed;
    await expect(stuck).rejects.toThrow();
  });
});
