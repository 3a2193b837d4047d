/** The runner of real workflow files, as the embedded GitHub asks for it. */
import { matches, type RunnerOptions, runName, startWorkflow } from './runner/index.ts';
import type { Runner } from './workflows/runner.ts';

export function workflowRunner(options: RunnerOptions = {}): Runner {
  return { startWorkflow: (request, host) => startWorkflow(request, host, options), matches, runName };
}
