/** What a hint leads to. */
import type { NamedRun } from '../store/runs.ts';
import type { Hint } from '../translate.ts';
import { ask, questionOf } from './asking/ask.ts';
import type { Workshop } from './ports.ts';

/** The jobs of a matrix begin and end by the dozen: what they do is put into the check run so long after the first, in milliseconds. */
export const SHOWN_AFTER_MS = 10_000;

/** `delivery`: by which the same webhook is known when it comes again. */
export async function follow(workshop: Workshop, hint: Hint, delivery: string): Promise<void> {
  switch (hint.kind) {
    case 'ignored':
      return;
    case 'moved':
      return wakeKnown(workshop, hint);
    case 'worked': {
      for (const run of await workshop.jobs.note([hint.job])) await workshop.wake(run, SHOWN_AFTER_MS);
      return;
    }
    case 'asked': {
      const { place, trigger } = hint;
      await ask(workshop, { place, trigger, seed: `${place.repository}/${delivery}`, delivery });
      return;
    }
    case 'pressed': {
      const { place } = hint;
      const trigger = await questionOf(workshop, hint);
      if (trigger === null) return workshop.say('a button of an unknown run', { run: hint.run, delivery });
      await ask(workshop, { place, trigger, seed: `${place.repository}/${delivery}`, delivery });
    }
  }
}

/** Runs of the action have workflow runs of the same names. */
async function wakeKnown({ book, wake }: Workshop, { run, repositoryId }: NamedRun): Promise<void> {
  if ((await book.find(run))?.repositoryId === repositoryId) await wake(run);
}
