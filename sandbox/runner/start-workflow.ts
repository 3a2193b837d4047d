/** Starts a run of a real workflow file and says what came of it. */
import { AnnotationBudget } from './commands/annotations.ts';
import { NO_STATUS, type Scope, TemplateError } from './expressions/evaluate.ts';
import { isRecord, textOf, type Values } from './expressions/value.ts';
import type { Conclusion, RunnerHost, RunningWorkflow, RunReport, RunRequest } from './host.ts';
import { takePlace } from './jobs/place.ts';
import { Slots } from './jobs/slots.ts';
import { DEFAULT_OPTIONS, type RunnerOptions } from './options.ts';
import { githubContext } from './run/github-context.ts';
import { type Called, loadWorkflow } from './run/load.ts';
import type { RunState, WorkflowScope } from './run/run-state.ts';
import { runWorkflow } from './run/run-workflow.ts';
import { resolveDispatch } from './triggers/inputs.ts';

export function startWorkflow(
  request: RunRequest,
  host: RunnerHost,
  options: RunnerOptions = {},
): RunningWorkflow {
  const cancel = new AbortController();
  const active: RunState['active'] = new Set();
  const start = { request, host, options, cancel, active };
  return {
    done: run(start).catch(error => {
      if (!(error instanceof TemplateError)) throw error;
      return refuse([error.message]);
    }),
    cancel: () => cancel.abort(),
    kill: jobKey => {
      for (const { key, name, stop } of active) if (key === jobKey || name === jobKey) stop.kill();
    },
  };
}

interface Start {
  readonly request: RunRequest;
  readonly host: RunnerHost;
  readonly options: RunnerOptions;
  readonly cancel: AbortController;
  readonly active: RunState['active'];
}

async function run(start: Start): Promise<RunReport> {
  const { request, host } = start;
  const permissions = host.defaultPermissions(request.repository);
  const place = { repository: request.repository, ref: request.event.sha, path: request.workflow };
  const { root, problems } = await loadWorkflow(host, place, permissions);
  if (root === null) return refuse(problems);
  const github = githubContext(request, host, root.workflow.name ?? request.workflow);
  const dispatch = root.workflow.triggers.find(({ event }) => event === 'workflow_dispatch');
  if (request.event.name !== 'workflow_dispatch' || dispatch === undefined)
    return inPlace(start, { github, root, inputs: {} });
  const outside = outsideOf(start, { github, root, inputs: {} });
  const { values, problems: wrong } = resolveDispatch(dispatch.inputs, request.inputs, outside);
  if (wrong.length > 0) return refuse(wrong);
  return inPlace(start, { github: withInputs(github, values), root, inputs: values });
}

function refuse(problems: readonly string[]): RunReport {
  return { conclusion: 'failure', jobs: [], problems };
}

/** In the event they are texts, whatever their type. */
function withInputs(github: Values, inputs: Values): Values {
  const texts = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, textOf(value)]));
  return { ...github, event: { ...(isRecord(github.event) ? github.event : {}), inputs: texts } };
}

interface Prepared {
  readonly github: Values;
  readonly root: Called;
  readonly inputs: Values;
}

function outsideOf({ request, host }: Start, { github, inputs }: Prepared): Scope {
  const vars = host.variables(request.repository);
  return { path: request.workflow, status: NO_STATUS, contexts: { github, inputs, vars } };
}

/** With its place in the group of the whole workflow. */
async function inPlace(start: Start, prepared: Prepared): Promise<RunReport> {
  const { request, host, cancel } = start;
  const { root } = prepared;
  const place = await takePlace({
    host,
    repository: request.repository,
    concurrency: root.workflow.concurrency,
    scope: outsideOf(start, prepared),
    cancel,
    cancelled: cancel.signal,
  });
  if (place === null) return { conclusion: 'cancelled', jobs: [], problems: [] };
  try {
    return await runJobs(start, prepared);
  } finally {
    place.leave();
  }
}

async function runJobs(start: Start, { github, root, inputs }: Prepared): Promise<RunReport> {
  const { request, host, active, cancel } = start;
  const options = { ...DEFAULT_OPTIONS, ...start.options };
  const run: RunState = {
    request,
    host,
    options,
    budget: new AnnotationBudget(),
    github,
    machines: new Slots(options.machines),
    reports: [],
    active,
  };
  const scope: WorkflowScope = {
    run,
    workflow: root.workflow,
    called: root.called,
    keyPrefix: '',
    namePrefix: '',
    inputs,
    secrets: host.secrets(request.repository),
    permissions: host.defaultPermissions(request.repository),
    kept: request.kept,
    cancel: cancel.signal,
  };
  const { result } = await runWorkflow(scope);
  return { conclusion: concluded(result, cancel.signal), jobs: run.reports, problems: [] };
}

/** A run that was cancelled is, even if what was left of it succeeded. */
function concluded(result: Conclusion, cancelled: AbortSignal): Conclusion {
  return cancelled.aborted && result !== 'failure' ? 'cancelled' : result;
}
