/** Workflows, and starting them by hand or by an event of one's own. */
import { z } from 'zod';
import { causeOf } from '../../changes/cause.ts';
import { json, noContent, notFound, Refused } from '../../http/answer.ts';
import { type Call, counted, type Route } from '../../http/call.ts';
import { workflowRunShape, workflowShape } from '../../shapes/workflow-run.ts';
import type { Repository } from '../../state/repository.ts';
import { bodyOf } from '../../webhooks/body.ts';
import { dispatchInputs, type WorkflowFile, workflowFiles, workflowOf } from '../../workflows/files.ts';
import { onRef } from '../../workflows/origin.ts';
import type { Workflows } from '../../workflows/workflows.ts';
import { forRepository, reads, writes } from '../route.ts';
import { wantedRuns } from './runs.ts';

/** GitHub's limits of a dispatch. */
const INPUTS = 25;
const INPUT_CHARACTERS = 65_535;
const PAYLOAD_PROPERTIES = 10;
const PAYLOAD_BYTES = 65_536;

const Dispatch = z.object({
  ref: z.string(),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  return_run_details: z.boolean().default(false),
});
const RepositoryDispatch = z.object({
  event_type: z.string().min(1).max(100),
  client_payload: z.record(z.string(), z.unknown()).default({}),
});

export function dispatchRoutes(workflows: Workflows): readonly Route[] {
  return [
    forRepository('GET', '/actions/workflows', reads('actions'), async (call, repository) => {
      const files = await onDefaultBranch(repository);
      const known = files.map(file => workflowOf(call.world, repository, file));
      return call.page(
        known,
        workflow => workflowShape(call.world, repository, workflow),
        counted('workflows'),
      );
    }),
    forRepository('GET', '/actions/workflows/:workflow', reads('actions'), async (call, repository) => {
      const file = await existingWorkflow(call, repository);
      return json(workflowShape(call.world, repository, workflowOf(call.world, repository, file)));
    }),
    forRepository('GET', '/actions/workflows/:workflow/runs', reads('actions'), async (call, repository) => {
      const workflow = workflowOf(call.world, repository, await existingWorkflow(call, repository));
      const runs = wantedRuns(call, repository)
        .filter(run => run.workflow === workflow)
        .toReversed();
      return call.page(runs, run => workflowRunShape(call.world, repository, run), counted('workflow_runs'));
    }),
    forRepository(
      'POST',
      '/actions/workflows/:workflow/dispatches',
      writes('write', 'actions'),
      (call, repository) => dispatch(workflows, call, repository),
    ),
    forRepository('POST', '/dispatches', writes('write', 'contents'), dispatchRepository),
  ];
}

async function onDefaultBranch(repository: Repository): Promise<readonly WorkflowFile[]> {
  const sha = await repository.git.commit(`refs/heads/${repository.defaultBranch}`);
  return sha === null ? [] : workflowFiles(repository, sha);
}

/** By id or by the name of its file; a workflow that is not on the default branch is not known. */
async function existingWorkflow(call: Call, repository: Repository): Promise<WorkflowFile> {
  const name = call.text('workflow');
  const file = (await onDefaultBranch(repository)).find(
    candidate =>
      candidate.path === `.github/workflows/${name}` ||
      String(workflowOf(call.world, repository, candidate).id) === name,
  );
  if (file === undefined) throw notFound();
  return file;
}

async function dispatch(workflows: Workflows, call: Call, repository: Repository) {
  const { path } = await existingWorkflow(call, repository);
  const wanted = call.read(Dispatch);
  const ref = await branchOrTag(repository, wanted.ref);
  const sha = ref === null ? null : await repository.git.commit(ref);
  if (ref === null || sha === null) throw new Refused(422, `No ref found for: ${wanted.ref}`);
  const text = await repository.git.text(sha, path);
  const known = text === null ? null : dispatchInputs(text);
  if (text === null || known === null)
    throw new Refused(422, "Workflow does not have 'workflow_dispatch' trigger");
  const inputs = checkedInputs(wanted.inputs, known);
  const by = causeOf(call.identity);
  const happening = {
    name: 'workflow_dispatch',
    action: null,
    repository,
    payload: { inputs, ref, workflow: path },
    by,
    onlyTo: null,
    pushed: null,
    pull: null,
  };
  const payload = bodyOf(call.world, happening, null);
  const run = workflows.start(
    repository,
    { path, text },
    { event: 'workflow_dispatch', payload, inputs, origin: onRef(ref, sha, happening), by },
  );
  if (!wanted.return_run_details) return noContent;
  const { url, html_url } = workflowRunShape(call.world, repository, run);
  return json({ workflow_run_id: run.id, run_url: url, html_url });
}

async function branchOrTag({ git }: Repository, name: string): Promise<string | null> {
  for (const ref of name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`])
    if ((await git.ref(ref)) !== null) return ref;
  return null;
}

function checkedInputs(
  given: Readonly<Record<string, string | number | boolean>>,
  known: NonNullable<ReturnType<typeof dispatchInputs>>,
): Readonly<Record<string, string>> {
  const names = Object.keys(given);
  if (names.length > INPUTS)
    throw new Refused(422, `Invalid request.\n\nNo more than ${INPUTS} inputs are allowed.`);
  const inputs = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  if (JSON.stringify(inputs).length > INPUT_CHARACTERS) throw new Refused(422, 'inputs are too large.');
  const unexpected = names.filter(name => !known.has(name));
  if (unexpected.length > 0)
    throw new Refused(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  for (const [name, input] of known) {
    const value = inputs[name];
    if (input.required && input.default === undefined && (value === undefined || value === ''))
      throw new Refused(422, `Required input '${name}' not provided`);
    if (input.type === 'choice' && value !== undefined && !input.options.includes(value))
      throw new Refused(
        422,
        `Provided value '${value}' for input '${name}' not in the list of allowed values`,
      );
  }
  return inputs;
}

function dispatchRepository(call: Call, repository: Repository) {
  const { event_type, client_payload } = call.read(RepositoryDispatch);
  if (Object.keys(client_payload).length > PAYLOAD_PROPERTIES)
    throw new Refused(
      422,
      `No more than ${PAYLOAD_PROPERTIES} properties are allowed; ${Object.keys(client_payload).length} were supplied.`,
    );
  if (Buffer.byteLength(JSON.stringify(client_payload)) >= PAYLOAD_BYTES)
    throw new Refused(422, 'client_payload is too large.');
  call.world.announce({
    name: 'repository_dispatch',
    action: event_type,
    repository,
    payload: { branch: repository.defaultBranch, client_payload },
    by: causeOf(call.identity),
    onlyTo: null,
    pushed: null,
    pull: null,
  });
  return noContent;
}
