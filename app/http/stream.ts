/** Server-sent events: what happened after the one that the client has seen last, then what happens, until there is no more. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface ServerEvent {
  /** Null: nothing to go on from. */
  readonly id: number | null;
  readonly name: string;
  readonly body: string;
}

export interface StreamLimits {
  /** How often a connection without events shows that it lives. Proxies close silent ones after 30 to 60 s. */
  readonly heartbeatMs: number;
  /** Then the client comes again, and is asked again who it is. */
  readonly longestMs: number;
  /** A client that takes nothing for so long is gone. */
  readonly patienceMs: number;
}

export const STREAM_LIMITS: StreamLimits = { heartbeatMs: 15_000, longestMs: 600_000, patienceMs: 30_000 };
/** After a lost connection. */
const RETRY_MS = 2000;

export interface Listener {
  readonly response: ServerResponse;
  readonly headers: Record<string, string>;
  /** Asked at each heartbeat. No, or no answer: the stream ends, and whoever comes again is asked anew who they are. */
  readonly mayGoOn: () => Promise<boolean>;
}

/** Resolves when the stream is closed, by whomever. */
export async function sendEvents(
  { response, headers, mayGoOn }: Listener,
  events: (signal: AbortSignal) => AsyncIterable<ServerEvent>,
  limits: StreamLimits,
): Promise<void> {
  // Gone before there was anything to say: nobody would tell.
  if (response.destroyed) return;
  const over = new AbortController();
  let heartbeat: NodeJS.Timeout | undefined;
  const close = () => {
    // Nothing may be written to a response that is gone.
    clearInterval(heartbeat);
    over.abort();
  };
  response.on('close', close);
  const lifetime = setTimeout(close, limits.longestMs);
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    // nginx would hold events back.
    'x-accel-buffering': 'no',
  });
  response.write(`retry: ${RETRY_MS}\n\n`);
  heartbeat = setInterval(() => {
    response.write(': alive\n\n');
    mayGoOn().then(may => may || close(), close);
  }, limits.heartbeatMs);
  try {
    for await (const event of events(over.signal)) {
      if (over.signal.aborted) break;
      if (!response.write(line(event))) await drained(response, over.signal, limits.patienceMs);
    }
  } catch (error) {
    if (!over.signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
    clearTimeout(lifetime);
    response.off('close', close);
    over.abort();
    response.end();
  }
}

/** The number that the client goes on from; null: it is none. */
export function lastEventId({ headers }: IncomingMessage, query: URLSearchParams): number | null {
  const said = headers['last-event-id'] ?? query.get('after') ?? '0';
  return /^\d{1,9}$/.test(String(said)) ? Number(said) : null;
}

function line({ id, name, body }: ServerEvent): string {
  const head = id === null ? '' : `id: ${id}\n`;
  return `${head}event: ${name}\ndata: ${body}\n\n`;
}

async function drained(response: ServerResponse, signal: AbortSignal, patienceMs: number): Promise<void> {
  const timer = setTimeout(() => response.destroy(), patienceMs);
  try {
    await once(response, 'drain', { signal });
  } finally {
    clearTimeout(timer);
  }
}
