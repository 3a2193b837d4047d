import { type CheckAnnotation, type CheckRun, type CheckSuite, suiteConclusion } from '../state/check.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { appShape } from './app.ts';
import { minimalRepositoryShape, repositoryUrl } from './repository.ts';
import { instant, instantOrNull, type Shape } from './schema.ts';

export function checkRunShape(world: World, repository: Repository, run: CheckRun): Shape<'check-run'> {
  const url = `${repositoryUrl(world, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    node_id: `CR_${run.id}`,
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: instantOrNull(run.startedAt),
    completed_at: instantOrNull(run.completedAt),
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: appShape(world, run.suite.app),
    pull_requests: pullsAt(repository, run.headSha),
    url,
    html_url: `${world.serverUrl}/${repository.fullName}/runs/${run.id}`,
  };
}

/** GitHub names the open pull requests whose head this is, as far as they come from the same repository. */
export function pullsAt(repository: Repository, sha: string): Shape<'pull-request-minimal'>[] {
  return [...repository.pulls.values()]
    .filter(pull => pull.state === 'open' && pull.headSha === sha && pull.head.repository === repository)
    .map(pull => ({
      id: pull.id,
      number: pull.number,
      head: { ref: pull.head.branch, sha: pull.headSha },
      base: { ref: pull.base },
    }));
}

export function checkSuiteShape(
  world: World,
  repository: Repository,
  suite: CheckSuite,
): Shape<'check-suite'> {
  const runs = [...repository.checkRuns.values()].filter(run => run.suite === suite);
  const conclusion = suiteConclusion(runs);
  return {
    id: suite.id,
    head_sha: suite.headSha,
    head_branch: suite.headBranch,
    status: conclusion === null ? (runs.length === 0 ? 'queued' : 'in_progress') : 'completed',
    conclusion,
    app: appShape(world, suite.app),
    repository: minimalRepositoryShape(world, repository),
    latest_check_runs_count: runs.length,
    created_at: instant(suite.createdAt),
    url: `${repositoryUrl(world, repository)}/check-suites/${suite.id}`,
  };
}

export function annotationShape(annotation: CheckAnnotation): Shape<'check-annotation'> {
  return {
    path: annotation.path,
    start_line: annotation.start_line,
    end_line: annotation.end_line,
    start_column: annotation.start_column ?? null,
    end_column: annotation.end_column ?? null,
    annotation_level: annotation.annotation_level,
    title: annotation.title ?? null,
    message: annotation.message,
    raw_details: annotation.raw_details ?? null,
  };
}
