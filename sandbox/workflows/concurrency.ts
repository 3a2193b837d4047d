/**
 * Concurrency groups of one repository: one holds the place, one waits, and a newer one takes the place of the one that
 * waits. With `queue: max` up to a hundred wait.
 */
import type { ConcurrencyPlace, ConcurrencyRequest } from '../runner/host.ts';

const QUEUE_MAX = 100;

interface Place {
  readonly settle: (ready: boolean) => void;
  takeOver: (() => void) | null;
  /** Taken over before it had said how it is to be cancelled. */
  unwanted: boolean;
}

interface Group {
  holder: Place | null;
  readonly waiting: Place[];
}

export class ConcurrencyGroups {
  readonly #groups = new Map<string, Group>();

  enter(request: ConcurrencyRequest): ConcurrencyPlace {
    // Names of groups are the same in any case.
    const name = request.group.toLowerCase();
    const group = this.#groups.get(name) ?? { holder: null, waiting: [] };
    this.#groups.set(name, group);
    let settle: (ready: boolean) => void = () => undefined;
    const ready = new Promise<boolean>(resolve => {
      settle = resolve;
    });
    const place: Place = { settle, takeOver: null, unwanted: false };
    join(group, place, request);
    return {
      ready,
      onTakenOver: cancel => {
        place.takeOver = cancel;
        if (place.unwanted) cancel();
      },
      leave: () => leave(group, place),
    };
  }
}

function join(group: Group, place: Place, { cancelInProgress, queue }: ConcurrencyRequest): void {
  if (group.holder === null) {
    group.holder = place;
    place.settle(true);
    return;
  }
  if (cancelInProgress || queue === 'single')
    for (const replaced of group.waiting.splice(0)) replaced.settle(false);
  if (cancelInProgress) {
    group.holder.unwanted = true;
    group.holder.takeOver?.();
  }
  if (group.waiting.length >= QUEUE_MAX) place.settle(false);
  else group.waiting.push(place);
}

function leave(group: Group, place: Place): void {
  const waiting = group.waiting.indexOf(place);
  if (waiting >= 0) {
    group.waiting.splice(waiting, 1);
    place.settle(false);
  }
  if (group.holder !== place) return;
  group.holder = group.waiting.shift() ?? null;
  group.holder?.settle(true);
}
