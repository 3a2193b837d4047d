/** `braid cancel`: writes the wish to the journal and tells who drives; without a driver it drives to the end itself. */
import { setTimeout as delay } from 'node:timers/promises';
import { findDriver } from '../../shared/io/journal/driver-lock.ts';
import type { Journal } from '../../shared/io/ports.ts';
import type { Repository } from '../../shared/io/repository.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import { runStatus } from '../../shared/run/status.ts';
import { replay, transition } from '../../shared/run/transition.ts';
import { conclude } from '../conclude.ts';
import { EXIT } from '../exit-code.ts';
import { type OpenRun, openRun, type RepoOption } from '../open.ts';
import { driveHere, JOURNAL_CHANGED } from '../session.ts';

/** Between two looks at the journal, in milliseconds. */
const LOOK_MS = 250;

export async function cancelCommand(name: string, options: RepoOption): Promise<number> {
  const { repository, run, journal, state } = await openRun(name, options);
  if (state.finishedAt !== null) {
    const standing =
      runStatus(state) === 'cancelled'
        ? `cancelled already; \`braid resume ${run}\` goes on`
        : 'finished already';
    process.stdout.write(`run ${run} is ${standing}\n`);
    return EXIT.done;
  }
  const wish: RunEvent = { type: 'cancel-requested', at: Date.now(), by: 'braid cancel' };
  for (
    let driver = await findDriver(repository, run);
    driver !== null;
    driver = await findDriver(repository, run)
  ) {
    await append(journal, wish);
    if (!notify(driver.pid)) continue;
    process.stdout.write(
      `run ${run} is being stopped by process ${driver.pid}: what runs is ended and keeps its work
`,
    );
    if (await isFinished(repository, { run, journal })) return EXIT.done;
  }
  const display = { quiet: false, stream: process.stdout };
  const end = await driveHere({ repository, run, journal, first: [wish], display });
  await conclude(end, { repository, options: {} });
  return EXIT.done;
}

/** Waits for the end of the run; false: the process that drove it is gone before. */
async function isFinished(
  repository: Repository,
  { run, journal }: Pick<OpenRun, 'run' | 'journal'>,
): Promise<boolean> {
  for (;;) {
    const driver = await findDriver(repository, run);
    if (replay((await journal.read()).events)?.finishedAt != null) return true;
    if (driver === null) return false;
    await delay(LOOK_MS);
  }
}

/** False: it ended just now. */
function notify(pid: number): boolean {
  try {
    return process.kill(pid, JOURNAL_CHANGED);
  } catch {
    return false;
  }
}

async function append(journal: Journal, wish: RunEvent): Promise<void> {
  for (;;) {
    const { events, version } = await journal.read();
    const state = replay(events);
    if (transition(state, wish).state === state) return;
    const { kind } = await journal.append([wish], version);
    if (kind === 'appended') return;
  }
}
