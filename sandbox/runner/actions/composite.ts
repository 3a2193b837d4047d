/** Composite actions: steps within a step. */
import { evaluateText } from '../expressions/evaluate.ts';
import { type Frame, type JobRoom, type StepEnd, scopeOf } from '../steps/room.ts';
import { runStep } from '../steps/run-step.ts';
import type { CompositeRuns } from '../syntax/read-action.ts';
import { inputsOf } from './action-inputs.ts';
import type { ActionCall } from './run-uses.ts';

export async function runComposite(
  room: JobRoom,
  frame: Frame,
  call: ActionCall & { readonly runs: CompositeRuns },
): Promise<StepEnd> {
  const inner: Frame = {
    path: call.action.path,
    inputs: inputsOf(room, frame, call),
    env: { ...frame.env, ...call.step.env },
    actionPath: call.folder,
    steps: {},
    failed: false,
    cancel: frame.cancel,
    depth: frame.depth + 1,
  };
  for (const step of call.runs.steps) {
    if (room.stop.killed) break;
    await runStep(room, inner, step);
  }
  const scope = scopeOf(room, inner, {});
  const outputs = call.runs.outputs.map(({ name, value }) => [name, evaluateText(value, scope)]);
  return { ok: !inner.failed, outputs: Object.fromEntries(outputs) };
}
