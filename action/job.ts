/** What the jobs after the first one have in common: the run as the journal and the first job have it, and the files handed over. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { groundOf } from '../shared/io/hosted/ground.ts';
import { openGitJournal } from '../shared/io/journal/journal-git.ts';
import { type Clone, fetchCommits, fetchRun, openClone, type Seen } from '../shared/io/remote/clone.ts';
import type { RunId, Sha } from '../shared/plan/plan.ts';
import type { Decision } from '../shared/request/decision.ts';
import { parseRunName, RUN_NAME_IN_WORDS } from '../shared/request/run-name.ts';
import type { RunState, Started } from '../shared/run/state.ts';
import { replay } from '../shared/run/transition.ts';
import { cloneUrl, PLACES, type Surroundings } from './environment.ts';
import { readStart } from './start-document.ts';

const START_FILE = 'start.json';

export function cloneFor(surroundings: Surroundings, token: string | null): Promise<Clone> {
  const { folder } = surroundings;
  return openClone({
    folder: join(folder, PLACES.clone),
    url: cloneUrl(surroundings),
    token,
    pause: async ms => void (await pause(ms)),
  });
}

/** Null: this workflow run goes on with what is journaled. */
export function handedStart(folder: string): Promise<Decision | null> {
  return readStart(join(folder, PLACES.start, START_FILE));
}

export async function writeFileIn(folder: string, name: string, text: string): Promise<void> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Written where the artifact of the first job is taken from. */
export function startFile(folder: string): { readonly folder: string; readonly name: string } {
  return { folder: join(folder, PLACES.out), name: START_FILE };
}

/** Null: the workflow passes none on, as in one that begins with a question. */
export function namedRun(text: string): RunId | null {
  const run = parseRunName(text);
  if (run !== null || text === '') return run;
  throw new Error(`expected the input \`run\` to be ${RUN_NAME_IN_WORDS}, found \`${text}\``);
}

export interface FetchedRun {
  readonly seen: Seen;
  readonly state: Started;
  readonly start: Decision | null;
  /** False: all that is known of it is what the first job handed over. */
  readonly isJournaled: boolean;
}

/** Null: there is no such run, neither journaled nor begun here. */
export async function fetchState(
  clone: Clone,
  { folder }: Surroundings,
  run: RunId,
): Promise<FetchedRun | null> {
  const start = await handedStart(folder);
  const commits: readonly Sha[] = start?.origin == null ? [] : [start.origin.commit];
  const seen = await fetchRun(clone, { run, commits });
  const { isJournaled, state } = await journaled(clone, run, start);
  if (state === null) return null;
  await fetchCommits(clone, groundOf(state));
  return { seen, state, start, isJournaled };
}

/** From what is here already. */
export async function stateOf(clone: Clone, run: RunId, start: Decision | null): Promise<RunState> {
  return (await journaled(clone, run, start)).state;
}

async function journaled(clone: Clone, run: RunId, start: Decision | null) {
  const { events } = await openGitJournal(clone.repository, run).read();
  return { isJournaled: events.length > 0, state: replay(start?.events ?? [], replay(events)) };
}

/** What the step that prepares tells the script that works. */
const jobFile = z.object({
  run: z.string().transform(value => value as RunId),
  entry: z.string().nullable(),
  leg: z.number().int().nonnegative(),
  legs: z.number().int().positive(),
  /** Whether what changes workflows can be pushed in the end; absent: it cannot. */
  changesWorkflows: z.boolean().exactOptional(),
});

export type JobFile = z.infer<typeof jobFile>;

export function writeJob(folder: string, job: JobFile): Promise<void> {
  return writeFileIn(folder, PLACES.job, JSON.stringify(job));
}

export async function readJob(folder: string): Promise<JobFile> {
  return jobFile.parse(JSON.parse(await readFile(join(folder, PLACES.job), 'utf8')));
}
