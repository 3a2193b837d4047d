/**
 * Finds the processes of an attempt wherever they went, and ends them. Who owns a process:
 *
 * 1. Its marks or its descent name the owner. An attempt inside an attempt (Braid that runs Braid) belongs to both.
 * 2. Only if nobody owns it by that, the place decides: a directory it is in, a file it holds, the output it writes to.
 *    Not if it belongs to a terminal, nor if a process that is older than the attempt and no ancestor of Braid's started
 *    it: what an attempt leaves goes to such an ancestor. So a person may look into a tree with a shell or an editor.
 *
 * Never Braid, its ancestors, its own git, or anything older than the attempt.
 */
import { belongsToAnother, Descent } from './descent.ts';
import { type Ending, endAll, type Finding } from './end.ts';
import { whoseMarks } from './mark.ts';
import { isIn, placesOf } from './places.ts';
import { HAS_PROC, type ProcessEntry, type ProcessTable, readProcessTable, startTimeAt } from './table.ts';

export { markerPrefix } from './mark.ts';

export interface Search {
  /** A whole marker, or the prefix of a run's. */
  readonly marker: string;
  /** Absolute paths, resolved. */
  readonly places: readonly string[];
  /** Older ones are left alone; in the unit of {@link ProcessEntry.start}. */
  readonly since: number;
  readonly descent: Descent;
}

/** What runs now. Costs 6 ms with 300 processes, 20 ms if all of them are younger than the attempt and nobody's. */
export async function findProcesses(search: Search): Promise<Finding> {
  const table = await readProcessTable();
  const { descent } = search;
  const kin = ancestry(table);
  descent.learn(table);
  const foreign = new Set<number>();
  const candidates = [...table.entries.values()].filter(
    entry => !entry.dead && entry.start >= search.since && !kin.has(entry.pid),
  );
  for (const entry of candidates) {
    if (descent.has(entry) || !HAS_PROC) continue;
    const marks = whoseMarks(entry.pid, search.marker);
    if (marks === 'wanted') descent.claim(entry);
    else if (marks === 'others' || belongsToAnother(entry, descent)) foreign.add(entry.pid);
  }
  descent.learn(table);
  for (const entry of candidates) {
    if (descent.has(entry) || entry.terminal || foreign.has(entry.pid)) continue;
    if (!mayBeLeft(entry, { table, kin, foreign, since: search.since })) continue;
    if (isIn(entry.pid, search.places)) descent.claim(entry);
  }
  descent.learn(table);
  return { table, found: candidates.filter(entry => descent.has(entry)) };
}

interface Origin {
  readonly table: ProcessTable;
  readonly kin: ReadonlySet<number>;
  readonly foreign: ReadonlySet<number>;
  readonly since: number;
}

/** Whether it came to its parent as an orphan of an attempt could have. */
function mayBeLeft(entry: ProcessEntry, { table, kin, foreign, since }: Origin): boolean {
  for (let parent = table.entries.get(entry.parent); parent; parent = table.entries.get(parent.parent)) {
    // Orphans go to the first process of a container, which may be Braid.
    if (parent.pid === 1) return true;
    if (parent.pid === process.pid) return false;
    if (kin.has(parent.pid)) return true;
    if (parent.start < since || foreign.has(parent.pid)) return false;
  }
  return true;
}

/** Braid itself and whoever started it. */
function ancestry({ entries }: ProcessTable): ReadonlySet<number> {
  const kin = new Set<number>([process.pid, process.ppid]);
  for (let at = entries.get(process.pid); at && at.parent > 0; at = entries.get(at.parent))
    kin.add(at.parent);
  return kin;
}

export interface Orphans {
  /** A whole marker, or `markerPrefix(run)`. */
  readonly marker: string;
  /** Trees and private directories of these attempts. */
  readonly directories: readonly string[];
  /** Milliseconds since 1970, no later than the start of the first of these attempts. */
  readonly since: number;
  /** Ends them at once; else they get a grace of 5 s. */
  readonly force?: boolean;
}

/**
 * Ends what the attempts of a dead driver left running; answers the pids that could not be ended. Without `/proc` (macOS)
 * nothing of theirs can be found.
 */
export async function endProcesses(orphans: Orphans): Promise<readonly number[]> {
  if (!HAS_PROC) return [];
  const search: Search = {
    marker: orphans.marker,
    places: placesOf(orphans.directories),
    since: await startTimeAt(orphans.since),
    descent: new Descent(null),
  };
  const ending: Ending = {
    force: orphans.force ?? false,
    graceMs: GRACE_MS,
    patienceMs: 0,
    hurry: () => false,
  };
  return endAll(() => findProcesses(search), ending);
}

/** Between SIGTERM and SIGKILL. */
export const GRACE_MS = 5_000;
