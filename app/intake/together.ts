/**
 * Many small writes made few: who comes while others are being written waits for a turn, and shares it with all who wait by then. Nobody
 * waits longer than for that, so a single one is written at once.
 */
import { DatabaseUnreachable } from '../store/database.ts';

/** So many writes at once: one that hangs does not hold up the others. */
const AT_ONCE = 2;
/** Of one write: those behind it shall not wait for long. */
const MOST = 64;

type Write<Item, Answer> = (items: readonly Item[]) => Promise<readonly Answer[]>;

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** `write` takes all of its items or none. Its answers are in their order. */
export function together<Item, Answer>(write: Write<Item, Answer>): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let underWay = 0;
  const turn = async (): Promise<void> => {
    underWay += 1;
    while (waiting.length > 0) await writeFor(waiting.splice(0, MOST), write);
    underWay -= 1;
  };
  return item =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (underWay < AT_ONCE) void turn();
    });
}

async function writeFor<Item, Answer>(
  sharing: readonly Waiting<Item, Answer>[],
  write: Write<Item, Answer>,
): Promise<void> {
  try {
    const answers = await write(sharing.map(({ item }) => item));
    for (const [at, answer] of answers.entries()) sharing[at]?.resolve(answer);
  } catch (error) {
    // What is wrong with one shall not be the others' trouble; a database that is not there is everybody's.
    const isAlone = sharing.length === 1 || error instanceof DatabaseUnreachable;
    if (isAlone) for (const { reject } of sharing) reject(error);
    else for (const each of sharing) await writeFor([each], write);
  }
}
