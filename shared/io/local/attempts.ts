/** Runs attempts on this machine: a tree for each, a place to work at, the backend, then the evidence and the branch. */
import { writeFile } from 'node:fs/promises';
import type { Config } from '../../plan/config.ts';
import type { RunId, Sha, Task, TaskId } from '../../plan/plan.ts';
import { taskFolder } from '../../plan/scope.ts';
import type { CommandFailure, Evidence } from '../../run/attempts/evidence.ts';
import type { DispatchEffect } from '../../run/effect.ts';
import { integrationBranch, taskBranch } from '../../run/integration/chain.ts';
import type { Started } from '../../run/state.ts';
import type { MergeDirectory } from '../merging/merge-directory.ts';
import type { Backend, BackendOutcome, Progress } from '../ports.ts';
import type { Repository } from '../repository.ts';
import type { TaskTree, TreePool, TreeRequest } from '../task-tree.ts';
import { asMerged, type OpenConflict, openConflict } from './conflicted-tree.ts';
import { gather, leave, notBegun, Unsaved } from './left.ts';
import type { RunFolder } from './run-folder.ts';
import { Unheard } from './unheard.ts';
import { type Asker, Turns, type Workers } from './workers.ts';

export interface AttemptContext {
  readonly repository: Repository;
  readonly run: RunId;
  readonly folder: RunFolder;
  readonly pool: TreePool;
  readonly workers: Workers;
  readonly backend: (name: string) => Backend;
  /** Where merges are made. */
  readonly merges: () => Promise<MergeDirectory>;
  /** The plan and the configuration as they are now: a retry pins them anew. */
  readonly task: (id: TaskId) => Task;
  readonly config: () => Config;
  readonly runStartedAt: () => number;
  /** Whether the run, as far as it knows now, wants this dispatch stopped. */
  readonly isCalledOff: (key: string) => boolean;
  /** Runs a task's own `verify`; null: all green. */
  readonly verifyOwn: (tree: TaskTree, job: OwnVerify) => Promise<CommandFailure | null>;
  readonly progress: (progress: Omit<Progress, 'at' | 'run' | 'batch'>) => void;
  readonly now: () => number;
}

export interface OwnVerify {
  readonly task: Task;
  readonly attempt: number;
  readonly base: Sha;
  readonly signal: AbortSignal;
}

export class LocalAttempts {
  readonly #context: AttemptContext;
  readonly #stops = new Map<string, AbortController>();
  readonly #turns = new Turns();
  readonly #unheard = new Unheard();
  #leaves = false;
  readonly #orphans: ReadonlyMap<string, Evidence>;

  /** `orphans`: what was found in trees whose driver died, by dispatch key. */
  constructor(context: AttemptContext, orphans: ReadonlyMap<string, Evidence>) {
    this.#context = context;
    this.#orphans = orphans;
  }

  /** Takes its turn before anything is waited for: who is dispatched first gets the first tree and the first place. */
  async run(effect: DispatchEffect, onStarted: () => void): Promise<Evidence> {
    const turn = this.#turns.take(effect.backend);
    const { signal } = this.#stopFor(effect.key);
    try {
      return await this.#context.workers.inTree(this.#asker(effect, signal), () =>
        this.#once(effect, { onStarted, turn, signal }),
      );
    } catch (error) {
      if (signal.aborted && error === signal.reason) {
        return (await this.#known(effect)) ?? notBegun({ kind: 'stopped' });
      }
      throw error;
    } finally {
      turn.pass();
      this.#stops.delete(effect.key);
    }
  }

  /** Some work could not be saved and lies in its tree: the trees must stay. */
  get leavesWork(): boolean {
    return this.#leaves;
  }

  stop(key: string): void {
    this.#stopFor(key).abort('stop');
  }

  /** Called with every new state, after the workers know how many may work. */
  follow(state: Started): void {
    this.#unheard.follow(state);
  }

  #asker({ backend, task }: DispatchEffect, signal: AbortSignal): Asker {
    return { backend, weight: this.#context.task(task).weight, signal };
  }

  #stopFor(key: string): AbortController {
    const known = this.#stops.get(key);
    if (known !== undefined) return known;
    const controller = new AbortController();
    this.#stops.set(key, controller);
    return controller;
  }

  /** What was done before the process died is not done again. */
  async #once(effect: DispatchEffect, control: Control): Promise<Evidence> {
    const { folder } = this.#context;
    const known = await this.#known(effect);
    if (known !== undefined) return known;
    const evidence = await this.#withTree(effect, control);
    await folder.record({ ...effect, runStartedAt: this.#context.runStartedAt() }, evidence);
    return evidence;
  }

  async #known(effect: DispatchEffect): Promise<Evidence | undefined> {
    const work = { ...effect, runStartedAt: this.#context.runStartedAt() };
    return (await this.#context.folder.recorded(work)) ?? this.#orphans.get(effect.key);
  }

  async #withTree(effect: DispatchEffect, control: Control): Promise<Evidence> {
    const { pool, run, folder } = this.#context;
    const { task, attempt, base } = effect;
    let tree: TaskTree;
    try {
      tree = await pool.prepare({
        name: `${run}/${task}/${attempt}`,
        run,
        task,
        attempt,
        base: base.commit,
        branch: taskBranch(run, task),
        log: folder.log(task, attempt),
        ...this.#place(effect),
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return notBegun({ kind: 'not-started', message });
    }
    try {
      const evidence = await this.#inTree(effect, tree, control);
      return await leave(this.#context, effect, { tree, evidence });
    } catch (error) {
      if (!(error instanceof Unsaved)) {
        await tree.release();
        throw error;
      }
      // The tree is the only place where the work is: it stays, and a resume or a retry saves it.
      this.#leaves = true;
      return notBegun({ kind: 'unsaved', message: `${error.message}; it is kept in ${tree.directory}` });
    }
  }

  /** What it shares with others. Who resolves a conflict has a tree of its own: no other shows that. */
  #place({ task, resolves }: DispatchEffect): Pick<TreeRequest, 'joint' | 'keepsIgnored'> {
    const { run, config } = this.#context;
    const { isolation } = config();
    if (isolation === 'directory' && resolves === null) {
      return { joint: { folder: taskFolder(task), branch: integrationBranch(run) } };
    }
    return { keepsIgnored: isolation === 'none' };
  }

  async #inTree(effect: DispatchEffect, tree: TaskTree, control: Control): Promise<Evidence> {
    const conflict = await openConflict(this.#context, effect, tree);
    await writeFile(tree.files.prompt, `${effect.prompt}${conflict?.told ?? ''}`);
    const task = this.#context.task(effect.task);
    await control.turn.come;
    const finished = new Promise<Evidence>((resolve, reject) => {
      const inPlace = async () => {
        if (this.#context.isCalledOff(effect.key)) return resolve(notBegun({ kind: 'stopped' }));
        const outcome = await this.#outcome(effect, tree, { ...control, conflict });
        const finish = gather(this.#context, effect, { tree, outcome, conflict, signal: control.signal });
        resolve(finish);
        // Own tests are work and keep the place; collecting is not, so the next task starts meanwhile.
        if (task.verify.length > 0) await finish;
        if (leavesLess(outcome, effect, this.#context.config())) await this.#unheard.untilHeard(effect);
      };
      this.#context.workers.work(this.#asker(effect, control.signal), inPlace).catch(reject);
    });
    control.turn.pass();
    return finished;
  }

  /** Where git can merge after all, there is nothing that a backend could add. */
  #outcome(
    effect: DispatchEffect,
    tree: TaskTree,
    { conflict, ...control }: Control & { readonly conflict: OpenConflict | null },
  ): Promise<BackendOutcome> {
    if (!conflict?.isClean) return this.#work(effect, tree, control);
    control.onStarted();
    return Promise.resolve(asMerged());
  }

  #work(effect: DispatchEffect, tree: TaskTree, control: Control): Promise<BackendOutcome> {
    const { task, attempt, base, backend, model, budgetUsd } = effect;
    const { joint } = this.#place(effect);
    const { run, progress, config } = this.#context;
    const about = { task, attempt, tree: tree.slot };
    const minutes = this.#context.task(task).timeoutMinutes ?? config().parallel.timeoutMinutes;
    return this.#context.backend(backend).run({
      run,
      task,
      attempt,
      base: base.commit,
      model,
      budgetUsd,
      tree: tree.directory,
      isShared: joint !== undefined,
      files: tree.files,
      timeoutMs: minutes * 60_000,
      signal: control.signal,
      onOutput: line => progress({ ...about, kind: 'output', data: line }),
      onStarted: control.onStarted,
    });
  }
}

/** Less room for others: at the backend, or in the budget. What nobody knows the cost of counts as what was set aside. */
function leavesLess(
  { exit, usage }: BackendOutcome,
  { budgetUsd }: DispatchEffect,
  { budget }: Config,
): boolean {
  if (exit.kind === 'rate-limited' || exit.kind === 'backend-failed') return true;
  return budget.tokens !== null || (budgetUsd !== null && (usage.costUsd ?? 0) > budgetUsd);
}

interface Control {
  readonly signal: AbortSignal;
  readonly turn: { readonly come: Promise<void>; readonly pass: () => void };
  readonly onStarted: () => void;
}
