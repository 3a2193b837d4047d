/** What keeps a clone whole and small, for whoever has its lock. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Git, GitError, sealedGit } from '../../shared/io/git.ts';
import { readRefs } from '../../shared/io/journal/ref-transaction.ts';
import { endProcesses } from '../../shared/io/processes/process-search.ts';
import { isOver } from '../../shared/io/remote/claims.ts';
import type { Clone } from '../../shared/io/remote/clone.ts';
import { isDamage } from './damage.ts';
import { type ClonePlace, discard, type Measures, sweep } from './place.ts';

/** As git's own `gc --auto`. */
const MOST_PACKS = 50;
const MOST_LOOSE = 6_700;
/** While somebody waits for the clone, so many times more are put up with. */
const PATIENCE = 4;
/** A clone may grow by so much, in bytes, and to twice its size, before all of it is packed anew. */
const GROWTH = 16 * 1024 * 1024;

/** Who used it has died: their git may still be at work, and has left its locks. What is not whole is thrown away. */
export async function takeOver(place: ClonePlace): Promise<void> {
  await sweep(place);
  // No process bears this mark: the place alone tells.
  const orphans = { marker: `clone ${place.folder}`, directories: [place.folder], since: 0, force: true };
  const survivors = await endProcesses(orphans);
  const names = await readdir(place.clone, { recursive: true }).catch(() => []);
  for (const name of names) if (name.endsWith('.lock')) await rm(join(place.clone, name), { force: true });
  if (names.length === 0) return;
  const isWhole = await fsck(place).catch(() => false);
  if (survivors.length > 0 || !isWhole) await discard(place);
}

/** Whether all that its refs hold is there. Takes as long as a look at each commit and tree. */
async function fsck({ clone }: ClonePlace): Promise<boolean> {
  const path = join(clone, 'repository');
  const git = sealedGit(path, join(clone, 'home'), { GIT_DIR: path });
  const args = ['fsck', '--connectivity-only', '--no-dangling', '--no-progress', '--no-reflogs'];
  return (await git.attempt(args)).code === 0;
}

/** A look at where each ref leads. Throws what {@link isDamage} knows when one leads nowhere. */
export async function requireReadable({ git }: Clone['repository']): Promise<void> {
  const args = ['for-each-ref', '--format=%(objecttype)'];
  const problem = new GitError(args, await git.attempt(args));
  if (problem.result.code !== 0 || isDamage(problem)) throw problem;
}

/** At most now and then it takes long, and then rather when nobody waits. */
export async function keepUp(
  { repository }: Clone,
  { packedBytes, isAwaited }: { readonly packedBytes: number | null; readonly isAwaited: boolean },
): Promise<Measures> {
  const { git, cache, state } = repository;
  await rm(cache, { recursive: true, force: true });
  const found = await measure(git);
  const before = packedBytes ?? found.bytes;
  const patience = isAwaited ? PATIENCE : 1;
  if (found.bytes > Math.max(before * 2, before + GROWTH) * patience) {
    await rm(state, { recursive: true, force: true });
    await forgetRunsThatAreOver(git);
    await git.run(['gc', '--prune=now', '--quiet']);
    const { bytes } = await measure(git);
    return { bytes, packedBytes: bytes };
  }
  if (found.packs > MOST_PACKS * patience || found.loose > MOST_LOOSE * patience) {
    await git.run(['pack-refs', '--all']);
    await git.run(['repack', '-d', '-q', '--geometric=2']);
  }
  return { bytes: (await measure(git)).bytes, packedBytes: before };
}

/** Looks at names and sizes alone. */
async function measure(git: Git) {
  const told = new Map(
    (await git.run(['count-objects', '-v'])).split('\n').map(line => {
      const [name = '', value = ''] = line.split(': ');
      return [name, Number(value)] as const;
    }),
  );
  const kilobytes = (name: string): number => (told.get(name) ?? 0) * 1024;
  return {
    bytes: kilobytes('size') + kilobytes('size-pack') + kilobytes('size-garbage'),
    packs: told.get('packs') ?? 0,
    loose: told.get('count') ?? 0,
  };
}

const JOURNALS = 'refs/braid/';

/** Only here: the next one who needs them fetches them again. */
async function forgetRunsThatAreOver(git: Git): Promise<void> {
  const journals = await readRefs(git, [JOURNALS]);
  const lines: string[] = [];
  for (const [journal, { commit }] of journals) {
    if (!(await isOver(git, commit))) continue;
    const run = journal.slice(JOURNALS.length);
    const own = [
      journal,
      `refs/heads/braid/${run}`,
      `refs/braid-attempts/${run}`,
      `refs/braid-candidates/${run}`,
    ];
    for (const ref of (await readRefs(git, own)).keys()) lines.push(`delete ${ref}\0\0`);
  }
  if (lines.length > 0) await git.run(['update-ref', '--stdin', '-z'], { input: lines.join('') });
}
