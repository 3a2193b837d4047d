/** Which events start which workflow files, and what becomes of the workflow runs. */
import { person } from '../changes/cause.ts';
import { runHappened } from '../changes/workflow-runs.ts';
import type { JobReport, RunnerHost, RunReport } from '../runner/host.ts';
import type { Happening } from '../state/happening.ts';
import type { Repository } from '../state/repository.ts';
import type { WorkflowRun } from '../state/workflow-run.ts';
import type { World } from '../state/world.ts';
import { bodyOf } from '../webhooks/body.ts';
import { ConcurrencyGroups } from './concurrency.ts';
import { type WorkflowFile, workflowFiles } from './files.ts';
import { hostFor } from './host.ts';
import { newRun, requestOf, type Start } from './new-run.ts';
import { originOf, showsProblems, startsNothing, waitsForApproval } from './origin.ts';
import type { Runner } from './runner.ts';

export class Workflows {
  readonly #world: World;
  readonly #runner: Runner;
  readonly #groups = new Map<Repository, ConcurrencyGroups>();
  readonly #underWay = new Set<Promise<unknown>>();
  /** Faults of the sandbox itself, for whoever waits for it next. */
  readonly #failures: unknown[] = [];
  /** Events are looked at in the order in which they happen. */
  #considered: Promise<unknown> = Promise.resolve();

  constructor(world: World, runner: Runner) {
    this.#world = world;
    this.#runner = runner;
  }

  get busy(): boolean {
    return this.#underWay.size > 0;
  }

  /** When no event is left to look at and no workflow run goes on; one that waits for an approval does not. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    const [failure] = this.#failures.splice(0);
    if (failure !== undefined) throw failure;
  }

  /** Starts what this event starts. */
  consider(happening: Happening): void {
    const { repository } = happening;
    if (repository === null || startsNothing(happening)) return;
    const origin = originOf(repository, happening);
    origin.catch(() => undefined);
    const payload = bodyOf(this.#world, happening, null);
    this.#considered = this.#track(
      this.#considered
        .catch(() => undefined)
        .then(async () => {
          const found = await origin;
          if (found === null) return;
          const { name: event, by } = happening;
          const start: Start = { event, payload, inputs: {}, origin: found, by };
          for (const file of await workflowFiles(repository, found.sha))
            this.#startIfMatching(repository, file, start, waitsForApproval(happening));
        }),
    );
  }

  /** As the clock does: everything with `schedule:` on the default branch. */
  schedule(repository: Repository): void {
    this.consider({
      name: 'schedule',
      action: null,
      repository,
      payload: { schedule: '0 * * * *' },
      by: person(repository.owner),
      onlyTo: null,
      pushed: null,
      pull: null,
    });
  }

  /** Of a workflow file whatever it says about events: dispatches are checked by who asks for them. */
  start(repository: Repository, file: WorkflowFile, start: Start): WorkflowRun {
    const run = this.#create(repository, file, start);
    this.#begin(repository, run, []);
    return run;
  }

  #startIfMatching(repository: Repository, file: WorkflowFile, start: Start, waits: boolean): void {
    const { event: name, payload, origin } = start;
    // A file that is started by an event names it. On a push all are read, as GitHub does to show what is wrong with them.
    if (name !== 'push' && !file.text.includes(name)) return;
    const { changedFiles } = origin;
    const options = { path: file.path, ...(changedFiles === null ? {} : { changedFiles }) };
    const { starts, problems } = this.#runner.matches(file.text, name, payload, options);
    const broken = problems.length > 0 && showsProblems(name);
    if (!starts && !broken) return;
    const run = this.#create(repository, file, start);
    if (broken) this.#end(repository, run, { conclusion: 'failure', jobs: [], problems });
    else if (waits) Object.assign(run, { status: 'completed', conclusion: 'action_required' });
    else this.#begin(repository, run, []);
  }

  #create(repository: Repository, file: WorkflowFile, start: Start): WorkflowRun {
    const run = newRun(this.#world, repository, file, start);
    const request = requestOf(repository, run, []);
    run.title = this.#runner.runName?.(file.text, request) ?? run.title;
    repository.runs.set(run.id, run);
    runHappened(this.#world, repository, run, 'requested');
    return run;
  }

  #begin(repository: Repository, run: WorkflowRun, kept: readonly JobReport[]): void {
    Object.assign(run, { status: 'in_progress', conclusion: null, cancelRequested: false });
    const running = this.#runner.startWorkflow(
      requestOf(repository, run, kept),
      this.#hostFor(repository, run),
    );
    run.running = running;
    runHappened(this.#world, repository, run, 'in_progress');
    const ended = running.done.then(
      report => this.#end(repository, run, report),
      (error: unknown) => this.#end(repository, run, crashed(error)),
    );
    void this.#track(ended);
  }

  #end(repository: Repository, run: WorkflowRun, report: RunReport): void {
    const { progress } = this.#hostFor(repository, run);
    for (const job of report.jobs) progress(run.id, { kind: 'job-ended', report: job });
    // No token of a run outlives it.
    for (const token of this.#world.tokens.values())
      if (token.identity.kind === 'job' && token.identity.runId === run.id)
        this.#world.tokens.delete(token.value);
    run.running = null;
    run.status = 'completed';
    run.conclusion = report.conclusion;
    run.problems = report.problems;
    runHappened(this.#world, repository, run, 'completed');
  }

  /** One that waited for an approval begins; any other that is over begins again, its failed jobs or all. */
  rerun(repository: Repository, run: WorkflowRun, which: 'all' | 'failed'): void {
    const last = run.jobs.filter(job => job.attempt === run.attempt);
    const kept =
      which === 'all' ? [] : last.filter(job => job.conclusion === 'success').map(job => job.report);
    run.attempt++;
    run.status = 'queued';
    runHappened(this.#world, repository, run, 'requested');
    this.#begin(
      repository,
      run,
      kept.filter(report => report !== null),
    );
  }

  approve(repository: Repository, run: WorkflowRun): void {
    this.#begin(repository, run, []);
  }

  cancel(run: WorkflowRun): void {
    run.cancelRequested = true;
    run.running?.cancel();
  }

  /** As when all its machines are lost. */
  abandon(run: WorkflowRun): void {
    const { running } = run;
    this.cancel(run);
    for (const job of run.jobs) if (job.status !== 'completed') running?.kill(job.key);
  }

  #hostFor(repository: Repository, run: WorkflowRun): RunnerHost {
    return hostFor({ world: this.#world, repository, run, groups: of => this.#groupsOf(of) });
  }

  #groupsOf(repository: Repository): ConcurrencyGroups {
    const known = this.#groups.get(repository) ?? new ConcurrencyGroups();
    this.#groups.set(repository, known);
    return known;
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    const forget = (): void => void this.#underWay.delete(work);
    work.then(forget, (error: unknown) => {
      this.#failures.push(error);
      forget();
    });
    return work;
  }
}

function crashed(error: unknown): RunReport {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { conclusion: 'failure', jobs: [], problems: [`The runner failed: ${text}`] };
}
