/** Workflow runs that failed before their run had a journal: no run points to them, so they are looked for. */
import { runDigits } from '../../shared/io/asking/start-run.ts';
import type { Remote } from '../../shared/io/remote/remote.ts';

export interface FailedRun {
  readonly id: number;
  /** 1, and one more with each re-run. */
  readonly attempt: number;
}

export interface LostRuns {
  readonly remote: Remote;
  /** Of Braid's workflow file. */
  readonly failed: readonly FailedRun[];
  /** The same that its run's name was made of. */
  readonly seedOf: (workflowRun: number) => string;
  /** How often each is run again. */
  readonly most: number;
  readonly rerun: (workflowRun: number) => Promise<void>;
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** What their tasks have done is kept that way. */
export async function rerunLost({ remote, failed, seedOf, most, rerun, say, warn }: LostRuns): Promise<void> {
  if (failed.length === 0) return;
  const journals = [...(await remote.list(['refs/braid/*'])).keys()];
  for (const { id, attempt } of failed) {
    if (journals.some(ref => ref.endsWith(`-${runDigits(seedOf(id))}`))) continue;
    if (attempt > most) {
      warn(`workflow run ${id} has failed ${attempt} times and is given up: see its log, then start anew`);
      continue;
    }
    say(`running the failed jobs of ${id} again`);
    await rerun(id);
  }
}
