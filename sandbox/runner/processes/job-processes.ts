/** All processes that a job has started, wherever they went, to be ended with it. */
import { Descent, unwatchDescent, watchDescent } from '../../../shared/io/processes/descent.ts';
import { isIn, placesOf } from '../../../shared/io/processes/places.ts';
import {
  HAS_PROC,
  type ProcessEntry,
  readProcess,
  readProcessTable,
  readProcFile,
} from '../../../shared/io/processes/table.ts';

/** As on GitHub: what a step leaves running has it in its environment, unless it took care not to. */
export const TRACKING_VARIABLE = 'RUNNER_TRACKING_ID';

/** Rounds of looking and killing: what is started in between is found in the next. */
const MOST_ROUNDS = 20;

export class JobProcesses {
  readonly trackingId: string;
  readonly #places: readonly string[];
  readonly #groups = new Set<number>();
  readonly #descents: Descent[] = [];
  readonly #followed: Promise<void>[] = [];

  constructor(folder: string, trackingId: string) {
    this.#places = placesOf([folder]);
    this.trackingId = trackingId;
  }

  /** `pid` has just been started, and leads a process group of its own. */
  add(pid: number): void {
    this.#groups.add(pid);
    if (HAS_PROC) this.#followed.push(this.#follow(pid));
  }

  signal(pid: number, name: NodeJS.Signals): void {
    send(-pid, name);
  }

  /** Ends everything at once. Without `/proc` only the process groups are known. */
  async killAll(): Promise<void> {
    await Promise.all(this.#followed);
    if (!HAS_PROC) for (const group of this.#groups) send(-group, 'SIGKILL');
    for (let round = 0; HAS_PROC && round < MOST_ROUNDS; round++) {
      const pids = await this.#find();
      if (pids.length === 0) break;
      // First all are stopped: who loses its parent is no longer known by it.
      for (const pid of pids) send(pid, 'SIGSTOP');
      for (const pid of pids) send(pid, 'SIGKILL');
    }
    for (const descent of this.#descents) unwatchDescent(descent);
  }

  async #follow(pid: number): Promise<void> {
    const leader = await readProcess(pid).catch(() => null);
    if (leader === null) return;
    const descent = new Descent(leader);
    this.#descents.push(descent);
    watchDescent(descent);
  }

  /** By descent, by the tracking variable, by place. */
  async #find(): Promise<readonly number[]> {
    const table = await readProcessTable();
    for (const descent of this.#descents) descent.learn(table);
    return [...table.entries.values()].filter(entry => this.#owns(entry)).map(({ pid }) => pid);
  }

  #owns(entry: ProcessEntry): boolean {
    const { pid, group, dead } = entry;
    if (dead || pid === process.pid || pid === process.ppid) return false;
    if (this.#groups.has(group) || this.#descents.some(descent => descent.has(entry))) return true;
    return this.#isMarked(pid) || isIn(pid, this.#places);
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
