/** Ends processes until a search finds none: asked first, then by force. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessEntry, ProcessTable } from './table.ts';

export interface Finding {
  readonly table: ProcessTable;
  /** Alive, and to be ended. */
  readonly found: readonly ProcessEntry[];
}

export interface Ending {
  /** SIGKILL at once. */
  readonly force: boolean;
  /** Between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  /** How long they may take to end by themselves before SIGTERM. */
  readonly patienceMs: number;
  /** Asked often; true: no more grace. */
  readonly hurry: () => boolean;
}

type Find = () => Promise<Finding>;

/** After so long, what survived SIGKILL waits for a device or belongs to another user, and no wait will help. */
const GIVE_UP_MS = 10_000;
/** A search is repeated so often when it found nothing but something ended meanwhile, which may have left a child. */
const LOOKS = 5;
/** So many times what was started since is stopped too, before all are killed. */
const FREEZES = 10;
const LONGEST_PAUSE_MS = 100;

/** Answers the pids that could not be ended: none, as a rule. */
export async function endAll(search: Find, ending: Ending): Promise<readonly number[]> {
  const find = () => persist(search);
  const over = ending.force ? false : await ask(find, ending);
  return over ? [] : await force(find);
}

/** A search fails while no more files or processes are to be had, which passes. */
async function persist(find: Find): Promise<Finding> {
  const began = performance.now();
  for (;;) {
    try {
      return await find();
    } catch (error) {
      if (performance.now() - began > GIVE_UP_MS) throw error;
      await sleep(LONGEST_PAUSE_MS);
    }
  }
}

async function ask(find: Find, { patienceMs, graceMs, hurry }: Ending): Promise<boolean> {
  const told = new Set<string>();
  const began = performance.now();
  for (let pause = 5; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const finding = await look(find);
    if (finding.found.length === 0) return true;
    const waited = performance.now() - began;
    if (hurry() || waited > patienceMs + graceMs) return false;
    const news = finding.found.filter(entry => !told.has(nameOf(entry)));
    if (waited >= patienceMs && news.length > 0) {
      signalAll(finding, news, 'SIGTERM');
      // A stopped process does not see SIGTERM before it goes on.
      signalAll(finding, news, 'SIGCONT');
      for (const entry of news) told.add(nameOf(entry));
    }
    await sleep(pause);
  }
}

/** All are stopped before one is killed: else a parent that restarts its children does so in between, and dies unseen. */
async function force(find: Find): Promise<readonly number[]> {
  const began = performance.now();
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    let finding = await look(find);
    const frozen = new Set<string>();
    for (let freeze = 0; freeze < FREEZES; freeze++) {
      const news = finding.found.filter(entry => !frozen.has(nameOf(entry)));
      if (news.length === 0) break;
      signalAll(finding, news, 'SIGSTOP');
      for (const entry of news) frozen.add(nameOf(entry));
      finding = await find();
    }
    if (finding.found.length === 0) return [];
    signalAll(finding, finding.found, 'SIGKILL');
    if (performance.now() - began > GIVE_UP_MS) return finding.found.map(({ pid }) => pid);
    await sleep(pause);
  }
}

async function look(find: Find): Promise<Finding> {
  let finding = await find();
  for (let more = 1; more < LOOKS && finding.found.length === 0 && finding.table.blurred; more++) {
    finding = await find();
  }
  return finding;
}

function nameOf({ pid, start }: ProcessEntry): string {
  return `${pid}@${start}`;
}

/** A group is signalled as a whole if all of it is meant: the kernel does that in one step, between two forks. */
function signalAll({ table }: Finding, entries: readonly ProcessEntry[], name: NodeJS.Signals): void {
  const meant = new Set(entries.map(({ pid }) => pid));
  const mixed = new Set<number>();
  for (const { pid, group, dead } of table.entries.values()) if (!dead && !meant.has(pid)) mixed.add(group);
  const targets = new Set<number>();
  for (const { pid, group } of entries) targets.add(group > 1 && !mixed.has(group) ? -group : pid);
  for (const target of targets) signal(target, name);
}

function signal(target: number, name: NodeJS.Signals): void {
  // 0 and -1 mean everyone.
  if (target === 0 || target === -1) return;
  try {
    process.kill(target, name);
  } catch {
    // It ended meanwhile, or it is another user's: the next search tells.
  }
}
