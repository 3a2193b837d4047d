/** Runs a step's process: with its environment, its command files, and its output read for commands. */
import { CommandFiles, type Told } from '../commands/command-files.ts';
import { StepOutput } from '../commands/step-output.ts';
import { type ProcessEnd, runProcess } from '../processes/run-process.ts';
import { environmentOf } from './environment.ts';
import { type Frame, type JobRoom, type StepEnd, StepError } from './room.ts';

export interface StepProcess {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly stepEnv: Readonly<Record<string, string>>;
  /** Set by the runner for this process alone. */
  readonly own?: Readonly<Record<string, string>>;
}

export interface StepProcessEnd extends StepEnd {
  /** What the action wants to know in its `post`. */
  readonly state: Readonly<Record<string, string>>;
}

export async function runStepProcess(
  room: JobRoom,
  frame: Frame,
  request: StepProcess,
): Promise<StepProcessEnd> {
  const files = await CommandFiles.create(room.folders.temp);
  const output = new StepOutput(room.log);
  try {
    const end = await runProcess({
      command: request.command,
      args: request.args,
      cwd: request.cwd,
      env: environmentOf(room, frame, {
        stepEnv: request.stepEnv,
        own: { ...request.own, ...files.env },
      }),
      onLine: output.read,
      cancel: frame.cancel,
      kill: room.stop.killSignal,
      processes: room.processes,
      interruptMs: room.options.interruptMs,
      terminateMs: room.options.terminateMs,
    });
    const told = await files.read().catch(error => {
      throw new StepError(error instanceof Error ? error.message : String(error));
    });
    listen(room, told);
    const ok = succeeded(room, end) && !output.failed;
    return { ok, outputs: Object.fromEntries(told.outputs), state: Object.fromEntries(told.state) };
  } finally {
    await files.remove();
  }
}

function succeeded(room: JobRoom, end: ProcessEnd): boolean {
  switch (end.kind) {
    case 'exited':
      if (end.code !== 0) room.log.tell('failure', `Process completed with exit code ${end.code}.`);
      return end.code === 0;
    case 'killed':
      room.log.tell('failure', `Process was ended by ${end.signal}.`);
      return false;
    case 'not-started':
      room.log.tell('failure', end.message);
      return false;
  }
}

function listen(room: JobRoom, told: Told): void {
  room.log.summarize(told.summary);
  room.path.unshift(...told.path.toReversed());
  for (const [name, value] of told.env) {
    if (name === 'NODE_OPTIONS') {
      throw new StepError("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
    }
    room.env[name] = value;
  }
}
