/** What is said of a run that cannot go on, and of a question that cannot be answered: where people look, as far as that can be reached. */
import type { Desk } from '../../../shared/io/hosted/desk.ts';
import { showAnswer } from '../../../shared/io/hosted/show-answer.ts';
import { showRun } from '../../../shared/io/hosted/show-run.ts';
import { stuckAnswer, unanswered } from '../../../shared/report/github/answer.ts';
import { COMMENT_MARKER } from '../../../shared/report/github/comment.ts';
import { NO_DECISION } from '../../../shared/request/decision.ts';
import type { Started } from '../../../shared/run/state.ts';
import { replay } from '../../../shared/run/transition.ts';
import type { Hint, Place } from '../../translate.ts';
import type { RunRecord, Workshop } from '../ports.ts';

/** Whose comment is worth changing Braid's for. */
const WRITERS: readonly string[] = ['admin', 'maintain', 'write'];
/** Other labels ask for nothing, whatever they begin with. */
const ASKING = /(?:run|plan|cancel|retry)$/;

export async function tellStuck(workshop: Workshop, record: RunRecord, reason: string): Promise<void> {
  const { run } = record;
  await asFarAsPossible(workshop, record, async ({ desk, place }) => {
    const { events: journal } = await workshop.journal(run).read();
    const origin = replay(journal)?.origin ?? null;
    const site = workshop.site(place, run);
    const answer = stuckAnswer({ at: 'step', run, reason, journal }, { site, now: workshop.now() });
    await showAnswer(answer, { desk, decision: { ...NO_DECISION, run, origin } });
  });
}

/** The end of a run that nobody could show as usual. */
export async function tellEnd(workshop: Workshop, record: RunRecord, state: Started): Promise<void> {
  const { origin, run } = state;
  if (origin === null) return;
  await asFarAsPossible(workshop, record, async ({ desk, place }) => {
    const { events } = await workshop.journal(run).read();
    await showRun(state, {
      // All of it is shown anew.
      ...{ desk, origin, before: replay(events.slice(0, 1)) ?? state, buttons: true },
      ...{ now: workshop.now(), site: workshop.site(place, run) },
      summarize: async () => {},
      warn: line => workshop.warn(line, { run }),
    });
  });
}

async function asFarAsPossible(
  workshop: Workshop,
  record: RunRecord,
  tell: (where: { readonly desk: Desk; readonly place: Place }) => Promise<void>,
): Promise<void> {
  try {
    const found = await workshop.whereabouts(record);
    if (found.kind === 'there') await tell({ desk: workshop.access(found.place).desk, place: found.place });
  } catch (error) {
    workshop.warn('nobody could be told', { run: record.run }, error);
  }
}

interface Unanswered {
  readonly place: Place;
  readonly actor: string;
  readonly pullRequest: number;
  readonly comment: number | null;
}

/** Told to whoever may ask: for nobody else the one comment is changed. `at`: `later` where it is tried on until it is answered. */
export async function tellUnanswered(
  workshop: Workshop,
  hint: Hint,
  { at = 'question', reason }: { readonly at?: 'question' | 'later'; readonly reason: string },
): Promise<void> {
  try {
    const asked = await whoAsked(workshop, hint);
    if (asked === null) return;
    const { place, actor, pullRequest, comment } = asked;
    const { github, desk } = workshop.access(place);
    if (!WRITERS.includes(await github.permission(actor))) return;
    const run = await workshop.book.newest(place.repositoryId, `pull request ${pullRequest}`);
    const journal = run === null ? [] : (await workshop.journal(run).read()).events;
    const site = workshop.site(place, run);
    const { comment: body } = unanswered({ at, reason, journal }, { site, now: workshop.now() });
    if (comment !== null) await desk.react(comment, 'confused').catch(() => {});
    if (body !== null) await desk.putComment({ issue: pullRequest, marker: COMMENT_MARKER, body });
  } catch (error) {
    workshop.warn('nobody could be told', {}, error);
  }
}

async function whoAsked({ book }: Workshop, hint: Hint): Promise<Unanswered | null> {
  switch (hint.kind) {
    case 'asked': {
      const { place, trigger } = hint;
      if (trigger.kind === 'dispatch' || trigger.kind === 'push' || trigger.kind === 'tag') return null;
      if (trigger.kind === 'label' && !ASKING.test(trigger.label)) return null;
      const comment = trigger.kind === 'comment' ? trigger.comment : null;
      return { place, actor: trigger.actor, pullRequest: trigger.pullRequest, comment };
    }
    case 'pressed': {
      const pullRequest = (await book.find(hint.run))?.pullRequest ?? null;
      return pullRequest === null
        ? null
        : { place: hint.place, actor: hint.actor, pullRequest, comment: null };
    }
    default:
      return null;
  }
}
