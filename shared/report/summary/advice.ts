/** What a person can do about a task that is not merged, and about the run. */

import { assertNever } from '../../assert.ts';
import type { TaskId } from '../../plan/plan.ts';
import { integrationBranch } from '../../run/integration/chain.ts';
import type { Started, TaskFacts } from '../../run/state.ts';
import { factsOf } from '../../run/state.ts';
import { runStatus, type TaskStatus } from '../../run/status.ts';
import { some } from '../units.ts';

/** Which of the skipped task's needs are the cause, at most so many by name. */
const NAMED_CAUSES = 3;

export interface Advice {
  /** What to do besides typing a command that is shown for all of them together; null: nothing. */
  readonly hint: string | null;
  /** All of it in one sentence, commands in backticks; null: nothing is to be done. */
  readonly next: string | null;
}

const NOTHING: Advice = { hint: null, next: null };

/** A run that goes on cannot be told to retry yet. */
export function taskAdvice(state: Started, facts: TaskFacts, status: TaskStatus): Advice {
  const { hint, next } = finalAdvice(state, facts, status);
  // Where there is no command in it, it is as true now.
  const isForLater = state.finishedAt === null && next !== hint;
  return { hint, next: isForLater ? `after this run: ${next}` : next };
}

function finalAdvice(state: Started, facts: TaskFacts, status: TaskStatus): Advice {
  const retry = `\`${retryCommand(state, facts.task.id)}\``;
  switch (status) {
    case 'waiting':
    case 'running':
    case 'verifying':
    case 'merged':
      return NOTHING;
    case 'conflict':
      return conflictAdvice(facts, retry);
    case 'red':
      return redAdvice(facts, retry);
    case 'failed':
      return { hint: null, next: `fix the cause or its prompt, then ${retry}` };
    case 'held':
      return heldAdvice(state, facts, retry);
    case 'skipped':
      return skippedAdvice(state, facts);
    case 'no-changes':
      return first('if that is right, give it `allow-empty: true`', retry);
    case 'out-of-scope':
      return first('name these files in its `paths`, or narrow its prompt', retry);
    case 'timed-out':
      return first('raise its `timeout-minutes`, or make it smaller', retry);
    case 'rate-limited':
      return first('wait until the limit is over', retry);
    case 'cancelled':
      return { hint: null, next: `\`${resumeCommand(state)}\`` };
    default:
      return assertNever(status);
  }
}

/** What a resolver left is worth a look: often little is missing. */
function conflictAdvice({ fate }: TaskFacts, retry: string): Advice {
  const again = 'starts it again on what is merged';
  if (fate?.kind !== 'conflict' || fate.left === null)
    return { hint: `a retry ${again}`, next: `${retry} ${again}` };
  const look = 'finish by hand what its resolver left on its branch';
  return { hint: `${look}, or retry`, next: `${look}, or ${retry} ${again}` };
}

function heldAdvice(state: Started, { fate }: TaskFacts, retry: string): Advice {
  if (fate?.kind === 'held' && fate.cause === 'budget') {
    return first('raise `budget` in the configuration and commit it', `\`${resumeCommand(state)}\``);
  }
  return state.halt?.kind === 'base-red' ? first('make the base green', retry) : { hint: null, next: retry };
}

/** What to type next, most useful first; empty when everything is in. */
export function runCommands(state: Started): readonly string[] {
  if (state.finishedAt === null) return [];
  const status = runStatus(state);
  if (status === 'cancelled' || status === 'parked') return [resumeCommand(state)];
  const open = [...state.tasks.values()].some(facts => facts.fate?.kind !== 'merged');
  const stranded = state.landing.outcome?.kind === 'not-landed' && state.integration.published !== null;
  // Without a branch to land on, a retry would not find one either.
  if (stranded && state.target.kind === 'none') {
    return [...(open ? [retryCommand(state, null)] : []), `git merge ${integrationBranch(state.run)}`];
  }
  // When all is merged, a retry has nothing to do but to land it.
  return open || stranded ? [retryCommand(state, null)] : [];
}

function redAdvice(facts: TaskFacts, retry: string): Advice {
  const partners = facts.fate?.kind === 'red' ? facts.fate.with : [];
  if (partners.length === 0) return first('fix its prompt or the tests', retry);
  const ground = `on top of ${some(partners, NAMED_CAUSES)}`;
  return { hint: `a retry starts it ${ground}`, next: `${retry} starts it ${ground}` };
}

function skippedAdvice(state: Started, facts: TaskFacts): Advice {
  const causes = rootCauses(state, facts.task.id);
  if (causes.length === 0) return { hint: null, next: `\`${retryCommand(state, null)}\`` };
  const hint = `comes with a retry of ${some(causes, NAMED_CAUSES)}`;
  return { hint, next: hint };
}

/** The tasks behind a skipped one that were not skipped themselves. */
function rootCauses(state: Started, id: TaskId): readonly TaskId[] {
  const causes = new Set<TaskId>();
  const seen = new Set<TaskId>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const need of state.graph.needs.get(next) ?? []) {
      if (seen.has(need)) continue;
      seen.add(need);
      const kind = factsOf(state, need).fate?.kind;
      if (kind === 'skipped') open.push(need);
      else if (kind !== 'merged') causes.add(need);
    }
  }
  return [...state.tasks.keys()].filter(each => causes.has(each));
}

function first(hint: string, retry: string): Advice {
  return { hint, next: `${hint}, then ${retry}` };
}

/** In a pull request the run is known, so a comment does not name it. */
function retryCommand(state: Started, task: TaskId | null): string {
  const name = task === null ? '' : ` ${task}`;
  return state.host === 'cli' ? `braid retry ${state.run}${name}` : `/braid retry${name}`;
}

function resumeCommand(state: Started): string {
  return state.host === 'cli' ? `braid resume ${state.run}` : '/braid retry';
}
