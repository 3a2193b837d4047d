/** The part of the machine that lands: looks at the target, merges it in when it has moved, and fast-forwards it. */

import type { ConflictFile, Snapshot, TargetSight } from '../event.ts';
import { withIntegration, withLanding } from '../lens.ts';
import type { LandingOutcome, Started } from '../state.ts';
import { targetChainEffect } from './chain.ts';
import { Inquiry, type Verdict } from './inquiry.ts';

/** How often in a row a target that moves is merged in before the run gives up on it. */
const MOVE_LIMIT = 3;
/** How often a fast-forward that came too late is tried again. */
const TRY_LIMIT = 8;

type Decision =
  | { readonly kind: 'over'; readonly outcome: LandingOutcome }
  /** The target was merged in and the result is good: the head is there now. */
  | { readonly kind: 'head'; readonly head: Snapshot; readonly moves: number }
  /** What was seen is out of date. */
  | { readonly kind: 'look-again' };

/** Asked when every task has its fate. Null: something is still unknown, and the inquiry has noted it. */
export function examineLanding(inquiry: Inquiry): Decision | null {
  const { state } = inquiry;
  const { target, landing, integration } = state;
  const { head } = integration;
  if (target.kind === 'none') {
    return target.configured === 'none' ? notAsked(target.reason) : notLanded(target.reason);
  }
  if (landing.landed === head.commit) return over({ kind: 'landed', commit: head.commit, remark: null });
  if (head.commit === state.base.commit) return notAsked('nothing was merged');
  const { sight } = landing;
  if (sight === null) return inspect(inquiry, target.branch);
  if (sight.kind === 'blocked') return notLanded(sight.reason);
  if (sight.head !== head.commit) return { kind: 'look-again' };
  if (!sight.contained) return syncForLanding(inquiry, target.branch, sight.tip);
  if (landing.tries >= TRY_LIMIT)
    return notLanded(`${target.branch} moved each time the run was about to land`);
  return inquiry.want({
    kind: 'land',
    key: `land/${landing.landings + 1}`,
    landing: landing.landings + 1,
    branch: target.branch,
    from: sight.tip.commit,
    to: head.commit,
    followTree: sight.tree === 'checked-out',
  });
}

function inspect(inquiry: Inquiry, branch: string): null {
  const inspection = inquiry.state.landing.inspections + 1;
  const head = inquiry.state.integration.head.commit;
  return inquiry.want({
    kind: 'inspect-target',
    key: `inspect-target/${inspection}`,
    inspection,
    branch,
    head,
  });
}

function syncForLanding(inquiry: Inquiry, branch: string, tip: Snapshot): Decision | null {
  const { state } = inquiry;
  const moved = `${branch} moved to ${tip.commit.slice(0, 7)}`;
  if (state.cancel !== null) return notLanded(`${moved}; a cancelled run does not verify again`);
  if (state.landing.moves >= MOVE_LIMIT)
    return notLanded(`${moved}: it moved ${MOVE_LIMIT} times while the run landed`);
  const sync = mergeTarget(inquiry, branch, tip);
  if (sync === null) return null;
  if (sync.kind === 'merged') return { kind: 'head', head: sync.after, moves: state.landing.moves + 1 };
  return notLanded(`${moved}; ${sync.problem}`);
}

type Sync =
  | { readonly kind: 'merged'; readonly after: Snapshot }
  | { readonly kind: 'bad'; readonly problem: string };

/** Merges the target into the head and verifies that. */
function mergeTarget(inquiry: Inquiry, branch: string, tip: Snapshot): Sync | null {
  const effect = targetChainEffect(inquiry.state, inquiry.state.integration.head.commit, branch, tip.commit);
  const result = inquiry.state.integration.chains.get(effect.key) ?? inquiry.want(effect);
  if (result === null) return null;
  const step = result.steps[0];
  if (step === undefined) throw new Error('a chain without its step');
  if (step.kind === 'conflict')
    return { kind: 'bad', problem: `the result collides with it in ${names(step.files)}` };
  if (inquiry.state.config.merge.verify.length === 0) return { kind: 'merged', after: step.after };
  const verdict = inquiry.verdict(step.after);
  if (verdict === null) return null;
  return verdict.kind === 'green'
    ? { kind: 'merged', after: step.after }
    : { kind: 'bad', problem: problemOf(verdict) };
}

function problemOf(verdict: Exclude<Verdict, { kind: 'green' }>): string {
  return verdict.kind === 'red'
    ? `together with it \`${verdict.failure.command}\` is red: ${verdict.failure.problem}`
    : `the two together could not be verified: ${verdict.message}`;
}

function names(files: readonly ConflictFile[]): string {
  return files.length === 0 ? 'some file' : files.map(file => file.path).join(', ');
}

export function advanceLanding(state: Started): Started {
  if (state.landing.outcome !== null) return state;
  const decision = examineLanding(new Inquiry(state));
  switch (decision?.kind) {
    case undefined:
      return state;
    case 'over':
      return withLanding(state, { outcome: decision.outcome, sight: null });
    case 'head':
      return withLanding(withHead(state, decision.head), {
        sight: null,
        moves: decision.moves,
      });
    case 'look-again':
      return withLanding(state, { sight: null });
  }
}

/** Before a retry: a target that has moved is merged in first. Null: something is still unknown. */
export function examineSync(
  inquiry: Inquiry,
): { readonly head: Snapshot; readonly remark: string | null } | null {
  const { target, landing, integration } = inquiry.state;
  const { head } = integration;
  if (target.kind === 'none') return { head, remark: null };
  const sight: TargetSight | null = landing.sight;
  if (sight === null) {
    inspect(inquiry, target.branch);
    return null;
  }
  if (sight.kind === 'blocked' || sight.contained) return { head, remark: null };
  const sync = mergeTarget(inquiry, target.branch, sight.tip);
  if (sync === null) return null;
  return sync.kind === 'merged'
    ? { head: sync.after, remark: null }
    : { head, remark: `${target.branch} moved and was left out: ${sync.problem}` };
}

export function advanceSync(state: Started): Started {
  if (!state.landing.syncFirst) return state;
  const found =
    state.cancel !== null ? { head: state.integration.head, remark: null } : examineSync(new Inquiry(state));
  if (found === null) return state;
  const remarks = found.remark === null ? state.remarks : [...state.remarks, found.remark];
  return withLanding(withHead({ ...state, remarks }, found.head), {
    syncFirst: false,
    sight: null,
  });
}

/** The target's own commits are in the line without a unit. */
function withHead(state: Started, head: Snapshot): Started {
  const { line } = state.integration;
  if (head === state.integration.head) return state;
  return withIntegration(state, { head, line: [...line, { unit: null, after: head }] });
}

function over(outcome: LandingOutcome): Decision {
  return { kind: 'over', outcome };
}

function notAsked(reason: string): Decision {
  return over({ kind: 'not-asked', reason });
}

function notLanded(reason: string): Decision {
  return over({ kind: 'not-landed', reason });
}
