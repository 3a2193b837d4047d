/** `braid run`: pins plan, configuration and base, and drives the run to its end. */
import { randomBytes } from 'node:crypto';
import { isAbsolute, relative, resolve } from 'node:path';
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import { loadPlan } from '../../shared/io/reading/load-plan.ts';
import { filesOnDisk } from '../../shared/io/reading/plan-files.ts';
import { openRepository, type Repository } from '../../shared/io/repository.ts';
import type { Config } from '../../shared/plan/config.ts';
import type { Diagnostic } from '../../shared/plan/diagnostic.ts';
import type { Plan, RunId } from '../../shared/plan/plan.ts';
import { refusedReportJson } from '../../shared/report/json.ts';
import type { RunEvent, Source } from '../../shared/run/event.ts';
import { conclude } from '../conclude.ts';
import { EXIT } from '../exit-code.ts';
import { claimRun, type RepoOption, runName } from '../open.ts';
import { type OutputOptions, refuse, requireWritable, streams, writeJson } from '../output.ts';
import { driveHere } from '../session.ts';
import { findGround } from '../target.ts';

export interface RunOptions extends RepoOption, OutputOptions {
  readonly config?: string;
  readonly parallel?: boolean;
  readonly sequential?: boolean;
  readonly maxWorkers?: number;
  readonly run?: string;
}

export async function runCommand(planFile: string, options: RunOptions): Promise<number> {
  requireWritable(options);
  const named = options.run === undefined ? null : runName(options.run);
  const repository = await openRepository(options.repo);
  if (named !== null) await claimRun(repository, named);
  const { plan, config, diagnostics } = await loadHere(repository, planFile, options.config ?? null);
  if (plan === null || config === null) return refuseRun(diagnostics, options);
  warn(diagnostics, options);
  const run = named ?? newName(plan);
  if (named === null) await claimRun(repository, run);
  const source = sourceOf(repository, planFile, options);
  const pinned = withOverrides(config, source.overrides);
  const start: RunEvent = {
    type: 'run-started',
    at: Date.now(),
    run,
    host: 'cli',
    plan,
    source,
    config: pinned,
    ...(await findGround(repository, pinned)),
    diagnostics,
  };
  const journal = openGitJournal(repository, run);
  const display = { quiet: options.quiet ?? false, stream: streams(options).words };
  const state = await driveHere({ repository, run, journal, first: [start], display });
  return conclude(state, { repository, options });
}

export function loadHere(repository: Repository, planFile: string, configFile: string | null) {
  const { workTree: root, git } = repository;
  return loadPlan(filesOnDisk({ planFile, configFile, root, git, cwd: process.cwd() }));
}

/** What the command line says goes over what the file says. */
export function withOverrides(config: Config, { execution, maxWorkers }: Source['overrides']): Config {
  return {
    ...config,
    execution: execution ?? config.execution,
    parallel: { ...config.parallel, maxWorkers: maxWorkers ?? config.parallel.maxWorkers },
  };
}

function sourceOf(repository: Repository, planFile: string, options: RunOptions): Source {
  const { config, parallel, sequential, maxWorkers } = options;
  return {
    planFile: placeOf(repository, planFile),
    configFile: config === undefined ? null : placeOf(repository, config),
    overrides: {
      ...(parallel ? { execution: 'parallel' as const } : {}),
      ...(sequential ? { execution: 'sequential' as const } : {}),
      ...(maxWorkers === undefined ? {} : { maxWorkers }),
    },
  };
}

/** A path that means the same from another folder, and inside the repository in another clone. */
function placeOf({ workTree }: Repository, file: string): string {
  const path = resolve(file);
  const inside = workTree === null ? '..' : relative(workTree, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

function newName(plan: Plan): RunId {
  return runName(`${plan.name.slice(0, 70)}-${randomBytes(2).toString('hex')}`);
}

export async function refuseRun(diagnostics: readonly Diagnostic[], options: OutputOptions): Promise<number> {
  refuse(diagnostics);
  await writeJson(options, refusedReportJson(diagnostics));
  return EXIT.wrong;
}

export function warn(diagnostics: readonly Diagnostic[], options: OutputOptions): void {
  if (diagnostics.length > 0 && !options.quiet) refuse(diagnostics);
}
