/**
 * `mode: task` and `mode: verify`: fetch what the script needs, while there is a token, and name the script. It runs in a step of
 * its own, since the environment of this one holds more than code of others may see.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RESULT_FILE } from '../../shared/io/handover/arrivals.ts';
import { attemptText } from '../../shared/io/handover/handed-over.ts';
import { parseEntry } from '../../shared/io/handover/hop.ts';
import { parseLegs } from '../../shared/io/hosted/legs.ts';
import { notBegun } from '../../shared/io/local/left.ts';
import { type VoidLimit, voidLimitWords } from '../../shared/report/text/time-limits.ts';
import type { ActionContext } from '../index.ts';
import { cloneFor, fetchState, handedStart, namedRun, startFile, writeFileIn, writeJob } from '../job.ts';
import { voidLimit } from '../time-limits.ts';

export async function taskPart(context: ActionContext): Promise<void> {
  const limit = voidLimit(context.input);
  if (limit !== null) await refuseTask(context, limit);
  return prepare(context, 'task.js', context.input('entry'));
}

/** Before anything is spent, also where no job before this one could see it. Throws. */
async function refuseTask({ surroundings, input, output }: ActionContext, limit: VoidLimit): Promise<void> {
  const { what, next } = voidLimitWords(limit);
  const message = `${what} ${next}`;
  const run = namedRun(input('run'));
  const entry = parseEntry(input('entry'));
  if (run !== null && entry !== null) {
    const { task, attempt } = entry;
    const evidence = notBegun({ kind: 'not-started', message });
    const { folder } = startFile(surroundings.folder);
    const told = { run, task, attempt, startedAt: null, endedAt: Date.now(), evidence };
    await writeFileIn(folder, RESULT_FILE, attemptText(told));
    output('folder', folder);
  }
  throw new Error(message);
}

export function verifyPart(context: ActionContext): Promise<void> {
  return prepare(context, 'verify.js', context.input('matrix'));
}

async function prepare(
  { surroundings, token, input, output, say }: ActionContext,
  script: string,
  entry: string,
): Promise<void> {
  const clone = await cloneFor(surroundings, token);
  const start = await handedStart(surroundings.folder);
  const run = namedRun(input('run')) ?? start?.run ?? null;
  if (run === null)
    throw new Error('expected the name of a run, found none: the workflow passes the input `run`');
  const fetched = await fetchState(clone, surroundings, run);
  if (fetched === null) throw new Error(`run \`${run}\` has no journal, and this job was handed no start`);
  const { folder } = surroundings;
  const leg = Number(input('leg') || '0');
  const legs = Math.max(1, parseLegs(input('legs')).length);
  const changesWorkflows = input('changes-workflows') === 'true';
  await writeJob(folder, { run, entry: entry || null, leg, legs, changesWorkflows });
  output('script', join(dirname(fileURLToPath(import.meta.url)), script));
  output('folder', startFile(folder).folder);
  say(`run ${run} is fetched`);
}
