/** JavaScript actions, on the Node of the options. */
import { join } from 'node:path';
import type { Frame, JobRoom, StepEnd } from '../steps/room.ts';
import { runStepProcess, type StepProcessEnd } from '../steps/step-process.ts';
import type { NodeRuns } from '../syntax/read-action.ts';
import { inputsOf } from './action-inputs.ts';
import type { ActionCall } from './run-uses.ts';

export async function runNodeAction(
  room: JobRoom,
  frame: Frame,
  { runs, ...call }: ActionCall & { readonly runs: NodeRuns },
): Promise<StepEnd> {
  const inputs = variables('INPUT', inputsOf(room, frame, call));
  let state: Readonly<Record<string, string>> = {};
  const { post } = runs;
  if (post !== null) {
    // Like GitHub's runner: as soon as `main` is to run, whatever becomes of it.
    room.posts.push({
      name: `Post ${call.action.name}`,
      condition: post.condition,
      run: top => start(room, top, { call, main: post.main, inputs, state }),
    });
  }
  const end = await start(
    room,
    { ...frame, actionPath: call.folder },
    { call, main: runs.main, inputs, state },
  );
  state = end.state;
  return end;
}

interface Start {
  readonly call: ActionCall;
  readonly main: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
}

function start(room: JobRoom, frame: Frame, { call, main, inputs, state }: Start): Promise<StepProcessEnd> {
  return runStepProcess(room, frame, {
    command: room.options.node,
    args: [join(call.folder, main)],
    cwd: room.folders.workspace,
    stepEnv: call.step.env,
    own: {
      ...inputs,
      ...variables('STATE', state),
      ACTIONS_RUNTIME_TOKEN: room.runtimeToken,
      ACTIONS_RUNTIME_URL: `${room.host.serverUrl}/_services/pipelines/`,
      ACTIONS_RESULTS_URL: `${room.host.serverUrl}/_services/results/`,
    },
  });
}

/** As the toolkit reads them. The names of states keep their case. */
function variables(
  prefix: 'INPUT' | 'STATE',
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const nameOf = (name: string) => (prefix === 'STATE' ? name : name.replaceAll(' ', '_').toUpperCase());
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${prefix}_${nameOf(name)}`, value]),
  );
}
