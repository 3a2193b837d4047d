/** Runs that exist, for whoever is asked about them: each host keeps them in its own place. */
import type { RunId } from '../../plan/plan.ts';
import type { RunEvent } from '../../run/event.ts';
import type { Started } from '../../run/state.ts';
import { replay } from '../../run/transition.ts';
import { openGitJournal } from '../journal/journal-git.ts';
import { isOver, newestRun } from '../remote/claims.ts';
import { type Clone, fetchRun } from '../remote/clone.ts';

export interface ExistingRun {
  readonly run: RunId;
  readonly state: Started;
  readonly events: readonly RunEvent[];
}

export interface KnownRuns {
  /** `place`: what at most one run at a time is about. Null: there was none. */
  newest(place: string): Promise<{ readonly run: RunId; readonly isOver: boolean } | null>;
  /** Null: there is no such run. */
  read(run: RunId): Promise<ExistingRun | null>;
}

/** As their journals in the repository say. */
export function runsInGit(clone: Clone): KnownRuns {
  return {
    newest: async place => {
      const claim = await newestRun(clone.remote, place);
      if (claim === null) return null;
      await clone.remote.fetch([claim.version]);
      return { run: claim.run, isOver: await isOver(clone.repository.git, claim.version) };
    },
    read: async run => {
      await fetchRun(clone, { run, commits: [] });
      const { events } = await openGitJournal(clone.repository, run).read();
      return existingRun(run, events);
    },
  };
}

/** Null: there was none. */
export async function newestOf(runs: KnownRuns, place: string): Promise<ExistingRun | null> {
  const newest = await runs.newest(place);
  return newest === null ? null : runs.read(newest.run);
}

/** Null: nothing has happened yet. */
export function existingRun(run: RunId, events: readonly RunEvent[]): ExistingRun | null {
  const state = replay(events);
  return state === null ? null : { run, state, events };
}
