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
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export const READING = ['GET', 'HEAD'] as const;
/** For so long what comes after a refusal is read and thrown away, so that the client can read the answer. */
const PATIENCE_MS = 2_000;
/** What is smaller is not worth the work. */
const WORTH_PACKING = 1024;
const pack = promisify(gzip);

export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  if (response.destroyed) return;
  if (!request.readableEnded) drain(request);
  const packed = answer.body.length >= WORTH_PACKING && takesGzip(request);
  const body = packed ? await pack(answer.body) : Buffer.from(answer.body);
  const coding = packed ? { 'content-encoding': 'gzip' } : {};
  const length = answer.status === 204 || answer.status === 304 ? {} : { 'content-length': body.length };
  const vary = answer.body.length >= WORTH_PACKING ? { vary: varying(answer, 'accept-encoding') } : {};
  response.writeHead(answer.status, { ...answer.headers, ...coding, ...length, ...vary });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** A handler whose answers are values; null: not mine. */
export function answering(answerTo: (request: IncomingMessage) => Promise<Answer | null>): Handler {
  return async (request, response) => {
    const answer = await answerTo(request);
    if (answer === null) return false;
    await send(request, response, answer);
    return true;
  };
}

/** Never with what went wrong inside. */
export function plain(status: number, text: string, headers: Answer['headers'] = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: text };
}

/** Null: the method is one of these. */
export function wrongMethod({ method = '' }: IncomingMessage, methods: readonly string[]): Answer | null {
  if (methods.includes(method)) return null;
  return plain(405, 'Method not allowed\n', { allow: methods.join(', ') });
}

export function redirect(to: string, headers: Answer['headers'] = {}): Answer {
  return { status: 303, headers: { location: to, 'cache-control': 'no-store', ...headers }, body: '' };
}

export interface Target {
  /** As it was sent. */
  readonly pathname: string;
  /** Its parts, decoded. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Null: it is no address. Never resolved against a host that a client names. */
export function targetOf(request: IncomingMessage): Target | null {
  const url = request.url ?? '/';
  const [pathname = '', ...query] = url.split('?');
  if (!pathname.startsWith('/')) return null;
  try {
    const path = pathname.slice(1).split('/').map(decodeURIComponent);
    return { pathname, path, query: new URLSearchParams(query.join('?')) };
  } catch {
    return null;
  }
}

/** A body that nobody read would be taken for the next request, and a connection that ends early for a lost answer. */
function drain(request: IncomingMessage): void {
  const timer = setTimeout(() => request.socket.destroy(), PATIENCE_MS).unref();
  request.once('close', () => clearTimeout(timer)).resume();
}

function takesGzip({ headers }: IncomingMessage): boolean {
  return /(?:^|,)\s*gzip\s*(?:,|;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|$)/i.test(
    String(headers['accept-encoding'] ?? ''),
  );
}

function varying({ headers }: Answer, name: string): string {
  return [headers.vary ?? [], name].flat().join(', ');
}
