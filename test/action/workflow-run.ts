/** One workflow run on the action's own functions: its jobs one after another, each on a machine of its own, with what the earlier ones uploaded. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLACES, type Surroundings } from '../../action/environment.ts';
import { cloneFor, fetchState, handedStart, startFile, writeFileIn, writeJob } from '../../action/job.ts';
import { announceJob } from '../../action/modes/announce.ts';
import { landJob } from '../../action/modes/land.ts';
import { type PlanJob, planJob } from '../../action/modes/plan.ts';
import { runTask } from '../../action/scripts/task-script.ts';
import { runVerify } from '../../action/scripts/verify-script.ts';
import { startText } from '../../action/start-document.ts';
import { artifactName, sentTasks } from '../../shared/io/handover/from-jobs.ts';
import { type MatrixEntry, parseMatrix } from '../../shared/io/handover/hop.ts';
import type { Desk, Dispatch } from '../../shared/io/hosted/desk.ts';
import { legsOf, parseLegs } from '../../shared/io/hosted/legs.ts';
import type { RunId } from '../../shared/plan/plan.ts';

export interface Asked {
  readonly name: string;
  readonly payload: unknown;
  /** Absent: the default branch. */
  readonly ref?: string;
}

/** What may go wrong between two jobs. */
export interface Mishaps {
  /** After the tasks' jobs, before the others. */
  readonly afterTasks?: (folder: string, run: RunId) => void;
  /** When somebody cancels the workflow run. */
  readonly cancel?: AbortSignal;
}

/** Where it takes place. */
export interface Scenery {
  readonly folder: string;
  readonly desk: Desk;
  readonly github: PlanJob['github'];
  readonly lines: string[];
  readonly summaries: string[];
  readonly warnings: string[];
  readonly voidLimit: PlanJob['voidLimit'];
  at(ref: string): string;
  failed(): readonly WorkflowRun[];
}

interface Given {
  readonly run: string;
  readonly matrix: string;
  readonly legs: string;
}

/** Longer than any job of a test takes. */
const PATIENCE_MS = 60_000;

export class WorkflowRun {
  readonly id: number;
  readonly title: string;
  /** What was uploaded, as the jobs after find it. */
  readonly handed: string;
  isOver = false;
  isFailed = false;
  isCancelled = false;
  attempt = 1;
  readonly #scenery: Scenery;
  readonly #asked: Asked | null;
  #given: Given;

  constructor(scenery: Scenery, id: number, cause: Asked | Dispatch) {
    this.#scenery = scenery;
    this.id = id;
    this.handed = join(scenery.folder, `run-${id}`, 'handed');
    const dispatch = 'inputs' in cause ? cause : null;
    this.#asked = 'inputs' in cause ? null : cause;
    this.title = dispatch?.title ?? 'Braid';
    const { run = '', matrix = '', legs = '' } = dispatch?.inputs ?? {};
    this.#given = { run, matrix, legs };
  }

  get run(): RunId {
    return this.#given.run as RunId;
  }

  get entries(): readonly MatrixEntry[] {
    return parseMatrix(this.#given.matrix || '[]') ?? [];
  }

  async play({ afterTasks, cancel }: Mishaps = {}): Promise<void> {
    try {
      if (this.#asked !== null && !(await this.plan())) return;
      if (this.#asked !== null) await this.announce();
      await this.tasks(cancel);
      afterTasks?.(this.handed, this.run);
      if (!cancel?.aborted) await this.verify();
      await this.land(cancel?.aborted);
    } catch (error) {
      this.isFailed = true;
      throw error;
    } finally {
      this.isOver = true;
    }
  }

  /** False: the event is not for Braid. */
  async plan(): Promise<boolean> {
    const surroundings = this.#machine('plan');
    const clone = await cloneFor(surroundings, null);
    const { github, voidLimit } = this.#scenery;
    const outcome = await planJob({ surroundings, github, clone, now: Date.now(), voidLimit });
    if (outcome.kind === 'ignored') return false;
    const { document, hop } = outcome;
    const { folder, name } = startFile(surroundings.folder);
    await writeFileIn(folder, name, startText(document));
    this.#upload(folder, 'start', '');
    this.#given = {
      run: document.run ?? '',
      matrix: JSON.stringify(hop?.tasks ?? []),
      legs: JSON.stringify(legsOf(hop)),
    };
    return true;
  }

  async announce(): Promise<void> {
    const surroundings = this.#machine('announce');
    const start = await handedStart(surroundings.folder);
    if (start === null) throw new Error('nothing was handed over');
    if (start.command === 'reconcile') return;
    const { desk, summaries, warnings } = this.#scenery;
    const summarize = async (text: string) => void summaries.push(text);
    const warn = (line: string) => void warnings.push(line);
    const { say } = this.#script();
    await announceJob({ surroundings, desk, start, now: Date.now(), summarize, say, warn });
  }

  async tasks(cancel?: AbortSignal): Promise<void> {
    for (const entry of this.entries) if (!cancel?.aborted) await this.task(entry, cancel);
  }

  async task(entry: MatrixEntry, cancel?: AbortSignal): Promise<void> {
    const surroundings = this.#machine(`task-${entry.task}`);
    await this.#prepare(surroundings, JSON.stringify(entry));
    await runTask({ surroundings, ...this.#script(cancel) });
    const name = artifactName({ run: this.run, ...entry }, this.attempt);
    this.#upload(join(surroundings.folder, PLACES.out), 'tasks', name);
  }

  async verify(): Promise<void> {
    for (const leg of parseLegs(this.#given.legs)) {
      const surroundings = this.#machine(`verify-${leg}`);
      await this.#prepare(surroundings, this.#given.matrix, leg);
      await runVerify({ surroundings, ...this.#script() });
      const out = join(surroundings.folder, PLACES.out);
      this.#upload(out, 'verdicts', `braid.verdicts.${leg}.${this.attempt}`);
    }
  }

  /** `cancelled`: some job before was. */
  async land(cancelled = false): Promise<void> {
    const { desk, lines, summaries, failed } = this.#scenery;
    const surroundings = this.#machine('land');
    const { run, matrix, legs } = this.#given;
    await landJob({
      ...{ surroundings, desk, cancelled },
      clone: await cloneFor(surroundings, null),
      failed: async () => failed(),
      run: (run || null) as RunId | null,
      sent: sentTasks(matrix),
      verified: parseLegs(legs).length > 0,
      say: line => lines.push(line),
      warn: line => lines.push(line),
      summarize: async text => void summaries.push(text),
    });
  }

  /** Its last job was the one that failed, and is run again. */
  async landAgain(): Promise<void> {
    this.attempt += 1;
    await this.land();
    this.isFailed = false;
  }

  #script(cancel: AbortSignal | undefined = undefined) {
    const signals = [AbortSignal.timeout(PATIENCE_MS), ...(cancel === undefined ? [] : [cancel])];
    const say = (line: string) => void this.#scenery.lines.push(line);
    return { say, signal: AbortSignal.any(signals) };
  }

  async #prepare(surroundings: Surroundings, entry: string, leg = 0): Promise<void> {
    const { run, legs } = this.#given;
    const clone = await cloneFor(surroundings, null);
    if ((await fetchState(clone, surroundings, run as RunId)) === null) throw new Error('no run');
    const count = Math.max(1, parseLegs(legs).length);
    await writeJob(surroundings.folder, { run: run as RunId, entry: entry || null, leg, legs: count });
  }

  #upload(out: string, kind: 'start' | 'tasks' | 'verdicts', name: string): void {
    if (existsSync(out)) cpSync(out, join(this.handed, kind, name), { recursive: true });
  }

  #machine(job: string): Surroundings {
    const { folder: stage, at } = this.#scenery;
    const place = join(stage, `run-${this.id}`, `${job}-${this.attempt}`);
    const folder = join(place, 'braid');
    mkdirSync(folder, { recursive: true });
    if (existsSync(this.handed)) cpSync(this.handed, join(folder, 'handed'), { recursive: true });
    const eventPath = join(place, 'event.json');
    writeFileSync(eventPath, JSON.stringify(this.#asked?.payload ?? {}));
    return {
      repository: 'octo/shop',
      serverUrl: `file://${join(stage, 'remotes')}`,
      apiUrl: 'http://127.0.0.1:1',
      runId: this.id,
      runAttempt: this.attempt,
      eventName: this.#asked?.name ?? 'workflow_dispatch',
      eventPath,
      ref: this.#asked?.ref ?? 'refs/heads/main',
      sha: at('main'),
      actor: 'ann',
      workflow: 'braid.yml',
      folder,
    };
  }
}
