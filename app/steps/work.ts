/** What a hint leads to. */
import type { RunId } from '../../shared/plan/plan.ts';
import type { Hint } from '../translate.ts';
import { ask, questionOf } from './asking/ask.ts';
import type { Workshop } from './ports.ts';

/** `delivery`: by which the same webhook is known when it comes again. */
export async function follow(workshop: Workshop, hint: Hint, delivery: string): Promise<void> {
  switch (hint.kind) {
    case 'ignored':
      return;
    case 'moved':
      return wakeKnown(workshop, hint.run);
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
async function wakeKnown({ book, wake }: Workshop, run: RunId): Promise<void> {
  if ((await book.find(run)) !== null) await wake(run);
}
