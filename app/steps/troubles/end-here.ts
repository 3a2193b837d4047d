/**
 * Ends a run without its repository: what it has made stays where it is, nothing is started, merged or landed any more. It counts as
 * cancelled, so it can be gone on with.
 */
import { Driver } from '../../../shared/io/drive.ts';
import { notBegun } from '../../../shared/io/local/left.ts';
import { type HostPorts, makePerform } from '../../../shared/io/perform.ts';
import type { Journal } from '../../../shared/io/ports.ts';
import type { RunEvent } from '../../../shared/run/event.ts';
import { isOver } from '../../../shared/run/over.ts';
import type { RunState, Started } from '../../../shared/run/state.ts';
import { replay } from '../../../shared/run/transition.ts';
import type { RunRecord, Workshop } from '../ports.ts';

export interface Ending {
  readonly workshop: Workshop;
  readonly record: RunRecord;
  /** Follows "cancelled by"; a person who asked for it before stays the one. */
  readonly by: string;
  /** Why nothing can be done in the repository, for a person. */
  readonly reason: string;
}

/** As it is then. Null: the run has no beginning. */
export async function endHere(ending: Ending): Promise<Started | null> {
  const { workshop, record } = ending;
  const { run } = record;
  const journal = workshop.journal(run);
  const before = replay((await journal.read()).events);
  if (before === null) return null;
  const state = isOver(before) ? before : ((await endNow(ending, journal)) ?? before);
  const open = await workshop.hops.open(run);
  if (open !== null) await workshop.hops.close(run, open.version);
  return state;
}

function endNow(ending: Ending, journal: Journal): Promise<RunState> {
  const cancel: RunEvent = { type: 'cancel-requested', at: ending.workshop.now(), by: ending.by };
  return new Driver({ journal, perform: makePerform(nowhere(ending)) }).run([cancel]);
}

function nowhere({ workshop, reason }: Ending): HostPorts {
  const never = async (): Promise<never> => {
    throw new Error('nothing is merged or verified after a cancel');
  };
  return {
    attempts: { run: async () => notBegun({ kind: 'stopped' }), stop: () => {} },
    backends: { check: async () => ({ kind: 'unusable', reason, hint: '' }) },
    merger: { chain: never },
    verifier: { verify: never },
    target: {
      publish: async () => reason,
      inspect: async () => ({ kind: 'blocked', reason }),
      land: async () => ({ kind: 'refused', reason }),
    },
    reporter: { report: async () => {} },
    clock: { now: workshop.now, until: async () => {} },
  };
}
