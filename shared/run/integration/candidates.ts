/** Merges that nothing holds yet: the ends of the chains that decisions to come may ask about. */
import type { Sha } from '../../plan/plan.ts';
import type { ChainResult } from '../event.ts';
import type { Started } from '../state.ts';
import { chainOnto } from './chain.ts';

/**
 * A search asks about any prefix of a chain in any of its rounds, and chains further ones onto those. What was chained onto an
 * earlier head is over.
 */
export function openCandidates({ finishedAt, integration: { head, chains } }: Started): readonly Sha[] {
  if (finishedAt !== null) return [];
  const onto = new Set<Sha>([head.commit]);
  const ends = new Set<Sha>();
  for (let size = 0; size !== onto.size; ) {
    size = onto.size;
    for (const [key, result] of chains) {
      if (!onto.has(chainOnto(key))) continue;
      const commits = commitsOf(result);
      for (const commit of commits) onto.add(commit);
      const end = commits.at(-1);
      if (end !== undefined && end !== head.commit) ends.add(end);
    }
  }
  return [...ends];
}

function commitsOf({ steps }: ChainResult): readonly Sha[] {
  return steps.flatMap(step => (step.kind === 'merged' ? [step.after.commit] : []));
}
