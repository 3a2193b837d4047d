/** The state of one repository on GitHub and its REST calls, as far as the port makes them. */
import type { components } from '@octokit/openapi-types';
import type { GitHubStage, StagedCheckRun, StagedComment, StagedPullRequest, StagedRun } from './stage.ts';

type Schemas = components['schemas'];

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: SentBody;
}

/** All that is ever sent; each call has its part of it. */
export interface SentBody {
  readonly name: string;
  readonly external_id: string;
  readonly head_sha: string;
  readonly status: string;
  readonly conclusion?: string;
  readonly output: Output;
  readonly body: string;
  readonly content: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly return_run_details?: boolean;
}

interface Output {
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Schemas['check-annotation'][];
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Comment extends StagedComment {
  readonly id: number;
  readonly issue: number;
  body: string;
  readonly reactions: Set<string>;
}

interface CheckRun extends Omit<StagedCheckRun, 'annotations'> {
  readonly sha: string;
  readonly annotations: Schemas['check-annotation'][];
}

interface Run extends StagedRun {
  readonly id: number;
  status: string;
  conclusion: string | null;
}

const PLAIN_PULL_REQUEST: StagedPullRequest = {
  state: 'open',
  draft: false,
  author: 'ada',
  headRepository: 'acme/shop',
  headSha: 'a'.repeat(40),
  unknownFor: 0,
  mergeable: true,
  files: [],
};

const OLD_PERMISSION = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
} as const;

export class MemoryGitHub {
  readonly owner = 'acme';
  readonly name = 'shop';
  readonly author = 'github-actions[bot]';
  serverUrl = '';
  #nextId = 100;
  readonly #people = new Map<string, { permission: string; role_name: string }>();
  readonly #pulls = new Map<number, StagedPullRequest & { asked: number }>();
  readonly #comments: Comment[] = [];
  readonly #labels = new Map<number, string[]>();
  readonly #workflows = new Set<string>();
  readonly #runs: Run[] = [];
  readonly #jobs: { runId: number; name: string; conclusion: string | null }[] = [];
  readonly #artifacts: { id: number; runId: number; name: string; content: Uint8Array }[] = [];
  readonly #checkRuns: CheckRun[] = [];

  readonly has: GitHubStage['has'] = {
    collaborator: (login, permission, custom) => {
      this.#people.set(login, { permission: OLD_PERMISSION[permission], role_name: custom ?? permission });
    },
    pullRequest: facts => {
      const number = this.#id();
      this.#pulls.set(number, { ...PLAIN_PULL_REQUEST, ...facts, asked: 0 });
      return number;
    },
    checkRun: (sha, name, externalId) => {
      const id = this.#id();
      const plain = { status: 'queued', conclusion: null, title: '', summary: '', annotations: [] };
      this.#checkRuns.push({ id, sha, name, externalId, ...plain });
      return id;
    },
    comment: (issue, facts) => this.#comment(issue, facts).id,
    noComment: id => {
      const at = this.#comments.findIndex(comment => comment.id === id);
      if (at >= 0) this.#comments.splice(at, 1);
    },
    labels: (issue, labels) => this.#labels.set(issue, [...labels]),
    workflow: file => this.#workflows.add(file),
    workflowRun: facts => {
      const id = this.#id();
      this.#runs.unshift({ id, ...facts });
      return id;
    },
    job: (runId, name, conclusion) => void this.#jobs.push({ runId, name, conclusion }),
    artifact: (runId, name, content) => {
      const id = this.#id();
      this.#artifacts.push({ id, runId, name, content });
      return id;
    },
  };

  readonly shows: GitHubStage['shows'] = {
    comments: issue =>
      this.#comments
        .filter(comment => comment.issue === issue)
        .map(({ body, login, type }) => ({ body, login, type })),
    reactions: id => [...(this.#comments.find(comment => comment.id === id)?.reactions ?? [])],
    labels: issue => this.#labels.get(issue) ?? [],
    checkRuns: sha =>
      this.#checkRuns
        .filter(run => run.sha === sha)
        .map(({ sha: _, ...run }) => ({
          ...run,
          annotations: run.annotations.map(one => `${one.path}:${one.start_line} ${one.message}`),
        })),
    runs: () => this.#runs.map(({ id, status, conclusion }) => ({ id, status, conclusion })),
  };

  answer(call: Call): Answer {
    const path = call.path.replace(`/repos/${this.owner}/${this.name}`, '');
    for (const [pattern, handler] of this.#routes) {
      const match = pattern.exec(`${call.method} ${path}`);
      if (match !== null) return handler(call, match.slice(1).map(decodeURIComponent));
    }
    return NOT_FOUND;
  }

  readonly #routes: readonly (readonly [RegExp, (call: Call, parts: string[]) => Answer])[] = [
    [/^GET $/, () => ok({ default_branch: 'main', private: true })],
    [/^GET \/collaborators\/([^/]+)\/permission$/, (_, [login = '']) => found(this.#people.get(login))],
    [/^GET \/pulls\/(\d+)$/, (_, [number]) => this.#pull(Number(number))],
    [/^GET \/pulls\/(\d+)\/files$/, (call, [number]) => this.#files(call, Number(number))],
    [/^GET \/commits\/([^/]+)\/check-runs$/, (call, [sha]) => this.#listCheckRuns(call, sha ?? '')],
    [/^POST \/check-runs$/, call => this.#createCheckRun(call)],
    [/^PATCH \/check-runs\/(\d+)$/, (call, [id]) => this.#updateCheckRun(call, Number(id))],
    [
      /^GET \/check-runs\/(\d+)\/annotations$/,
      (call, [id]) => {
        const run = this.#checkRuns.find(one => one.id === Number(id));
        return run === undefined ? NOT_FOUND : this.#page(call, run.annotations, page => page);
      },
    ],
    [
      /^GET \/issues\/(\d+)\/comments$/,
      (call, [issue]) => {
        const comments = this.#comments.filter(comment => comment.issue === Number(issue));
        return this.#page(call, comments.map(shown), page => page);
      },
    ],
    [
      /^POST \/issues\/(\d+)\/comments$/,
      (call, [issue]) => {
        if (call.body.body.length > 65_536) return TOO_LONG;
        return {
          status: 201,
          body: shown(
            this.#comment(Number(issue), { body: call.body.body, login: this.author, type: 'Bot' }),
          ),
        };
      },
    ],
    [
      /^PATCH \/issues\/comments\/(\d+)$/,
      (call, [id]) => {
        const comment = this.#comments.find(one => one.id === Number(id));
        if (comment === undefined) return NOT_FOUND;
        if (call.body.body.length > 65_536) return TOO_LONG;
        comment.body = call.body.body;
        return ok(shown(comment));
      },
    ],
    [
      /^POST \/issues\/comments\/(\d+)\/reactions$/,
      (call, [id]) => {
        const comment = this.#comments.find(one => one.id === Number(id));
        comment?.reactions.add(call.body.content);
        return comment === undefined ? NOT_FOUND : { status: 201, body: {} };
      },
    ],
    [
      /^GET \/issues\/(\d+)\/labels$/,
      (call, [issue]) =>
        this.#page(call, this.shows.labels(Number(issue)), page => page.map(name => ({ name }))),
    ],
    [
      /^DELETE \/issues\/(\d+)\/labels\/([^/]+)$/,
      (_, [issue, name = '']) => {
        const labels = this.shows.labels(Number(issue));
        this.#labels.set(
          Number(issue),
          labels.filter(label => label !== name),
        );
        return labels.includes(name) ? ok([]) : NOT_FOUND;
      },
    ],
    [/^POST \/actions\/workflows\/([^/]+)\/dispatches$/, (call, [file = '']) => this.#dispatch(call, file)],
    [/^GET \/actions\/workflows\/([^/]+)\/runs$/, (call, [file]) => this.#listRuns(call, file ?? '')],
    [/^GET \/actions\/runs\/(\d+)$/, (_, [id]) => this.#showRun(Number(id))],
    [/^POST \/actions\/runs\/(\d+)\/cancel$/, (_, [id]) => this.#cancel(Number(id))],
    [
      /^GET \/actions\/runs\/(\d+)\/jobs$/,
      (call, [id]) => {
        const own = this.#jobs.filter(job => job.runId === Number(id));
        return this.#page(call, own, page => ({
          total_count: own.length,
          jobs: page.map(({ name, conclusion }) => ({ name, conclusion, html_url: null })),
        }));
      },
    ],
    [
      /^GET \/actions\/runs\/(\d+)\/artifacts$/,
      (call, [id]) => {
        const own = this.#artifacts.filter(artifact => artifact.runId === Number(id));
        return this.#page(call, own, page => ({
          total_count: own.length,
          artifacts: page.map(({ id: one, name, content }) => ({
            id: one,
            name,
            size_in_bytes: content.length,
            expired: false,
          })),
        }));
      },
    ],
    [
      /^GET \/actions\/artifacts\/(\d+)\/zip$/,
      (_, [id]) => ({ status: 302, headers: { location: `${this.serverUrl}/blob/${id}` } }),
    ],
    [
      /^GET \/blob\/(\d+)$/,
      (_, [id]) => found(this.#artifacts.find(artifact => artifact.id === Number(id))?.content),
    ],
    [/^POST \/graphql$/, () => ok({ data: { viewer: { login: this.author } } })],
  ];

  #id(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  #comment(issue: number, facts: StagedComment): Comment {
    const comment = { id: this.#id(), issue, ...facts, reactions: new Set<string>() };
    this.#comments.push(comment);
    return comment;
  }

  #pull(number: number): Answer {
    const pull = this.#pulls.get(number);
    if (pull === undefined) return NOT_FOUND;
    pull.asked += 1;
    const base = { sha: 'b'.repeat(40), ref: 'main', repo: { full_name: 'acme/shop' } };
    const repo = pull.headRepository === null ? null : { full_name: pull.headRepository };
    return ok({
      number,
      state: pull.state === 'open' ? 'open' : 'closed',
      merged: pull.state === 'merged',
      draft: pull.draft,
      head: { sha: pull.headSha, ref: 'feature', repo },
      base,
      user: pull.author === null ? null : { login: pull.author },
      mergeable: pull.asked <= pull.unknownFor ? null : pull.mergeable,
    });
  }

  #files(call: Call, number: number): Answer {
    const files = this.#pulls.get(number)?.files ?? [];
    return this.#page(call, files.slice(0, 3000), page =>
      page.map(filename => ({ filename, status: 'modified' })),
    );
  }

  #listCheckRuns(call: Call, sha: string): Answer {
    const name = call.query.get('check_name');
    const runs = this.#checkRuns.filter(run => run.sha === sha && run.name === name).reverse();
    return this.#page(call, runs, page => ({
      total_count: runs.length,
      check_runs: page.map(({ id, externalId, annotations }) => ({
        id,
        external_id: externalId,
        html_url: `${this.serverUrl}/acme/shop/runs/${id}`,
        output: { annotations_count: annotations.length },
      })),
    }));
  }

  #createCheckRun({ body }: Call): Answer {
    if (body.output.annotations.length > 50) return invalid('annotations exceeds a maximum quantity of 50');
    const run: CheckRun = {
      id: this.#id(),
      sha: body.head_sha,
      name: body.name,
      externalId: body.external_id,
      status: body.status,
      conclusion: body.conclusion ?? null,
      title: body.output.title,
      summary: body.output.summary,
      annotations: body.output.annotations.map(stored),
    };
    this.#checkRuns.push(run);
    return { status: 201, body: { id: run.id, html_url: `${this.serverUrl}/acme/shop/runs/${run.id}` } };
  }

  #updateCheckRun({ body }: Call, id: number): Answer {
    const at = this.#checkRuns.findIndex(run => run.id === id);
    const run = this.#checkRuns[at];
    if (run === undefined) return NOT_FOUND;
    if (body.output.annotations.length > 50) return invalid('annotations exceeds a maximum quantity of 50');
    const { status, conclusion = null, output } = body;
    const annotations = [...run.annotations, ...output.annotations.map(stored)];
    this.#checkRuns[at] = {
      ...run,
      status,
      conclusion,
      title: output.title,
      summary: output.summary,
      annotations,
    };
    return ok({ id, html_url: `${this.serverUrl}/acme/shop/runs/${id}` });
  }

  #dispatch({ body }: Call, workflow: string): Answer {
    if (!this.#workflows.has(workflow)) return NOT_FOUND;
    const run = {
      workflow,
      title: body.inputs.title ?? workflow,
      event: 'workflow_dispatch',
      branch: body.ref,
    };
    const id = this.has.workflowRun({ ...run, status: 'queued', conclusion: null });
    return body.return_run_details === true ? ok({ workflow_run_id: id }) : { status: 204 };
  }

  #listRuns(call: Call, workflow: string): Answer {
    const fits = (name: string, value: string): boolean => (call.query.get(name) ?? value) === value;
    const runs = this.#runs.filter(
      run => run.workflow === workflow && fits('event', run.event) && fits('branch', run.branch),
    );
    return this.#page(call, runs, page => ({
      total_count: runs.length,
      workflow_runs: page.map(shapeOf),
    }));
  }

  #showRun(id: number): Answer {
    const run = this.#runs.find(one => one.id === id);
    return run === undefined ? NOT_FOUND : ok(shapeOf(run));
  }

  #cancel(id: number): Answer {
    const run = this.#runs.find(one => one.id === id);
    if (run === undefined) return NOT_FOUND;
    if (run.status === 'completed')
      return { status: 409, body: { message: 'Cannot cancel a workflow run that is completed.' } };
    run.status = 'completed';
    run.conclusion = 'cancelled';
    return { status: 202, body: {} };
  }

  #page<T>(call: Call, all: readonly T[], body: (page: readonly T[]) => unknown): Answer {
    const size = Number(call.query.get('per_page') ?? 30);
    const page = Number(call.query.get('page') ?? 1);
    const isLast = page * size >= all.length;
    const link = `<${this.serverUrl}${call.path}?page=${page + 1}>; rel="next"`;
    return { ...ok(body(all.slice((page - 1) * size, page * size))), headers: isLast ? {} : { link } };
  }
}

const NOT_FOUND: Answer = { status: 404, body: { message: 'Not Found' } };
const TOO_LONG = invalid('Body is too long (maximum is 65536 characters)');

function shapeOf({ id, title, status, conclusion }: Run) {
  return { id, display_title: title, status, conclusion, run_attempt: 1, head_sha: 'a'.repeat(40) };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function found(body: unknown): Answer {
  return body === undefined ? NOT_FOUND : ok(body);
}

function invalid(message: string): Answer {
  return {
    status: 422,
    body: { message: 'Validation Failed', errors: [{ resource: 'Thing', code: 'custom', message }] },
  };
}

function shown({ id, body, login, type }: Comment): unknown {
  const url = `http://localhost/acme/shop/pull/1#issuecomment-${id}`;
  return { id, html_url: url, body, user: { login, type } };
}

/** What is left out comes back as null. */
function stored(sent: Schemas['check-annotation']): Schemas['check-annotation'] {
  return { ...sent, title: sent.title ?? null };
}
