/** Listens on the loopback, and hands a request to git, to the API or to the files that answers point at. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { gitPath, serveGit } from '../git/smart-http.ts';
import type { World } from '../state/world.ts';
import { identify } from './access.ts';
import { type Answer, Refused } from './answer.ts';
import { API_PREFIX, type Api, GRAPHQL_PATH } from './api.ts';
import { DOWNLOADS_PREFIX, type Downloads } from './downloads.ts';
import type { Faults } from './faults.ts';

export interface ServerParts {
  readonly world: World;
  readonly api: Api;
  readonly downloads: Downloads;
  readonly faults: Faults;
  /** For people; null: there are none. */
  readonly pages: Pages | null;
}

export interface Pages {
  /** Of an address that is neither of the API nor of git. */
  answer(path: string): Promise<Answer>;
}

export interface ListeningServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function listen(parts: ServerParts): Promise<ListeningServer> {
  const server: Server = createServer((request, response) => {
    serve(parts, request, response).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      send(response, { status: 500, headers: {}, body: { message: `The sandbox failed: ${text}` } });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', parts.world.serverUrl);
  const method = request.method ?? 'GET';
  const body = await readBody(request);
  const fault = parts.faults.take(method, url.pathname);
  if (fault !== null && fault.kind !== 'answer' && fault.when === 'before') {
    if (fault.kind === 'hang-up') hangUp(response, url);
    return;
  }
  const refused =
    fault?.kind === 'answer'
      ? new Refused(fault.status, fault.message, { headers: fault.headers ?? {} })
      : null;
  const answer = await route(parts, { method, url, headers: request.headers, body, fault: refused });
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'hang-up') hangUp(response, url);
  else send(response, answer);
}

/** git sends a push again on its own when a connection dies without a word: so for git it dies in the middle of one. */
function hangUp(response: ServerResponse, url: URL): void {
  if (gitPath(url.pathname) === null) {
    response.destroy();
    return;
  }
  response.writeHead(200, { 'content-length': '1000' });
  response.write('0', () => response.destroy());
}

interface ReadRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly fault: Refused | null;
}

async function route(
  parts: ServerParts,
  { method, url, headers, body, fault }: ReadRequest,
): Promise<Answer> {
  if (url.pathname.startsWith(API_PREFIX) || url.pathname === GRAPHQL_PATH) {
    const ifNoneMatch = headers['if-none-match'];
    return parts.api.answer({ method, url, authorization: headers.authorization, ifNoneMatch, body, fault });
  }
  if (fault !== null) return fault.toAnswer();
  const git = gitPath(url.pathname);
  if (git === null) return answerFile(parts, url.pathname);
  try {
    const identity = await identify(parts.world, headers.authorization);
    return await serveGit(parts.world, git.repository, identity, {
      method,
      path: git.rest,
      query: url.searchParams,
      contentType: headers['content-type'],
      protocol: typeof headers['git-protocol'] === 'string' ? headers['git-protocol'] : undefined,
      body,
    });
  } catch (error) {
    // A token that is no longer good: git asks for another one, and says that the first was refused.
    if (error instanceof Refused)
      return {
        status: error.status,
        headers: { 'www-authenticate': 'Basic realm="GitHub"' },
        body: error.message,
      };
    throw error;
  }
}

async function answerFile({ downloads, pages }: ServerParts, path: string): Promise<Answer> {
  return pages === null || path.startsWith(DOWNLOADS_PREFIX) ? downloads.answer(path) : pages.answer(path);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const isBytes = body instanceof Uint8Array || typeof body === 'string';
  const content = isBytes ? body : body === undefined ? '' : JSON.stringify(body);
  const type = isBytes ? 'application/octet-stream' : 'application/json; charset=utf-8';
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': type }),
    ...headers,
  });
  response.end(content);
}
