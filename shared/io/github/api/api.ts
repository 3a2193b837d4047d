/**
 * Calls to GitHub as values: what comes back is parsed, what fails is a `GitHubProblem`, what was read before is asked for
 * conditionally. It knows no endpoint by itself.
 */
import { z } from 'zod';
import type { HostPorts } from '../../perform.ts';
import { AnswerCache } from './answer-cache.ts';
import type { GitHubClient, OctokitAnswer } from './client.ts';
import { classify, readFailure, unexpectedAnswer } from './problem.ts';
import type { Route } from './routes.ts';

export type Clock = HostPorts['clock'];
export type Parameters = Readonly<Record<string, unknown>>;

export interface ApiCalls {
  /** Requests sent, repeated ones too. */
  readonly sent: number;
  /** Of these, answered with "not modified": they cost nothing of the rate limit. */
  readonly unchanged: number;
}

export interface WriteOptions {
  /** Doing it twice is the same as doing it once: after an error of the server it may be sent again unseen. */
  readonly isRepeatable: boolean;
}

export interface ApiOptions {
  readonly owner: string;
  readonly name: string;
  /** Called once, when something is asked for the first time. */
  readonly client: () => Promise<GitHubClient>;
  readonly clock: Clock;
}

/** GitHub's largest page. */
const PAGE = 100;

export class Api {
  readonly clock: Clock;
  readonly #options: ApiOptions;
  readonly #cache = new AnswerCache();
  #client: Promise<GitHubClient> | null = null;
  #loaded: GitHubClient | null = null;
  #unchanged = 0;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.clock = options.clock;
  }

  calls(): ApiCalls {
    return { sent: this.#loaded?.sent() ?? 0, unchanged: this.#unchanged };
  }

  async read<T>(route: Route, parameters: Parameters, schema: z.ZodType<T>): Promise<T> {
    return (await this.#readOnce(route, parameters, schema)).value;
  }

  /** All pages, as one list; ends at `limit` items. */
  async readAll<T>(
    route: Route,
    parameters: Parameters,
    { schema, limit }: { readonly schema: z.ZodType<readonly T[]>; readonly limit: number },
  ): Promise<readonly T[]> {
    const found: T[] = [];
    for (let page = 1; found.length < limit; page++) {
      const answer = await this.#readOnce(route, { ...parameters, per_page: PAGE, page }, schema);
      found.push(...answer.value);
      if (!answer.hasMore || answer.value.length === 0) break;
    }
    return found.slice(0, limit);
  }

  async write<T>(
    route: Route,
    parameters: Parameters,
    { schema, isRepeatable }: WriteOptions & { readonly schema: z.ZodType<T> },
  ): Promise<T> {
    // Not a number of retries for the others: with one of its own, a request is repeated whatever it failed of.
    const request = isRepeatable ? {} : { retries: 0 };
    return parse(route, (await this.#send(route, { ...parameters, request })).data, schema);
  }

  /** The body as it comes; `length` in bytes where the server tells it. */
  async stream(
    route: Route,
    parameters: Parameters,
    timeoutMs: number,
  ): Promise<{ readonly length: number | null; readonly body: AsyncIterable<Uint8Array> }> {
    const request = { parseSuccessResponseBody: false, timeoutMs };
    const { headers, data } = await this.#send(route, { ...parameters, request });
    const length = Number(headers['content-length'] ?? Number.NaN);
    return { length: Number.isSafeInteger(length) ? length : null, body: parse(route, data, streamSchema) };
  }

  /** An error of anything but GitHub itself, in words: what a stream said when it broke off. */
  problemOf(route: Route, error: unknown): unknown {
    const failure = readFailure(error);
    if (failure === null) return error;
    const conceal = (text: string): string => this.#loaded?.conceal(text) ?? text;
    return classify(route, failure, { now: this.clock.now(), conceal });
  }

  async #readOnce<T>(
    route: Route,
    parameters: Parameters,
    schema: z.ZodType<T>,
  ): Promise<{ readonly value: T; readonly hasMore: boolean }> {
    const key = `${route.path} ${JSON.stringify(parameters)}`;
    const kept = this.#cache.find(key);
    const headers = kept === null ? {} : { 'if-none-match': kept.etag };
    const answer = await this.#send(route, { ...parameters, headers });
    if (kept !== null && answer.status === 304) {
      this.#unchanged += 1;
      // What was kept under this key was made by this schema.
      return { value: kept.value as T, hasMore: kept.hasMore };
    }
    const value = parse(route, answer.data, schema);
    const hasMore = /\brel="next"/.test(String(answer.headers.link ?? ''));
    const { etag } = answer.headers;
    if (typeof etag === 'string' && !isFullLastPage(value, hasMore))
      this.#cache.keep(key, { etag, value, hasMore });
    return { value, hasMore };
  }

  async #send(route: Route, parameters: Parameters): Promise<OctokitAnswer> {
    const { owner, name } = this.#options;
    this.#client ??= this.#options.client();
    this.#loaded = await this.#client;
    try {
      return await this.#loaded.octokit.request(route.path, { owner, repo: name, ...parameters });
    } catch (error) {
      // Octokit makes an error of it.
      if (readFailure(error)?.status === 304) return { status: 304, headers: {}, data: null };
      throw this.problemOf(route, error);
    }
  }
}

/** It stays the same when a page comes after it: "not modified" would not tell. */
function isFullLastPage(value: unknown, hasMore: boolean): boolean {
  return Array.isArray(value) && value.length >= PAGE && !hasMore;
}

const streamSchema = z.custom<AsyncIterable<Uint8Array>>(
  value => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
  'expected a body',
);

function parse<T>(route: Route, data: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw unexpectedAnswer(route, parsed.error);
  return parsed.data;
}
