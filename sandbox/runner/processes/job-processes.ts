/** All processes that a job has started, wherever they went, to be ended with it. */
import { isIn, placesOf } from '../../../shared/io/processes/places.ts';
import { HAS_PROC, readProcessTable, readProcFile } from '../../../shared/io/processes/table.ts';

/** As on GitHub: what a step leaves running has it in its environment, unless it took care not to. */
export const TRACKING_VARIABLE = 'RUNNER_TRACKING_ID';

/** Rounds of looking and killing: what is started in between is found in the next. */
const MOST_ROUNDS = 20;

export class JobProcesses {
  readonly trackingId: string;
  readonly #folder: string;
  readonly #groups = new Set<number>();

  constructor(folder: string, trackingId: string) {
    this.#folder = folder;
    this.trackingId = trackingId;
  }

  /** `pid` leads a process group of its own. */
  add(pid: number): void {
    this.#groups.add(pid);
  }

  signal(pid: number, name: NodeJS.Signals): void {
    send(-pid, name);
  }

  /** Ends everything at once. Without `/proc` only the process groups are known. */
  async killAll(): Promise<void> {
    for (const group of this.#groups) send(-group, 'SIGKILL');
    if (!HAS_PROC) return;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const pids = await this.#find();
      if (pids.length === 0) return;
      for (const pid of pids) send(pid, 'SIGSTOP');
      for (const pid of pids) send(pid, 'SIGKILL');
    }
  }

  /** By group, by the tracking variable, by place, and whatever these have started. */
  async #find(): Promise<readonly number[]> {
    const { entries } = await readProcessTable();
    const places = placesOf([this.#folder]);
    const own = new Set<number>();
    for (const { pid, group, dead, parent } of entries.values()) {
      if (dead || pid === process.pid || pid === process.ppid) continue;
      const known = this.#groups.has(group) || own.has(parent);
      if (known || this.#isMarked(pid) || isIn(pid, places)) own.add(pid);
    }
    for (let before = -1; before !== own.size; ) {
      before = own.size;
      for (const { pid, parent, dead } of entries.values()) if (!dead && own.has(parent)) own.add(pid);
    }
    own.delete(process.pid);
    return [...own];
  }

  #isMarked(pid: number): boolean {
    const variables = readProcFile(pid, 'environ')?.split('\0') ?? [];
    return variables.includes(`${TRACKING_VARIABLE}=${this.trackingId}`);
  }
}

function send(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name);
  } catch {
    // It has ended meanwhile.
  }
}
