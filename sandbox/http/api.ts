/** Takes a request to the API from its route to its answer. */
import { createHash } from 'node:crypto';
import findMyWay from 'find-my-way';
import { type Identity, principal } from '../state/identity.ts';
import type { World } from '../state/world.ts';
import { checkCaller, identify } from './access.ts';
import { byName, moved } from './address.ts';
import { type Answer, json, Refused } from './answer.ts';
import { Call, type Route } from './call.ts';
import type { CallLog } from './call-log.ts';
import type { RateLimiter } from './rate.ts';

export interface ApiRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly body: Buffer;
  /** What a test wants it to be answered with; it counts all the same. */
  readonly fault: Refused | null;
}

export interface ApiOptions {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly rate: RateLimiter;
  readonly log: CallLog;
}

/** Where GitHub Enterprise has its API, and what clients are told as `GITHUB_API_URL`. */
export const API_PREFIX = '/api/v3';
export const GRAPHQL_PATH = '/api/graphql';

export class Api {
  readonly #options: ApiOptions;
  readonly #router = findMyWay<findMyWay.HTTPVersion.V1>({ ignoreTrailingSlash: true, maxParamLength: 1000 });
  readonly #routes = new Map<string, Route>();

  constructor(options: ApiOptions) {
    this.#options = options;
    for (const route of options.routes) {
      const key = `${route.method} ${route.path}`;
      this.#routes.set(key, route);
      // The router only finds; what is found is looked up by its name.
      this.#router.on(method(route.method), route.path, () => undefined, { key });
    }
  }

  /** The route's name, for the log; the path itself where there is none. */
  async answer(request: ApiRequest): Promise<Answer> {
    const { world, rate, log } = this.#options;
    const { pathname } = request.url;
    const path =
      pathname === GRAPHQL_PATH ? pathname : byName(world, pathname.slice(API_PREFIX.length) || '/');
    const found = this.#find(request.method, path);
    let identity: Identity = { kind: 'anonymous' };
    let answer: Answer;
    try {
      identity = await identify(world, request.authorization);
      if (path !== '/rate_limit') rate.take(identity);
      if (request.fault !== null) throw request.fault;
      answer =
        moved(world, { method: request.method, path, search: request.url.search }) ??
        conditional(await this.#handle(request, path, found, identity), request);
      if (answer.status === 304) rate.giveBack(identity);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      answer = error.toAnswer();
    }
    const route = found === null ? `${request.method} ${path}` : `${found.route.method} ${found.route.path}`;
    const runId = identity.kind === 'job' ? identity.runId : 0;
    log.add({ route, path, principal: principal(identity), runId, status: answer.status });
    return { ...answer, headers: { ...rate.headers(identity), ...scopesOf(identity), ...answer.headers } };
  }

  #find(name: string, path: string): { route: Route; params: Record<string, string | undefined> } | null {
    const found = this.#router.find(method(name), path);
    const key: unknown = found?.store?.key;
    const route = typeof key === 'string' ? this.#routes.get(key) : undefined;
    return found === null || route === undefined ? null : { route, params: found.params };
  }

  async #handle(
    request: ApiRequest,
    path: string,
    found: { route: Route; params: Record<string, string | undefined> } | null,
    identity: Identity,
  ): Promise<Answer> {
    const { world } = this.#options;
    if (found === null) throw new Refused(501, `the sandbox does not know ${request.method} ${path}`);
    const { route, params } = found;
    // What is about a repository is let in with it, see `rest/route.ts`.
    if (route.needs.kind !== 'repository') checkCaller(identity, route.needs);
    return route.handle(
      new Call({ world, identity, url: request.url, params, body: readJson(request.body) }),
    );
  }
}

/** The methods the sandbox has routes for; any other finds none. */
function method(name: string): 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' {
  switch (name) {
    case 'POST':
    case 'PATCH':
    case 'PUT':
    case 'DELETE':
      return name;
    default:
      return 'GET';
  }
}

/** Told with every answer, of a token of the classic form. */
function scopesOf(identity: Identity): Readonly<Record<string, string>> {
  if (identity.kind !== 'user' || identity.may.kind !== 'classic') return {};
  return { 'x-oauth-scopes': identity.may.scopes.join(', ') };
}

function readJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return parsed;
  } catch {
    throw new Refused(400, 'Problems parsing JSON');
  }
}

/** Lists and objects that were read have a tag; whoever brings it back is told that nothing has changed. */
function conditional(answer: Answer, request: ApiRequest): Answer {
  if (request.method !== 'GET' || answer.status !== 200) return answer;
  const content = answer.body instanceof Uint8Array ? answer.body : JSON.stringify(answer.body);
  const etag = `W/"${createHash('sha256').update(content).digest('hex')}"`;
  const headers = { ...answer.headers, etag };
  if (request.ifNoneMatch === etag) return { status: 304, headers, body: undefined };
  return { ...json(answer.body), headers };
}
