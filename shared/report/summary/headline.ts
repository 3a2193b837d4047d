/** The first line of every report. It answers "is it in?" before anything else. */
import { assertNever } from '../../assert.ts';
import { integrationBranch } from '../../run/integration/chain.ts';
import type { LandingOutcome, Started } from '../../run/state.ts';
import { batchStatus, runStatus } from '../../run/status.ts';
import { enumerate, shortSha } from '../units.ts';

export interface Headline {
  readonly plan: string;
  /** "7 of 10 tasks are in" */
  readonly count: string;
  /** Where the result is, and whether it was verified. */
  readonly place: string;
}

/** All of it on one line. */
export function headlineText({ plan, count, place }: Headline): string {
  return `${plan}: ${count}${place === '' ? '' : ` · ${place}`}`;
}

export function headline(state: Started): Headline {
  return { plan: state.plan.name, count: count(state), place: place(state) };
}

/** The project's tests were green on exactly the tree that all merged tasks are in. */
export function isVerified(state: Started): boolean {
  const trials = state.integration.trials.get(state.integration.head.tree) ?? [];
  return (
    state.config.merge.verify.length > 0 &&
    mergedCount(state) > 0 &&
    trials.some(trial => trial.verdict.kind === 'green')
  );
}

export function mergedCount(state: Started): number {
  return [...state.tasks.values()].filter(facts => facts.fate?.kind === 'merged').length;
}

function count(state: Started): string {
  const all = state.tasks.size;
  const merged = mergedCount(state);
  if (all === 0) return 'nothing is left to do';
  if (state.finishedAt === null) return `${merged} of ${all} ${all === 1 ? 'task' : 'tasks'} merged so far`;
  const cut =
    merged === all
      ? ''
      : state.cancel !== null
        ? 'cancelled, '
        : runStatus(state) === 'parked'
          ? 'parked, '
          : '';
  const where = merged === 0 || state.landing.outcome?.kind === 'landed' ? 'in' : 'merged';
  return `${cut}${share(merged, all)} ${where}`;
}

/** "in" is said of what reached the target only. */
function share(merged: number, all: number): string {
  if (all === 1) return merged === 1 ? 'the only task is' : 'the only task is not';
  if (merged === all) return all === 2 ? 'both tasks are' : `all ${all} tasks are`;
  if (merged === 0) return `none of ${all} tasks is`;
  return `${merged} of ${all} tasks ${merged === 1 ? 'is' : 'are'}`;
}

function place(state: Started): string {
  if (state.tasks.size === 0) return '';
  if (state.finishedAt === null) return progress(state);
  const { outcome } = state.landing;
  if (mergedCount(state) === 0) return unmoved(state);
  return outcome === null ? kept(state, '') : landingPlace(state, outcome);
}

function progress(state: Started): string {
  const batches = state.graph.batches.map((_, index) => index + 1);
  const current = batches.find(number => !['done', 'failed'].includes(batchStatus(state, number)));
  if (state.cancel !== null) return 'being cancelled';
  return current === undefined ? 'landing' : `batch ${current} of ${batches.length}`;
}

function unmoved(state: Started): string {
  const unchanged = state.target.kind === 'branch' ? `${state.target.branch} is unchanged` : '';
  return [blockedBy(state) ?? '', unchanged].filter(part => part !== '').join(', ');
}

/** What kept everything out, when one thing did: a red base, a verification that cannot run. */
function blockedBy(state: Started): string | null {
  const { halt } = state;
  return halt === null || halt.kind === 'on-failure' || mergedCount(state) > 0 ? null : halt.reason;
}

function landingPlace(state: Started, outcome: LandingOutcome): string {
  switch (outcome.kind) {
    case 'landed': {
      const branch = state.target.kind === 'branch' ? state.target.branch : 'the result';
      return [`${branch} is at ${shortSha(outcome.commit)}`, verification(state)]
        .filter(part => part !== '')
        .join(', ');
    }
    case 'not-landed': {
      const { target } = state;
      const on = target.kind === 'branch' ? ` on ${target.branch}` : '';
      return kept(state, `not landed${on}: ${outcome.reason}; `);
    }
    case 'not-asked':
      return state.integration.published === null ? outcome.reason : kept(state, '');
    default:
      return assertNever(outcome);
  }
}

/** The result stands on the integration branch. */
function kept(state: Started, before: string): string {
  const at = `${before}the result is at ${integrationBranch(state.run)}`;
  return [at, verification(state)].filter(part => part !== '').join(', ');
}

function verification(state: Started): string {
  const { verify } = state.config.merge;
  if (verify.length === 0) return 'unverified: no merge.verify is configured';
  if (!isVerified(state)) return '';
  const commands = verify.map(command => `\`${command}\``);
  return `verified by ${commands.length > 3 ? `${commands.length} commands` : enumerate(commands)}`;
}
