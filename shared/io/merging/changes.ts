/** Which paths differ between commits, for many commits in one process. */
import type { Sha } from '../../plan/plan.ts';
import type { Git } from '../git.ts';

export interface Change {
  /** `A`, `D`, `M`, `R` or `T`. */
  readonly status: string;
  readonly from: string;
  /** The same as `from`, unless the file was renamed. */
  readonly to: string;
  readonly before: Sha;
  readonly after: Sha;
}

export interface Comparison {
  readonly commit: Sha;
  readonly parent: Sha;
}

/** By commit; one that changed nothing is missing. */
export async function readChanges(
  git: Git,
  comparisons: readonly Comparison[],
  options: { readonly renames: boolean },
): Promise<Map<string, Change[]>> {
  if (comparisons.length === 0) return new Map();
  const renames = options.renames ? '--find-renames' : '--no-renames';
  const input = comparisons.map(({ commit, parent }) => `${commit} ${parent}\n`).join('');
  return parseChanges(
    await git.run(['diff-tree', '-r', '-z', renames, '--raw', '--no-abbrev', '--stdin'], { input }),
  );
}

/** `-z`: a commit's id, then for each change its header and one path, or two when it was renamed. */
function parseChanges(output: string): Map<string, Change[]> {
  const found = new Map<string, Change[]>();
  const tokens = output.split('\0');
  let changes: Change[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    const header = /^:\d+ \d+ (\w+) (\w+) ([A-Z])\d*$/.exec(token);
    if (header === null) {
      changes = [];
      found.set(token, changes);
      continue;
    }
    const [, before, after, status = ''] = header;
    const from = tokens[++at] ?? '';
    const to = status === 'R' ? (tokens[++at] ?? '') : from;
    changes.push({ status, from, to, before: before as Sha, after: after as Sha });
  }
  return found;
}
