/** Workflow runs: started by a dispatch, found, cancelled. */
import { z } from 'zod';
import type { Api } from './api/api.ts';
import { createOnce } from './api/create-once.ts';
import { GitHubProblem, refusedHere } from './api/problem.ts';
import { ROUTES } from './api/routes.ts';

export interface Dispatch {
  /** The file's name in `.github/workflows`, or an id. */
  readonly workflow: string;
  /** A branch or tag that has the file. */
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
  /**
   * The id of the workflow run that an earlier try has started, or null: asked when GitHub gave no answer, because a
   * dispatch that is sent twice runs twice. Without it, an unanswered dispatch is not sent again.
   */
  readonly find?: () => Promise<number | null>;
}

export interface WorkflowRun {
  readonly id: number;
  /** As its `run-name` says. */
  readonly title: string;
  /** `queued`, `in_progress`, `completed`, `waiting`, …: GitHub adds to them. */
  readonly status: string | null;
  /** Null as long as it is not completed. */
  readonly conclusion: string | null;
  /** 1, and one more with each re-run. */
  readonly attempt: number;
  readonly headSha: string;
}

export interface WorkflowRunQuery {
  readonly workflow: string;
  readonly event?: string;
  readonly branch?: string;
  /** GitHub's notation of a time: `>=2026-11-01T00:00:00Z`. */
  readonly created?: string;
  /** So many of the newest; absent: as many as GitHub gives. */
  readonly most?: number;
}

/** Both from GitHub's limits of `workflow_dispatch`. */
const INPUTS = 25;
const INPUT_CHARACTERS = 65_535;
/** GitHub gives no more for a question with a filter (REST: list workflow runs). */
const MOST_RUNS = 1000;

/** 204 without a body: a server that does not tell the run. */
const dispatchSchema = z.union([
  z.object({ workflow_run_id: z.number() }).transform(answer => answer.workflow_run_id),
  z.unknown().transform(() => null),
]);

const runSchema = z
  .object({
    id: z.number(),
    display_title: z.string(),
    status: z.string().nullable(),
    conclusion: z.string().nullable(),
    run_attempt: z.number().optional(),
    head_sha: z.string(),
  })
  .transform(({ id, display_title, status, conclusion, run_attempt, head_sha }): WorkflowRun => {
    const attempt = run_attempt ?? 1;
    return { id, title: display_title, status, conclusion, attempt, headSha: head_sha };
  });

const runsSchema = z.object({ workflow_runs: z.array(runSchema) }).transform(answer => answer.workflow_runs);

export async function dispatch(api: Api, wanted: Dispatch): Promise<{ readonly runId: number | null }> {
  checkInputs(wanted.inputs);
  const { workflow, ref, inputs, find } = wanted;
  const parameters = { workflow_id: workflow, ref, inputs, return_run_details: true };
  const options = { schema: dispatchSchema, isRepeatable: false };
  const create = async () => ({ runId: await api.write(ROUTES.dispatch, parameters, options) });
  if (find === undefined) return create();
  const found = async () => {
    const runId = await find();
    return runId === null ? null : { runId };
  };
  return createOnce({ create, find: found }, api.clock);
}

/** Before it is sent: GitHub's own answer does not say which limit it was. */
function checkInputs(inputs: Dispatch['inputs']): void {
  const count = Object.keys(inputs).length;
  if (count > INPUTS) {
    const message = `could not start the workflow: expected at most ${INPUTS} inputs, found ${count}`;
    throw refusedHere('validation', message, 'Put several values into one input.');
  }
  const size = JSON.stringify(inputs).length;
  if (size > INPUT_CHARACTERS) {
    const message = `could not start the workflow: expected inputs of at most ${INPUT_CHARACTERS} characters, found ${size}`;
    throw refusedHere(
      'too-large',
      message,
      'Hand over less: a smaller batch, or a reference to what is stored.',
    );
  }
}

/** Newest first. */
export function readWorkflowRuns(api: Api, query: WorkflowRunQuery): Promise<readonly WorkflowRun[]> {
  const { workflow, most = MOST_RUNS, ...filters } = query;
  const parameters = { workflow_id: workflow, ...filters };
  return api.readAll(ROUTES.workflowRuns, parameters, { schema: runsSchema, limit: most });
}

/** Null: it is gone. Somebody may delete one that is over. */
export async function readWorkflowRun(api: Api, id: number): Promise<WorkflowRun | null> {
  try {
    return await api.read(ROUTES.workflowRun, { run_id: id }, runSchema);
  } catch (problem) {
    if (problem instanceof GitHubProblem && problem.code === 'not-found') return null;
    throw problem;
  }
}

/** Jobs that did well keep what they gave. Only of a workflow run that is over. */
export async function rerunFailed(api: Api, id: number): Promise<void> {
  await api.write(ROUTES.rerunFailed, { run_id: id }, { schema: z.unknown(), isRepeatable: false });
}

/** `over`: it had ended by itself. */
export async function cancelWorkflowRun(api: Api, id: number): Promise<'asked' | 'over'> {
  try {
    await api.write(ROUTES.cancelRun, { run_id: id }, { schema: z.unknown(), isRepeatable: true });
    return 'asked';
  } catch (problem) {
    if (problem instanceof GitHubProblem && problem.code === 'conflict') return 'over';
    throw problem;
  }
}
