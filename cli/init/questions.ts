/** Asks a person a few questions, each with an answer that Enter takes. Lines that are typed ahead are kept for the next one. */
import { createInterface } from 'node:readline';

export interface Asking {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Ctrl-C, or the end of the input. */
export class Unanswered extends Error {}

/** Asks for one line; an empty one means the proposal. */
export type Ask = (question: string, proposal: string) => Promise<string>;

export async function withQuestions<Result>(
  { input, output }: Asking,
  work: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const lines = createInterface({ input, output });
  const said: string[] = [];
  let isOver = false;
  let wake = () => {};
  lines.on('line', line => {
    said.push(line);
    wake();
  });
  const end = () => {
    isOver = true;
    wake();
  };
  lines.on('close', end);
  lines.on('SIGINT', end);
  const ask: Ask = async (question, proposal) => {
    output.write(`${question} [${proposal}] `);
    while (said.length === 0 && !isOver) {
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
    const line = said.shift();
    if (line === undefined) throw new Unanswered();
    return line.trim() === '' ? proposal : line.trim();
  };
  try {
    return await work(ask);
  } finally {
    lines.close();
  }
}
