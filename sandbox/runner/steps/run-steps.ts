/** All steps of a job in order, then what they have left to be done, then the job's outputs. */
import { evaluateCondition, evaluateTexts } from '../expressions/evaluate.ts';
import type { Values } from '../expressions/value.ts';
import type { StepReport } from '../host.ts';
import type { MappingToken } from '../syntax/template.ts';
import type { Step } from '../syntax/workflow.ts';
import { type Frame, type JobRoom, type PostStep, StepError, scopeOf } from './room.ts';
import { runStep } from './run-step.ts';

export interface StepsRequest {
  readonly path: string;
  readonly inputs: Values;
  readonly steps: readonly Step[];
  readonly outputs: MappingToken | null;
}

export interface StepsEnd {
  readonly steps: readonly StepReport[];
  readonly failed: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

export async function runSteps(room: JobRoom, request: StepsRequest): Promise<StepsEnd> {
  const frame: Frame = {
    path: request.path,
    inputs: request.inputs,
    env: {},
    actionPath: null,
    steps: {},
    failed: false,
    // Of a step alone: between steps nothing is to be cancelled.
    cancel: new AbortController().signal,
    depth: 0,
  };
  const reports: StepReport[] = [];
  for (const step of request.steps) {
    if (room.stop.killed) break;
    const result = await runStep(room, frame, step);
    reports.push({ number: reports.length + 1, ...result });
  }
  for (const post of room.posts.toReversed()) {
    if (room.stop.killed) break;
    reports.push({ number: reports.length + 1, ...(await runPost(room, frame, post)) });
  }
  const outputs = outputsOf(room, evaluateTexts(request.outputs, scopeOf(room, frame, {})));
  return { steps: reports, failed: frame.failed, outputs };
}

async function runPost(
  room: JobRoom,
  frame: Frame,
  { name, condition, run }: PostStep,
): Promise<Omit<StepReport, 'number'>> {
  if (!evaluateCondition(condition, scopeOf(room, frame, {}))) return { name, conclusion: 'skipped' };
  room.log.startStep(name);
  const end = await run(frame).catch(error => {
    if (!(error instanceof StepError)) throw error;
    room.log.tell('failure', error.message);
    return { ok: false };
  });
  if (!end.ok) frame.failed = true;
  return { name, conclusion: end.ok ? 'success' : 'failure' };
}

/** As on GitHub, an output with a secret in it does not leave the job. */
function outputsOf(
  room: JobRoom,
  outputs: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(outputs).filter(([name, value]) => {
      const secret = room.log.masks.hides(value);
      if (secret) room.log.tell('warning', `Skip output '${name}' since it may contain secret.`);
      return !secret;
    }),
  );
}
