/**
 * The bare git directory that Braid merges in: the user's objects, and nothing else of the user's. The same repository
 * contents and base give the same directory on every machine, hence the same merges. Its name is the digest of what it
 * holds and it never changes, so processes share it, and one that was left behind is used again.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sha } from '../../plan/plan.ts';
import { type Git, sealedEnvironment, sealedGit } from '../git.ts';
import type { Repository } from '../repository.ts';
import { type CommittedAttributes, joinAttributes, readQuoted } from './attributes.ts';

export interface MergeDirectory {
  readonly repository: Repository;
  readonly path: string;
  /** git in this directory; what it writes goes to the user's object store. */
  readonly git: Git;
  /** The whole environment of {@link git}, for the one process that is talked to while it runs. */
  readonly env: Readonly<Record<string, string>>;
}

/** Author and committer of everything that Braid commits by itself. The domain is reserved and belongs to nobody. */
export const BRAID_IDENTITY = { name: 'Braid', email: 'braid@braid.invalid' } as const;

/** Everything that decides how git merges or compares, so that no version's or machine's default does. */
const CONFIGURATION = `\
\tattributesFile = /dev/null
\tautocrlf = false
\tfsmonitor = false
\tignoreCase = false
\tquotePath = true
[merge]
\trenames = true
\trenameLimit = 7000
\tdirectoryRenames = conflict
\tconflictStyle = merge
\trenormalize = false
[diff]
\talgorithm = histogram
\trenames = true
\trenameLimit = 7000
\tindentHeuristic = false
[i18n]
\tcommitEncoding = UTF-8
[gc]
\tauto = 0
[maintenance]
\tauto = false
`;

/** `base` is the commit whose committed attributes hold for the whole run. */
export async function openMergeDirectory(
  repository: Repository,
  options: { readonly base: Sha },
): Promise<MergeDirectory> {
  const files: Record<string, string> = {
    // An unborn branch: newer versions of git would read attributes from where HEAD points.
    HEAD: 'ref: refs/heads/none\n',
    config: bareConfiguration(repository.objectFormat) + CONFIGURATION,
    'info/attributes': joinAttributes(await committedAttributes(repository, options.base)),
  };
  if (repository.shallow) files.shallow = await readFile(join(repository.commonDir, 'shallow'), 'latin1');
  const name = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 20);
  const path = join(repository.state, 'merge', name);
  const home = join(path, 'home');
  for (const folder of ['refs', 'objects', 'info', 'home'])
    await mkdir(join(path, folder), { recursive: true });
  for (const [file, text] of Object.entries(files)) await keep(join(path, file), text);
  const here = { GIT_DIR: path, GIT_OBJECT_DIRECTORY: repository.objects };
  return { repository, path, git: sealedGit(path, home, here), env: sealedEnvironment(home, here) };
}

const SCRATCH = 'scratch-';
/** What a process that was killed left behind is removed by the next one after this time: a day. */
const SCRATCH_LIFE_MS = 24 * 60 * 60 * 1_000;

/** A folder for one piece of work; who makes it removes it. */
export async function makeScratch(directory: MergeDirectory): Promise<string> {
  for (const name of await readdir(directory.path)) {
    const folder = join(directory.path, name);
    const isOld = async () => Date.now() - (await stat(folder)).mtimeMs > SCRATCH_LIFE_MS;
    if (name.startsWith(SCRATCH) && (await isOld().catch(() => false))) {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return mkdtemp(join(directory.path, SCRATCH));
}

/** The beginning of the configuration of a bare repository that Braid makes without starting git. */
export function bareConfiguration(objectFormat: string): string {
  const core = objectFormat === 'sha1' ? 'repositoryFormatVersion = 0' : 'repositoryFormatVersion = 1';
  const extensions = objectFormat === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${objectFormat}\n`;
  return `${extensions}[core]\n\t${core}\n\tbare = true\n`;
}

/** Other processes may be reading: a file appears whole or not at all, and is not touched when it is right. */
async function keep(file: string, text: string): Promise<void> {
  const found = await readFile(file, 'latin1').catch(() => null);
  if (found === text) return;
  const fresh = join(dirname(file), `.${randomUUID()}`);
  await writeFile(fresh, text, 'latin1');
  await rename(fresh, file);
}

/** git knows it without having it. */
export function emptyTree(objectFormat: string): Sha {
  return createHash(objectFormat).update('tree 0\0').digest('hex') as Sha;
}

async function committedAttributes(
  { git, objectFormat }: Repository,
  base: Sha,
): Promise<CommittedAttributes[]> {
  const reader = git.with({ GIT_LITERAL_PATHSPECS: '0', GIT_NO_REPLACE_OBJECTS: '1' });
  // Quoted paths instead of `-z`: they keep the bytes of folders that are not UTF-8.
  const listing = await reader.run([
    ...['-c', 'core.quotePath=true', 'diff-tree', '-r', '--raw', '--no-renames', '--no-abbrev'],
    ...[emptyTree(objectFormat), `${base}^{tree}`, '--', ':(glob)**/.gitattributes'],
  ]);
  return Promise.all(
    listing.split('\n').flatMap(line => {
      const [, mode, object, written] = /^:\d+ (\d+) \w+ (\w+) A\t(.*)$/.exec(line) ?? [];
      // git does not follow a `.gitattributes` that is a symbolic link.
      if (mode === undefined || object === undefined || written === undefined || !mode.startsWith('100'))
        return [];
      const path = readQuoted(written)?.value ?? written;
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      return [reader.run(['cat-file', 'blob', object]).then(text => ({ folder, text: bytes(text) }))];
    }),
  );
}

function bytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
