/** Tasks that wait for each other, each circle with the reference that closes it. */
import { type CycleTask, findCycle } from '../graph.ts';
import type { TaskId } from '../plan.ts';
import { error, type Path, type Problem } from './finding.ts';
import type { Outline, OutlinedTask, Reference } from './outline.ts';
import { visible } from './words.ts';

/** After one is found its tasks are set aside, so circles with no task in common are all reported. */
export function cycleProblems(plan: Outline): readonly Problem[] {
  const byId = new Map<string, OutlinedTask>();
  for (const task of plan.tasks) if (task.id !== null && !byId.has(task.id)) byId.set(task.id, task);
  const problems: Problem[] = [];
  const open = new Set(byId.keys());
  for (;;) {
    const cycle = findCycle([...open].flatMap(id => cycleTask(byId.get(id), open)));
    if (cycle === null) return problems;
    problems.push(cycleProblem(cycle, byId));
    for (const id of cycle) open.delete(id);
  }
}

/** What other checks report is left out: unknown tasks and references to itself. */
function cycleTask(task: OutlinedTask | undefined, open: ReadonlySet<string>): readonly CycleTask[] {
  if (task === undefined || task.id === null) return [];
  const others = (list: readonly Reference[]): readonly TaskId[] =>
    list.filter(({ id }) => id !== task.id && open.has(id)).map(({ id }) => id as TaskId);
  return [{ id: task.id as TaskId, needs: others(task.needs), after: others(task.after), epic: task.epic }];
}

/** Each task of a cycle names the next one in `needs` or `after`, or is of one epic with it. */
function cycleProblem(cycle: readonly string[], byId: ReadonlyMap<string, OutlinedTask>): Problem {
  const steps = cycle.slice(0, -1).map((id, index) => referenceTo(byId.get(id), cycle[index + 1]));
  const closing = steps.findLast(step => step !== null);
  const path = closing ?? [...(byId.get(cycle[0] ?? '')?.path ?? []), 'id'];
  const message = `expected tasks that can be put in an order, found the cycle \`${cycle.map(visible).join(' → ')}\``;
  const hint = steps.includes(null)
    ? 'who needs one task of an epic waits for all of them: remove one of these dependencies, or move a task out of its epic'
    : 'remove one of these dependencies';
  return error({ code: 'cycle', message, hint, path });
}

function referenceTo(task: OutlinedTask | undefined, id: string | undefined): Path | null {
  const found = [...(task?.needs ?? []), ...(task?.after ?? [])].find(reference => reference.id === id);
  return found?.path ?? null;
}
