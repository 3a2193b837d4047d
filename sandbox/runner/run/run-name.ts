/** How a run of a workflow is called: `run-name:`, which sees the event and the inputs. */
import { evaluateText, NO_STATUS } from '../expressions/evaluate.ts';
import type { RunRequest } from '../host.ts';
import { readWorkflow } from '../syntax/read-workflow.ts';
import { githubContext } from './github-context.ts';

/** Null: the file has none, or cannot be read. */
export function runName(text: string, request: RunRequest): string | null {
  const { workflow } = readWorkflow(request.workflow, text);
  if (workflow === null || workflow.runName === null) return null;
  const github = githubContext(request, { serverUrl: '', apiUrl: '' }, workflow.name ?? request.workflow);
  const contexts = { github, inputs: request.inputs, vars: {} };
  return evaluateText(workflow.runName, { path: request.workflow, status: NO_STATUS, contexts });
}
