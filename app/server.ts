/**
 * The App's HTTP server: one handler after the other, until one answers. It holds what is the same for all of them: limits,
 * headers, and that an error inside tells nobody anything.
 */
import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { type Handler, plain, send } from './http/answer.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { Log } from './operation/log.ts';

/** In milliseconds. */
export interface Patience {
  /** For the head of a request, … */
  readonly headersMs: number;
  /** … and for all of it. */
  readonly requestMs: number;
  /** How often slow ones are looked for. */
  readonly lookMs: number;
  /** Without a byte in either direction. */
  readonly stalledMs: number;
}

export interface ServerOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Where people reach it, see `BRAID_URL`. */
  readonly publicUrl: string;
  readonly handlers: readonly Handler[];
  readonly log: Log;
  readonly patience?: Patience;
}

export interface RunningServer {
  readonly port: number;
  /** Takes no new connections, and resolves when all answers under way are given; `signal`: they are cut off. */
  close(signal: AbortSignal): Promise<void>;
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 60_000, lookMs: 1_000, stalledMs: 120_000 };
/** More than the 60 s after which usual proxies give up an idle connection: they shall be the ones who close it. */
const IDLE_MS = 65_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, port, log, publicUrl, patience = PATIENCE } = options;
  const headers = securityHeaders(publicUrl.startsWith('https:'));
  const open = new Set<ServerResponse>();
  const server = createServer(
    {
      headersTimeout: patience.headersMs,
      requestTimeout: patience.requestMs,
      connectionsCheckingInterval: patience.lookMs,
      keepAliveTimeout: IDLE_MS,
    },
    (request, response) => {
      open.add(response);
      response.once('close', () => {
        open.delete(response);
        // Once it is closing, a connection that was kept for another request would keep it from that.
        if (!server.listening) setImmediate(() => server.closeIdleConnections());
      });
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      void answer(options, request, response);
    },
  );
  // Whoever does not read what was asked for would keep it here for ever.
  server.setTimeout(patience.stalledMs);
  server.on('clientError', (error, socket) => refuse(error, socket, headers));
  const used = await listen(server, { host, port });
  log.info({ host, port: used }, `listening, reached at ${publicUrl}`);
  return { port: used, close: signal => close(server, { open, signal }) };
}

async function answer(
  { handlers, log }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    for (const handler of handlers) if (await handler(request, response)) return;
    await send(request, response, plain(404, 'Not found\n'));
  } catch (error) {
    const reference = randomUUID();
    log.error({ err: error, reference, method: request.method }, 'a request failed');
    if (response.headersSent) response.destroy();
    else await send(request, response, plain(500, `Internal error ${reference}\n`));
  }
}

/** What is no HTTP, and what does not come. */
function refuse(
  error: Error & { readonly code?: string },
  socket: Duplex,
  headers: Readonly<Record<string, string>>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...lines,
    'content-length: 0',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}

function listen(server: Server, place: { readonly host: string; readonly port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : place.port);
    });
  });
}

function close(
  server: Server,
  { open, signal }: { readonly open: ReadonlySet<ServerResponse>; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise(resolve => {
    const cutOff = (): void => server.closeAllConnections();
    server.close(() => {
      signal.removeEventListener('abort', cutOff);
      resolve();
    });
    for (const response of open) {
      // What is live has no end of its own.
      if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.end();
      if (!response.headersSent) response.setHeader('connection', 'close');
    }
    server.closeIdleConnections();
    if (signal.aborted) cutOff();
    else signal.addEventListener('abort', cutOff, { once: true });
  });
}
