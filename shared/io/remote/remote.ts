/**
 * The repository that others see, from a clone of Braid's own: what is there, fetching it, and pushing all or nothing with the
 * values that were seen. The token is in git's environment alone: neither in an argument nor in a file.
 */
import type { Sha } from '../../plan/plan.ts';
import type { Git, GitResult } from '../git.ts';
import { GitError } from '../git.ts';

export interface RemoteAddress {
  readonly url: string;
  /** Null: none is needed. */
  readonly token: string | null;
}

export interface PushMove {
  readonly ref: string;
  /** Where it was seen; null: it must not exist. */
  readonly from: Sha | null;
  /** Null: it is removed. */
  readonly to: Sha | null;
}

export type PushOutcome =
  | { readonly kind: 'pushed' }
  /** Some ref is not where it was seen; nothing was pushed. */
  | { readonly kind: 'stale'; readonly ref: string }
  /** A rule, a hook or a permission forbids it; nothing was pushed. In the server's words. */
  | { readonly kind: 'refused'; readonly refs: readonly RefusedRef[]; readonly reason: string };

/** A ref that the server has something against, and not just against the push that it is in. */
export interface RefusedRef {
  readonly ref: string;
  readonly reason: string;
}

export interface Remote {
  /** Refs of these patterns (`refs/braid/*`), with where they are. */
  list(patterns: readonly string[]): Promise<ReadonlyMap<string, Sha>>;
  /** Refspecs. What is not there is no failure. */
  fetch(refspecs: readonly string[]): Promise<void>;
  /** All or none. */
  push(moves: readonly PushMove[]): Promise<PushOutcome>;
}

/** Between tries after a connection that broke, in milliseconds. */
const PAUSES = [1_000, 4_000, 16_000] as const;

export interface RemoteOptions extends RemoteAddress {
  readonly git: Git;
  readonly pause: (ms: number) => Promise<void>;
}

export function openRemote({ git: plain, url, token, pause }: RemoteOptions): Remote {
  const git = plain.with(requests(url, token));
  const patiently = async (args: readonly string[]): Promise<GitResult> => {
    for (let round = 0; ; round++) {
      const result = concealed(await git.attempt(args), token);
      const ms = PAUSES[round];
      if (result.code === 0 || ms === undefined || !isTransient(result.stderr)) return result;
      await pause(ms);
    }
  };
  return {
    async list(patterns) {
      const args = ['ls-remote', '--refs', '--', url, ...patterns];
      return parseListing(required(args, await patiently(args)));
    },
    async fetch(refspecs) {
      const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--', url, ...refspecs];
      required(args, await patiently(args));
    },
    push: moves => push(moves, patiently, url),
  };
}

/** A server that says nothing for so long, in seconds, is as good as not there: while it works it says so every 5 s. */
const SILENCE_S = 60;

/** For requests to this server only. */
function requests(url: string, token: string | null): Record<string, string> {
  if (!/^https?:/.test(url)) return {};
  const server = `http.${new URL('/', url).href}`;
  const settings = [
    [`${server}.lowSpeedLimit`, '1'],
    [`${server}.lowSpeedTime`, String(SILENCE_S)],
    ...(token === null ? [] : [[`${server}.extraheader`, `AUTHORIZATION: basic ${basic(token)}`]]),
  ];
  const variables = settings.flatMap(([key = '', value = ''], number) => [
    [`GIT_CONFIG_KEY_${number}`, key],
    [`GIT_CONFIG_VALUE_${number}`, value],
  ]);
  return Object.fromEntries([['GIT_CONFIG_COUNT', String(settings.length)], ...variables]);
}

function basic(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString('base64');
}

/** A server, or what stands before it, may tell what it was told. */
function concealed(result: GitResult, token: string | null): GitResult {
  if (token === null) return result;
  const hide = (text: string): string => text.replaceAll(basic(token), '***').replaceAll(token, '***');
  return { ...result, stdout: hide(result.stdout), stderr: hide(result.stderr) };
}

function required(args: readonly string[], result: GitResult): string {
  if (result.code !== 0) throw new GitError(args, result);
  return result.stdout;
}

/** A connection that did not come about or broke, and servers that say "later". */
function isTransient(stderr: string): boolean {
  // What a server has understood and refuses, git calls a broken connection too.
  if (/(returned error|HTTP) ?:? ?4(?!29)\d\d/i.test(stderr)) return false;
  return /Could not resolve host|Connection (reset|refused|timed out)|timed out|early EOF|Operation too slow|hung up unexpectedly|RPC failed|unexpected disconnect|(returned error|HTTP) ?:? ?(429|5\d\d)|Empty reply/i.test(
    stderr,
  );
}

function parseListing(stdout: string): ReadonlyMap<string, Sha> {
  const refs = new Map<string, Sha>();
  for (const line of stdout.split('\n')) {
    const [commit, ref] = line.split('\t');
    if (commit && ref) refs.set(ref, commit as Sha);
  }
  return refs;
}

type Ask = (args: readonly string[]) => Promise<GitResult>;

async function push(moves: readonly PushMove[], ask: Ask, url: string): Promise<PushOutcome> {
  const changed = moves.filter(({ from, to }) => from !== to);
  if (changed.length === 0) return { kind: 'pushed' };
  const leases = changed.map(({ ref, from }) => `--force-with-lease=${ref}:${from ?? ''}`);
  const specs = changed.map(({ ref, to }) => `${to ?? ''}:${ref}`);
  const result = await ask([
    'push',
    '--porcelain',
    '--atomic',
    '--no-verify',
    ...leases,
    '--',
    url,
    ...specs,
  ]);
  if (result.code === 0) return { kind: 'pushed' };
  // The answer to a push that came through may have been lost.
  const there = await ask(['ls-remote', '--refs', '--', url, ...changed.map(({ ref }) => ref)]);
  const now = there.code === 0 ? parseListing(there.stdout) : new Map<string, Sha>();
  if (there.code === 0 && changed.every(({ ref, to }) => (now.get(ref) ?? null) === to))
    return { kind: 'pushed' };
  return outcomeOf(result, changed, now);
}

function outcomeOf(
  { stdout, stderr }: GitResult,
  moves: readonly PushMove[],
  now: ReadonlyMap<string, Sha>,
): PushOutcome {
  const rejected = parseRejections(stdout);
  const moved = moves.find(({ ref, from }) => now.size > 0 && (now.get(ref) ?? null) !== from);
  const stale = rejected.find(({ reason }) =>
    /stale info|fetch first|non-fast-forward|cannot lock ref/.test(reason),
  );
  if (moved !== undefined || stale !== undefined)
    return { kind: 'stale', ref: moved?.ref ?? stale?.ref ?? '' };
  const refs = rejected.filter(({ reason }) => !isAlong(reason));
  const [first = rejected[0]] = refs;
  const reason = [first?.reason, remoteWords(stderr)].filter(each => each).join(': ');
  return { kind: 'refused', refs, reason: reason || 'the push failed without a word' };
}

function parseRejections(stdout: string): readonly RefusedRef[] {
  return stdout.split('\n').flatMap(line => {
    const [flag, refs = '', summary = ''] = line.split('\t');
    const reason = summary.replace(/^\[[^\]]*\] /, '');
    return flag === '!' ? [{ ref: refs.slice(refs.indexOf(':') + 1), reason }] : [];
  });
}

/** Refused because of another ref, or by a hook that looks at the whole push. */
function isAlong(reason: string): boolean {
  return /atomic push failed|atomic transaction|pre-receive hook declined/.test(reason);
}

/** What the server said, and else what git did. */
function remoteWords(stderr: string): string {
  const lines = stderr.split('\n').map(line => line.trim());
  const remote = lines.flatMap(line => (line.startsWith('remote:') ? [line.slice(7).trim()] : []));
  const own = lines.filter(line => /^(fatal|error):/.test(line));
  const told = (remote.some(line => line !== '') ? remote : own).filter(line => line !== '');
  return told.slice(0, 5).join(' ');
}
