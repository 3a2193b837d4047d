/** What every run needs of the machine: git, Node, a repository, a place for the trees of tasks. */
import { dirname } from 'node:path';
import { openGit } from '../../shared/io/git.ts';
import { openRepository, type Repository, RepositoryProblem } from '../../shared/io/repository.ts';
import { bad, type Check, good } from './check.ts';

export interface Surroundings {
  readonly checks: readonly Check[];
  /** Null: there is none that Braid can use. */
  readonly repository: Repository | null;
}

/** As `engines` of the package says. */
export const OLDEST_NODE = [20, 19] as const;

/** Throws a {@link RepositoryProblem} only about a folder that is not there: that is a slip of whoever named it. */
export async function checkSurroundings(directory: string): Promise<Surroundings> {
  const node = checkNode(process.versions.node);
  try {
    const repository = await openRepository(directory);
    const place = repository.workTree ?? `${repository.commonDir}, a bare repository`;
    const checks = [good('repository', place), good('task trees', dirname(repository.cache))];
    return { repository, checks: [await gitVersion(directory), node, ...checks] };
  } catch (error) {
    if (!(error instanceof RepositoryProblem) || error.about === 'folder') throw error;
    if (error.about === 'git') {
      return { repository: null, checks: [bad('git', error.message, error.hint), node] };
    }
    const name = error.about === 'trees' ? 'task trees' : 'repository';
    const problem = bad(name, error.message, error.hint);
    return { repository: null, checks: [await gitVersion(directory), node, problem] };
  }
}

export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least, then] = OLDEST_NODE;
  if (major > least || (major === least && minor >= then)) return good('Node', version);
  return bad('Node', `expected ${least}.${then} or newer, found ${version}`, 'update Node');
}

async function gitVersion(directory: string): Promise<Check> {
  const { stdout } = await openGit(directory).attempt(['--version']);
  return good('git', stdout.trim().replace(/^git version /, ''));
}
