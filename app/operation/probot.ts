/**
 * Probot, which knows the App at GitHub: it checks signatures, and gives an Octokit for each installation, with its own token
 * and limits. It does not serve: its server reads bodies of any size, and says yes after nine seconds, stored or not.
 */
import Bottleneck from 'bottleneck';
import { Probot, ProbotOctokit } from 'probot';
import { patience } from '../../shared/io/github/api/client.ts';
import type { Credentials } from '../environment.ts';
import type { Log } from './log.ts';
import type { Metrics, RateLimit } from './metrics.ts';

export interface ProbotOptions {
  readonly credentials: Credentials;
  readonly apiUrl: string;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds between two writes. GitHub asks for 1000; a server without limits may have 0. */
  readonly writePauseMs: number;
  /** How long an answer may take, in milliseconds. */
  readonly timeoutMs?: number;
}

type OctokitOptions = NonNullable<ConstructorParameters<typeof ProbotOctokit>[0]>;

/** GitHub ends a request after 10 s by itself; the rest is the way. */
const TIMEOUT_MS = 30_000;
/** As Octokit's plugin: what nobody writes to any more is forgotten, in milliseconds. */
const FORGET_MS = 120_000;

export async function openProbot(options: ProbotOptions): Promise<Probot> {
  const { credentials, apiUrl, log } = options;
  const waits = patience({ onWait: notice => log.warn(notice) });
  const Octokit = ProbotOctokit.defaults((given: OctokitOptions) => ({
    ...given,
    throttle: { ...given.throttle, ...waits.throttle, ...pauses(options) },
    retry: waits.retry,
  }));
  const probot = new Probot({
    ...{ appId: credentials.appId, privateKey: credentials.privateKey, secret: credentials.webhookSecret },
    ...{ baseUrl: apiUrl, Octokit, log, request: { fetch: measured(options) } },
  });
  return probot.ready();
}

/** Every request that goes out, repeated ones and those for tokens too. */
function measured({ metrics, timeoutMs = TIMEOUT_MS }: ProbotOptions): typeof fetch {
  return async (input, init = {}) => {
    const method = init.method ?? 'GET';
    const signals = [AbortSignal.timeout(timeoutMs), ...(init.signal ? [init.signal] : [])];
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
      metrics.asked({ method, status: response.status, limit: limitOf(response.headers) });
      return response;
    } catch (error) {
      metrics.asked({ method, status: 0, limit: null });
      throw error;
    }
  };
}

function limitOf(headers: Headers): RateLimit | null {
  const left = headers.get('x-ratelimit-remaining');
  return left === null ? null : { resource: headers.get('x-ratelimit-resource') ?? '', left: Number(left) };
}

/** Of each installation, see `throttle.id` in Probot. */
function pauses({ writePauseMs }: ProbotOptions) {
  const group = (id: string) =>
    new Bottleneck.Group({ id, maxConcurrent: 1, minTime: writePauseMs, timeout: FORGET_MS });
  return { write: group('braid-write'), notifications: group('braid-notifications') };
}
