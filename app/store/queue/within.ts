/** Work that is told to end after a time, or when `end` is aborted. Until it has ended nobody else begins with the same. */

/** Work that was told to end has so long for that, in milliseconds. */
export const SETTLE_MS = 2_000;

export interface Limited {
  readonly limitMs: number;
  readonly end: AbortSignal;
  work(signal: AbortSignal): Promise<void>;
  /** Told when it has not ended {@link SETTLE_MS} after it was told to. */
  overdue(reason: string): void;
}

/** Rejects with the reason why it was told to end, when it was, and did not come to its end. */
export async function within({ limitMs, end, work, overdue }: Limited): Promise<void> {
  const limit = new AbortController();
  const minutes = Math.round(limitMs / 6_000) / 10;
  const timer = setTimeout(() => limit.abort(new Error(`took longer than ${minutes} min`)), limitMs);
  const signal = AbortSignal.any([limit.signal, end]);
  let settle: NodeJS.Timeout | null = null;
  const wait = () => {
    settle = setTimeout(() => overdue(reasonOf(signal).message), SETTLE_MS);
  };
  if (signal.aborted) wait();
  else signal.addEventListener('abort', wait, { once: true });
  try {
    await work(signal);
  } catch (error) {
    throw signal.aborted ? reasonOf(signal) : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', wait);
    if (settle !== null) clearTimeout(settle);
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
