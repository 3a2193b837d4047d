/**
 * One question of a repository at a time in this process: whoever comes meanwhile gives its place in the worker back, so that a
 * repository whose clone takes long holds up no other one. Those that wait come one after another.
 */
export interface Turns {
  /** False: another one is at work for this repository; it is sent anew when that is over. */
  take(repositoryId: number, delivery: string, work: () => Promise<void>): Promise<boolean>;
  /** Whether it waits already. */
  isWaiting(repositoryId: number, delivery: string): boolean;
}

export function openTurns(send: (delivery: string) => Promise<void>): Turns {
  const atWork = new Set<number>();
  const waiting = new Map<number, Set<string>>();
  const end = async (repositoryId: number): Promise<void> => {
    atWork.delete(repositoryId);
    const behind = waiting.get(repositoryId);
    const [next] = behind ?? [];
    if (behind === undefined || next === undefined) return;
    behind.delete(next);
    if (behind.size === 0) waiting.delete(repositoryId);
    await send(next);
  };
  return {
    isWaiting: (repositoryId, delivery) => waiting.get(repositoryId)?.has(delivery) === true,
    take: async (repositoryId, delivery, work) => {
      const behind = waiting.get(repositoryId) ?? new Set();
      if (atWork.has(repositoryId)) {
        waiting.set(repositoryId, behind.add(delivery));
        return false;
      }
      behind.delete(delivery);
      atWork.add(repositoryId);
      try {
        await work();
      } finally {
        await end(repositoryId);
      }
      return true;
    },
  };
}
