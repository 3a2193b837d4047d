/** `braid plan`: what would run, in which order, and why. Nothing is run and nothing is written. */
import { openRepository } from '../../shared/io/repository.ts';
import { planJson, refusedPlanJson } from '../../shared/report/json.ts';
import { previewPlan } from '../../shared/report/preview.ts';
import { arrange, forecast } from '../../shared/run/dispatch/forecast.ts';
import { EXIT } from '../exit-code.ts';
import type { RepoOption } from '../open.ts';
import {
  columnsOf,
  type OutputOptions,
  refuse,
  requireWritable,
  streams,
  wantsColour,
  writeJson,
} from '../output.ts';
import { loadHere } from './run.ts';

export async function planCommand(
  planFile: string,
  options: RepoOption & OutputOptions & { readonly config?: string },
): Promise<number> {
  requireWritable(options);
  const repository = await openRepository(options.repo);
  const { plan, config, diagnostics } = await loadHere(repository, planFile, options.config ?? null);
  if (diagnostics.length > 0) refuse(diagnostics);
  if (plan === null || config === null) {
    await writeJson(options, refusedPlanJson(diagnostics));
    return EXIT.wrong;
  }
  const planned = arrange(plan, config);
  const inputs = { ...planned, forecast: forecast(planned) };
  const { words } = streams(options);
  words.write(previewPlan(inputs, { width: columnsOf(words), colour: wantsColour(words) }));
  await writeJson(options, planJson(inputs, diagnostics));
  return EXIT.done;
}
