/**
 * Verifies candidates, in a step that has no token: takes in what the tasks' jobs left, makes the same merges that landing will
 * make, runs the project's tests on them, and hands over the verdicts by tree.
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Driver } from '../../shared/io/drive.ts';
import { sentTasks, VERDICTS_FILE } from '../../shared/io/handover/from-jobs.ts';
import { type Verdict, verdictsText } from '../../shared/io/handover/handed-over.ts';
import { isVerify } from '../../shared/io/handover/hop.ts';
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import { openMemoryJournal } from '../../shared/io/journal/journal-memory.ts';
import { openLocalWork, until } from '../../shared/io/local/local-work.ts';
import { chain } from '../../shared/io/merge.ts';
import { type HostPorts, makePerform } from '../../shared/io/perform.ts';
import type { Effect } from '../../shared/run/effect.ts';
import type { RunState, Started } from '../../shared/run/state.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { arrivalsOf } from '../arrivals.ts';
import { PLACES, type Surroundings } from '../environment.ts';
import { cloneFor, handedStart, readJob } from '../job.ts';

export interface VerifyScript {
  readonly surroundings: Surroundings;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

export async function runVerify({ surroundings, say, signal }: VerifyScript): Promise<void> {
  const { folder } = surroundings;
  const { run, entry, leg, legs, changesWorkflows = false } = await readJob(folder);
  const clone = await cloneFor(surroundings, null);
  const { repository } = clone;
  const start = await handedStart(folder);
  const { events } = await openGitJournal(repository, run).read();
  let state: RunState = null;
  const now = (): Started => {
    if (state === null)
      throw new Error(`run \`${run}\` has no journal yet, and this job was handed no start`);
    return state;
  };
  const work = await openLocalWork({
    repository,
    run,
    state: now,
    progress: () => {},
    orphans: new Map(),
  });
  const verdicts: Verdict[] = [];
  const sent = sentTasks(entry);
  const ports: HostPorts = {
    attempts: arrivalsOf({ run, repository, surroundings, state: now, sent, changesWorkflows }),
    merger: { chain: async effect => chain(await work.merges(), effect, { run }) },
    verifier: {
      verify: async (effect, stopped) => {
        say(`verifying ${effect.commit.slice(0, 7)}: ${now().config.merge.verify.join('; ')}`);
        const result = await work.verifier.verify(effect, AbortSignal.any([stopped, signal]));
        const { tree, trial } = effect;
        verdicts.push({ tree, trial, at: Date.now(), ...result });
        if ('failure' in result.verdict) say(result.verdict.failure?.tail ?? '');
        say(`${effect.commit.slice(0, 7)} is ${result.verdict.kind}`);
        return result;
      },
    },
    clock: { now: Date.now, until },
    ...elsewhere,
  };
  const mine = share({ leg, legs, state: now });
  const driver = new Driver({
    journal: openMemoryJournal(),
    perform: makePerform(ports),
    defers: effect => !(isOwn(effect, sent) || (isVerify(effect) && !signal.aborted && mine(effect))),
    observe: (_before, _event, after) => follow(after),
  });
  const follow = (next: RunState) => {
    state = next;
    if (next !== null) work.follow(next);
  };
  try {
    await driver.run([...events, ...(start?.events ?? [])]);
  } finally {
    await work.close();
  }
  const { stdout } = await promisify(execFile)('git', ['--version']);
  const out = join(folder, PLACES.out);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, VERDICTS_FILE), verdictsText({ run, git: stdout.trim(), verdicts }));
}

/** Merging is done in every job alike; attempts are taken in where their jobs are over. */
function isOwn(effect: Effect, sent: ReadonlySet<string>): boolean {
  return effect.kind === 'chain' || (effect.kind === 'dispatch' && sent.has(effect.key));
}

/**
 * Several jobs share what is to be verified when they begin, each its part. A job that is alone goes on as long as there is one
 * thing to verify at a time: more at once are worth a job for each.
 */
function share({
  leg,
  legs,
  state,
}: {
  readonly leg: number;
  readonly legs: number;
  readonly state: () => Started;
}): (effect: Effect) => boolean {
  let first: ReadonlyMap<string, number> | null = null;
  return effect => {
    const open = wantedEffects(state()).filter(isVerify);
    if (legs === 1) return open.length === 1 || state().config.merge.parallelVerify === 1;
    first ??= new Map(open.map(({ key }, index) => [key, index]));
    const place = first.get(effect.key);
    return place !== undefined && place % legs === leg;
  };
}

/** What only the job does that may write. */
const elsewhere: Pick<HostPorts, 'backends' | 'target' | 'reporter'> = {
  backends: { check: () => notHere('check a backend') },
  target: {
    publish: () => notHere('publish'),
    inspect: () => notHere('inspect the target'),
    land: () => notHere('land'),
  },
  reporter: { report: () => notHere('report') },
};

function notHere(what: string): Promise<never> {
  return Promise.reject(new Error(`a job that verifies must not ${what}`));
}
