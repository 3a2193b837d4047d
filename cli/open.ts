/** What the commands share at their start: the repository, a run's journal, and names that people typed. */
import { relative } from 'node:path';
import { openGitJournal } from '../shared/io/journal/journal-git.ts';
import { checkNames, listRuns, runExists } from '../shared/io/journal/run-refs.ts';
import type { Journal } from '../shared/io/ports.ts';
import { PLAN_FILE } from '../shared/io/reading/plan-files.ts';
import { openRepository, type Repository } from '../shared/io/repository.ts';
import type { RunId } from '../shared/plan/plan.ts';
import { suggest } from '../shared/plan/reading/suggest.ts';
import { parseRunName, RUN_NAME_IN_WORDS } from '../shared/request/run-name.ts';
import type { Started } from '../shared/run/state.ts';
import { replay } from '../shared/run/transition.ts';
import { CommandProblem } from './exit-code.ts';
import { isThere } from './init/new-files.ts';

export interface RepoOption {
  readonly repo: string;
}

export interface OpenRun {
  readonly repository: Repository;
  readonly run: RunId;
  readonly journal: Journal;
  readonly state: Started;
}

/** The plan that is meant when none is named, as it is called from here; null: there is none. */
export function usualPlan({ workTree }: Pick<Repository, 'workTree'>): string | null {
  if (workTree === null || !isThere(workTree, PLAN_FILE)) return null;
  const from = relative(process.cwd(), workTree);
  return from === '' ? PLAN_FILE : `${from}/${PLAN_FILE}`;
}

export async function findUsualPlan({ repo }: RepoOption): Promise<string | null> {
  return usualPlan(await openRepository(repo));
}

export function runName(text: string): RunId {
  const run = parseRunName(text);
  if (run !== null) return run;
  throw new CommandProblem(`expected ${RUN_NAME_IN_WORDS}, found \`${text}\``);
}

/** Opens a run that exists. */
export async function openRun(name: string, { repo }: RepoOption): Promise<OpenRun> {
  const repository = await openRepository(repo);
  return openRunIn(repository, name);
}

export async function openRunIn(repository: Repository, name: string): Promise<OpenRun> {
  const run = runName(name);
  if (!(await runExists(repository, run))) {
    const runs = await listRuns(repository);
    const near = suggest(name, runs);
    const known =
      runs.length === 0
        ? 'there is none in this repository yet: `braid run PLAN` starts one'
        : `runs here: ${runs.slice(0, 5).join(', ')}`;
    throw new CommandProblem(`there is no run \`${name}\``, {
      hint: near === null ? known : `did you mean \`${near}\`?`,
    });
  }
  const journal = openGitJournal(repository, run);
  const state = replay((await journal.read()).events);
  if (state === null)
    throw new CommandProblem(`the journal of \`${name}\` does not begin with the start of a run`);
  return { repository, run, journal, state };
}

/** Refuses a name that is taken, and branches that are in the way. */
export async function claimRun(repository: Repository, run: RunId): Promise<void> {
  if (await runExists(repository, run)) throw runExistsProblem(run);
  const obstacle = await checkNames(repository, run);
  if (obstacle !== null) throw new CommandProblem(obstacle);
}

export function runExistsProblem(run: RunId): CommandProblem {
  return new CommandProblem(`run \`${run}\` exists already`, {
    hint: `\`braid resume ${run}\` goes on with it, \`braid retry ${run}\` starts again what is not merged; or choose another --run`,
  });
}
