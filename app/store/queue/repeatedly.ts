/** Something that is done now and at intervals, never twice at once. What goes wrong is told, and it is done again. */
export interface Chore {
  end(): Promise<void>;
}

export function repeatedly(
  everyMs: number,
  trouble: (error: unknown) => void,
  work: () => Promise<void>,
): Chore {
  let timer: NodeJS.Timeout | null = null;
  let isEnding = false;
  const round = async (): Promise<void> => {
    await work().catch(trouble);
    if (!isEnding) timer = setTimeout(again, everyMs);
  };
  let latest = round();
  const again = () => {
    latest = round();
  };
  return {
    async end() {
      isEnding = true;
      if (timer !== null) clearTimeout(timer);
      await latest;
    },
  };
}
