/**
 * A bare clone of Braid's own: what a run needs of the repository that others see, and what it has to tell them. Nothing of a
 * user's configuration holds in it.
 */
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunId, Sha } from '../../plan/plan.ts';
import { sealedGit } from '../git.ts';
import { readRefs } from '../journal/ref-transaction.ts';
import { journalRef } from '../journal/run-refs.ts';
import { openRepository, type Repository } from '../repository.ts';
import { openRemote, type PushMove, type Remote, type RemoteAddress } from './remote.ts';

export interface Clone {
  readonly repository: Repository;
  readonly remote: Remote;
}

export interface CloneOptions extends RemoteAddress {
  /** Made when it is not there. Holds the clone and the trees of tasks. */
  readonly folder: string;
  readonly pause: (ms: number) => Promise<void>;
}

export async function openClone({ folder, ...address }: CloneOptions): Promise<Clone> {
  const path = join(folder, 'repository');
  const home = join(folder, 'home');
  const cache = join(folder, 'cache');
  for (const each of [path, home, cache]) await mkdir(each, { recursive: true });
  const git = sealedGit(path, home, { ...connection(), GIT_DIR: path });
  if (!(await isMade(path))) {
    await git.run(['init', '--bare', '--quiet', '--initial-branch=none']);
    await appendFile(join(path, 'config'), OWN_SETTINGS);
  }
  const environment = {
    ...{ PATH: process.env.PATH, HOME: home, BRAID_CACHE_DIR: cache },
    ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  };
  const repository = await openRepository(path, environment);
  return { repository, remote: openRemote({ git, ...address }) };
}

const OWN_SETTINGS = '[gc]\n\tauto = 0\n';

/** They are written last. */
async function isMade(path: string): Promise<boolean> {
  const config = await readFile(join(path, 'config'), 'utf8').catch(() => '');
  return config.endsWith(OWN_SETTINGS);
}

/** How this machine reaches others; everything else of its environment stays out. */
function connection(): Record<string, string> {
  const names = ['http_proxy', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY', 'GIT_SSL_CAINFO'];
  return Object.fromEntries(
    names.flatMap(name => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Refs of the remote, as they were seen. */
export type Seen = ReadonlyMap<string, Sha>;

export function branchRef(branch: string): string {
  return `refs/heads/${branch}`;
}

/** All that a run keeps: its journal, its branches, its attempts. */
function refsOf(run: RunId): readonly string[] {
  return [
    journalRef(run),
    `refs/heads/braid/${run}/*`,
    `refs/braid-attempts/${run}/*`,
    `${candidates(run)}/*`,
  ];
}

function candidates(run: RunId): string {
  return `refs/braid-candidates/${run}`;
}

/**
 * What is to be verified elsewhere: the journal names it, and no branch holds it before it is verified. Only these are kept.
 */
export async function holdCandidates(
  { git }: Repository,
  run: RunId,
  commits: readonly Sha[],
): Promise<void> {
  const here = await readRefs(git, [candidates(run)]);
  const wanted = new Map(commits.map(commit => [`${candidates(run)}/${commit}`, commit]));
  const gone = [...here.keys()].filter(ref => !wanted.has(ref)).map(ref => `delete ${ref}\0\0`);
  const made = [...wanted].flatMap(([ref, commit]) => (here.has(ref) ? [] : [`create ${ref}\0${commit}\0`]));
  if (gone.length + made.length === 0) return;
  await git.run(['update-ref', '--stdin', '-z'], { input: [...gone, ...made].join('') });
}

export interface Needs {
  readonly run: RunId;
  /** Commits that are needed and may be on none of the run's branches. */
  readonly commits: readonly Sha[];
}

/** Brings what a run needs up to date, its own refs to just where the remote has them. */
export async function fetchRun({ repository, remote }: Clone, needs: Needs): Promise<Seen> {
  const seen = await remote.list(refsOf(needs.run));
  const patterns = refsOf(needs.run).filter(pattern => isAmong(seen, pattern));
  if (patterns.length > 0) await remote.fetch(patterns.map(pattern => `+${pattern}:${pattern}`));
  await forgetOthers(repository, needs.run, seen);
  await fetchCommits({ repository, remote }, needs.commits);
  return seen;
}

/** Those that are not here yet. */
export async function fetchCommits({ repository, remote }: Clone, commits: readonly Sha[]): Promise<void> {
  if (commits.length === 0) return;
  const input = commits.map(commit => `${commit}^{commit}\n`).join('');
  const found = await repository.git.run(['cat-file', '--batch-check=%(objecttype)'], { input });
  const lines = found.split('\n');
  for (const [index, commit] of commits.entries())
    if (lines[index] !== 'commit') await remote.fetch([commit]);
}

function isAmong(seen: Seen, pattern: string): boolean {
  return pattern.endsWith('*')
    ? [...seen.keys()].some(ref => ref.startsWith(pattern.slice(0, -1)))
    : seen.has(pattern);
}

/** What an earlier round made here and could not push. */
async function forgetOthers({ git }: Repository, run: RunId, seen: Seen): Promise<void> {
  const here = await readRefs(git, refsOf(run).map(withoutStar));
  const gone = [...here.keys()].filter(ref => !seen.has(ref));
  const input = gone.map(ref => `delete ${ref}\0\0`).join('');
  if (gone.length > 0) await git.run(['update-ref', '--stdin', '-z'], { input });
}

function withoutStar(pattern: string): string {
  return pattern.replace(/\/\*$/, '');
}

/** What the remote does not know yet of a run; its claim moves along with its journal. */
export async function unpushed(
  { repository }: Clone,
  { run, claim, seen }: { readonly run: RunId; readonly claim: string; readonly seen: Seen },
): Promise<readonly PushMove[]> {
  const here = await readRefs(repository.git, refsOf(run).map(withoutStar));
  const moves = [...here].map(([ref, { commit }]) => ({ ref, from: seen.get(ref) ?? null, to: commit }));
  const journal = moves.find(({ ref }) => ref === journalRef(run));
  const along = journal === undefined ? [] : [{ ...journal, ref: claim, from: seen.get(claim) ?? null }];
  const over = [...seen]
    .filter(([ref]) => ref.startsWith(`${candidates(run)}/`) && !here.has(ref))
    .map(([ref, from]) => ({ ref, from, to: null }));
  return [...moves, ...along, ...over].filter(({ from, to }) => from !== to);
}

/** Where the remote's refs are after a push came through. */
export function afterPush(seen: Seen, moves: readonly PushMove[]): Seen {
  const next = new Map(seen);
  for (const { ref, to } of moves) {
    if (to === null) next.delete(ref);
    else next.set(ref, to);
  }
  return next;
}
