/** Fetches jobs as long as there is room for them, and looks again at intervals and when it is told that there is something. */
import type { Boss, BossQueueName, Job } from './boss.ts';

export interface Loop {
  /** There may be something to fetch. */
  wake(): void;
  /** Fetches nothing more; resolves when what was fetched is over. */
  end(): Promise<void>;
}

export interface LoopOptions {
  readonly boss: Boss;
  readonly name: BossQueueName;
  readonly atOnce: number;
  readonly pollMs: number;
  /** Rejected: the job is tried again later. */
  readonly work: (job: Job) => Promise<void>;
  readonly trouble: (error: unknown) => void;
}

export function startLoop(options: LoopOptions): Loop {
  const { boss, name, atOnce, pollMs, trouble } = options;
  const running = new Set<Promise<void>>();
  let isEnding = false;
  let isWoken = false;
  let interrupt = () => {};
  const wake = () => {
    isWoken = true;
    interrupt();
  };
  const pause = () =>
    new Promise<void>(resolve => {
      if (isWoken || isEnding) return resolve();
      const timer = setTimeout(resolve, pollMs);
      interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const start = (job: Job) => {
    const work = finish(options, job)
      .catch(trouble)
      .finally(() => {
        running.delete(work);
        wake();
      });
    running.add(work);
  };
  const loop = async () => {
    while (!isEnding) {
      isWoken = false;
      const room = atOnce - running.size;
      const jobs = room > 0 ? await boss.fetch(name, room).catch(told(trouble)) : [];
      for (const job of jobs) start(job);
      await pause();
    }
  };
  const looping = loop();
  return {
    wake,
    async end() {
      isEnding = true;
      wake();
      await looping;
      await Promise.all(running);
    },
  };
}

/** A job that could be neither completed nor failed counts as active, without a holder: it is taken over. */
async function finish({ boss, name, work }: LoopOptions, job: Job): Promise<void> {
  let failure: string | null = null;
  try {
    await work(job);
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  if (failure === null) await boss.complete(name, job.id);
  else await boss.fail(name, job.id, failure);
}

function told(trouble: (error: unknown) => void): (error: unknown) => readonly Job[] {
  return error => {
    trouble(error);
    return [];
  };
}
