/** Plans as short text: a task a line, `id needs a b after c epic e priority 5 paths p q conflicts d`. */
import type { Graph } from '../../shared/plan/graph.ts';
import type { EpicName, Plan, Task, TaskId } from '../../shared/plan/plan.ts';
import { planOf, task } from '../plan/blank.ts';

export const taskId = (id: string) => id as TaskId;

export function plan(text: string): Plan {
  const lines = text.split('\n').map(line => line.trim());
  return planOf(lines.filter(line => line !== '').map(parseLine));
}

const FIELDS = ['needs', 'after', 'epic', 'priority', 'paths', 'conflicts'];

function parseLine(line: string): Task {
  const [id = '', ...words] = line.split(/\s+/);
  const fields = new Map<string, string[]>();
  let field: string[] = [];
  for (const word of words) {
    if (FIELDS.includes(word)) {
      field = [];
      fields.set(word, field);
    } else field.push(word);
  }
  const list = (name: string) => fields.get(name) ?? [];
  const epic = list('epic')[0];
  return task(id, {
    needs: list('needs'),
    after: list('after'),
    epic: epic === undefined ? null : (epic as EpicName),
    priority: Number(list('priority')[0] ?? 100),
    paths: list('paths'),
    conflictsWith: list('conflicts').map(taskId),
  });
}

/** `a b | c`: two batches. */
export function batchesOf(graph: Graph): string {
  return graph.batches.map(batch => batch.join(' ')).join(' | ');
}

/** `b behind a: both may change x`, a line each. */
export function serializedOf(graph: Graph): string {
  return graph.serialized.map(({ task, behind, reason }) => `${task} behind ${behind}: ${reason}`).join('\n');
}
