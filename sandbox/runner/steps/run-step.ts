/** Runs one step: whether at all, for how long, and what its end means. */
import { runUses } from '../actions/run-uses.ts';
import {
  evaluateCondition,
  evaluateText,
  evaluateTexts,
  evaluateToken,
  TemplateError,
} from '../expressions/evaluate.ts';
import type { Conclusion } from '../host.ts';
import type { Step } from '../syntax/workflow.ts';
import { type Frame, type JobRoom, type StepCall, type StepEnd, StepError, scopeOf } from './room.ts';
import { runScript } from './script.ts';

export interface StepResult {
  readonly name: string;
  readonly conclusion: Conclusion;
}

/** Longer ones are not known to `setTimeout`. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
const NOTHING: StepEnd = { ok: false, outputs: {} };

export async function runStep(room: JobRoom, frame: Frame, step: Step): Promise<StepResult> {
  const name = nameOf(room, frame, step);
  const call = await attempt(room, async () => prepare(room, frame, step));
  if (call === 'skip') {
    note(frame, step, { outputs: {}, outcome: 'skipped', conclusion: 'skipped' });
    return { name, conclusion: 'skipped' };
  }
  room.log.startStep(name);
  const end = call === null ? NOTHING : await runLimited(room, frame, call);
  const cancelled = !end.ok && end.cancelled === true;
  const outcome = end.ok ? 'success' : cancelled ? 'cancelled' : 'failure';
  const forgiven = outcome === 'failure' && call !== null && (await isForgiven(room, call));
  const conclusion = forgiven ? 'success' : outcome;
  note(frame, step, { outputs: end.outputs, outcome, conclusion });
  if (conclusion === 'failure') frame.failed = true;
  return { name, conclusion };
}

function note(frame: Frame, step: Step, context: Frame['steps'][string]): void {
  if (step.id !== null) frame.steps[step.id] = context;
}

/** Null: the step's own expressions are wrong, which the log says. */
async function attempt<T>(room: JobRoom, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TemplateError) && !(error instanceof StepError)) throw error;
    room.log.tell('failure', error.message);
    return null;
  }
}

function prepare(room: JobRoom, frame: Frame, step: Step): StepCall | 'skip' {
  const env = evaluateTexts(step.env, scopeOf(room, frame, {}));
  const scope = scopeOf(room, frame, env);
  return holds(step.condition, frame, scope) ? { step, env, scope } : 'skip';
}

function holds(condition: string, frame: Frame, scope: StepCall['scope']): boolean {
  try {
    return evaluateCondition(condition, scope);
  } catch (error) {
    throw new TemplateError(
      `${frame.path}: ${error instanceof Error ? error.message : String(error)}, in ${condition}`,
    );
  }
}

async function isForgiven(room: JobRoom, { step, scope }: StepCall): Promise<boolean> {
  const token = step.continueOnError;
  if (token === null) return false;
  return (await attempt(room, async () => evaluateToken(token, scope))) === true;
}

/** Within its own time limit, and cancelled with the job unless its condition holds even then. */
async function runLimited(room: JobRoom, frame: Frame, call: StepCall): Promise<StepEnd> {
  const minutes = await attempt(room, async () => minutesOf(call));
  if (minutes === null) return NOTHING;
  const outer = frame.cancel;
  const cancel = new AbortController();
  const end = new AbortController();
  const timer = setTimeout(
    () => {
      room.log.tell('failure', `The action has timed out after ${minutes} minutes.`);
      cancel.abort();
    },
    Math.min(minutes * room.options.minuteMs, LONGEST_TIMEOUT_MS),
  );
  outer.addEventListener('abort', () => cancel.abort(), { signal: end.signal });
  const onJobCancelled = () => {
    if (!goesOn(room, frame, call)) cancel.abort();
  };
  room.stop.cancelSignal.addEventListener('abort', onJobCancelled, { signal: end.signal });
  frame.cancel = cancel.signal;
  try {
    const result = (await attempt(room, async () => execute(room, frame, call))) ?? NOTHING;
    return cancel.signal.aborted ? { ...result, ok: false, cancelled: room.stop.cancelled } : result;
  } finally {
    frame.cancel = outer;
    clearTimeout(timer);
    end.abort();
  }
}

/** `always()` and `cancelled()` steps are not disturbed by a cancel. */
function goesOn(room: JobRoom, frame: Frame, { step, env }: StepCall): boolean {
  try {
    return evaluateCondition(step.condition, scopeOf(room, frame, env));
  } catch {
    return false;
  }
}

function minutesOf({ step, scope }: StepCall): number {
  const minutes = step.timeoutMinutes === null ? 360 : evaluateToken(step.timeoutMinutes, scope);
  if (typeof minutes === 'number' && minutes > 0) return minutes;
  throw new StepError(`expected a number of minutes above 0 in timeout-minutes, found ${String(minutes)}`);
}

function execute(room: JobRoom, frame: Frame, call: StepCall): Promise<StepEnd> {
  const { step } = call;
  return step.kind === 'run'
    ? runScript(room, frame, { ...call, step })
    : runUses(room, frame, { ...call, step });
}

function nameOf(room: JobRoom, frame: Frame, step: Step): string {
  const scope = scopeOf(room, frame, {});
  try {
    if (step.name !== null) return evaluateText(step.name, scope);
    if (step.kind === 'uses') return `Run ${step.uses}`;
    return `Run ${evaluateText(step.run, scope).trim().split('\n')[0] ?? ''}`;
  } catch {
    return step.id ?? 'Run';
  }
}
