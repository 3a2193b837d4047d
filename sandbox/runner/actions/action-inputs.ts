/** What an action was given, completed by its own defaults. */
import { evaluateText } from '../expressions/evaluate.ts';
import { type Frame, type JobRoom, scopeOf } from '../steps/room.ts';
import type { ActionCall } from './run-uses.ts';

export function inputsOf(
  room: JobRoom,
  frame: Frame,
  { action, given, step }: ActionCall,
): Readonly<Record<string, string>> {
  const scope = { ...scopeOf(room, frame, step.env), path: action.path };
  return Object.fromEntries(
    action.inputs.map(input => {
      const chosen = given[input.name.toLowerCase()];
      const fallback = () => (input.default === null ? '' : evaluateText(input.default, scope));
      return [input.name, chosen ?? fallback()];
    }),
  );
}
