/** Work that is told to end after a time, or when `end` is aborted, and that is left alone if it does not. */
const SETTLE_MS = 2_000;

export async function within(
  limitMs: number,
  end: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const limit = new AbortController();
  const minutes = Math.round(limitMs / 6_000) / 10;
  const timer = setTimeout(() => limit.abort(new Error(`took longer than ${minutes} min`)), limitMs);
  const signal = AbortSignal.any([limit.signal, end]);
  let settle: NodeJS.Timeout | null = null;
  let wait = () => {};
  const left = new Promise<never>((_, reject) => {
    wait = () => {
      settle = setTimeout(() => reject(signal.reason), SETTLE_MS);
    };
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
  try {
    await Promise.race([work(signal), left]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', wait);
    if (settle !== null) clearTimeout(settle);
  }
}
