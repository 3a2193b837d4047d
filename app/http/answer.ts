/** What is answered to a request, as a value; sending it is the same for programs and for people. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** Mounted beside others: false is "not mine", and nothing was written. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Nothing may be guessed, framed or embedded, and no address is told to others. A page allows itself more. */
export const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** What is smaller is not worth the work. */
const WORTH_PACKING = 1024;
const pack = promisify(gzip);

export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  if (response.destroyed) return;
  // A body that nobody read would be taken for the next request.
  const rest = request.readableEnded || !hasBody(request) ? {} : { connection: 'close' };
  const headers = { ...SECURITY_HEADERS, ...rest, ...answer.headers };
  const packed = answer.body.length >= WORTH_PACKING && takesGzip(request);
  const body = packed ? await pack(answer.body) : Buffer.from(answer.body);
  const coding = packed ? { 'content-encoding': 'gzip' } : {};
  const length = answer.status === 204 || answer.status === 304 ? {} : { 'content-length': body.length };
  const vary = answer.body.length >= WORTH_PACKING ? { vary: varying(answer, 'accept-encoding') } : {};
  response.writeHead(answer.status, { ...headers, ...coding, ...length, ...vary });
  response.end(request.method === 'HEAD' ? undefined : body);
}

export function redirect(to: string, headers: Answer['headers'] = {}): Answer {
  return { status: 303, headers: { location: to, 'cache-control': 'no-store', ...headers }, body: '' };
}

/** The path and the query of a request; null: it is no address. Never resolved against a host that a client names. */
export function targetOf(
  request: IncomingMessage,
): { readonly path: readonly string[]; readonly query: URLSearchParams } | null {
  const url = request.url ?? '/';
  const [path = '', ...query] = url.split('?');
  if (!path.startsWith('/')) return null;
  try {
    const segments = path.slice(1).split('/').map(decodeURIComponent);
    return { path: segments, query: new URLSearchParams(query.join('?')) };
  } catch {
    return null;
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /(?:^|,)\s*gzip\s*(?:,|;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|$)/i.test(
    String(headers['accept-encoding'] ?? ''),
  );
}

function varying({ headers }: Answer, name: string): string {
  return [headers.vary ?? [], name].flat().join(', ');
}
