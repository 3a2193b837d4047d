/** Runs git's own `git http-backend`, which speaks CGI: headers, an empty line, the body. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { BareRepository } from './bare.ts';

export interface BackendRequest {
  readonly method: string;
  /** Below the repository: `/info/refs`, `/git-upload-pack`. */
  readonly path: string;
  readonly query: string;
  readonly contentType: string | undefined;
  /** Of the header `Git-Protocol`: `version=2`. */
  readonly protocol: string | undefined;
  readonly body: Buffer;
  readonly user: string;
}

export interface BackendAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What git can do, as it tells first whoever fetches; see {@link isGreeting}. */
const greetings = new WeakMap<BareRepository, BackendAnswer>();

export async function runBackend(
  repository: BareRepository,
  request: BackendRequest,
): Promise<BackendAnswer> {
  if (!isGreeting(request)) return ask(repository, request);
  const answer = greetings.get(repository) ?? (await ask(repository, request));
  if (answer.status === 200) greetings.set(repository, answer);
  return answer;
}

/** The second version of the protocol begins with what is the same each time; refs are asked for afterwards. */
function isGreeting({ method, path, query, protocol }: BackendRequest): boolean {
  const asked = `${method} ${path}?${query}`;
  return asked === 'GET /info/refs?service=git-upload-pack' && protocol === 'version=2';
}

async function ask(repository: BareRepository, request: BackendRequest): Promise<BackendAnswer> {
  const child = spawn('git', ['http-backend'], {
    env: {
      ...repository.environment,
      GIT_PROJECT_ROOT: repository.directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: request.path,
      REQUEST_METHOD: request.method,
      QUERY_STRING: request.query,
      REMOTE_USER: request.user,
      REMOTE_ADDR: '127.0.0.1',
      CONTENT_LENGTH: String(request.body.length),
      ...(request.contentType === undefined ? {} : { CONTENT_TYPE: request.contentType }),
      ...(request.protocol === undefined ? {} : { GIT_PROTOCOL: request.protocol }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  // It may answer, and close its input, before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(request.body);
  await once(child, 'close');
  return readCgi(Buffer.concat(chunks));
}

function readCgi(output: Buffer): BackendAnswer {
  const end = output.indexOf('\r\n\r\n');
  const headers: Record<string, string> = {};
  for (const line of output.toString('latin1', 0, Math.max(end, 0)).split('\r\n')) {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) headers[name.toLowerCase()] = value;
  }
  const { status = end < 0 ? '500' : '200', ...rest } = headers;
  return { status: Number.parseInt(status, 10), headers: rest, body: output.subarray(end + 4) };
}
