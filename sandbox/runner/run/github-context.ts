/** The `github` context of a run, without the token and what belongs to a job. */
import { isRecord, parseValue, type Value, type Values } from '../expressions/value.ts';
import type { RunnerHost, RunRequest } from '../host.ts';

const RETENTION_DAYS = '90';

export function githubContext(
  request: RunRequest,
  host: Pick<RunnerHost, 'serverUrl' | 'apiUrl'>,
  workflowName: string,
): Values {
  const { event, repository } = request;
  const payload = parseValue(event.payload);
  return {
    actor: event.actor,
    api_url: host.apiUrl,
    base_ref: branchOf(payload, 'base'),
    event: payload,
    event_name: event.name,
    graphql_url: `${host.apiUrl}/graphql`,
    head_ref: branchOf(payload, 'head'),
    ref: event.ref,
    ref_name: event.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_protected: false,
    ref_type: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository,
    repository_owner: repository.split('/')[0] ?? '',
    repositoryUrl: `${host.serverUrl}/${repository}.git`,
    retention_days: RETENTION_DAYS,
    run_attempt: String(request.runAttempt),
    run_id: String(request.runId),
    run_number: String(request.runNumber),
    server_url: host.serverUrl,
    sha: event.sha,
    triggering_actor: event.actor,
    workflow: workflowName,
    workflow_ref: `${repository}/${request.workflow}@${event.ref}`,
    workflow_sha: event.sha,
  };
}

/** Of a pull request event alone; `''` elsewhere. */
function branchOf(payload: Value, side: 'base' | 'head'): string {
  const pull = isRecord(payload) ? payload.pull_request : undefined;
  const branch = isRecord(pull) ? pull[side] : undefined;
  const ref = isRecord(branch) ? branch.ref : undefined;
  return typeof ref === 'string' ? ref : '';
}
