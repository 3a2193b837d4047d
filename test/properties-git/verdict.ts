/** What is planted to be red, read from a tree. */
import type { Repository } from '../../shared/io/repository.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { OTHERS, type Tale } from './tale.ts';

/** Tales have many trees in common. */
const known = new Map<Sha, ReadonlySet<string>>();

/** Which tasks a tree holds. */
export async function namesIn(repository: Repository, tree: Sha): Promise<ReadonlySet<string>> {
  const names = known.get(tree) ?? (await readNames(repository, tree));
  known.set(tree, names);
  return names;
}

async function readNames(repository: Repository, tree: Sha): Promise<ReadonlySet<string>> {
  const paths = (await repository.git.run(['ls-tree', '-r', '--name-only', tree])).split('\n');
  const own = paths.flatMap(path => (path.startsWith('own/') ? [path.slice('own/'.length)] : []));
  return new Set([...own, ...(paths.some(path => path.startsWith(`${OTHERS}/`)) ? [OTHERS] : [])]);
}

export function isRed({ reds }: Tale, present: ReadonlySet<string>): boolean {
  return reds.some(set => set.every(name => present.has(name)));
}
