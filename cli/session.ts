/** Drives a run in this process: the lock, the journal, the ports, the display, and Ctrl-C. */

import { Driver } from '../shared/io/drive.ts';
import { acquireDriverLock } from '../shared/io/journal/driver-lock.ts';
import { runExists } from '../shared/io/journal/run-refs.ts';
import { endRun } from '../shared/io/local/recover.ts';
import { makePerform } from '../shared/io/perform.ts';
import type { Journal } from '../shared/io/ports.ts';
import type { Repository } from '../shared/io/repository.ts';
import type { RunId } from '../shared/plan/plan.ts';
import type { RunEvent } from '../shared/run/event.ts';
import type { RunState, Started } from '../shared/run/state.ts';
import { CommandProblem, EXIT, Interrupted } from './exit-code.ts';
import { type Live, startLive } from './live.ts';
import { type LocalHost, openLocalHost } from './local-ports.ts';
import { runExistsProblem } from './open.ts';

export interface SessionOptions {
  readonly repository: Repository;
  readonly run: RunId;
  readonly journal: Journal;
  /** What this session begins with: the start, a resume, a retry, a wish to cancel. */
  readonly first: readonly RunEvent[];
  readonly display: { readonly quiet: boolean; readonly stream: NodeJS.WriteStream };
}

const SILENT: Live = { update() {}, progress() {}, say() {}, stop() {} };

/** Between two sweeps over what still runs. */
const SWEEP_MS = 200;

/** The signal by which `braid cancel` says that it wrote to the journal. */
export const JOURNAL_CHANGED = 'SIGUSR2';

/** Resolves when nothing is outstanding any more. */
export async function driveHere(options: SessionOptions): Promise<Started> {
  const { repository, run } = options;
  // Whoever is found to drive may be sent this at any moment, and without a listener it would end the process.
  process.on(JOURNAL_CHANGED, () => {});
  const lock = await acquireDriverLock(repository, run);
  if (lock.kind === 'held') {
    if (options.first.some(event => event.type === 'run-started')) throw runExistsProblem(run);
    throw new CommandProblem(`run \`${run}\` is being driven by process ${lock.pid}`, {
      hint: `\`braid status ${run}\` shows how it stands, \`braid cancel ${run}\` stops it`,
      exitCode: EXIT.incomplete,
    });
  }
  try {
    return await driveLocked(options);
  } catch (error) {
    if (error instanceof CommandProblem) throw error;
    throw (await runExists(repository, run).catch(() => false)) ? new Interrupted(run, error) : error;
  } finally {
    await lock.release();
  }
}

async function driveLocked(options: SessionOptions): Promise<Started> {
  const { repository, run, journal } = options;
  const display = options.display.quiet
    ? SILENT
    : startLive({ ...options.display, environment: process.env, clock: Date.now });
  let state: RunState = null;
  const now = (): Started => {
    if (state === null) throw new Error('the run has not started');
    return state;
  };
  const host = lazily(
    () => openLocalHost({ repository, run, state: now, progress: progress => display.progress(progress) }),
    opened => opened.follow(now()),
  );
  const driver: Driver = new Driver({
    journal,
    perform: async (effect, emit, signal) => makePerform((await host.get()).ports)(effect, emit, signal),
    observe: (_before, event, after) => {
      state = after;
      if (after === null) return;
      host.opened?.follow(after);
      display.update(after, event);
    },
    loaded: loaded => {
      // Somebody else may have used the name between the question and the lock.
      if (loaded !== null && state === null && options.first.some(event => event.type === 'run-started')) {
        throw runExistsProblem(run);
      }
      state = loaded;
      if (loaded !== null) host.opened?.follow(loaded);
    },
  });
  const signals = listen({ driver, run, display });
  try {
    await driver.run(options.first);
    return now();
  } finally {
    display.stop();
    await host.opened?.close();
    // Not before: a Ctrl-C or a note that comes late must not leave trees behind.
    signals.remove();
  }
}

/** Opened when the first effect is performed: by then the journal is read. */
function lazily(open: () => Promise<LocalHost>, follow: (host: LocalHost) => void) {
  let opening: Promise<LocalHost> | null = null;
  const lazy = {
    opened: null as LocalHost | null,
    get: (): Promise<LocalHost> => {
      opening ??= open().then(host => {
        lazy.opened = host;
        follow(host);
        return host;
      });
      return opening;
    },
  };
  return lazy;
}

interface Listening {
  readonly driver: Driver;
  readonly run: RunId;
  readonly display: Live;
}

/** Ctrl-C once stops well, twice now; a note from `braid cancel` has the journal read again. */
function listen({ driver, run, display }: Listening): { remove(): void } {
  let asked = 0;
  const stop = () => {
    asked += 1;
    if (asked === 1) {
      display.say('stopping: what runs is ended and keeps its work; Ctrl-C again stops now');
      driver.submit({ type: 'cancel-requested', at: Date.now(), by: 'a signal' });
    } else if (asked === 2) {
      display.say('stopping now');
      sweep();
    } else {
      // What is not saved by now lies in its tree, where a resume finds it.
      process.exit(EXIT.cancelled);
    }
  };
  let over = false;
  /** Again and again, since something may be starting just now. */
  const sweep = () => {
    if (over) return;
    endRun(run, driver.state?.startedAt ?? 0)
      .catch(() => {})
      .finally(() => setTimeout(sweep, SWEEP_MS).unref());
  };
  const reload = () => driver.reload();
  /** Ctrl-\\, which would end this process and leave what it started. */
  const stopNow = () => {
    asked = Math.max(asked, 1);
    if (asked === 1) driver.submit({ type: 'cancel-requested', at: Date.now(), by: 'a signal' });
    stop();
  };
  const stops = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of stops) process.on(signal, stop);
  process.on('SIGQUIT', stopNow);
  process.on(JOURNAL_CHANGED, reload);
  return {
    remove: () => {
      over = true;
      for (const signal of stops) process.off(signal, stop);
      process.off('SIGQUIT', stopNow);
      process.off(JOURNAL_CHANGED, reload);
    },
  };
}
