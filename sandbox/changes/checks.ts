/** Check runs begin, move and end; their suites follow. */
import { checkRunShape, checkSuiteShape } from '../shapes/check.ts';
import type { App } from '../state/app.ts';
import { type CheckRun, type CheckSuite, suiteConclusion } from '../state/check.ts';
import type { Cause } from '../state/happening.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

/** The suite of an App on a commit, made with its first check run. */
export function ensureSuite(
  world: World,
  repository: Repository,
  { app, headSha }: { app: App; headSha: string },
): CheckSuite {
  const known = [...repository.checkSuites.values()].find(
    suite => suite.app === app && suite.headSha === headSha,
  );
  if (known !== undefined) return known;
  const headBranch =
    [...repository.pulls.values()].find(pull => pull.headSha === headSha)?.head.branch ?? null;
  const suite: CheckSuite = {
    id: world.nextId(),
    app,
    headSha,
    headBranch,
    createdAt: world.now(),
    announced: null,
  };
  repository.checkSuites.set(suite.id, suite);
  return suite;
}

export function beginCheckRun(
  world: World,
  repository: Repository,
  { app, headSha, name }: { app: App; headSha: string; name: string },
): CheckRun {
  const run: CheckRun = {
    id: world.nextId(),
    suite: ensureSuite(world, repository, { app, headSha }),
    headSha,
    name,
    externalId: null,
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: null,
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
    actions: [],
  };
  repository.checkRuns.set(run.id, run);
  return run;
}

export interface CheckEvent {
  readonly action: 'created' | 'completed' | 'rerequested' | 'requested_action';
  readonly by: Cause;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A button goes to the App that made the check run; `created` and `completed` to all that listen. */
export function checkRunHappened(
  world: World,
  repository: Repository,
  run: CheckRun,
  { action, by, more = {} }: CheckEvent,
): void {
  const owned = action === 'rerequested' || action === 'requested_action';
  world.announce({
    name: 'check_run',
    action,
    repository,
    payload: { check_run: checkRunShape(world, repository, run), ...more },
    by,
    onlyTo: owned ? run.suite.app : null,
    pushed: null,
    pull: null,
  });
  if (action === 'created' || action === 'completed') settleSuite(world, repository, run.suite, by);
}

/** Tells that a suite has ended, once, until one of its check runs begins again. */
function settleSuite(world: World, repository: Repository, suite: CheckSuite, by: Cause): void {
  const runs = [...repository.checkRuns.values()].filter(run => run.suite === suite);
  const conclusion = suiteConclusion(runs);
  if (conclusion !== null && suite.announced === null)
    suiteHappened(world, repository, suite, { action: 'completed', by });
  suite.announced = conclusion;
}

export function suiteHappened(
  world: World,
  repository: Repository,
  suite: CheckSuite,
  { action, by }: { action: 'completed' | 'rerequested'; by: Cause },
): void {
  world.announce({
    name: 'check_suite',
    action,
    repository,
    payload: { check_suite: checkSuiteShape(world, repository, suite) },
    by,
    onlyTo: action === 'rerequested' ? suite.app : null,
    pushed: null,
    pull: null,
  });
}
