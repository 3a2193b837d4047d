/**
 * The Octokit behind the port. The Action's is made here from a token, with plugins for limits and retries; any other
 * (the App's) is taken as it is. Octokit takes longer to load than all the rest: it is imported when it is first needed.
 */
import type { getOctokit } from '@actions/github';
import type { RetryOptions } from '@octokit/plugin-retry';
import type { ThrottlingOptions } from '@octokit/plugin-throttling';

export interface OctokitAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

/** What the port needs of an Octokit: its `request`, with a route and parameters. */
export interface OctokitLike {
  request(route: string, parameters?: Record<string, unknown>): Promise<OctokitAnswer>;
}

export interface GitHubClient {
  readonly octokit: OctokitLike;
  /** Requests sent so far, repeated ones too. Of an Octokit made elsewhere only the calls of the port are known. */
  sent(): number;
  /** Takes what is secret out of a text. */
  conceal(text: string): string;
}

export interface ClientOptions {
  readonly token: string;
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  /** Told when a limit is waited for. */
  readonly onWait?: (notice: string) => void;
  /** How long an answer may take, in milliseconds. */
  readonly timeoutMs?: number;
  /** Changes to the plugins' settings: the length of their waits, the time between two writes. */
  readonly throttle?: Partial<ThrottlingOptions>;
  readonly retry?: RetryOptions;
}

type ActionsPlugin = NonNullable<Parameters<typeof getOctokit>[2]>;

/** A limit that lasts longer is an answer for the caller: a runner that waits costs money. */
const LONGEST_WAIT_S = 120;
const LIMITS_WAITED_FOR = 3;
/** GitHub ends a request after 10 s by itself; the rest is the way. */
const TIMEOUT_MS = 30_000;

/** The Octokit of `@actions/github`, which knows the runner's proxy, with throttling and retries. */
export async function actionsClient(options: ClientOptions): Promise<GitHubClient> {
  const [{ getOctokit: open }, { throttling }, { retry }] = await Promise.all([
    import('@actions/github'),
    import('@octokit/plugin-throttling'),
    import('@octokit/plugin-retry'),
  ]);
  const { token, apiUrl, timeoutMs = TIMEOUT_MS } = options;
  let sent = 0;
  // The first plugin is the innermost: it sees every attempt, so each one has its own time.
  const attempts: ActionsPlugin = octokit => {
    octokit.hook.wrap('request', (request, parameters) => {
      sent += 1;
      // A call may ask for more time than usual. Set in place: the hooks further in get these parameters, not others.
      parameters.request.signal = AbortSignal.timeout(Number(parameters.request.timeoutMs ?? timeoutMs));
      return request(parameters);
    });
    octokit.hook.error('request', error => {
      throw asLimit(error);
    });
  };
  const settings = { baseUrl: apiUrl, ...patience(options) };
  const octokit = open(token, settings, attempts, throttling, retry);
  return { octokit, sent: () => sent, conceal: text => conceal(text, token) };
}

/** Any other Octokit: its own plugins count, ideally with the settings of `patience`. */
export function givenClient(given: OctokitLike): GitHubClient {
  let sent = 0;
  const octokit: OctokitLike = {
    request: (route, parameters) => {
      sent += 1;
      return given.request(route, parameters);
    },
  };
  return { octokit, sent: () => sent, conceal: text => conceal(text, null) };
}

/** Octokit options for both plugins: what is waited for, and what is never repeated. */
export function patience({ onWait, throttle, retry }: Pick<ClientOptions, 'onWait' | 'throttle' | 'retry'>): {
  readonly throttle: ThrottlingOptions;
  readonly retry: RetryOptions;
} {
  const waits = (seconds: number, _request: unknown, _octokit: unknown, repeated: number): boolean => {
    const isWorthIt = seconds <= LONGEST_WAIT_S && repeated < LIMITS_WAITED_FOR;
    if (isWorthIt) onWait?.(`GitHub's limit of requests is reached: waiting ${seconds} s as it asks`);
    return isWorthIt;
  };
  return {
    throttle: { onRateLimit: waits, onSecondaryRateLimit: waits, ...throttle },
    // Retries come after 1, 4 and 9 s. Not for what GitHub has refused: only errors of the server and the network are worth the same request again.
    // Limits (429) are left to throttling, which knows until when.
    retry: { doNotRetry: [304, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 451], ...retry },
  };
}

/** Throttling knows a secondary limit by GitHub's words; a gateway before GitHub says the same by status and header. */
function asLimit(error: Error): Error {
  const isLimit = 'status' in error && error.status === 429 && !/\bsecondary rate\b/i.test(error.message);
  if (isLimit) error.message += ' (taken for a secondary rate limit)';
  return error;
}

function conceal(text: string, token: string | null): string {
  const known = token === null || token === '' ? text : text.replaceAll(token, '***');
  return known.replace(/\b(?:gh[a-z]_|github_pat_)[\w.-]+|\bBearer \S+/g, '***');
}
