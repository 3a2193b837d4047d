/** How the sandbox's machine behaves where GitHub's is not to be changed. */
export interface RunnerOptions {
  /** The Node that runs JavaScript actions; this process's own by default. */
  readonly node?: string;
  /** Where the jobs' folders are made; the system's for temporary files by default. */
  readonly temporaryFolder?: string;
  /** Jobs of one run that run at the same time, as many as machines are rented; 20. */
  readonly machines?: number;
  /** The jobs' folders stay when a run is over. */
  readonly keepFolders?: boolean;
  /** Between SIGINT and SIGTERM of a step that is cancelled; GitHub's 7,500. */
  readonly interruptMs?: number;
  /** Between SIGTERM and SIGKILL; GitHub's 2,500. */
  readonly terminateMs?: number;
  /** For all that goes on after a cancel, `always()` included; GitHub's five minutes. */
  readonly cancelLimitMs?: number;
  /** What a minute of `timeout-minutes` lasts; 60,000. Tests have less time. */
  readonly minuteMs?: number;
}

export type CompleteOptions = Required<Omit<RunnerOptions, 'temporaryFolder'>> &
  Pick<RunnerOptions, 'temporaryFolder'>;

export const DEFAULT_OPTIONS: CompleteOptions = {
  machines: 20,
  node: process.execPath,
  keepFolders: false,
  interruptMs: 7_500,
  terminateMs: 2_500,
  cancelLimitMs: 300_000,
  minuteMs: 60_000,
};
