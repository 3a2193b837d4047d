/** Artifacts: listed, fetched by a redirect, deleted, and never changed. */
import { json, noContent, notFound, redirect } from '../../http/answer.ts';
import { type Call, counted, type Route } from '../../http/call.ts';
import type { Downloads } from '../../http/downloads.ts';
import { artifactShape } from '../../shapes/workflow-run.ts';
import type { Repository } from '../../state/repository.ts';
import type { Artifact, WorkflowRun } from '../../state/workflow-run.ts';
import { forRepository, reads, writes } from '../route.ts';
import { existingRun } from './runs.ts';

interface Found {
  readonly run: WorkflowRun;
  readonly artifact: Artifact;
}

export function artifactRoutes(downloads: Downloads): readonly Route[] {
  return [
    forRepository('GET', '/actions/runs/:run/artifacts', reads('actions'), (call, repository) =>
      list(call, repository, [existingRun(call, repository)]),
    ),
    forRepository('GET', '/actions/artifacts', reads('actions'), (call, repository) =>
      list(call, repository, [...repository.runs.values()]),
    ),
    forRepository('GET', '/actions/artifacts/:id', reads('actions'), (call, repository) => {
      const { run, artifact } = existing(call, repository);
      return json(artifactShape(call.world, repository, run, artifact));
    }),
    forRepository('GET', '/actions/artifacts/:id/zip', reads('actions'), (call, repository) => {
      const { artifact } = existing(call, repository);
      return redirect(downloads.offer(() => artifact.zip));
    }),
    forRepository('DELETE', '/actions/artifacts/:id', writes('write', 'actions'), (call, repository) => {
      const { run, artifact } = existing(call, repository);
      run.artifacts.splice(run.artifacts.indexOf(artifact), 1);
      return noContent;
    }),
  ];
}

/** Newest first. */
function list(call: Call, repository: Repository, runs: readonly WorkflowRun[]) {
  const name = call.query('name');
  const found = runs
    .flatMap(run => run.artifacts.map((artifact): Found => ({ run, artifact })))
    .filter(({ artifact }) => name === null || artifact.name === name)
    .toReversed();
  const shape = ({ run, artifact }: Found) => artifactShape(call.world, repository, run, artifact);
  return call.page(found, shape, counted('artifacts'));
}

function existing(call: Call, repository: Repository): Found {
  const id = call.number('id');
  for (const run of repository.runs.values())
    for (const artifact of run.artifacts) if (artifact.id === id) return { run, artifact };
  throw notFound();
}
