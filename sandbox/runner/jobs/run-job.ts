/** One job on a machine of its own, from its token to its report. */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JobLog } from '../commands/job-log.ts';
import { evaluateTexts, evaluateToken, type Scope, TemplateError } from '../expressions/evaluate.ts';
import type { Conclusion, JobReport, Permissions, StepReport } from '../host.ts';
import { JobProcesses } from '../processes/job-processes.ts';
import type { WorkflowScope } from '../run/run-state.ts';
import { runnerContext } from '../steps/environment.ts';
import { createFolders, type Folders, removeFolders } from '../steps/folders.ts';
import type { JobStop } from '../steps/job-stop.ts';
import type { JobRoom } from '../steps/room.ts';
import { runSteps } from '../steps/run-steps.ts';
import { shrink } from '../syntax/permissions.ts';
import type { StepsJob } from '../syntax/workflow.ts';
import type { LegCall } from './run-leg.ts';
import { limitTime } from './time-limit.ts';

/** GitHub's, of one job's outputs together. */
const LARGEST_OUTPUTS = 1024 * 1024;

interface Ended {
  readonly conclusion: Conclusion;
  readonly steps: readonly StepReport[];
  readonly outputs: Readonly<Record<string, string>>;
}

export async function runJob(
  scope: WorkflowScope,
  call: LegCall<StepsJob>,
  stop: JobStop,
): Promise<JobReport> {
  const { run } = scope;
  const log = new JobLog(run.budget);
  const permissions = permissionsOf(scope, call.job);
  const token = run.host.mintToken(run.request.repository, permissions, run.request.runId);
  const folders = await createFolders(run.request.repository, run.options.temporaryFolder);
  const processes = new JobProcesses(folders.machine, randomBytes(12).toString('hex'));
  let ended: Ended = { conclusion: 'failure', steps: [], outputs: {} };
  try {
    ended = await withRoom(scope, call, { stop, log, token, folders, processes });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    log.tell('failure', error.message);
  } finally {
    await processes.killAll();
    run.host.revokeToken(token);
    if (!run.options.keepFolders) await removeFolders(folders);
  }
  const { key, name } = call;
  const { annotations, summaries, text } = log;
  return { key, name, ...ended, annotations: [...annotations], summaries, log: text, permissions };
}

/** Of one that never came to a machine. */
export function notRun({ key, name }: LegCall): JobReport {
  const nothing = { outputs: {}, steps: [], annotations: [], summaries: [], log: '', permissions: {} };
  return { key, name, conclusion: 'cancelled', ...nothing };
}

function permissionsOf({ run, workflow, permissions }: WorkflowScope, job: StepsJob): Permissions {
  return shrink(job.permissions ?? workflow.permissions ?? permissions, run.request.tokenLimit);
}

type Machine = Pick<JobRoom, 'stop' | 'log' | 'token' | 'folders' | 'processes'>;

async function withRoom(scope: WorkflowScope, call: LegCall<StepsJob>, machine: Machine): Promise<Ended> {
  const room = await furnish(scope, call, machine);
  const minutes = room.options.minuteMs * minutesOf(call.job, call.expressions);
  const limits = limitTime(room, { ms: minutes, cancel: call.cancel });
  try {
    const { steps, failed, outputs } = await runSteps(room, {
      path: scope.workflow.path,
      inputs: scope.inputs,
      steps: call.job.steps,
      outputs: call.job.outputs,
    });
    if (machine.stop.cancelled) return { conclusion: 'cancelled', steps, outputs };
    if (machine.stop.killed) {
      room.log.tell('failure', 'The runner has lost communication with the server.');
      return { conclusion: 'failure', steps, outputs: {} };
    }
    return { conclusion: failed || tooLarge(room, outputs) ? 'failure' : 'success', steps, outputs };
  } finally {
    limits.end();
  }
}

/** Everything that the steps of the job share. */
async function furnish(scope: WorkflowScope, call: LegCall<StepsJob>, machine: Machine): Promise<JobRoom> {
  const { run, workflow, secrets } = scope;
  const { job, expressions } = call;
  const { folders, token, log } = machine;
  const runtimeToken = randomBytes(24).toString('hex');
  for (const secret of [token, runtimeToken, ...Object.values(secrets)]) log.masks.add(secret);
  const github = { ...run.github, token, job: job.key, workspace: folders.workspace, ...event(folders) };
  await writeFile(github.event_path, JSON.stringify(run.github.event));
  const contexts = {
    ...expressions.contexts,
    github,
    secrets: { ...secrets, GITHUB_TOKEN: token, github_token: token },
    runner: runnerContext(folders),
  };
  const inside = { ...expressions, contexts };
  const env = { ...evaluateTexts(workflow.env, inside), ...evaluateTexts(job.env, inside) };
  // The sandbox has one kind of machine, but a wrong expression is wrong here too.
  if (job.runsOn !== null) evaluateToken(job.runsOn, inside);
  return {
    ...machine,
    request: run.request,
    host: run.host,
    options: run.options,
    env,
    path: [],
    contexts,
    github,
    defaults: [job.defaults, workflow.defaults],
    runtimeToken,
    posts: [],
  };
}

function event(folders: Folders): { readonly event_path: string } {
  return { event_path: join(folders.temp, 'event.json') };
}

/** GitHub's six hours where nothing is said. */
function minutesOf(job: StepsJob, expressions: Scope): number {
  const minutes = job.timeoutMinutes === null ? 360 : evaluateToken(job.timeoutMinutes, expressions);
  if (typeof minutes === 'number' && minutes > 0) return minutes;
  throw new TemplateError(
    `${expressions.path}: expected a number above 0 in timeout-minutes, found ${String(minutes)}`,
  );
}

function tooLarge(room: JobRoom, outputs: Readonly<Record<string, string>>): boolean {
  // GitHub counts in UTF-16.
  const size = Object.values(outputs).reduce((sum, value) => sum + 2 * value.length, 0);
  if (size <= LARGEST_OUTPUTS) return false;
  room.log.tell('failure', `The outputs of a job may have 1 MB, found ${size} bytes.`);
  return true;
}
