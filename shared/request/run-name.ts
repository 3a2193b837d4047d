/** The name of a run as people and workflows pass it on: checked before it becomes a ref or a folder. */
import type { RunId } from '../plan/plan.ts';

/** No dots, so that no name can be a path or a bad ref. */
const RUN_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;

/** For a message: "expected ...". */
export const RUN_NAME_IN_WORDS = "a run's name of letters, digits, - and _, at most 80";

/** Null: no run can be called so. */
export function parseRunName(text: string): RunId | null {
  return RUN_NAME.test(text) ? (text as RunId) : null;
}
