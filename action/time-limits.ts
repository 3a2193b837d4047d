/** The time limits that the workflow sets: the job's is for when all else hangs, so that what a step has done is always handed over. */
import type { VoidLimit } from '../shared/report/text/time-limits.ts';

const SETTINGS = ['task-minutes', 'verify-minutes'] as const;

/** Null: they can be kept, or the workflow does not tell them. */
export function voidLimit(input: (name: string) => string): VoidLimit | null {
  const jobMinutes = minutesIn(input('job-minutes'));
  for (const setting of SETTINGS) {
    const minutes = minutesIn(input(setting));
    if (minutes !== null && jobMinutes !== null && minutes >= jobMinutes)
      return { setting, minutes, jobMinutes };
  }
  return null;
}

/** GitHub has taken it for a number of minutes already. */
function minutesIn(text: string): number | null {
  const minutes = Number(text);
  return text === '' || Number.isNaN(minutes) ? null : minutes;
}
