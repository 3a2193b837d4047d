/** `braid resume` and `braid retry`: a run goes on. */
import { resolve } from 'node:path';
import { findDriver } from '../../shared/io/journal/driver-lock.ts';
import type { Repository } from '../../shared/io/repository.ts';
import { pruneTrees } from '../../shared/io/task-tree.ts';
import type { TaskId } from '../../shared/plan/plan.ts';
import { suggest } from '../../shared/plan/reading/suggest.ts';
import type { RunEvent, Source } from '../../shared/run/event.ts';
import type { Started } from '../../shared/run/state.ts';
import { runStatus, taskStatus } from '../../shared/run/status.ts';
import { conclude } from '../conclude.ts';
import { CommandProblem, EXIT } from '../exit-code.ts';
import { type OpenRun, openRun, type RepoOption } from '../open.ts';
import { type OutputOptions, requireWritable, streams } from '../output.ts';
import { driveHere } from '../session.ts';
import { uncommitted } from '../target.ts';
import { loadHere, refuseRun, warn, withOverrides } from './run.ts';

type Options = RepoOption & OutputOptions;

export async function resumeCommand(name: string, options: Options): Promise<number> {
  requireWritable(options);
  const open = await openRun(name, options);
  const { state, repository } = open;
  const isParked = runStatus(state) === 'parked';
  if (state.finishedAt !== null && state.cancel === null && !isParked && state.reported >= state.finishes) {
    // Whoever drove it may have died while it cleaned up.
    await pruneTrees(repository, { forget: () => false });
    return conclude(state, { repository, options });
  }
  const remarks = await uncommitted(repository, state.target);
  if (!isParked) return goOn(open, options, { type: 'resumed', at: Date.now(), budget: null, remarks });
  // A budget is raised where it is configured.
  const { config, diagnostics } = await loadAgain(repository, state.source);
  if (config === null) return refuseRun(diagnostics, options);
  return goOn(open, options, { type: 'resumed', at: Date.now(), budget: config.budget, remarks });
}

export async function retryCommand(
  name: string,
  options: Options & { readonly tasks: readonly string[] },
): Promise<number> {
  requireWritable(options);
  const open = await openRun(name, options);
  const { state, repository } = open;
  if (state.finishedAt === null) {
    const driver = await findDriver(repository, open.run);
    throw new CommandProblem(`run \`${name}\` is not finished`, {
      hint:
        driver === null
          ? `\`braid resume ${name}\` goes on with it`
          : `wait for its end, or \`braid cancel ${name}\` first`,
      exitCode: EXIT.incomplete,
    });
  }
  const tasks = options.tasks.length === 0 ? null : options.tasks.map(task => knownTask(state, task));
  const nothing =
    state.landing.outcome?.kind !== 'not-landed' &&
    [...state.tasks.keys()].every(id => taskStatus(state, id).status === 'merged');
  if (nothing) return conclude(state, { repository, options });
  const { plan, config, diagnostics } = await loadAgain(repository, state.source);
  if (plan === null || config === null) return refuseRun(diagnostics, options);
  warn(diagnostics, options);
  const pinned = withOverrides(config, state.source.overrides);
  return goOn(open, options, {
    type: 'retry-requested',
    at: Date.now(),
    tasks,
    plan,
    config: pinned,
    remarks: await uncommitted(repository, state.target),
    diagnostics,
  });
}

function loadAgain(repository: Repository, { planFile, configFile }: Source) {
  const root = repository.workTree ?? '.';
  return loadHere(
    repository,
    resolve(root, planFile),
    configFile === null ? null : resolve(root, configFile),
  );
}

function knownTask(state: Started, name: string): TaskId {
  const ids = [...state.tasks.keys()];
  const found = ids.find(id => id === name);
  if (found === undefined) {
    const near = suggest(name, ids);
    throw new CommandProblem(`run \`${state.run}\` has no task \`${name}\``, {
      hint: near === null ? `its tasks: ${ids.join(', ')}` : `did you mean \`${near}\`?`,
    });
  }
  if (taskStatus(state, found).status !== 'merged') return found;
  throw new CommandProblem(`task \`${name}\` is merged already`, {
    hint: 'only tasks that are not merged can be tried again',
  });
}

async function goOn(
  { repository, run, journal }: OpenRun,
  options: Options,
  event: RunEvent,
): Promise<number> {
  const display = { quiet: options.quiet ?? false, stream: streams(options).words };
  const state = await driveHere({ repository, run, journal, first: [event], display });
  return conclude(state, { repository, options });
}
