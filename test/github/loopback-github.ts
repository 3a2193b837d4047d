/** A GitHub in memory behind a real HTTP server on this machine, as far as the port calls it. */
import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { components } from '@octokit/openapi-types';
import type { TestContext } from 'vitest';
import { type Answer, type Call, MemoryGitHub } from './memory-github.ts';
import type { Fault, GitHubStage } from './stage.ts';

interface Breakage {
  readonly method: string;
  readonly path: RegExp;
  readonly fault: Fault;
  left: number;
}

const TOKEN = 'ghs_0123456789abcdefABCDEF';

/** Ends with the test. */
export async function openLoopbackGitHub(test: TestContext): Promise<GitHubStage> {
  const memory = new MemoryGitHub();
  const breakages: Breakage[] = [];
  const log: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const { pathname, searchParams } = new URL(url, 'http://loopback');
      const text = Buffer.concat(chunks).toString();
      const call: Call = {
        method,
        path: pathname,
        query: searchParams,
        body: text === '' ? {} : JSON.parse(text),
      };
      const breakage = breakages.find(
        ({ left, ...one }) => left > 0 && one.method === method && one.path.test(pathname),
      );
      if (breakage !== undefined) breakage.left -= 1;
      const isKnown = headers.authorization === `token ${TOKEN}` || pathname.startsWith('/blob/');
      const answer = (): Answer =>
        isKnown ? memory.answer(call) : { status: 401, body: problem('Bad credentials') };
      const status = respond({
        response,
        answer,
        fault: breakage?.fault ?? null,
        mark: headers['if-none-match'],
      });
      log.push(`${method} ${pathname} ${status}`);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  test.onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  memory.serverUrl = `http://127.0.0.1:${address.port}`;
  return {
    apiUrl: memory.serverUrl,
    owner: memory.owner,
    name: memory.name,
    token: TOKEN,
    author: memory.author,
    has: memory.has,
    shows: memory.shows,
    breaks: (method, path, fault, times = 1) => breakages.push({ method, path, fault, left: times }),
    requests: () => log,
  };
}

function problem(message: string): components['schemas']['basic-error'] {
  return { message, documentation_url: 'https://docs.github.com/rest' };
}

interface Responding {
  readonly response: ServerResponse;
  readonly answer: () => Answer;
  readonly fault: Fault | null;
  readonly mark: string | undefined;
}

function respond({ response, answer, fault, mark }: Responding): number | string {
  response.setHeader('x-github-request-id', 'C0DE:1234');
  switch (fault?.kind) {
    case undefined:
      return send(response, answer(), mark);
    case 'drop':
      if (fault.done) answer();
      response.destroy();
      return 'dropped';
    case 'hang':
      return 'hangs';
    case 'page':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end(fault.html);
      return fault.status;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/zip', 'content-length': 2 * fault.bytes });
      response.write(Buffer.alloc(fault.bytes), () => response.destroy());
      return 'cut';
    case 'flood':
      response.writeHead(200, { 'content-type': 'application/zip' });
      response.write(Buffer.alloc(fault.bytes));
      // Never ends by itself: whoever reads on would wait for ever.
      return 'flooded';
    case 'answer': {
      if (fault.done === true) answer();
      for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
      const body = {
        ...problem(fault.message),
        ...(fault.errors === undefined ? {} : { errors: fault.errors }),
      };
      return send(response, { status: fault.status, body }, undefined);
    }
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer, mark: string | undefined): number {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
  if (body instanceof Uint8Array) {
    response.writeHead(status, { 'content-type': 'application/zip', 'content-length': body.length });
    response.end(body);
    return status;
  }
  const text = body === undefined ? '' : JSON.stringify(body);
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  if (status === 200 && mark === etag) {
    response.writeHead(304).end();
    return 304;
  }
  if (text !== '') response.setHeader('content-type', 'application/json; charset=utf-8');
  if (status === 200) response.setHeader('etag', etag);
  response.writeHead(status).end(text);
  return status;
}
