/** What the shell of the App needs of what is in it. */

export interface Delivery {
  /** GitHub's; the same when it is delivered again. */
  readonly id: string;
  /** Of the event, such as `pull_request`. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The payload as it came. */
  readonly json: string;
}

export interface Deliveries {
  /** Resolves when it is stored for good, and to `known` when it was before: then nothing is done again. */
  receive(delivery: Delivery): Promise<'new' | 'known'>;
}

/** What the App cannot work without. Rejects, or takes its time, while it is missing. */
export type Check = () => Promise<void>;

/** Asked whenever somebody reads the metrics. */
export interface Counts {
  /** What is to be done, and not begun. */
  queueDepth(): Promise<number>;
  /** Webhooks of the last days that came to nothing, although they should not have. */
  deliveriesFailed(): Promise<number>;
  /** Since the oldest webhook came that is not worked off; 0: there is none. */
  oldestWaitingSeconds(): Promise<number>;
  /** Those that cannot go on, and are tried again. */
  runsTroubled(): Promise<number>;
  runsByStatus(): Promise<Readonly<Record<string, number>>>;
}

/** What was opened and is to be closed, when nothing works with it any more. */
export interface Part {
  /** For the log. */
  readonly name: string;
  close(): Promise<void>;
}

/** What works on runs. */
export interface Work {
  /** Begins nothing new, and resolves when what was under way has ended; `signal`: it is time to leave it. */
  settle(signal: AbortSignal): Promise<void>;
}
