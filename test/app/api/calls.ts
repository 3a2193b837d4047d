/** Requests to the API as a program makes them, of a server that the test owns. */
import { afterAll, beforeAll } from 'vitest';
import { Chronicles } from '../../../app/api/chronicle.ts';
import { apiHandler } from '../../../app/api/handler.ts';
import { type Listening, listen } from './listen.ts';
import { MemoryApp } from './memory-app.ts';

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

export interface Asked {
  readonly token?: string | null;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export const NOW = 1_793_714_400_000;

/** One App and its API, for the tests of a file. */
export function served(): {
  readonly app: MemoryApp;
  readonly errors: unknown[];
  readonly url: () => string;
  ask(path: string, asked?: Asked): Promise<Told>;
} {
  const app = new MemoryApp();
  const errors: unknown[] = [];
  let server: Listening;
  beforeAll(async () => {
    const parts = { runs: app, commands: app, access: app, live: app, chronicles: new Chronicles() };
    const limits = { heartbeatMs: 20, longestMs: 60_000, patienceMs: 1000 };
    server = await listen(url => [
      apiHandler({
        ...{ ...parts, publicUrl: url, now: () => NOW, onError: error => errors.push(error), limits },
        proxies: 1,
      }),
    ]);
  });
  afterAll(() => server.stop());
  return {
    app,
    errors,
    url: () => server.url,
    ask: async (path, { token = null, method, body, headers = {} } = {}) => {
      const response = await fetch(`${server.url}${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined || typeof body === 'string' ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: isJson && text !== '' ? JSON.parse(text) : null,
      };
    },
  };
}
