/** How a run ended, as far as that may not depend on who was faster. */
import { factsOf, type Started } from '../../shared/run/state.ts';
import { taskStatus } from '../../shared/run/status.ts';

/**
 * Of an epic's tasks that get into trouble the first one decides, and then no money is spent on the others: who of them is
 * called *failed* and who *held* is up to who ends first.
 */
export function statusesOf(state: Started, troubled: ReadonlySet<string>): Record<string, string> {
  const inTrouble = (id: string, epic: string | null) =>
    epic !== null &&
    troubled.has(id) &&
    [...state.tasks.values()].filter(({ task }) => task.epic === epic && troubled.has(task.id)).length > 1;
  return Object.fromEntries(
    [...state.tasks.keys()].map(id => {
      const { status } = taskStatus(state, id);
      const isFirstOrHeld = inTrouble(id, factsOf(state, id).task.epic) && status !== 'merged';
      return [id, isFirstOrHeld && status !== 'skipped' ? 'lost with its epic' : status];
    }),
  );
}

/** Who does anything but work, at least once. */
export function misdoers(deeds: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(deeds).flatMap(([name, each]) => (each.every(deed => deed === 'work') ? [] : [name]));
}
