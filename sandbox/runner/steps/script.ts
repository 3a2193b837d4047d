/** `run:` steps. */
import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { evaluateText } from '../expressions/evaluate.ts';
import type { RunDefaults, RunStep } from '../syntax/workflow.ts';
import { type Frame, type JobRoom, type StepCall, type StepEnd, StepError } from './room.ts';
import { runStepProcess } from './step-process.ts';

export async function runScript(
  room: JobRoom,
  frame: Frame,
  { step, env, scope }: StepCall<RunStep>,
): Promise<StepEnd> {
  const text = (key: keyof RunDefaults): string | null => {
    // Defaults are those of jobs: the steps of an action have none.
    const defaults = frame.depth === 0 ? room.defaults.map(level => level[key]) : [];
    const token = [step[key], ...defaults].find(candidate => candidate !== null);
    return token ? evaluateText(token, scope) : null;
  };
  const folder = resolve(room.folders.workspace, text('workingDirectory') ?? '.');
  const there = await stat(folder).catch(() => null);
  if (!there?.isDirectory()) throw new StepError(`The working directory ${folder} does not exist.`);
  const script = join(room.folders.temp, `${randomUUID()}.sh`);
  await writeFile(script, evaluateText(step.run, scope));
  const [command, ...args] = shellOf(text('shell'));
  return runStepProcess(room, frame, { command, args: [...args, script], cwd: folder, stepEnv: env });
}

/** GitHub's own lines for them; only a shell that is named has `pipefail`. */
function shellOf(shell: string | null): readonly [string, ...string[]] {
  if (shell === null) return ['bash', '-e'];
  if (shell === 'bash') return ['bash', '--noprofile', '--norc', '-eo', 'pipefail'];
  if (shell === 'sh') return ['sh', '-e'];
  throw new StepError(`shell: ${shell} is not known to this sandbox`);
}
