/**
 * Who descends from whom. A process whose parent died shows no trace of its origin, so descent is sampled while an
 * attempt runs and remembered: often in its first second, when daemons are born, then twice a second.
 */
import { type ProcessEntry, type ProcessTable, readProcessTable } from './table.ts';

const FIRST_SAMPLE_MS = 15;
const LAST_SAMPLE_MS = 500;
/** Sampling takes at most this part of the time, on a machine with however many processes. */
const SHARE_OF_TIME = 0.02;

/** The processes that are known to belong to one attempt. */
export class Descent {
  readonly #leader: ProcessEntry | null;
  /** Pid → start, of those that lived when last looked. */
  #known = new Map<number, number>();

  /** `leader` is also the leader of a group and a session; null: there is none, as after a crash. */
  constructor(leader: ProcessEntry | null) {
    this.#leader = leader;
    if (leader !== null) this.claim(leader);
  }

  has({ pid, start }: ProcessEntry): boolean {
    return this.#known.get(pid) === start;
  }

  claim({ pid, start }: ProcessEntry): void {
    this.#known.set(pid, start);
  }

  /** Adds what those that are known have started, and forgets who is gone: their children have another parent by now. */
  learn({ entries }: ProcessTable): void {
    const known = this.#known;
    this.#known = new Map();
    const children = new Map<number, ProcessEntry[]>();
    const open: ProcessEntry[] = [];
    for (const entry of entries.values()) {
      const siblings = children.get(entry.parent);
      if (siblings === undefined) children.set(entry.parent, [entry]);
      else siblings.push(entry);
      if (known.get(entry.pid) === entry.start || this.#follows(entry, entries)) open.push(entry);
    }
    for (const entry of open) {
      if (this.has(entry)) continue;
      this.claim(entry);
      open.push(...(children.get(entry.pid) ?? []));
    }
  }

  /** In the group or session of the leader. Neither number is used again for a process while a member lives. */
  #follows({ group, session, start }: ProcessEntry, entries: ProcessTable['entries']): boolean {
    const leader = this.#leader;
    if (leader === null || (group !== leader.pid && session !== leader.pid) || start < leader.start)
      return false;
    const now = entries.get(leader.pid);
    return now === undefined || now.start === leader.start;
  }
}

const watched = new Set<Descent>();
let delay = FIRST_SAMPLE_MS;
let timer: NodeJS.Timeout | null = null;

/** Samples until {@link unwatchDescent}. */
export function watchDescent(descent: Descent): void {
  watched.add(descent);
  delay = FIRST_SAMPLE_MS;
  schedule();
}

export function unwatchDescent(descent: Descent): void {
  watched.delete(descent);
  if (watched.size > 0 || timer === null) return;
  clearTimeout(timer);
  timer = null;
}

/** Whether an attempt that this process runs, other than `own`, is known to have started it. */
export function belongsToAnother(entry: ProcessEntry, own: Descent): boolean {
  for (const descent of watched) if (descent !== own && descent.has(entry)) return true;
  return false;
}

function schedule(): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => void sample(), delay).unref();
}

async function sample(): Promise<void> {
  const began = performance.now();
  // A table that cannot be read now (no more files or processes may be opened) can be read later.
  const table = await readProcessTable().catch(() => null);
  if (table !== null) for (const descent of watched) descent.learn(table);
  delay = Math.max(Math.min(delay * 1.5, LAST_SAMPLE_MS), (performance.now() - began) / SHARE_OF_TIME);
  if (watched.size > 0) schedule();
}
