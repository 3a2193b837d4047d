/** What holds for the graph of every plan. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph } from '../../shared/plan/graph.ts';
import type { Task, TaskId } from '../../shared/plan/plan.ts';
import { planOf } from '../plan/blank.ts';
import { goodTasks, longestFrom, mayStandTogether, plainBatches, waitsOf } from './reference.ts';

const overlap = fc.constantFrom<'serialize' | 'allow'>('serialize', 'allow');
const graphOf = (tasks: readonly Task[], rule: 'serialize' | 'allow' = 'serialize') =>
  buildGraph(planOf(tasks), { overlap: rule });

function always(predicate: (tasks: readonly Task[], rule: 'serialize' | 'allow') => void): void {
  fc.assert(fc.property(goodTasks(12), overlap, predicate), { numRuns: 1000 });
}

describe('batches', () => {
  test('every task is in one batch, once', () => {
    always((tasks, rule) => {
      const { batches, batchOf } = graphOf(tasks, rule);
      expect(batches.flat().toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
      for (const [at, batch] of batches.entries())
        for (const id of batch) expect(batchOf.get(id)).toBe(at + 1);
      expect(batchOf.size).toBe(tasks.length);
    });
  });

  test('everything that a task waits for is in earlier batches', () => {
    always((tasks, rule) => {
      const { batchOf } = graphOf(tasks, rule);
      for (const [id, waits] of waitsOf(tasks, ['needs', 'after'])) {
        for (const other of waits) expect(batchOf.get(other)).toBeLessThan(batchOf.get(id) ?? 0);
      }
    });
  });

  test('no two tasks of a batch overlap or conflict', () => {
    always((tasks, rule) => {
      const byId = new Map(tasks.map(task => [task.id, task]));
      for (const batch of graphOf(tasks, rule).batches) {
        const members = batch.flatMap(id => byId.get(id) ?? []);
        for (const [at, one] of members.entries()) {
          for (const other of members.slice(at + 1)) expect(mayStandTogether(one, other, rule)).toBe(true);
        }
      }
    });
  });

  test('there are no more than the longest path has tasks, when nothing overlaps', () => {
    always(tasks => {
      const apart = tasks.map(task => ({ ...task, paths: [], conflictsWith: [] }));
      const { batches, criticalPath, serialized } = graphOf(apart);
      expect(batches.length).toBe(criticalPath.length);
      expect(serialized).toEqual([]);
    });
  });

  test('they are those of a plain search, batch by batch, in the order of starting', () => {
    always((tasks, rule) => {
      expect(graphOf(tasks, rule).batches).toEqual(plainBatches(tasks, rule));
    });
  });

  test('a moved task is just behind somebody whom it may not stand beside', () => {
    always((tasks, rule) => {
      const { serialized, batchOf } = graphOf(tasks, rule);
      const byId = new Map(tasks.map(task => [task.id, task]));
      expect(new Set(serialized.map(({ task }) => task)).size).toBe(serialized.length);
      for (const { task, behind, reason } of serialized) {
        const [one, other] = [byId.get(task), byId.get(behind)];
        expect(batchOf.get(task)).toBe((batchOf.get(behind) ?? 0) + 1);
        expect(one && other && mayStandTogether(one, other, rule), reason).toBe(false);
      }
    });
  });

  test('a task that was not moved is just behind something that it waits for', () => {
    always((tasks, rule) => {
      const { serialized, batchOf } = graphOf(tasks, rule);
      const moved = new Set(serialized.map(({ task }) => task));
      for (const [id, waits] of waitsOf(tasks, ['needs', 'after'])) {
        const latest = Math.max(0, ...[...waits].map(other => batchOf.get(other) ?? 0));
        if (moved.has(id)) expect(batchOf.get(id)).toBeGreaterThan(latest + 1);
        else expect(batchOf.get(id)).toBe(latest + 1);
      }
    });
  });
});

describe('the rest of the graph', () => {
  test('needs and dependents are each the inverse of the other', () => {
    always(tasks => {
      const { needs, dependents } = graphOf(tasks);
      const expected = waitsOf(tasks, ['needs']);
      for (const { id } of tasks) {
        expect(new Set(needs.get(id))).toEqual(expected.get(id));
        expect(needs.get(id)?.length).toBe(expected.get(id)?.size);
        expect(dependents.get(id)).toEqual(
          tasks.filter(other => expected.get(other.id)?.has(id)).map(other => other.id),
        );
      }
    });
  });

  test('merging: everybody once, behind what it waits for, an epic together', () => {
    always(tasks => {
      const { mergeOrder } = graphOf(tasks);
      expect(mergeOrder.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
      const place = new Map(mergeOrder.map((id, at) => [id, at]));
      for (const [id, waits] of waitsOf(tasks, ['needs', 'after'])) {
        for (const other of waits) expect(place.get(other)).toBeLessThan(place.get(id) ?? 0);
      }
      for (const epic of new Set(tasks.flatMap(task => task.epic ?? []))) {
        const places = tasks.filter(task => task.epic === epic).map(({ id }) => place.get(id) ?? 0);
        expect(Math.max(...places) - Math.min(...places)).toBe(places.length - 1);
      }
    });
  });

  test('merging: by priority and plan order where nobody waits', () => {
    always(tasks => {
      const alone = tasks.map(task => ({ ...task, needs: [], after: [], epic: null }));
      const sorted = alone.toSorted((a, b) => a.priority - b.priority).map(({ id }) => id);
      expect(graphOf(alone).mergeOrder).toEqual(sorted);
    });
  });

  test('the longest paths', () => {
    always(tasks => {
      const waits = waitsOf(tasks, ['needs', 'after']);
      const { remaining, criticalPath } = graphOf(tasks);
      for (const { id } of tasks) expect(remaining.get(id)).toBe(longestFrom(id, waits));
      expect(criticalPath.length).toBe(Math.max(...remaining.values()));
      for (const [at, id] of criticalPath.slice(1).entries()) {
        expect(waits.get(id)).toContain<TaskId | undefined>(criticalPath[at]);
      }
    });
  });
});
