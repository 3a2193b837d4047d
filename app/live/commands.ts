/** What programs ask of the App by its API: the same as what people ask on GitHub. */
import { randomUUID } from 'node:crypto';
import type { RunId } from '../../shared/plan/plan.ts';
import type { Command } from '../../shared/request/command.ts';
import type { CommandAnswer, Commands, StartOrder } from '../api/ports.ts';
import type { Installations } from '../github/installations.ts';
import { reached } from '../github/whereabouts.ts';
import { ask, questionOf } from '../steps/asking/ask.ts';
import type { Workshop } from '../steps/ports.ts';
import type { Place, Question } from '../translate.ts';
import { placeOf } from './repository-now.ts';

export function openCommands(workshop: Workshop, installations: Installations): Commands {
  const about = async (run: RunId, actor: string, command: Command): Promise<CommandAnswer> => {
    const record = await workshop.book.find(run);
    const trigger = record === null ? null : await questionOf(workshop, { run, command, actor });
    if (record === null || trigger === null) return refusedAsUnknown(run);
    // It may have another name by now.
    const found = await workshop.whereabouts(record);
    return found.kind === 'there' ? answer(workshop, found.place, trigger) : refusedAsUnknown(run);
  };
  return {
    start: order => start(workshop, installations, order),
    cancel: (run, actor) => about(run, actor, { kind: 'cancel' }),
    retry: (run, actor, tasks) => about(run, actor, { kind: 'retry', tasks: tasks ?? [] }),
    resume: (run, actor) => about(run, actor, { kind: 'resume' }),
  };
}

async function start(
  workshop: Workshop,
  installations: Installations,
  { repository, actor, from }: StartOrder,
): Promise<CommandAnswer> {
  const place = reached(await installations.whereabouts(placeOf(repository)));
  if (place === null) return refusedAsUnknown(null);
  const command: Command = { kind: 'run' };
  if (from.kind === 'pull-request')
    return answer(workshop, place, {
      ...{ kind: 'request', actor, command, pullRequest: from.number, planFile: null, run: null },
    });
  const branch = from.branch ?? (await workshop.access(place).github.repository()).defaultBranch;
  const commit = await workshop.head(place, branch);
  if (commit === null) return refusedAsUnknown(null);
  return answer(workshop, place, {
    ...{ kind: 'dispatch', actor, command, branch, commit, planFile: from.path, run: null },
  });
}

async function answer(workshop: Workshop, place: Place, trigger: Question): Promise<CommandAnswer> {
  const seed = `${place.repository}/${randomUUID()}`;
  const decision = await ask(workshop, { place, trigger, seed, delivery: null });
  if (decision === null) return refusedAsUnknown(null);
  if (decision.refusal !== null) return { kind: 'refused', refusal: decision.refusal };
  if (decision.run === null) return refusedAsUnknown(null);
  return { kind: 'accepted', run: decision.run };
}

function refusedAsUnknown(run: RunId | null): CommandAnswer {
  return { kind: 'refused', refusal: { kind: 'no-run', run } };
}
