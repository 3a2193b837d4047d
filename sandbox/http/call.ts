/** One request to the API, as its handler sees it. */
import type { z } from 'zod';
import type { Identity } from '../state/identity.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { type Answer, json, notFound, Refused } from './answer.ts';

export class Call {
  readonly world: World;
  readonly identity: Identity;
  /** With the server's name and the query. */
  readonly url: URL;
  readonly #params: Readonly<Record<string, string | undefined>>;
  readonly #body: unknown;

  constructor(request: {
    readonly world: World;
    readonly identity: Identity;
    readonly url: URL;
    readonly params: Readonly<Record<string, string | undefined>>;
    readonly body: unknown;
  }) {
    this.world = request.world;
    this.identity = request.identity;
    this.url = request.url;
    this.#params = request.params;
    this.#body = request.body;
  }

  /** A part of the path. */
  text(name: string): string {
    const value = this.#params[name];
    if (value === undefined) throw new Error(`The route has no ${name}`);
    return value;
  }

  /** A part of the path that is an id or a number; what is none names nothing. */
  number(name: string): number {
    const value = Number(this.text(name));
    if (!Number.isSafeInteger(value)) throw notFound();
    return value;
  }

  query(name: string): string | null {
    return this.url.searchParams.get(name);
  }

  read<T>(schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(this.#body ?? {});
    if (parsed.success) return parsed.data;
    const said = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Refused(422, `Invalid request.\n\n${said}`);
  }

  /** The wanted page of a list, with the links to the others. `wrap` where GitHub puts a list into an object. */
  page<T>(
    all: readonly T[],
    shape: (item: T) => unknown,
    wrap: (items: readonly unknown[], total: number) => unknown = items => items,
  ): Answer {
    const size = Math.min(Math.max(Number(this.query('per_page') ?? 30) || 30, 1), 100);
    const last = Math.max(Math.ceil(all.length / size), 1);
    const at = Math.max(Number(this.query('page') ?? 1) || 1, 1);
    const items = all.slice((at - 1) * size, at * size).map(shape);
    const link = (page: number, rel: string): string => {
      const url = new URL(this.url);
      url.searchParams.set('page', String(page));
      return `<${url}>; rel="${rel}"`;
    };
    const links = [
      ...(at > 1 ? [link(at - 1, 'prev')] : []),
      ...(at < last ? [link(at + 1, 'next'), link(last, 'last')] : []),
      ...(at > 1 ? [link(1, 'first')] : []),
    ];
    const answer = json(wrap(items, all.length));
    return links.length === 0 ? answer : { ...answer, headers: { link: links.join(', ') } };
  }
}

/** `total_count` beside the items, as in lists of Actions, checks and installations. */
export function counted(name: string): (items: readonly unknown[], total: number) => unknown {
  return (items, total) => ({ total_count: total, [name]: items });
}

export interface Route {
  readonly method: string;
  /** Below `/api/v3`: `/repos/:owner/:repo/labels`. */
  readonly path: string;
  readonly needs: Needs;
  handle(call: Call): Answer | Promise<Answer>;
}

/** Who may call. */
export type Needs =
  /** Anybody at all. */
  | { readonly kind: 'everybody' }
  /** Anybody who says who they are. */
  | { readonly kind: 'anyone' }
  /** An App with its own key, not a token of an installation. */
  | { readonly kind: 'app' }
  | RepositoryNeeds;

export interface RepositoryNeeds {
  readonly kind: 'repository';
  /** Of an App's or a job's token: one of these. `metadata` is always there. */
  readonly grants: readonly string[];
  readonly level: 'read' | 'write';
  /** Of a person. null: Apps only, as for check runs. */
  readonly role: 'read' | 'triage' | 'write' | 'admin' | null;
}

export type RepositoryHandler = (call: Call, repository: Repository) => Answer | Promise<Answer>;
