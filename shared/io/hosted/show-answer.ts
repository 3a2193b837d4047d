/** Shows the answer to a question where it was asked. */
import type { Answer } from '../../report/github/answer.ts';
import { COMMENT_MARKER } from '../../report/github/comment.ts';
import type { Decision } from '../../request/decision.ts';
import type { Desk } from './desk.ts';

export async function showAnswer(
  { comment, checks }: Answer,
  { desk, decision }: { readonly desk: Desk; readonly decision: Decision },
): Promise<void> {
  const { origin, label, refusal } = decision;
  const issue = origin?.pullRequest ?? null;
  // So that it can be set again.
  if (label !== null && issue !== null) await desk.removeLabel(issue, label);
  if (decision.comment !== null) await desk.react(decision.comment, refusal === null ? 'rocket' : 'confused');
  if (origin !== null && origin.commit !== '')
    for (const check of checks) await desk.putCheckRun({ ...check, headSha: origin.commit });
  // Whoever may not ask takes nobody's report away: their answer is the reaction.
  const stays = refusal?.kind === 'not-allowed' && decision.journal.length > 0;
  if (issue !== null && comment !== null && !stays)
    await desk.putComment({ issue, marker: COMMENT_MARKER, body: comment });
}
