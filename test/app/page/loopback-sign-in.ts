/** GitHub's web flow and what goes with it, on the loopback: it is strict about what the documentation asks for. */
import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Person } from '../../../app/api/ports.ts';
import { targetOf } from '../../../app/http/answer.ts';
import { type Listening, listen } from '../api/listen.ts';
import { ADA } from '../api/memory-app.ts';

export const CLIENT = { clientId: 'Iv1.braid', clientSecret: 'client-secret' };

interface Grant {
  readonly challenge: string;
  readonly returnTo: string;
  readonly person: Person;
}

export interface Repository {
  readonly private: boolean;
  readonly permissions?: { readonly pull: boolean; readonly push: boolean };
}

export class LoopbackGitHub {
  /** Who is signed in at GitHub in the browser; null: they say no. */
  person: Person | null = ADA;
  /** What the next requests to the API are answered with; null: what is right. */
  broken: number | null = null;
  /** By their id. */
  readonly repositories = new Map<number, Repository>();
  /** By token; null: it has none in its answers. */
  readonly scopes = new Map<string, string | null>();
  readonly tokens = new Map<string, Person>();
  /** Those that may read metadata, and no contents. */
  readonly shallow = new Set<string>();
  /** Those that somebody got by signing in to this App. */
  readonly own = new Set<string>();
  readonly asked: string[] = [];
  readonly #grants = new Map<string, Grant>();
  #server: Listening | null = null;

  get url(): string {
    return this.#server?.url ?? '';
  }

  async start(): Promise<string> {
    this.#server = await listen(() => [
      async (request, response) => {
        const { status, headers = {}, body } = await this.#answer(request);
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(body ?? {}));
        return true;
      },
    ]);
    return this.#server.url;
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; headers?: object; body?: unknown }> {
    const { path, query } = targetOf(request) ?? { path: [], query: new URLSearchParams() };
    const address = `/${path.join('/')}`;
    this.asked.push(address);
    if (address === '/login/oauth/authorize') return this.#authorize(query);
    if (address === '/login/oauth/access_token')
      return { status: 200, body: this.#exchange(new URLSearchParams(await textOf(request))) };
    if (this.broken !== null) return { status: this.broken };
    if (address === `/applications/${CLIENT.clientId}/token`) return { status: await this.#check(request) };
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const person = this.tokens.get(token);
    if (person === undefined) return { status: 401, body: { message: 'Bad credentials' } };
    const scopes = this.scopes.get(token);
    const headers = scopes == null ? {} : { 'x-oauth-scopes': scopes };
    if (address === '/user') return { status: 200, headers, body: { ...person, type: 'User' } };
    const repository = path[0] === 'repositories' ? this.repositories.get(Number(path[1])) : undefined;
    if (repository === undefined) return { status: 404 };
    if (path[2] === 'branches') return { status: this.shallow.has(token) ? 403 : 200, headers, body: [] };
    return { status: 200, headers, body: repository };
  }

  async #check(request: IncomingMessage): Promise<number> {
    const basic = btoa(`${CLIENT.clientId}:${CLIENT.clientSecret}`);
    if (request.headers.authorization !== `Basic ${basic}`) return 401;
    const { access_token }: { access_token?: string } = JSON.parse(await textOf(request));
    return this.own.has(access_token ?? '') ? 200 : 404;
  }

  #authorize(query: URLSearchParams) {
    const returnTo = query.get('redirect_uri') ?? '';
    const isKnown =
      query.get('client_id') === CLIENT.clientId && query.get('code_challenge_method') === 'S256';
    if (!isKnown) return { status: 400 };
    const back = new URL(returnTo);
    back.searchParams.set('state', query.get('state') ?? '');
    if (this.person === null) back.searchParams.set('error', 'access_denied');
    else {
      const code = randomUUID();
      back.searchParams.set('code', code);
      this.#grants.set(code, { challenge: query.get('code_challenge') ?? '', returnTo, person: this.person });
    }
    return { status: 302, headers: { location: back.href } };
  }

  /** A code is good once, for whom it was made for. */
  #exchange(form: URLSearchParams): object {
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood =
      form.get('client_id') === CLIENT.clientId &&
      form.get('client_secret') === CLIENT.clientSecret &&
      grant?.challenge === challenge &&
      grant.returnTo === form.get('redirect_uri');
    if (grant === undefined || !isGood) return { error: 'bad_verification_code' };
    const token = `ghu_${randomUUID()}`;
    this.tokens.set(token, grant.person);
    this.own.add(token);
    return { access_token: token, token_type: 'bearer', scope: '' };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
