/** Plan and configuration, read as a run would read them. */
import { loadConfig, loadPlan } from '../../shared/io/reading/load-plan.ts';
import { CONFIG_FILE, filesOnDisk, PLAN_FILE } from '../../shared/io/reading/plan-files.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { Config } from '../../shared/plan/config.ts';
import { type Diagnostic, hasErrors } from '../../shared/plan/diagnostic.ts';
import { buildGraph, type Graph } from '../../shared/plan/graph.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { plural } from '../../shared/report/units.ts';
import { isThere } from '../init/new-files.ts';
import { usualPlan } from '../open.ts';
import { bad, type Check, good, remark } from './check.ts';

export interface InputFiles {
  /** As the user named it; null: the usual one, when it exists. */
  readonly plan: string | null;
  readonly config: string | null;
}

export interface Inputs {
  readonly checks: readonly Check[];
  /** Null: it is wrong. */
  readonly config: Config | null;
  /** Null: there is none, or it is wrong. */
  readonly planned: { readonly plan: Plan; readonly graph: Graph } | null;
  readonly diagnostics: readonly Diagnostic[];
}

export async function checkInputs(repository: Repository, files: InputFiles): Promise<Inputs> {
  const { workTree: root, git } = repository;
  const request = { configFile: files.config, root, git, cwd: process.cwd() };
  const planFile = files.plan ?? usualPlan(repository);
  const read =
    planFile === null
      ? { plan: null, ...(await loadConfig(filesOnDisk(request))) }
      : await loadPlan(filesOnDisk({ ...request, planFile }));
  const { plan, config, diagnostics } = read;
  const ofPlan = diagnostics.filter(({ file }) => file === planFile);
  const ofConfig = diagnostics.filter(({ file }) => file !== planFile);
  const graph = plan === null || config === null ? null : buildGraph(plan, { overlap: config.overlap });
  return {
    config,
    diagnostics,
    planned: plan === null || graph === null ? null : { plan, graph },
    checks: [checkConfig(files, ofConfig, root), checkPlan(planFile, ofPlan, graph)],
  };
}

function checkConfig({ config }: InputFiles, diagnostics: readonly Diagnostic[], root: string | null): Check {
  const file = config ?? CONFIG_FILE;
  if (diagnostics.length > 0) return said('configuration', file, diagnostics);
  if (config !== null || root === null || isThere(root, CONFIG_FILE)) return good('configuration', file);
  return remark('configuration', `no ${CONFIG_FILE}: all defaults hold`, '`braid init` writes one');
}

function checkPlan(file: string | null, diagnostics: readonly Diagnostic[], graph: Graph | null): Check {
  if (file === null) return remark('plan', `no ${PLAN_FILE} yet`, '`braid init` writes an example');
  if (diagnostics.length > 0) return said('plan', file, diagnostics);
  if (graph === null) return remark('plan', `${file}: not looked at before the configuration is right`, null);
  const tasks = plural(graph.batches.flat().length, 'task');
  return good('plan', `${file}: ${tasks} in ${plural(graph.batches.length, 'batch', 'batches')}`);
}

/** The diagnostics themselves follow the list. */
function said(name: 'configuration' | 'plan', file: string, diagnostics: readonly Diagnostic[]): Check {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (hasErrors(diagnostics)) return bad(name, `${file}: ${plural(errors, 'error')}`, shownBelow(errors));
  const count = diagnostics.length;
  return remark(name, `${file}: ${plural(count, 'remark')}`, shownBelow(count));
}

function shownBelow(count: number): string {
  return count === 1 ? 'it is shown below' : 'they are shown below';
}
