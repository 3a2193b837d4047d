/** An App's webhook address, which checks every signature and remembers what it was told. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Hook } from '../../sandbox/state/app.ts';

export interface Heard {
  readonly id: string;
  /** `pull_request.labeled`, `push`. */
  readonly event: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Listener {
  readonly hook: Hook;
  readonly heard: Heard[];
  /** What is answered from now on. */
  status: number;
}

const SECRET = 'a secret';
const Body = z.record(z.string(), z.unknown());

export async function listen(): Promise<Listener> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks);
    const signed = `sha256=${createHmac('sha256', SECRET).update(text).digest('hex')}`;
    const given = String(request.headers['x-hub-signature-256']);
    if (given.length !== signed.length || !timingSafeEqual(Buffer.from(given), Buffer.from(signed))) {
      response.writeHead(401).end();
      return;
    }
    const body = Body.parse(JSON.parse(text.toString()));
    const name = String(request.headers['x-github-event']);
    const event = typeof body.action === 'string' ? `${name}.${body.action}` : name;
    if (listener.status < 300) heard.push({ id: String(request.headers['x-github-delivery']), event, body });
    response.writeHead(listener.status).end('heard');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const listener: Listener = {
    hook: { url: `http://127.0.0.1:${port}/hook`, secret: SECRET },
    heard,
    status: 202,
  };
  return listener;
}
