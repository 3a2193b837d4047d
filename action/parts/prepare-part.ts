/**
 * `mode: task` and `mode: verify`: fetch what the script needs, while there is a token, and name the script. It runs in a step of
 * its own, since the environment of this one holds more than code of others may see.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLegs } from '../../shared/io/hosted/legs.ts';
import type { ActionContext } from '../index.ts';
import { cloneFor, fetchState, handedStart, namedRun, startFile, writeJob } from '../job.ts';

export function taskPart(context: ActionContext): Promise<void> {
  return prepare(context, 'task.js', context.input('entry'));
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
