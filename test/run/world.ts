/** A world small enough to know everything: commits are sets of tasks, and what collides or is red is planted. */
import { createHash } from 'node:crypto';
import type { Sha, TaskId } from '../../shared/plan/plan.ts';
import {
  type BackendFailure,
  type Evidence,
  type Exit,
  NO_USAGE,
} from '../../shared/run/attempts/evidence.ts';
import type { ChainEffect, DispatchEffect, Effect } from '../../shared/run/effect.ts';
import type { BackendHealth, ChainStep, RunEvent, Snapshot } from '../../shared/run/event.ts';

/** What an attempt of a task does; attempts beyond the list do the last one. */
export type Deed =
  | 'work'
  | 'crash'
  | 'nothing'
  | 'stray'
  | 'hang'
  | 'limited'
  | 'limited-for-long'
  | 'limited-for-hours'
  | 'not-started'
  | 'unauthorized'
  | 'used-up'
  | 'broken'
  | 'refused'
  /** What a resolver may leave: markers, or not all lines of both sides. Without a conflict it works. */
  | 'markers'
  | 'one-side';

export interface Script {
  /** By task id; missing: works at once. */
  readonly deeds: Readonly<Record<string, readonly Deed[]>>;
  /** Pairs that change the same lines. */
  readonly conflicts: readonly (readonly [string, string])[];
  /** Sets of tasks that are red together; an empty set: the base itself is red. */
  readonly reds: readonly (readonly string[])[];
  /** The first verification of every tree that holds one of these is red, the next is not. */
  readonly flaky: readonly string[];
  /** How often somebody else moves the target before the run lands. */
  readonly targetMoves: number;
  /** Somebody's commits on the target turn this task red. */
  readonly targetBreaks: readonly string[];
  /** Backends that cannot be used. */
  readonly broken: readonly string[];
  /** What each attempt of a task costs, in dollars; missing: nobody knows. */
  readonly costs: Readonly<Record<string, number>>;
  /** How many tokens; missing: nobody knows. */
  readonly tokens: Readonly<Record<string, number>>;
}

export const CALM: Script = {
  deeds: {},
  conflicts: [],
  reds: [],
  flaky: [],
  targetMoves: 0,
  targetBreaks: [],
  broken: [],
  costs: {},
  tokens: {},
};

interface Commit {
  /** Tasks in it, and `moved-1`, … for what others pushed. */
  readonly content: ReadonlySet<string>;
  readonly base: ReadonlySet<string>;
  readonly task: string | null;
}

export class World {
  readonly script: Script;
  readonly #commits = new Map<Sha, Commit>();
  readonly #seen = new Set<string>();
  target: Sha;
  moves = 0;
  verifications = 0;
  /** How many rounds of verifications were waited for. */
  readonly verified: Sha[] = [];

  constructor(script: Script) {
    this.script = script;
    this.target = this.#commit({ content: new Set(), base: new Set(), task: null }, 'base').commit;
  }

  get base(): Snapshot {
    return this.snapshot(new Set(), 'base');
  }

  content(sha: Sha): ReadonlySet<string> {
    const commit = this.#commits.get(sha);
    if (commit === undefined) throw new Error(`no commit ${sha}`);
    return commit.content;
  }

  isRed(content: ReadonlySet<string>): boolean {
    const moved = [...content].some(each => each.startsWith('moved'));
    if (moved && this.script.targetBreaks.some(task => content.has(task))) return true;
    return this.script.reds.some(set => set.every(task => content.has(task)));
  }

  /** Answers an effect; the same effect gives the same answers. */
  perform(effect: Effect, at: number): readonly RunEvent[] {
    switch (effect.kind) {
      case 'dispatch': {
        const { task, attempt } = effect;
        const end = this.end(effect);
        const ended: RunEvent = { type: 'attempt-ended', at: at + 1, task, attempt, evidence: end };
        return end.exit.kind === 'not-started'
          ? [ended]
          : [{ type: 'attempt-started', at, task, attempt }, ended];
      }
      case 'wait':
        return [
          { type: 'waited', at: Math.max(at, effect.until), task: effect.task, attempt: effect.attempt },
        ];
      case 'check-backend':
        return [
          { type: 'backend-checked', at, backend: effect.backend, health: this.health(effect.backend) },
        ];
      case 'rest':
        return [
          { type: 'rested', at: Math.max(at, effect.until), backend: effect.backend, until: effect.until },
        ];
      case 'chain':
        return [{ type: 'chained', at, key: effect.key, result: { steps: this.chain(effect) } }];
      case 'verify':
        return [this.verify(effect.commit, effect.tree, { trial: effect.trial, at })];
      case 'publish':
        return [{ type: 'published', at, commit: effect.commit, remark: null }];
      case 'inspect-target':
        return [
          { type: 'target-inspected', at, inspection: effect.inspection, target: this.sight(effect.head) },
        ];
      case 'land':
        return [{ type: 'landed', at, landing: effect.landing, result: this.land(effect.from, effect.to) }];
      case 'stop':
        return [];
      case 'report':
        return [{ type: 'reported', at, report: effect.report }];
    }
  }

  health(backend: string): BackendHealth {
    return this.script.broken.includes(backend)
      ? { kind: 'unusable', reason: `${backend} was not found`, hint: `install ${backend}` }
      : { kind: 'usable', version: null };
  }

  stopped(task: TaskId, attempt: number, at: number): RunEvent {
    return { type: 'attempt-ended', at, task, attempt, evidence: evidence({ kind: 'stopped' }, null, []) };
  }

  end(effect: DispatchEffect): Evidence {
    const found = resolved(effect, this.#deed(effect), this.#end(effect));
    if (found.exit.kind === 'not-started') return found;
    const costUsd = this.script.costs[effect.task] ?? null;
    const outputTokens = this.script.tokens[effect.task] ?? null;
    return { ...found, usage: { ...found.usage, costUsd, outputTokens } };
  }

  #deed({ task, attempt }: DispatchEffect): Deed {
    const deeds = this.script.deeds[task] ?? ['work'];
    return deeds[Math.min(attempt, deeds.length) - 1] ?? 'work';
  }

  #end(effect: DispatchEffect): Evidence {
    const { task, attempt } = effect;
    const base = effect.base.commit;
    const work = () =>
      this.#commit(
        { content: new Set([...this.content(base), task]), base: this.content(base), task },
        `${task}#${attempt}`,
      ).commit;
    switch (this.#deed(effect)) {
      case 'work':
      case 'markers':
      case 'one-side':
        return evidence({ kind: 'exited', code: 0 }, work(), [`src/${task}.ts`]);
      case 'crash':
        return evidence({ kind: 'exited', code: 3 }, work(), [`src/${task}.ts`]);
      case 'nothing':
        return evidence({ kind: 'exited', code: 0 }, null, []);
      case 'stray':
        return evidence({ kind: 'exited', code: 0 }, work(), ['CODEOWNERS']);
      case 'hang':
        return evidence({ kind: 'timed-out', afterMs: 1000 }, null, []);
      case 'limited':
        return evidence({ kind: 'rate-limited', retryAfterMs: null }, null, []);
      case 'limited-for-long':
        return evidence({ kind: 'rate-limited', retryAfterMs: 30_000 }, null, []);
      case 'limited-for-hours':
        return evidence({ kind: 'rate-limited', retryAfterMs: 5 * 3_600_000 }, null, []);
      case 'unauthorized':
        return failed('auth', 'the key was refused');
      case 'used-up':
        return failed('quota', 'nothing is left on the account');
      case 'broken':
        return failed('crash', 'the service answered 500');
      case 'refused':
        return failed('refused', 'the model would not');
      case 'not-started':
        return evidence({ kind: 'not-started', message: 'no room' }, null, []);
    }
  }

  chain(effect: ChainEffect): readonly ChainStep[] {
    let head = effect.onto;
    return effect.units.map((unit): ChainStep => {
      let at = head;
      const merges: { link: string; commit: Sha | null }[] = [];
      for (const link of unit.links) {
        const other = link.commit === null ? null : this.#collision(at, link.commit);
        if (other !== null) {
          const files = [
            {
              path: 'src/x.ts',
              kind: 'content' as const,
              ours: [[1, 2] as const],
              theirs: [[1, 1] as const],
              with: [other as TaskId],
            },
          ];
          return { kind: 'conflict', unit: unit.name, link: link.name, files };
        }
        if (link.commit !== null) {
          const content = new Set([...this.content(at), ...this.content(link.commit)]);
          at = this.#commit({ content, base: content, task: null }, `merge ${at} ${link.commit}`).commit;
        }
        merges.push({ link: link.name, commit: link.commit === null ? null : at });
      }
      head = at;
      return {
        kind: 'merged',
        unit: unit.name,
        merges,
        after: { commit: head, tree: tree(this.content(head)) },
      };
    });
  }

  snapshot(content: ReadonlySet<string>, name: string): Snapshot {
    return this.#commit({ content, base: content, task: null }, name);
  }

  verify(commit: Sha, treeId: Sha, { trial, at }: { trial: number; at: number }): RunEvent {
    const content = this.content(commit);
    if (tree(content) !== treeId) throw new Error('verified another tree than asked for');
    this.verifications += 1;
    this.verified.push(treeId);
    const flake = trial === 1 && this.script.flaky.some(task => content.has(task));
    const failure = { command: 'npm test', problem: 'exit code 1', tail: [...content].join(' ') };
    const verdict =
      this.isRed(content) || flake ? ({ kind: 'red', failure } as const) : ({ kind: 'green' } as const);
    return { type: 'verified', at, tree: treeId, trial, verdict, durationMs: 5 };
  }

  #moveTarget(): void {
    if (this.moves >= this.script.targetMoves) return;
    this.moves += 1;
    const content = new Set([...this.content(this.target), `moved-${this.moves}`]);
    this.target = this.snapshot(content, `moved ${this.target}`).commit;
  }

  sight(head: Sha) {
    this.#moveTarget();
    const content = this.content(this.target);
    const contained = [...content].every(each => this.content(head).has(each));
    const tip = { commit: this.target, tree: tree(content) };
    return { kind: 'found' as const, tip, contained, head, tree: 'checked-out' as const };
  }

  land(from: Sha, to: Sha) {
    if (this.target === to) return { kind: 'landed' as const, commit: to, remark: null };
    if (this.target !== from) return { kind: 'moved' as const };
    this.target = to;
    return { kind: 'landed' as const, commit: to, remark: null };
  }

  #collision(onto: Sha, commit: Sha): string | null {
    const theirs = this.#commits.get(commit);
    if (theirs?.task == null) return null;
    const { task, base } = theirs;
    const others = [...this.content(onto)].filter(each => !base.has(each));
    return (
      others.find(other =>
        this.script.conflicts.some(([a, b]) => (a === task && b === other) || (b === task && a === other)),
      ) ?? null
    );
  }

  #commit(commit: Commit, name: string): Snapshot {
    const treeId = tree(commit.content);
    const sha = hash(`${name} ${[...commit.content].sort().join()}`);
    this.#commits.set(sha, commit);
    this.#seen.add(sha);
    return { commit: sha, tree: treeId };
  }
}

function tree(content: ReadonlySet<string>): Sha {
  return hash(`tree ${[...content].sort().join()}`);
}

export function hash(text: string): Sha {
  return createHash('sha1').update(text).digest('hex') as Sha;
}

/** What was left of a conflict; of an attempt that resolves none, or did not end normally, nothing is said. */
function resolved({ resolves }: DispatchEffect, deed: Deed, found: Evidence): Evidence {
  if (resolves === null || found.exit.kind !== 'exited' || found.exit.code !== 0) return found;
  const path = 'src/x.ts';
  const lost = { path, side: 'ours' as const, from: 3, to: 4, text: 'gone', of: [] };
  const resolution = {
    markers: deed === 'markers' ? [path] : [],
    lost: deed === 'one-side' || deed === 'nothing' ? [lost] : [],
  };
  return { ...found, resolution };
}

function failed(failure: BackendFailure, message: string): Evidence {
  return evidence({ kind: 'backend-failed', failure, message }, null, []);
}

export function evidence(exit: Exit, commit: Sha | null, files: readonly string[]): Evidence {
  return {
    exit,
    commit,
    files,
    unstorable: [],
    verifyFailure: null,
    resolution: null,
    tail: exit.kind === 'exited' && exit.code !== 0 ? 'no such table: carts\n' : '',
    notes: null,
    usage: NO_USAGE,
    durationMs: 10,
    log: null,
  };
}
