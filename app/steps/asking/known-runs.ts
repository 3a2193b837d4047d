/** Runs as the App knows them; beside them those that the action has begun in the same repository. */
import {
  type ExistingRun,
  existingRun,
  type KnownRuns,
  runsInGit,
} from '../../../shared/io/asking/known-runs.ts';
import type { Clone } from '../../../shared/io/remote/clone.ts';
import { isOver } from '../../../shared/run/over.ts';
import type { Place } from '../../translate.ts';
import type { Workshop } from '../ports.ts';

export function knownRuns(
  { book, journal }: Pick<Workshop, 'book' | 'journal'>,
  { place, clone }: { readonly place: Place; readonly clone: Clone },
): KnownRuns {
  const others = runsInGit(clone);
  const read: KnownRuns['read'] = async run =>
    existingRun(run, (await journal(run).read()).events) ?? others.read(run);
  return {
    read,
    newest: async spot => {
      const own = await book.newest(place.repositoryId, spot);
      const existing = own === null ? null : await read(own);
      if (own !== null && existing !== null && !isOver(existing.state)) return { run: own, isOver: false };
      const other = await others.newest(spot);
      if (other !== null && !other.isOver && other.run !== own) return other;
      return own === null ? other : { run: own, isOver: true };
    },
  };
}

/** Of those that the App has begun, whose reports are its own; null: none. */
export async function newestHere(
  { book, journal }: Pick<Workshop, 'book' | 'journal'>,
  { place, spot }: { readonly place: Place; readonly spot: string },
): Promise<ExistingRun | null> {
  const run = await book.newest(place.repositoryId, spot);
  return run === null ? null : existingRun(run, (await journal(run).read()).events);
}
