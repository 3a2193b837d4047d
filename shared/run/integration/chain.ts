/** What a chain of merges is asked for: its units in order, each commit's merge message, and a key that is the same on every replay. */
import type { RunId, Sha, TaskId } from '../../plan/plan.ts';
import type { ChainEffect, ChainLink } from '../effect.ts';
import type { Attempt, Started, Unit } from '../state.ts';
import { factsOf } from '../state.ts';

/** The name of the link that merges the moved target in; no task may have it, since a unit's tasks are in the plan. */
export const TARGET_UNIT = 'target:';

export function chainEffect(
  state: Started,
  onto: Sha,
  units: readonly Unit[],
  branch: string | null,
): ChainEffect {
  const links = units.map(unit => ({ name: unit.name, links: unit.tasks.map(id => taskLink(state, id)) }));
  const parts = links.flatMap(unit =>
    unit.links.map(link => `${link.name}@${link.commit?.slice(0, 12) ?? 'none'}`),
  );
  return { kind: 'chain', key: `chain/${onto}/${parts.join('+')}`, onto, units: links, branch };
}

/** What a chain's key says that it stands on. */
export function chainOnto(key: string): Sha {
  return key.split('/')[1] as Sha;
}

/** Merges a moved target into the integration head. */
export function targetChainEffect(state: Started, onto: Sha, branch: string, tip: Sha): ChainEffect {
  const message = `Merge ${branch} at ${tip.slice(0, 12)}\n\nBraid-Run: ${state.run}\n`;
  const links = [{ name: TARGET_UNIT, commit: tip, message }];
  return {
    kind: 'chain',
    key: `chain/${onto}/${TARGET_UNIT}${tip}`,
    onto,
    units: [{ name: TARGET_UNIT, links }],
    branch: null,
  };
}

/** The attempt whose work is to be merged. */
export function workOf(state: Started, id: TaskId): Attempt {
  const attempt = factsOf(state, id).attempts.at(-1);
  if (attempt?.end == null) throw new Error(`task ${id} has no finished work`);
  return attempt;
}

function taskLink(state: Started, id: TaskId): ChainLink {
  const { task, attempts } = factsOf(state, id);
  const attempt = workOf(state, id);
  const evidence = attempt.end?.evidence;
  const trailers = [
    ['Braid-Run', state.run],
    ['Braid-Task', id],
    ['Braid-Backend', attempt.backend],
    ['Braid-Model', evidence?.usage.model ?? attempt.model],
    ['Braid-Cost-USD', costText(attempts)],
  ].flatMap(([key, value]) => (value == null ? [] : [`${key}: ${oneLine(value)}`]));
  const message = `Merge ${id}: ${oneLine(task.title)}\n\n${trailers.join('\n')}\n`;
  return { name: id, commit: evidence?.commit ?? null, message };
}

/** What all attempts of the task reported; sums of cents are not exact. Null: none did. */
function costText(attempts: readonly Attempt[]): string | null {
  const costs = attempts.flatMap(({ end }) => end?.evidence.usage.costUsd ?? []);
  return costs.length === 0 ? null : String(Number(costs.reduce((sum, usd) => sum + usd, 0).toFixed(6)));
}

/** A title or a model's name is untrusted: on one line it cannot add a trailer. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}

export function verifyKey(tree: Sha, trial: number): string {
  return `verify/${tree}/${trial}`;
}

export function integrationBranch(run: RunId): string {
  return `braid/${run}/integration`;
}

export function taskBranch(run: RunId, task: TaskId): string {
  return `braid/${run}/${task}`;
}

export function epicBranch(run: RunId, epic: string): string {
  return `braid/${run}/epic/${epic}`;
}
