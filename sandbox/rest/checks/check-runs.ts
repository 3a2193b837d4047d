/** Check runs: made and changed by Apps alone, each its own. */
import { causeOf } from '../../changes/cause.ts';
import { beginCheckRun, checkRunHappened } from '../../changes/checks.ts';
import { json, notFound, Refused } from '../../http/answer.ts';
import { type Call, counted, type Route } from '../../http/call.ts';
import { annotationShape, checkRunShape } from '../../shapes/check.ts';
import type { CheckRun } from '../../state/check.ts';
import { appOf } from '../../state/identity.ts';
import type { Repository } from '../../state/repository.ts';
import { existingCommit } from '../code/commits.ts';
import { forRepository, reads, writes } from '../route.ts';
import { CheckFields, NewCheck } from './limits.ts';

const WRITE = writes(null, 'checks');

export const checkRunRoutes: readonly Route[] = [
  forRepository('POST', '/check-runs', WRITE, create),
  forRepository('PATCH', '/check-runs/:id', WRITE, (call, repository) => {
    const run = existingRun(call, repository);
    if (run.suite.app !== appOf(call.identity)) throw new Refused(403, 'Invalid app_id for check run');
    const fields = call.read(CheckFields);
    const wasCompleted = run.status === 'completed';
    change(call, run, fields);
    if (run.status === 'completed' && !wasCompleted) tell(call, repository, run, 'completed');
    // Begun again: the suite's end will be told anew.
    if (run.status !== 'completed') run.suite.announced = null;
    return json(checkRunShape(call.world, repository, run));
  }),
  forRepository('GET', '/check-runs/:id', reads('checks'), (call, repository) =>
    json(checkRunShape(call.world, repository, existingRun(call, repository))),
  ),
  forRepository('GET', '/check-runs/:id/annotations', reads('checks'), (call, repository) =>
    call.page(existingRun(call, repository).annotations, annotationShape),
  ),
  forRepository('POST', '/check-runs/:id/rerequest', WRITE, (call, repository) => {
    tell(call, repository, existingRun(call, repository), 'rerequested');
    return json({}, 201);
  }),
  forRepository('GET', '/commits/:ref/check-runs', reads('checks'), async (call, repository) => {
    const sha = await existingCommit(repository, call.text('ref'));
    return list(call, repository, run => run.headSha === sha);
  }),
  forRepository('GET', '/check-suites/:id/check-runs', reads('checks'), (call, repository) => {
    const id = call.number('id');
    return list(call, repository, run => run.suite.id === id);
  }),
];

async function create(call: Call, repository: Repository) {
  const { head_sha: headSha, ...fields } = call.read(NewCheck);
  const app = appOf(call.identity);
  if (app === null) throw new Refused(403, 'You must authenticate via a GitHub App.');
  if ((await repository.git.objectType(headSha)) !== 'commit')
    throw new Refused(422, `No commit found for SHA: ${headSha}`);
  const run = beginCheckRun(call.world, repository, { app, headSha, name: fields.name });
  change(call, run, fields);
  tell(call, repository, run, 'created');
  if (run.status === 'completed') tell(call, repository, run, 'completed');
  return json(checkRunShape(call.world, repository, run), 201);
}

function existingRun(call: Call, repository: Repository): CheckRun {
  const run = repository.checkRuns.get(call.number('id'));
  if (run === undefined) throw notFound();
  return run;
}

function tell(
  call: Call,
  repository: Repository,
  run: CheckRun,
  action: 'created' | 'completed' | 'rerequested',
): void {
  checkRunHappened(call.world, repository, run, { action, by: causeOf(call.identity) });
}

/** A conclusion makes it completed, as GitHub does; what is not named stays. */
function change({ world }: Call, run: CheckRun, fields: CheckFields): void {
  if (fields.status === 'completed' && fields.conclusion === undefined && run.conclusion === null)
    throw new Refused(422, 'Invalid request.\n\nNo subschema in "anyOf" matched: conclusion is missing.');
  run.name = fields.name ?? run.name;
  run.externalId = fields.external_id ?? run.externalId;
  run.detailsUrl = fields.details_url ?? run.detailsUrl;
  run.actions = fields.actions ?? run.actions;
  if (fields.started_at !== undefined) run.startedAt = new Date(fields.started_at);
  run.startedAt ??= world.now();
  run.status = fields.conclusion === undefined ? (fields.status ?? run.status) : 'completed';
  run.conclusion = run.status === 'completed' ? (fields.conclusion ?? run.conclusion) : null;
  const completedAt =
    fields.completed_at === undefined ? (run.completedAt ?? world.now()) : new Date(fields.completed_at);
  run.completedAt = run.status === 'completed' ? completedAt : null;
  if (fields.output === undefined) return;
  const { title, summary, text, annotations } = fields.output;
  run.output = { title: title ?? run.output.title, summary, text: text ?? run.output.text };
  run.annotations.push(...annotations);
}

/** The latest of each name and App, unless all are asked for. */
function list(call: Call, repository: Repository, wanted: (run: CheckRun) => boolean) {
  const name = call.query('check_name');
  const status = call.query('status');
  const appId = call.query('app_id');
  const runs = [...repository.checkRuns.values()]
    .filter(wanted)
    .filter(run => name === null || run.name === name)
    .filter(run => status === null || run.status === status)
    .filter(run => appId === null || run.suite.app.id === Number(appId));
  const latest = new Map(runs.map(run => [`${run.suite.id} ${run.name}`, run]));
  const shown = call.query('filter') === 'all' ? runs : [...latest.values()];
  return call.page(
    shown.toReversed(),
    run => checkRunShape(call.world, repository, run),
    counted('check_runs'),
  );
}
