/** What somebody asked: decided, kept, answered, and begun. */
import { decide, type Here } from '../../../shared/io/asking/decide.ts';
import type { Desk } from '../../../shared/io/hosted/desk.ts';
import { showAnswer } from '../../../shared/io/hosted/show-answer.ts';
import { placeOf } from '../../../shared/io/remote/claims.ts';
import type { Sha } from '../../../shared/plan/plan.ts';
import { answerTo } from '../../../shared/report/github/answer.ts';
import type { Command } from '../../../shared/request/command.ts';
import type { Decision } from '../../../shared/request/decision.ts';
import { replay } from '../../../shared/run/transition.ts';
import type { Hint, Place, Question } from '../../translate.ts';
import type { Workshop } from '../ports.ts';
import { shownAlone } from '../shown.ts';
import { knownRuns, newestHere } from './known-runs.ts';

export interface Asked {
  readonly place: Place;
  readonly trigger: Question;
  /** The same when the same question comes again. */
  readonly seed: string;
  /** The webhook that told of it; null: none did. */
  readonly delivery: string | null;
}

/** As often as somebody else writes into the same journal. */
const ROUNDS = 5;
/** The App runs on no commit of its own. */
const NOWHERE = '' as Sha;

export async function ask(workshop: Workshop, asked: Asked): Promise<Decision | null> {
  const { place } = asked;
  const desk = await see(workshop, asked);
  const decision = await workshop.alone(`asked/${place.repositoryId}`, workshop.signal, signal =>
    settle({ ...workshop, signal }, asked),
  );
  if (decision === null) return null;
  const { run, refusal, origin } = decision;
  const site = workshop.site(place, run);
  await shownAlone(workshop, { place, pullRequest: origin?.pullRequest ?? null, run }, async () => {
    const now = await asItIsNow(workshop, decision);
    const answer = answerTo(now, { site, now: workshop.now(), buttons: true });
    await showAnswer(answer, { desk, decision: { ...decision, origin: shownAt(decision) } });
  });
  // What was kept has woken it; one that is under way may rest, for a trouble that is mended by now.
  const isToBeLookedAt = refusal === null ? decision.events.length === 0 : refusal.kind === 'already-running';
  if (run !== null && isToBeLookedAt) await workshop.wake(run);
  return decision;
}

/** Check runs of a run are where it began: on a commit that came since, nobody would bring them to their end. */
function shownAt({ command, origin, journal }: Decision): Decision['origin'] {
  const own = command === 'plan' ? null : (replay(journal)?.origin ?? null);
  return origin === null || own === null ? origin : { ...origin, commit: own.commit };
}

/** At once: what comes of it may take a while. Where it is answered. */
export async function see(
  workshop: Workshop,
  { place, trigger }: Pick<Asked, 'place' | 'trigger'>,
): Promise<Desk> {
  const desk = reactingIfPossible(workshop, workshop.access(place).desk);
  if (trigger.kind === 'comment') await desk.react(trigger.comment, 'eyes');
  return desk;
}

/** What was asked for is under way already, and may have been shown: what was before must not be shown after it. */
async function asItIsNow(workshop: Workshop, decision: Decision): Promise<Decision> {
  const { command, run, journal, events } = decision;
  if (command === 'plan' || run === null) return decision;
  const { events: now } = await workshop.journal(run).read();
  return now.length < journal.length + events.length ? decision : { ...decision, journal: now, events: [] };
}

/** The comment may be gone, or its conversation locked: what it asked for is done all the same. */
function reactingIfPossible(workshop: Workshop, desk: Desk): Desk {
  return {
    ...desk,
    react: (comment, content) =>
      desk.react(comment, content).catch((error: unknown) => {
        workshop.warn('no reaction', {}, error);
      }),
  };
}

/** Null: it was not for Braid. */
async function settle(workshop: Workshop, asked: Asked): Promise<Decision | null> {
  for (let round = 1; round <= ROUNDS; round++) {
    const begunBefore = await workshop.begun(asked.place.repositoryId);
    const decision = await decideHere(workshop, asked);
    if (decision === null || (await keep(workshop, asked, { decision, begunBefore }))) return decision;
  }
  throw new Error('somebody else writes into the same journal all the time');
}

async function decideHere(
  workshop: Workshop,
  { place, trigger, seed, delivery }: Asked,
): Promise<Decision | null> {
  const { github } = workshop.access(place);
  const { repository } = place;
  const done = delivery === null ? null : await workshop.cameOf(delivery);
  const here: Here = {
    ...{ repository, actor: trigger.actor, workflow: workshop.workflow, workflowRun: null },
    commit: NOWHERE,
  };
  const outcome = await decide({
    ...{ trigger, host: 'app', here, seed, done, github, now: workshop.now() },
    inClone: work =>
      workshop.clone(place, clone => work({ clone, runs: knownRuns(workshop, { place, clone }) })),
    shown: spot => newestHere(workshop, { place, spot }),
  });
  if (outcome.kind === 'ignored') {
    workshop.say(`nothing to do: ${outcome.reason}`, {});
    return null;
  }
  return outcome.decision;
}

/** False: somebody else wrote since it was decided. */
async function keep(
  workshop: Workshop,
  { place, delivery }: Asked,
  { decision, begunBefore }: { readonly decision: Decision; readonly begunBefore: number },
): Promise<boolean> {
  const { run, origin, refusal, command, events, journal } = decision;
  const isPreview = command === 'plan' || run === null || origin === null;
  if (isPreview || refusal !== null || events.length === 0) return true;
  const { events: there, version } = await workshop.journal(run).read();
  if (there.length !== journal.length) return false;
  const { pullRequest, commit } = origin;
  const record = { ...place, run, pullRequest, commit, spot: placeOf(origin) };
  workshop.signal.throwIfAborted();
  const begins = journal.length === 0 ? { record, begunBefore } : null;
  return workshop.keep({ run, begins, events, version, delivery });
}

export interface PressedCommand extends Pick<Extract<Hint, { kind: 'pressed' }>, 'run' | 'actor'> {
  readonly command: Command;
}

/** A button of a check run stands for the run that the check run shows. */
export async function questionOf(
  workshop: Workshop,
  { run, command, actor }: PressedCommand,
): Promise<Question | null> {
  const origin = replay((await workshop.journal(run).read()).events)?.origin ?? null;
  if (origin === null) return null;
  const { pullRequest, branch, commit } = origin;
  if (pullRequest !== null) return { kind: 'request', actor, pullRequest, command, planFile: null, run };
  return { kind: 'dispatch', actor, branch, commit, planFile: null, command, run };
}
