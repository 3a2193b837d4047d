/**
 * One bare clone for each repository, kept between the steps of its runs. It is a cache: whatever is wrong with one, it is thrown
 * away and made anew.
 */
import { acquireLock, type Lock } from '../../shared/io/processes/lock.ts';
import { type Clone, openClone } from '../../shared/io/remote/clone.ts';
import { isDamage } from './damage.ts';
import { type ClonePlace, clonePlace, discard, recall, remember } from './place.ts';
import { type LargeClone, makeRoom } from './room.ts';
import { keepUp, requireReadable, takeOver } from './upkeep.ts';

export interface ClonesOptions {
  /** Made when it is not there. Processes of one machine may share it; each container has one of its own. */
  readonly folder: string;
  /** Of all clones that nobody uses. */
  readonly limitBytes: number;
  readonly pause: (ms: number) => Promise<void>;
  /** Told what went wrong between two uses. A clone that cannot be kept in order is made anew by the next one. */
  readonly onTrouble?: (error: unknown) => void;
  /** Told once of each clone that is larger than the limit, which is kept until another one is needed. */
  readonly onLarge?: (clone: LargeClone) => void;
}

export interface ClonedRepository {
  /** GitHub's: it stays the same when the repository is renamed. */
  readonly id: number;
  readonly url: string;
  /** Asked for at each use: it expires after an hour. */
  readonly token: () => Promise<string>;
}

/** Between looks at a lock that another process has, in milliseconds. */
const LOOK_MS = 200;

/** Of whoever is in. */
interface Stay {
  readonly place: ClonePlace;
  readonly lock: Extract<Lock, { kind: 'acquired' }>;
  /** Null: not opened yet, or thrown away. */
  clone: Clone | null;
}

export class Clones {
  readonly #options: ClonesOptions;
  /** Of the last one who came, for each repository; resolves when they have left. */
  readonly #turns = new Map<number, Promise<void>>();
  #room = Promise.resolve();
  /** Those of which {@link ClonesOptions.onLarge} was told. */
  readonly #large = new Set<number>();
  #isClosed = false;

  constructor(options: ClonesOptions) {
    this.#options = options;
  }

  /** One user of a repository's clone at a time. `work` is done a second time, from the start, when the clone was damaged. */
  use<T>(repository: ClonedRepository, work: (clone: Clone) => Promise<T>): Promise<T> {
    const { id } = repository;
    const before = this.#turns.get(id) ?? Promise.resolve();
    const entered = before.then(() => this.#enter(id));
    const worked = entered.then(stay => this.#work(stay, repository, work));
    const isLast = (): boolean => this.#turns.get(id) === turn;
    const turn: Promise<void> = Promise.allSettled([entered, worked]).then(async ([entry]) => {
      if (entry.status === 'fulfilled') await this.#leave(entry.value, () => !isLast());
      if (isLast()) this.#turns.delete(id);
    });
    this.#turns.set(id, turn);
    return worked;
  }

  /** Nobody is let in any more; resolves when those that are in have left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#turns.values());
  }

  async #enter(id: number): Promise<Stay> {
    const place = clonePlace(this.#options.folder, id);
    for (;;) {
      if (this.#isClosed) throw new Error('the clones are closed');
      const lock = await acquireLock(place.lock);
      if (lock.kind === 'acquired') return { place, lock, clone: null };
      await this.#options.pause(LOOK_MS);
    }
  }

  async #work<T>(
    stay: Stay,
    { url, token }: ClonedRepository,
    work: (clone: Clone) => Promise<T>,
  ): Promise<T> {
    const { place, lock } = stay;
    if (lock.abandoned) await takeOver(place);
    const address = { url, token: await token(), pause: this.#options.pause };
    const attempt = async (): Promise<T> => {
      stay.clone = await openClone({ folder: place.clone, ...address });
      await requireReadable(stay.clone.repository);
      return work(stay.clone);
    };
    try {
      return await attempt();
    } catch (error) {
      if (!isDamage(error)) throw error;
      await discard(place);
      return attempt();
    }
  }

  /** Never rejects: what cannot be kept in order is thrown away. */
  async #leave({ place, lock, clone }: Stay, isAwaited: () => boolean): Promise<void> {
    const trouble = (error: unknown): void => this.#options.onTrouble?.(error);
    try {
      if (clone !== null) {
        const known = { packedBytes: (await recall(place))?.packedBytes ?? null, isAwaited: isAwaited() };
        await remember(place, await keepUp(clone, known));
      }
    } catch (error) {
      trouble(error);
      await discard(place).catch(() => {});
    }
    try {
      await lock.release();
      // One after another: two who count at once would both make room.
      this.#room = this.#room.then(() => this.#makeRoom()).catch(trouble);
      await this.#room;
    } catch (error) {
      trouble(error);
    }
  }

  async #makeRoom(): Promise<void> {
    const { folder, limitBytes, onLarge } = this.#options;
    const large = await makeRoom(folder, limitBytes);
    if (large === null || this.#large.has(large.id)) return;
    this.#large.add(large.id);
    onLarge?.(large);
  }
}
