/** One step of answering a request, in the form that Probot knows, too. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** False: not for this one, and nothing was written. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface Answer {
  readonly status: number;
  /** Text for people and programs: never what went wrong inside. */
  readonly text: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Always true: the request is dealt with. */
export function send(response: ServerResponse, { status, text, type, headers = {} }: Answer): true {
  response.writeHead(status, {
    'content-type': type ?? 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
  return true;
}

export function sendJson(response: ServerResponse, status: number, value: unknown): true {
  return send(response, {
    ...{ status, text: `${JSON.stringify(value)}\n`, type: 'application/json; charset=utf-8' },
  });
}

/** Null: an address that is none. */
export function addressOf({ url }: IncomingMessage): URL | null {
  const text = `http://braid.invalid${url?.startsWith('/') ? url : `/${url ?? ''}`}`;
  return URL.canParse(text) ? new URL(text) : null;
}

/** Answers 405 where the method is none of these. */
export function isAllowed(
  { method = '' }: IncomingMessage,
  response: ServerResponse,
  methods: readonly string[],
): boolean {
  if (methods.includes(method)) return true;
  send(response, { status: 405, text: 'Method not allowed\n', headers: { allow: methods.join(', ') } });
  return false;
}

export const READING = ['GET', 'HEAD'] as const;
