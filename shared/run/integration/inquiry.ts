/**
 * Asks the facts for what a decision needs: the result of a chain of merges, the verdict on a tree. What is not known yet
 * is noted as wanted, and the decision is asked again when the answer is in. So a search over many steps is written as plain
 * code, holds no state of its own, and replays to the same answer.
 */
import type { Sha } from '../../plan/plan.ts';
import type { Effect } from '../effect.ts';
import type { ChainResult, Snapshot, TrialVerdict } from '../event.ts';
import type { Started, Trial, Unit } from '../state.ts';
import { chainEffect, verifyKey } from './chain.ts';

export type Verdict = Exclude<TrialVerdict, { kind: 'stopped' }>;

/** How often a verification that could not run is tried before it is given up. */
const BROKEN_LIMIT = 3;

export class Inquiry {
  readonly state: Started;
  readonly #wanted = new Map<string, Effect>();

  constructor(state: Started) {
    this.state = state;
  }

  get wanted(): readonly Effect[] {
    return [...this.#wanted.values()];
  }

  want(effect: Effect): null {
    this.#wanted.set(effect.key, effect);
    return null;
  }

  /** Null: not known yet. */
  chain(onto: Sha, units: readonly Unit[], branch: string | null = null): ChainResult | null {
    const effect = chainEffect(this.state, onto, units, branch);
    return this.state.integration.chains.get(effect.key) ?? this.want(effect);
  }

  trials(tree: Sha): readonly Trial[] {
    return this.state.integration.trials.get(tree) ?? [];
  }

  /** The verdict after all repetitions that a red needs; null: not known yet. */
  verdict(snapshot: Snapshot): Verdict | null {
    const trials = this.trials(snapshot.tree);
    const settled = settledVerdict(trials, this.state.config.merge.flakeRetries);
    return settled ?? this.trial(snapshot, trials.length + 1);
  }

  /** Makes sure that a tree was verified at least once; null: it is being done. */
  firstTrial(snapshot: Snapshot): true | null {
    return this.trials(snapshot.tree).length > 0 || this.trial(snapshot, 1);
  }

  trial({ commit, tree }: Snapshot, trial: number): null {
    return this.want({ kind: 'verify', key: verifyKey(tree, trial), commit, tree, trial });
  }
}

/** One green is green: the reds before it were flakes. Null: not enough trials yet. */
export function settledVerdict(trials: readonly Trial[], flakeRetries: number): Verdict | null {
  const verdicts = trials.map(trial => trial.verdict);
  if (verdicts.some(verdict => verdict.kind === 'green')) return { kind: 'green' };
  const reds = verdicts.flatMap(verdict => (verdict.kind === 'red' ? [verdict.failure] : []));
  const failure = reds.at(-1);
  if (failure !== undefined && reds.length > flakeRetries) return { kind: 'red', failure };
  const broken = verdicts.filter(verdict => verdict.kind === 'broken');
  return broken.length >= BROKEN_LIMIT ? (broken.at(-1) ?? null) : null;
}
