/** The ground of a run: how it is tested, where it lands, and which runs here are not at their end. */
import { findDriver } from '../../shared/io/journal/driver-lock.ts';
import { checkNames, listRuns } from '../../shared/io/journal/run-refs.ts';
import { inspectTarget } from '../../shared/io/landing/land.ts';
import { CONFIG_FILE } from '../../shared/io/reading/plan-files.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { Config } from '../../shared/plan/config.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { CommandProblem } from '../exit-code.ts';
import { guessTests, readProject } from '../init/project.ts';
import { openRunIn } from '../open.ts';
import { findGround, type Ground } from '../target.ts';
import { bad, type Check, good, remark } from './check.ts';

/** To read a journal takes a moment, and older ones are history. */
const NEWEST = 20;

export async function checkTests(repository: Repository, { merge }: Config): Promise<Check> {
  if (merge.verify.length > 0) {
    return good('tests', merge.verify.map(line => `\`${line}\``).join(', '));
  }
  const guess = guessTests(await readProject(repository));
  const lines = guess === null ? ['npm ci', 'npm test'] : guess.lines;
  const origin = guess === null ? 'for example' : `by ${guess.from}`;
  return remark(
    'tests',
    'none configured: results will land unverified',
    `${origin}, \`merge: { verify: ${JSON.stringify(lines)} }\` in ${CONFIG_FILE}`,
  );
}

/** As a run would find and leave it. */
export async function checkTarget(repository: Repository, config: Config): Promise<Check> {
  try {
    const ground = await findGround(repository, config);
    const obstacle = await checkNames(repository, 'doctor' as RunId);
    if (obstacle === null) return await checkLanding(repository, ground);
    const [problem = '', hint = ''] = obstacle.replace('braid/doctor/', 'braid/').split('. Hint: ');
    return bad('target', problem, hint);
  } catch (error) {
    if (error instanceof CommandProblem) return bad('target', error.message, error.hint ?? '');
    throw error;
  }
}

async function checkLanding(repository: Repository, { base, target }: Ground): Promise<Check> {
  const at = base.commit.slice(0, 7);
  if (target.kind === 'none') {
    return remark(
      'target',
      `none at ${at}: ${target.reason}`,
      'what is done stays on the branch braid/RUN/integration',
    );
  }
  const { branch } = target;
  const sight = await inspectTarget(repository, { branch, head: base.commit });
  if (sight.kind === 'blocked') {
    return bad('target', `nothing can land on ${branch}: ${sight.reason}`, hintFor(sight.reason));
  }
  const clean = sight.tree === 'checked-out' ? ', checked out in a clean work tree' : '';
  return good('target', `${branch} at ${at}${clean}`);
}

function hintFor(reason: string): string {
  if (reason.startsWith('the work tree has changes')) return '`git commit` or `git stash` them';
  if (reason.includes('index.lock')) return 'wait for that process, or remove the file if there is none';
  return 'see to that first, or let `merge.land` name another branch';
}

/** A run that is not at its end is in nobody's way. */
export async function checkRuns(repository: Repository): Promise<readonly Check[]> {
  const runs = await listRuns(repository);
  if (runs.length === 0) return [good('runs', 'none yet')];
  const found = await Promise.all(runs.slice(0, NEWEST).map(run => checkRun(repository, run)));
  const unfinished = found.filter(check => check !== null);
  if (unfinished.length > 0) return unfinished;
  return [good('runs', runs.length > NEWEST ? `the newest ${NEWEST} are at their end` : 'all at their end')];
}

/** Null: nothing is to be done about it. */
async function checkRun(repository: Repository, run: RunId): Promise<Check | null> {
  try {
    const { state } = await openRunIn(repository, run);
    const resume = `\`braid resume ${run}\` goes on with it`;
    if (state.park !== null)
      return remark('runs', `${run} is parked on its budget`, `raise it, then ${resume}`);
    if (state.finishedAt !== null) return null;
    const driver = await findDriver(repository, run);
    if (driver !== null) return remark('runs', `${run} is being driven by process ${driver.pid}`, null);
    return remark('runs', `${run} was interrupted`, resume);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return remark('runs', `${run} cannot be read: ${problem}`, null);
  }
}
