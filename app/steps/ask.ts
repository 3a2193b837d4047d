/** What somebody asked: decided, kept, answered, and begun. */
import { decide, type Here } from '../../shared/io/asking/decide.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { showAnswer } from '../../shared/io/hosted/show-answer.ts';
import { placeOf } from '../../shared/io/remote/claims.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { answerTo } from '../../shared/report/github/answer.ts';
import type { Decision } from '../../shared/request/decision.ts';
import { replay } from '../../shared/run/transition.ts';
import type { Hint, Place, Question } from '../translate.ts';
import { knownRuns } from './known-runs.ts';
import type { Workshop } from './ports.ts';

export interface Asked {
  readonly place: Place;
  readonly trigger: Question;
  /** The same when the same question comes again. */
  readonly seed: string;
}

/** As often as somebody else writes into the same journal. */
const ROUNDS = 5;
/** The App runs on no commit of its own. */
const NOWHERE = '' as Sha;

export async function ask(workshop: Workshop, asked: Asked): Promise<Decision | null> {
  const { place, trigger } = asked;
  const desk = reactingIfPossible(workshop, workshop.access(place).desk);
  // Seen at once; what comes of it may take a while.
  if (trigger.kind === 'comment') await desk.react(trigger.comment, 'eyes');
  const decision = await workshop.alone(`asked/${place.repositoryId}`, () => settle(workshop, asked));
  if (decision === null) return null;
  const site = workshop.site(place, decision.run);
  await showAnswer(answerTo(decision, { site, now: workshop.now(), buttons: true }), { desk, decision });
  const { run, refusal } = decision;
  // One that is under way may rest, for a trouble that is mended by now.
  if (run !== null && (refusal === null || refusal.kind === 'already-running')) await workshop.wake(run);
  return decision;
}

/** The comment may be gone, or its conversation locked: what it asked for is done all the same. */
function reactingIfPossible(workshop: Workshop, desk: Desk): Desk {
  return {
    ...desk,
    react: (comment, content) =>
      desk.react(comment, content).catch((error: unknown) => {
        workshop.say(`no reaction: ${error instanceof Error ? error.message : error}`, {});
      }),
  };
}

/** Null: it was not for Braid. */
async function settle(workshop: Workshop, asked: Asked): Promise<Decision | null> {
  for (let round = 1; round <= ROUNDS; round++) {
    const decision = await decideHere(workshop, asked);
    if (decision === null || (await keep(workshop, asked.place, decision))) return decision;
  }
  throw new Error('somebody else writes into the same journal all the time');
}

async function decideHere(workshop: Workshop, { place, trigger, seed }: Asked): Promise<Decision | null> {
  const { github, token } = workshop.access(place);
  const { repository, repositoryId: id } = place;
  const here: Here = {
    ...{ repository, actor: trigger.actor, workflow: workshop.workflow, workflowRun: null },
    commit: NOWHERE,
  };
  const outcome = await workshop.clones.use({ id, url: workshop.cloneUrl(place), token }, clone =>
    decide({
      ...{ trigger, host: 'app', clone, here, seed, now: workshop.now() },
      github: { ...reading(workshop, place), repository: () => github.repository() },
      runs: knownRuns(workshop, { place, clone }),
    }),
  );
  if (outcome.kind === 'ignored') {
    workshop.say(`nothing to do: ${outcome.reason}`, {});
    return null;
  }
  return outcome.decision;
}

function reading(workshop: Workshop, place: Place) {
  const { github } = workshop.access(place);
  return {
    permission: (login: string) => github.permission(login),
    pullRequest: async (number: number) => {
      const pull = await github.pullRequest(number);
      return pull === null ? null : { ...pull, head: { ...pull.head, sha: pull.head.sha as Sha } };
    },
  };
}

/** False: somebody else wrote into the journal since it was read. */
async function keep(workshop: Workshop, place: Place, decision: Decision): Promise<boolean> {
  const { run, origin, refusal, command, events, journal } = decision;
  const isPreview = command === 'plan' || run === null || origin === null;
  if (isPreview || refusal !== null || events.length === 0) return true;
  const kept = workshop.journal(run);
  const { events: there, version } = await kept.read();
  if (there.length !== journal.length) return false;
  if (journal.length === 0) {
    const { pullRequest, commit } = origin;
    await workshop.book.add({ ...place, run, pullRequest, commit, spot: placeOf(origin) });
  }
  return (await kept.append(events, version)).kind === 'appended';
}

/** A button of a check run stands for the run that the check run shows. */
export async function questionOf(
  workshop: Workshop,
  { run, command, actor }: Pick<Extract<Hint, { kind: 'pressed' }>, 'run' | 'command' | 'actor'>,
): Promise<Question | null> {
  const origin = replay((await workshop.journal(run).read()).events)?.origin ?? null;
  if (origin === null) return null;
  const { pullRequest, branch, commit } = origin;
  if (pullRequest !== null) return { kind: 'request', actor, pullRequest, command, planFile: null, run };
  return { kind: 'dispatch', actor, branch, commit, planFile: null, command, run };
}
