/** Who shows something on GitHub does so alone: else two would each write a first comment, and what is older could come last. */
import type { RunId } from '../../shared/plan/plan.ts';
import type { Place } from '../translate.ts';
import type { Workshop } from './ports.ts';

/** Where something is shown: on a pull request all runs have one comment. */
export interface ShownPlace {
  readonly place: Pick<Place, 'repositoryId'>;
  readonly pullRequest: number | null;
  readonly run: RunId | null;
}

export function shownAlone(
  workshop: Workshop,
  { place, pullRequest, run }: ShownPlace,
  show: () => Promise<void>,
): Promise<void> {
  const what = pullRequest ?? run ?? '';
  return workshop.alone(`shown/${place.repositoryId}/${what}`, workshop.signal, show);
}
