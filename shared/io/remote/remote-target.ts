/** The target of a run whose repository others see: everything that a run made goes there in one push, all or nothing. */
import type { RunId, Sha } from '../../plan/plan.ts';
import type { InspectTargetEffect, LandEffect } from '../../run/effect.ts';
import type { LandResult, TargetSight } from '../../run/event.ts';
import { contains } from '../journal/ref-transaction.ts';
import { publishIntegration } from '../journal/run-refs.ts';
import { inspectTarget } from '../landing/land.ts';
import type { HostPorts } from '../perform.ts';
import { afterPush, branchRef, type Clone, type Seen, unpushed } from './clone.ts';
import type { PushMove } from './remote.ts';

/** Somebody else wrote to the run's refs since they were read: what was decided here is to be decided anew. */
export class Overtaken extends Error {
  constructor(ref: string) {
    super(`${ref} was moved by somebody else`);
    this.name = 'Overtaken';
  }
}

/** The token was said to be one that may change workflows, and may not. */
export class WorkflowsForbidden extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'WorkflowsForbidden';
  }
}

/** What could not be pushed, and why; its work is here alone. */
export interface Unpushed {
  readonly ref: string;
  readonly reason: string;
}

export interface Standing {
  readonly run: RunId;
  readonly claim: string;
  readonly seen: Seen;
  /** Work that changes workflows is there in good faith that the token may push it; absent: there is none. */
  readonly changesWorkflows?: boolean;
  /** What is to be said of a commit that has landed; null: nothing. */
  readonly remark?: (landed: Sha) => Promise<string | null>;
}

export class RemoteTarget implements NonNullable<HostPorts['target']> {
  readonly #clone: Clone;
  readonly #run: RunId;
  readonly #claim: string;
  readonly #changesWorkflows: boolean;
  readonly #remark: (landed: Sha) => Promise<string | null>;
  #seen: Seen;
  #published: Sha | null = null;
  readonly #forbidden = new Map<string, string>();

  constructor(
    clone: Clone,
    { run, claim, seen, changesWorkflows = false, remark = async () => null }: Standing,
  ) {
    this.#clone = clone;
    this.#run = run;
    this.#claim = claim;
    this.#seen = seen;
    this.#changesWorkflows = changesWorkflows;
    this.#remark = remark;
  }

  get unpushed(): readonly Unpushed[] {
    return [...this.#forbidden].map(([ref, reason]) => ({ ref, reason }));
  }

  async publish(commit: Sha): Promise<string | null> {
    const { repository } = this.#clone;
    const outcome = await publishIntegration(repository, {
      run: this.#run,
      commit,
      previous: this.#published,
    });
    if (outcome.kind === 'refused') return outcome.reason;
    this.#published = commit;
    return null;
  }

  async inspect({ branch, head }: InspectTargetEffect): Promise<TargetSight> {
    const { remote, repository } = this.#clone;
    const ref = branchRef(branch);
    const tip = (await remote.list([ref])).get(ref);
    if (tip === undefined) return { kind: 'blocked', reason: `branch ${branch} does not exist any more` };
    await remote.fetch([`+${ref}:${ref}`]);
    this.#seen = new Map(this.#seen).set(ref, tip);
    return inspectTarget(repository, { branch, head });
  }

  /** Target, integration, branches and journal, or none of them; where a rule keeps the target, all the rest. */
  async land({ branch, from, to }: LandEffect): Promise<LandResult> {
    const { remote, repository } = this.#clone;
    const ref = branchRef(branch);
    const tip = (await remote.list([ref])).get(ref) ?? null;
    if (tip !== from) {
      // The answer to a push that came through may have been lost, with the process that waited for it.
      const isIn = tip !== null && tip === to;
      if (isIn || (tip !== null && (await this.#holds(tip, ref, to))))
        return { kind: 'landed', commit: to, remark: await this.#remark(to) };
      return { kind: 'moved' };
    }
    const refusal = await this.#push([{ ref, from, to }]);
    if (refusal === null) {
      await repository.git.run(['update-ref', ref, to]);
      return { kind: 'landed', commit: to, remark: await this.#remark(to) };
    }
    if (refusal.kind === 'moved') return { kind: 'moved' };
    return { kind: 'refused', reason: `${branch} could not be moved: ${refusal.reason}` };
  }

  async #holds(tip: Sha, ref: string, part: Sha): Promise<boolean> {
    await this.#clone.remote.fetch([`+${ref}:${ref}`]);
    return contains(this.#clone.repository.git, { commit: tip, part });
  }

  /** Pushes what the remote does not know of the run. */
  async flush(): Promise<void> {
    await this.#push([]);
  }

  /** Null: done. Throws {@link Overtaken}. */
  async #push(target: readonly PushMove[]): Promise<Refusal | null> {
    const { remote } = this.#clone;
    for (;;) {
      const own = await unpushed(this.#clone, { run: this.#run, claim: this.#claim, seen: this.#seen });
      const moves = [...own.filter(({ ref }) => !this.#forbidden.has(ref)), ...target];
      const outcome = await remote.push(moves);
      const isTarget = (ref: string) => target.some(each => each.ref === ref);
      switch (outcome.kind) {
        case 'pushed':
          this.#seen = afterPush(this.#seen, moves);
          return null;
        case 'stale':
          if (isTarget(outcome.ref)) return { kind: 'moved' };
          throw new Overtaken(outcome.ref);
        case 'refused': {
          const forbidden = outcome.refs.find(({ reason }) => FORBIDS_WORKFLOWS.test(reason));
          if (this.#changesWorkflows && forbidden !== undefined)
            throw new WorkflowsForbidden(forbidden.reason);
          const culprits = outcome.refs.filter(({ ref }) => isWork(ref) && !isTarget(ref));
          // One branch that may not be pushed, as one that changes workflows, must not keep the others back.
          for (const { ref, reason } of culprits) this.#forbidden.set(ref, reason);
          if (culprits.length > 0) continue;
          if (target.length === 0) throw new Error(`the results could not be pushed: ${outcome.reason}`);
          await this.#push([]);
          return { kind: 'refused', reason: outcome.reason };
        }
      }
    }
  }
}

type Refusal = { readonly kind: 'moved' } | { readonly kind: 'refused'; readonly reason: string };

/** As GitHub says it to a token of an App, and to one of a person. */
const FORBIDS_WORKFLOWS = /refusing to allow .* to create or update workflow/;

/** The journal is what a run cannot do without. */
function isWork(ref: string): boolean {
  return ref.startsWith('refs/heads/braid/') || ref.startsWith('refs/braid-attempts/');
}
