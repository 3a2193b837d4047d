/** Works on runs, as they are asked for. */
import { Overtaken } from '../../shared/io/remote/remote-target.ts';
import { parseRunName } from '../../shared/request/run-name.ts';
import { endingWith } from '../github/ending.ts';
import type { Metrics } from '../operation/metrics.ts';
import { DatabaseUnreachable } from '../store/database.ts';
import type { Worker } from '../store/queue.ts';
import { type Advanced, advance } from './advance.ts';
import type { Workshop } from './ports.ts';
import { onTrouble } from './troubles/trouble.ts';

export function runWorker(
  workshop: Workshop,
  { atOnce, metrics }: { readonly atOnce: number; readonly metrics: Pick<Metrics, 'stepped'> },
): Worker {
  return {
    atOnce,
    handle: async (key, signal) => {
      const run = parseRunName(key);
      if (run === null) return;
      const begun = performance.now();
      const tell = (outcome: 'done' | 'failed' | 'overtaken') =>
        metrics.stepped(outcome, (performance.now() - begun) / 1000);
      let advanced: Advanced;
      try {
        advanced = await endingWith(signal, () => advance({ ...workshop, signal }, run));
        tell('done');
      } catch (error) {
        tell(error instanceof Overtaken ? 'overtaken' : 'failed');
        workshop.warn('could not go on', { run }, error);
        if (signal.aborted || isOfTheMoment(error)) throw error;
        return onTrouble(workshop, run, error);
      }
      if (advanced === 'in order') await workshop.troubles.forget(run);
    },
    buried: async (key, reason) => {
      const run = parseRunName(key);
      if (run === null) return;
      workshop.warn(`left until the next look: ${reason}`, { run });
      await onTrouble(workshop, run, new Error(reason));
    },
  };
}

/** The queue tries again soon; without the database, nothing can be noted. */
function isOfTheMoment(error: unknown): boolean {
  return error instanceof Overtaken || error instanceof DatabaseUnreachable;
}
