/**
 * The first job: who asks for what, whether they may, and what is to be done for it. It only reads; what it finds out goes to the
 * jobs after it.
 */
import { readFile } from 'node:fs/promises';
import { type Asking, decide } from '../../shared/io/asking/decide.ts';
import { newestOf, runsInGit } from '../../shared/io/asking/known-runs.ts';
import { type Hop, nextHop } from '../../shared/io/handover/hop.ts';
import type { Clone } from '../../shared/io/remote/clone.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import type { VoidLimit } from '../../shared/report/text/time-limits.ts';
import { type Decision, NO_DECISION } from '../../shared/request/decision.ts';
import { readTrigger } from '../../shared/request/trigger.ts';
import { replay } from '../../shared/run/transition.ts';
import { type Surroundings, seedOf } from '../environment.ts';

export interface PlanJob {
  readonly surroundings: Surroundings;
  readonly github: Asking['github'];
  readonly clone: Clone;
  /** A time limit of the workflow that cannot be kept; null: all can. */
  readonly voidLimit: VoidLimit | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Asked {
  readonly kind: 'asked';
  readonly document: Decision;
  /** What the jobs of this workflow run do; null: none of their own. */
  readonly hop: Hop | null;
  /** Where set-up steps are taken from. */
  readonly base: Sha | null;
}

export type PlanOutcome = Asked | { readonly kind: 'ignored'; readonly reason: string };

export async function planJob(job: PlanJob): Promise<PlanOutcome> {
  const { surroundings, github, clone, now, voidLimit } = job;
  const payload: unknown = JSON.parse(await readFile(surroundings.eventPath, 'utf8'));
  const { eventName: name, ref, sha, actor, repository, workflow, runId } = surroundings;
  const trigger = readTrigger({ name, payload, ref, sha, actor });
  if (trigger.kind === 'ignored') return trigger;
  if (trigger.kind === 'schedule') return asked({ ...NO_DECISION, command: 'reconcile' });
  const runs = runsInGit(clone);
  const outcome = await decide({
    ...{ trigger, host: 'action', github, now },
    inClone: work => work({ clone, runs }),
    shown: spot => newestOf(runs, spot),
    here: { repository, actor, workflow, workflowRun: runId, commit: sha as Sha },
    seed: seedOf(repository, runId),
  });
  if (outcome.kind === 'ignored') return outcome;
  const answered = asked(outcome.decision);
  return answered.hop === null || voidLimit === null ? answered : asked(withoutStart(answered, voidLimit));
}

/** Nothing of it comes into a journal: there would be work, and its time limits would lose it. */
function withoutStart({ document }: Asked, limit: VoidLimit): Decision {
  const { run, journal } = document;
  const refusal = { kind: 'time-limits', ...limit } as const;
  return { ...document, run: journal.length === 0 ? null : run, events: [], refusal };
}

function asked(document: Decision): Asked {
  const { run, command, refusal, journal, events } = document;
  const state =
    run === null || refusal !== null || command === 'status' ? null : replay([...journal, ...events]);
  if (state === null) return { kind: 'asked', document, hop: null, base: null };
  return { kind: 'asked', document, hop: nextHop(state), base: state.integration.head.commit };
}
