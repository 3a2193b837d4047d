/** A time limit of a step that the limit of its job makes void, in words. */

export interface VoidLimit {
  /** As the workflow's input is called. */
  readonly setting: 'task-minutes' | 'verify-minutes';
  readonly minutes: number;
  readonly jobMinutes: number;
}

/** What is the case, and what to do next. */
export function voidLimitWords({ setting, minutes, jobMinutes }: VoidLimit) {
  const limits = `\`${setting}\` is ${minutes} and \`job-minutes\` ${jobMinutes}`;
  return {
    title: 'the time limits of the workflow cannot be kept',
    what: `${limits}: GitHub would end the job before its step, and what was done by then would be lost.`,
    next: 'Set `job-minutes` well above both others, where Braid’s workflow is called; then ask again.',
  };
}
