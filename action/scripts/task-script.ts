/**
 * Makes one attempt, in a step that has no token: the backend runs in a tree of its own, its work is collected, and what came of
 * it is put where the next step uploads it. Whatever happens, there is a result.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkHealth } from '../../shared/io/backends/registry.ts';
import { BUNDLE_FILE, RESULT_FILE } from '../../shared/io/handover/arrivals.ts';
import { writeBundle } from '../../shared/io/handover/bundle.ts';
import { attemptText } from '../../shared/io/handover/handed-over.ts';
import { isDispatch, parseEntry } from '../../shared/io/handover/hop.ts';
import { attemptRef } from '../../shared/io/journal/run-refs.ts';
import { notBegun } from '../../shared/io/local/left.ts';
import { type LocalWork, openLocalWork } from '../../shared/io/local/local-work.ts';
import { masked } from '../../shared/io/output/secret-mask.ts';
import type { Progress } from '../../shared/io/ports.ts';
import type { Clone } from '../../shared/io/remote/clone.ts';
import type { Evidence } from '../../shared/run/attempts/evidence.ts';
import type { DispatchEffect } from '../../shared/run/effect.ts';
import type { Started } from '../../shared/run/state.ts';
import { wantedEffects } from '../../shared/run/wanted.ts';
import { PLACES, type Surroundings } from '../environment.ts';
import { cloneFor, handedStart, readJob, stateOf } from '../job.ts';

export interface TaskScript {
  readonly surroundings: Surroundings;
  /** A line for the job's log. */
  readonly say: (line: string) => void;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
}

/** False: there was nothing to do, since somebody else has done it. */
export async function runTask({ surroundings, say, signal }: TaskScript): Promise<boolean> {
  const { folder } = surroundings;
  const job = await readJob(folder);
  const entry = parseEntry(job.entry ?? '');
  if (entry === null)
    throw new Error('expected an entry of the matrix, found none: the workflow passes `entry`');
  const clone = await cloneFor(surroundings, null);
  const state = await stateOf(clone, job.run, await handedStart(folder));
  if (state === null)
    throw new Error(`run \`${job.run}\` has no journal yet, and this job was handed no start`);
  const effect = wantedEffects(state).find(
    (each): each is DispatchEffect =>
      isDispatch(each) && each.task === entry.task && each.attempt === entry.attempt,
  );
  if (effect === undefined) {
    say(`attempt ${entry.attempt} of ${entry.task} is over already: nothing is to be done`);
    return false;
  }
  await attempt({ state, effect, clone, folder, say, signal });
  return true;
}

interface Attempt {
  readonly state: Started;
  readonly effect: DispatchEffect;
  readonly clone: Clone;
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

async function attempt(job: Attempt): Promise<void> {
  const { state, effect, clone, say, signal } = job;
  const { run } = state;
  const work = await openLocalWork({
    repository: clone.repository,
    run,
    state: () => state,
    progress: ({ kind, data }: Progress) => {
      if (kind === 'output') say(data);
    },
    orphans: new Map(),
  });
  work.follow(state);
  const stop = () => work.attempts.stop(effect.key);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  let startedAt: number | null = null;
  try {
    const evidence =
      (await unusable(work, effect)) ??
      (await work.attempts.run(effect, () => {
        startedAt = Date.now();
      }));
    await handOver(job, work, { evidence, startedAt });
  } finally {
    await work.close();
  }
}

/** Null: the backend can be used here. */
async function unusable(work: LocalWork, { backend }: DispatchEffect): Promise<Evidence | null> {
  const health = await checkHealth(work.backend(backend));
  if (health.kind === 'usable') return null;
  const message = `${health.reason}; ${health.hint}`;
  return notBegun({ kind: 'backend-failed', failure: 'auth', message });
}

async function handOver(
  { state, effect, clone, folder, say }: Attempt,
  work: LocalWork,
  { evidence, startedAt }: { readonly evidence: Evidence; readonly startedAt: number | null },
): Promise<void> {
  const { run } = state;
  const { task, attempt, base } = effect;
  const out = join(folder, PLACES.out);
  await mkdir(out, { recursive: true });
  // What holds a secret does not leave this machine: whoever may read the repository could download it.
  const isLeak = (evidence.leaks ?? []).length > 0;
  const { commit } = evidence;
  if (commit !== null && !isLeak) {
    const bundled = { ref: attemptRef(run, task, attempt), base: base.commit, commit };
    await writeBundle(clone.repository.git, bundled, join(out, BUNDLE_FILE));
  }
  const secrets = work.backend(effect.backend).secrets.map(({ value }) => value);
  const told = { ...evidence, ...(isLeak ? { commit: null } : {}), log: null, tree: null };
  const text = attemptText({ run, task, attempt, startedAt, endedAt: Date.now(), evidence: told });
  const log = await readFile(work.folder.log(task, attempt), 'utf8').catch(() => '');
  if (log !== '') await writeFile(join(out, 'log.txt'), masked(log, secrets));
  // Last, and by its name only when it is whole: a result that is there is one.
  await writeFile(join(out, RESULT_FILE), maskedJson(text, secrets));
  say(isLeak ? 'its work holds a secret and stays here' : 'its result is handed over');
}

/** A secret may hold what JSON escapes. */
function maskedJson(text: string, secrets: readonly string[]): string {
  return masked(text, [...secrets, ...secrets.map(secret => JSON.stringify(secret).slice(1, -1))]);
}
