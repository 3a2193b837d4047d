/**
 * A run's journal is in the database. Jobs have no way to it, so the repository holds a copy, where the other hosts keep theirs; a step
 * is taken on the copy, and what it added comes into the database when all it stands on is pushed. So whoever takes over after a
 * crash finds every commit that the database names.
 */
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import { journalRef } from '../../shared/io/journal/run-refs.ts';
import type { Journal, JournalVersion } from '../../shared/io/ports.ts';
import type { Clone } from '../../shared/io/remote/clone.ts';
import { Overtaken, RemoteTarget } from '../../shared/io/remote/remote-target.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import type { LandEffect } from '../../shared/run/effect.ts';
import type { LandResult, RunEvent } from '../../shared/run/event.ts';

/** Makes the copy say what the journal says, whatever it said before. */
export async function copyJournal(
  repository: Repository,
  run: RunId,
  events: readonly RunEvent[],
): Promise<void> {
  const copy = openGitJournal(repository, run);
  const { events: there, version } = await copy.read();
  if (isBeginning(there, events)) return write(copy, events.slice(there.length), version);
  // A step that came to nothing in the end was pushed, and decided anew since.
  await repository.git.run(['update-ref', '-d', journalRef(run)]);
  await write(copy, events, null);
}

async function write(copy: Journal, events: readonly RunEvent[], version: JournalVersion): Promise<void> {
  if (events.length === 0) return;
  const { kind } = await copy.append(events, version);
  if (kind === 'conflict') throw new Error('somebody else writes into this clone');
}

function isBeginning(part: readonly RunEvent[], whole: readonly RunEvent[]): boolean {
  return part.every((event, index) => JSON.stringify(event) === JSON.stringify(whole[index]));
}

export interface Keeping {
  readonly run: RunId;
  readonly claim: string;
  readonly seen: ReadonlyMap<string, string>;
  readonly journal: Journal;
  /** As the journal was when the copy was made. */
  readonly events: readonly RunEvent[];
  readonly version: JournalVersion;
  /** Aborted: nothing is written any more. */
  readonly signal: AbortSignal;
}

/** What is pushed is kept in the journal right after. */
export class KeptTarget extends RemoteTarget {
  readonly #repository: Repository;
  readonly #keeping: Keeping;
  #kept: number;
  #version: JournalVersion;

  constructor(
    clone: Clone,
    keeping: Keeping & { readonly seen: ConstructorParameters<typeof RemoteTarget>[1]['seen'] },
  ) {
    super(clone, keeping);
    this.#repository = clone.repository;
    this.#keeping = keeping;
    this.#kept = keeping.events.length;
    this.#version = keeping.version;
  }

  override async flush(): Promise<void> {
    const { run, journal, signal } = this.#keeping;
    signal.throwIfAborted();
    await super.flush();
    signal.throwIfAborted();
    const { events } = await openGitJournal(this.#repository, run).read();
    const added = events.slice(this.#kept);
    if (added.length === 0) return;
    const appended = await journal.append(added, this.#version);
    if (appended.kind === 'conflict') throw new Overtaken(`the journal of ${run}`);
    this.#kept = events.length;
    this.#version = appended.version;
  }
  override async land(effect: LandEffect): Promise<LandResult> {
    this.#keeping.signal.throwIfAborted();
    return super.land(effect);
  }
}
