/** `braid doctor`: whether a run could start here and land. Starts nothing but programs that tell their version. */

import { hasErrors } from '../../shared/plan/diagnostic.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';
import { checkBackends } from '../doctor/backends.ts';
import { checkBudget } from '../doctor/budget.ts';
import { type Findings, findingsJson, findingsText, isReady } from '../doctor/findings.ts';
import { checkRuns, checkTarget, checkTests } from '../doctor/ground.ts';
import { checkInputs, type InputFiles } from '../doctor/inputs.ts';
import { checkSurroundings } from '../doctor/surroundings.ts';
import { EXIT } from '../exit-code.ts';
import type { RepoOption } from '../open.ts';
import {
  columnsOf,
  type OutputOptions,
  requireWritable,
  streams,
  wantsColour,
  writeJson,
} from '../output.ts';

export interface DoctorOptions extends RepoOption, OutputOptions {
  readonly config?: string;
}

export async function doctorCommand(plan: string | null, options: DoctorOptions): Promise<number> {
  requireWritable(options);
  const findings = await examine(options.repo, { plan, config: options.config ?? null });
  const { words } = streams(options);
  words.write(findingsText(findings, { width: columnsOf(words), colour: wantsColour(words) }));
  await writeJson(options, findingsJson(findings));
  if (hasErrors(findings.diagnostics)) return EXIT.wrong;
  return isReady(findings) ? EXIT.done : EXIT.incomplete;
}

async function examine(directory: string, files: InputFiles): Promise<Findings> {
  const { repository, checks: surroundings } = await checkSurroundings(directory);
  if (repository === null) return { checks: surroundings, diagnostics: [], complete: false };
  const { config, planned, diagnostics, checks: inputs } = await checkInputs(repository, files);
  // What a broken configuration means is not known; the rest is looked at all the same.
  const [backends, tests] =
    config === null
      ? [[], []]
      : [await checkBackends(config, planned, process.env), [await checkTests(repository, config)]];
  const budget = config === null ? [] : checkBudget(config, planned);
  const target = await checkTarget(repository, config ?? DEFAULT_CONFIG);
  const runs = await checkRuns(repository);
  return {
    checks: [...surroundings, ...inputs, ...budget, ...backends, ...tests, target, ...runs],
    diagnostics,
    complete: config !== null,
  };
}
