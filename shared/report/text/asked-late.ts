/** A question that came too late, in words. */
import type { RunId } from '../../plan/plan.ts';
import { duration } from '../units.ts';

export interface AskedLate {
  /** Milliseconds. */
  readonly ago: number;
  /** The run that has begun since; null: none has. */
  readonly since: RunId | null;
}

/** What is the case, and what to do next. */
export function askedLateWords({ ago, since }: AskedLate) {
  return {
    title: `this was asked ${duration(ago)} ago`,
    what:
      since === null
        ? 'GitHub told of it so late that it may not be wanted any more, so nothing was started.'
        : `GitHub told of it late, and \`${since}\` has begun since: nothing was changed by it.`,
    next: 'If it is still wanted, ask again.',
  };
}
