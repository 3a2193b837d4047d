/** The one comment of Braid on a pull request, edited in place; reactions and labels, by which people and Braid talk. */
import { z } from 'zod';
import type { Api } from './api/api.ts';
import { createOnce, InTurn } from './api/create-once.ts';
import { GitHubProblem } from './api/problem.ts';
import { ROUTES } from './api/routes.ts';

export interface MarkedComment {
  /** The number of an issue or pull request. */
  readonly issue: number;
  /** Text that nobody sees: `<!-- braid:r-1 -->`. The comment begins with it. */
  readonly marker: string;
  /** Markdown; with the marker at most 65,536 characters, else GitHub refuses it. */
  readonly body: string;
}

export interface CommentPlace {
  readonly id: number;
  readonly url: string;
}

export type Reaction = '+1' | '-1' | 'laugh' | 'confused' | 'heart' | 'hooray' | 'rocket' | 'eyes';

interface KnownComment extends CommentPlace {
  /** As it is on GitHub. */
  readonly text: string;
}

/** 30 pages; a longer talk is not read to its end, and then a second comment is written. */
const READ_AT_MOST = 3000;

const commentSchema = z
  .object({
    id: z.number(),
    html_url: z.string(),
    body: z.string().nullish(),
    user: z.object({ login: z.string(), type: z.string() }).nullable(),
  })
  .transform(({ id, html_url, body, user }) => ({ id, url: html_url, text: body ?? '', user }));

const viewerSchema = z
  .object({ data: z.object({ viewer: z.object({ login: z.string() }) }) })
  .transform(answer => answer.data.viewer.login);

const anything = z.unknown();

export class Comments {
  readonly #api: Api;
  readonly #known = new Map<string, KnownComment>();
  readonly #inTurn = new InTurn();
  #author: string | null;

  /** `author`: the login that the token writes as; null: GitHub is asked when it matters. */
  constructor(api: Api, author: string | null) {
    this.#api = api;
    this.#author = author;
  }

  put(wanted: MarkedComment): Promise<CommentPlace> {
    const key = JSON.stringify([wanted.issue, wanted.marker]);
    return this.#inTurn.run(key, async () => {
      const { marker, body } = wanted;
      const text = body.startsWith(marker) ? body : `${marker}\n${body}`;
      const known = this.#known.get(key);
      // Another process may have written something else since: what seems to be there is looked at again.
      const isNews = known !== undefined && known.text !== text;
      const edited = isNews ? await this.#edit(known, text) : null;
      const put = edited ?? (await this.#findAndEdit(wanted, text)) ?? (await this.#create(wanted, text));
      this.#known.set(key, put);
      return { id: put.id, url: put.url };
    });
  }

  async #findAndEdit(wanted: MarkedComment, text: string): Promise<KnownComment | null> {
    const found = await this.#find(wanted);
    return found === null ? null : this.#edit(found, text);
  }

  /**
   * Begins with the marker and is by ourselves: a person who quotes it, or writes it, keeps what they wrote. Of two that
   * were made at the same time, the oldest.
   */
  async #find({ issue, marker }: MarkedComment): Promise<KnownComment | null> {
    const schema = z.array(commentSchema);
    const options = { schema, limit: READ_AT_MOST };
    const comments = await this.#api.readAll(ROUTES.comments, { issue_number: issue }, options);
    const marked = comments.filter(comment => comment.text.startsWith(marker));
    if (marked.length === 0) return null;
    const author = await this.#authorOfToken();
    const own = marked.filter(({ user }) => user !== null && isSame(user, author));
    return own.sort((a, b) => a.id - b.id)[0] ?? null;
  }

  /** Null: it was deleted. */
  async #edit(known: KnownComment, text: string): Promise<KnownComment | null> {
    if (known.text === text) return known;
    const parameters = { comment_id: known.id, body: text };
    try {
      const options = { schema: anything, isRepeatable: true };
      await this.#api.write(ROUTES.editComment, parameters, options);
      return { id: known.id, url: known.url, text };
    } catch (problem) {
      if (problem instanceof GitHubProblem && problem.code === 'not-found') return null;
      throw problem;
    }
  }

  #create(wanted: MarkedComment, text: string): Promise<KnownComment> {
    const parameters = { issue_number: wanted.issue, body: text };
    const options = { schema: commentSchema, isRepeatable: false };
    const create = () => this.#api.write(ROUTES.createComment, parameters, options);
    return createOnce({ create, find: () => this.#find(wanted) }, this.#api.clock);
  }

  /** `GET /user` refuses the tokens of Apps, `GITHUB_TOKEN` among them; this answers for all kinds. */
  async #authorOfToken(): Promise<string> {
    const options = { schema: viewerSchema, isRepeatable: true };
    this.#author ??= await this.#api.write(ROUTES.viewer, { query: 'query { viewer { login } }' }, options);
    return this.#author;
  }
}

/** Names of Apps end in `[bot]`, which no person can choose; the kind of account is compared all the same. */
function isSame(user: { readonly login: string; readonly type: string }, author: string): boolean {
  const isBot = author.endsWith('[bot]');
  return user.login.toLowerCase() === author.toLowerCase() && (user.type === 'Bot') === isBot;
}

/** The same reaction twice is one. */
export async function react(api: Api, comment: number, content: Reaction): Promise<void> {
  const options = { schema: anything, isRepeatable: true };
  await api.write(ROUTES.react, { comment_id: comment, content }, options);
}

export function readLabels(api: Api, issue: number): Promise<readonly string[]> {
  // An issue has at most 100 labels.
  const schema = z.array(z.object({ name: z.string() }).transform(label => label.name));
  return api.readAll(ROUTES.labels, { issue_number: issue }, { schema, limit: 100 });
}

/** A label that is not there is removed. */
export async function removeLabel(api: Api, issue: number, label: string): Promise<void> {
  try {
    const options = { schema: anything, isRepeatable: true };
    await api.write(ROUTES.removeLabel, { issue_number: issue, name: label }, options);
  } catch (problem) {
    if (!(problem instanceof GitHubProblem && problem.code === 'not-found')) throw problem;
  }
}
