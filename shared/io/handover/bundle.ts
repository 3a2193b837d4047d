/**
 * Work on its way from a job that ran an agent to one that may write: a git bundle. Whoever reads it takes it for hostile:
 * nothing of it comes into the repository before it was looked at in a place of its own.
 */
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Sha } from '../../plan/plan.ts';
import { type Git, sealedGit } from '../git.ts';
import { bareConfiguration } from '../merging/merge-directory.ts';
import type { Repository } from '../repository.ts';

/** GitHub refuses to be pushed a file over 100 MB. */
export const LARGEST_FILE = 100 * 1024 * 1024;
/** Of a bundle, and, unpacked, of all that is in it: what a runner's disk can take many times. */
export const LARGEST_BUNDLE = 512 * 1024 * 1024;
export const LARGEST_WORK = 2 * 1024 * 1024 * 1024;
/** Of the list of names at its beginning: one ref and its base need far less. */
const LONGEST_LIST = 64 * 1024;
const SIGNATURE = '# v2 git bundle';
/** Unpacking what is small and becomes large is given up after this time, in milliseconds. */
const PATIENCE_MS = 5 * 60_000;

export interface BundledWork {
  readonly ref: string;
  readonly base: Sha;
  readonly commit: Sha;
}

/** Only what the base has not. */
export async function writeBundle(git: Git, { ref, base, commit }: BundledWork, file: string): Promise<void> {
  await git.run(['update-ref', ref, commit]);
  await git.run(['bundle', 'create', '--version=2', file, ref, `^${base}`]);
}

export type TakenWork =
  /** Paths that differ from the base, sorted. */
  | { readonly kind: 'taken'; readonly files: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Brings the objects of one commit into the repository, when the bundle holds it and nothing else. No ref is moved. */
export async function takeBundle(
  repository: Repository,
  file: string,
  expected: BundledWork,
): Promise<TakenWork> {
  const known = await lstat(file).catch(() => null);
  if (known === null) return refused('it is missing');
  if (!known.isFile()) return refused('it is no file');
  if (known.size > LARGEST_BUNDLE) return refused(`it is larger than ${megabytes(LARGEST_BUNDLE)}`);
  await mkdir(repository.cache, { recursive: true });
  const place = await mkdtemp(join(repository.cache, 'handed-over-'));
  try {
    return await takeIn(repository, { file, place, expected });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

interface Arrival {
  readonly file: string;
  readonly place: string;
  readonly expected: BundledWork;
}

async function takeIn(repository: Repository, { file, place, expected }: Arrival): Promise<TakenWork> {
  const git = await openQuarantine(repository, place);
  const { ref, base, commit } = expected;
  const pack = join(place, 'work.pack');
  const heads = await unwrap(file, pack);
  if (heads === null) return refused('it is no bundle of git');
  if (heads.join() !== `${commit} ${ref}`) return refused(`it holds something else than ${ref} at ${commit}`);
  // Fetching from a bundle checks no objects, whatever is configured; this is what a server does with a push.
  const unpacked = await git.attempt(['index-pack', '--stdin', '--fix-thin', '--strict'], {
    inputFile: pack,
    timeoutMs: PATIENCE_MS,
  });
  if (unpacked.code !== 0) return refused(`git refuses it: ${lastLine(unpacked.stderr)}`);
  const lineage = await git.attempt(['rev-list', '--parents', '--max-count=1', commit]);
  if (lineage.code !== 0) return refused('its commit is not in it');
  if (lineage.stdout.trim() !== `${commit} ${base}`)
    return refused('it is not one commit on the base of its attempt');
  const size = await weigh(git, expected);
  if (size !== null) return refused(size);
  const differing = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', base, commit];
  const files = (await git.run(differing)).split('\0').filter(path => path !== '');
  const problem = await bring(repository, { git, place, expected });
  if (problem !== null) return refused(`git refuses it: ${problem}`);
  return { kind: 'taken', files: files.sort() };
}

/** Out of the quarantine comes what belongs to the commit, and nothing that was put beside it. Null: it is there. */
async function bring(
  repository: Repository,
  { git, place, expected }: { readonly git: Git; readonly place: string; readonly expected: BundledWork },
): Promise<string | null> {
  const name = join(place, 'checked');
  const packed = await git.attempt(['pack-objects', '--quiet', '--revs', name], {
    input: `${expected.commit}\n^${expected.base}\n`,
    timeoutMs: PATIENCE_MS,
  });
  if (packed.code !== 0) return lastLine(packed.stderr);
  const brought = await repository.git.attempt(['unpack-objects', '-q'], {
    inputFile: `${name}-${packed.stdout.trim()}.pack`,
    timeoutMs: PATIENCE_MS,
  });
  return brought.code === 0 ? null : lastLine(brought.stderr);
}

/** A bundle is a list of names, an empty line, and a pack. Answers the refs with their commits; null: it is none. */
async function unwrap(file: string, pack: string): Promise<readonly string[] | null> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LIST), 0, LONGEST_LIST, 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n\n');
    const [signature, ...lines] = buffer.toString('latin1', 0, Math.max(0, end)).split('\n');
    if (signature !== SIGNATURE) return null;
    await pipeline(createReadStream(file, { start: end + 2 }), createWriteStream(pack));
    // The others are what it builds on.
    return lines.filter(line => !line.startsWith('-'));
  } finally {
    await handle.close();
  }
}

/** A repository of its own that sees the objects of the other one. */
async function openQuarantine(repository: Repository, place: string): Promise<Git> {
  await mkdir(join(place, 'objects', 'info'), { recursive: true });
  await mkdir(join(place, 'refs'));
  await writeFile(join(place, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(join(place, 'config'), bareConfiguration(repository.objectFormat));
  await writeFile(join(place, 'objects', 'info', 'alternates'), `${repository.objects}\n`);
  return sealedGit(place, place, { GIT_DIR: place });
}

/** Null: nothing in it is too large. */
async function weigh(git: Git, { base, commit }: BundledWork): Promise<string | null> {
  const listed = await git.run(['rev-list', '--objects', '--no-object-names', commit, `^${base}`]);
  const format = '--batch-check=%(objecttype) %(objectsize)';
  const sizes = (await git.run(['cat-file', format], { input: listed })).trim().split('\n');
  let sum = 0;
  for (const line of sizes) {
    const [type, size] = line.split(' ');
    sum += Number(size);
    if (type === 'blob' && Number(size) > LARGEST_FILE)
      return `it holds a file larger than ${megabytes(LARGEST_FILE)}`;
  }
  return sum > LARGEST_WORK ? `unpacked it is larger than ${megabytes(LARGEST_WORK)}` : null;
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MB`;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? 'without a word';
}

function refused(reason: string): TakenWork {
  return { kind: 'refused', reason };
}
