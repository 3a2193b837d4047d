/** The backend of kind `command`: one shell line that does the work, told about it by its environment. */
import { accessSync, constants } from 'node:fs';
import type { CommandBackendConfig } from '../../plan/config.ts';
import type { Exit } from '../../run/attempts/evidence.ts';
import { secretsAmong } from '../output/secrets.ts';
import type { Backend, BackendHealth, BackendJob, BackendOutcome } from '../ports.ts';
import { runShell } from '../process.ts';
import { passedFrom, taskEnvironment } from './environment.ts';
import { priced } from './price.ts';
import { type Result, readNotes, readResult } from './untrusted-files.ts';

export {
  type TaskEnvironment,
  type TaskEnvironmentRequest,
  taskEnvironment,
} from './environment.ts';

/** EX_TEMPFAIL of sysexits.h: try again later. */
export const RATE_LIMITED = 75;

/** `outside`: the environment that `pass-env` picks from. */
export function commandBackend(
  name: string,
  config: CommandBackendConfig,
  outside: NodeJS.ProcessEnv = process.env,
): Backend {
  return {
    name,
    secrets: secretsAmong(passedFrom(outside, config.passEnv)),
    health: async () => shellHealth(),
    run: job => runCommand(job, { config, outside }),
  };
}

interface Command {
  readonly config: CommandBackendConfig;
  readonly outside: NodeJS.ProcessEnv;
}

async function runCommand(job: BackendJob, { config, outside }: Command): Promise<BackendOutcome> {
  const { files, tree } = job;
  const { env, marker, secrets } = taskEnvironment({ ...job, passEnv: config.passEnv, outside });
  const { exit, tail, durationMs } = await runShell({
    line: config.run,
    cwd: tree,
    env,
    marker,
    secrets,
    timeoutMs: job.timeoutMs,
    signal: job.signal,
    log: files.log,
    territory: { directories: [tree, files.temporary] },
    onOutput: job.onOutput,
    onStarted: job.onStarted,
  });
  const result = readResult(files.result, secrets);
  return {
    exit: limited(exit, result),
    usage: priced(result.usage, job.model, config),
    tail: withWords(tail, result),
    notes: withRemark(readNotes(files.notes, secrets), result),
    durationMs,
  };
}

function limited(exit: Exit, { retryAfterMs }: Result): Exit {
  return exit.kind === 'exited' && exit.code === RATE_LIMITED ? { kind: 'rate-limited', retryAfterMs } : exit;
}

function withWords(tail: string, { message, problem }: Result): string {
  return [tail, message, problem === null ? null : ignored(problem)]
    .filter(text => text !== null && text !== '')
    .join('\n');
}

/** The end of the output is shown of what failed only, the notes also of what was merged. */
function withRemark(notes: string | null, { problem }: Result): string | null {
  if (problem === null) return notes;
  return notes === null ? ignored(problem) : `${notes}\n\n${ignored(problem)}`;
}

function ignored(problem: string): string {
  return `braid: not believed in the result file: ${problem}`;
}

function shellHealth(): BackendHealth {
  try {
    accessSync('/bin/sh', constants.X_OK);
    return { kind: 'usable', version: null };
  } catch {
    return { kind: 'unusable', reason: 'found no shell at /bin/sh', hint: 'install a POSIX shell there' };
  }
}
