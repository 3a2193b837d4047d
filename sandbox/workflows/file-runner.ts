/** The runner that executes workflow files for real, as the sandbox wants it. */
import { evaluateToken, NO_STATUS, type Scope } from '../runner/expressions/evaluate.ts';
import { textOf } from '../runner/expressions/value.ts';
import type { RunnerHost, RunRequest } from '../runner/host.ts';
import type { RunnerOptions } from '../runner/options.ts';
import { githubContext } from '../runner/run/github-context.ts';
import { startWorkflow } from '../runner/start-workflow.ts';
import { field } from '../runner/syntax/field.ts';
import { readWorkflow } from '../runner/syntax/read-workflow.ts';
import { parseWorkflowText } from '../runner/syntax/template.ts';
import { resolveDispatch } from '../runner/triggers/inputs.ts';
import { matches } from '../runner/triggers/matches.ts';
import type { Runner } from './runner.ts';

export function fileRunner(options: RunnerOptions = {}): Runner {
  return { startWorkflow: (request, host) => startWorkflow(request, host, options), matches, runName };
}

function runName(text: string, request: RunRequest, host: RunnerHost): string | null {
  const { root } = parseWorkflowText(request.workflow, text);
  const token = root === null ? null : field(root, 'run-name');
  if (token === null) return null;
  const { workflow } = readWorkflow(request.workflow, text);
  const github = githubContext(request, host, workflow?.name ?? request.workflow);
  const vars = host.variables(request.repository);
  const scope: Scope = { path: request.workflow, status: NO_STATUS, contexts: { github, vars, inputs: {} } };
  const dispatch = workflow?.triggers.find(({ event }) => event === 'workflow_dispatch');
  const { values } = resolveDispatch(dispatch?.inputs ?? [], request.inputs, scope);
  const name = textOf(evaluateToken(token, { ...scope, contexts: { github, vars, inputs: values } }));
  return name.trim() === '' ? null : name;
}
