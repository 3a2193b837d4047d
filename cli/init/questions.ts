/** The two questions of `braid init`, asked on a terminal. The end of the input, or a Ctrl-C, ends it with nothing written. */
import { createInterface } from 'node:readline/promises';
import { CommandProblem, EXIT } from '../exit-code.ts';
import type { FoundAgent } from './agents.ts';
import type { Guess } from './project.ts';
import { SCRIPT } from './starting-text.ts';

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

export interface Dialogue {
  backend(agents: readonly FoundAgent[]): Promise<string>;
  verify(guess: Guess | null): Promise<readonly string[]>;
  close(): void;
}

export function openDialogue({ input, output }: Terminal): Dialogue {
  const reader = createInterface({ input, output });
  // By its iterator, since a line that comes before its question would be lost otherwise.
  const lines = reader[Symbol.asyncIterator]();
  const ask = async (prompt: string): Promise<string> => {
    reader.setPrompt(prompt);
    reader.prompt();
    const { value, done } = await lines.next();
    if (!done) return value.trim();
    output.write('\n');
    throw new CommandProblem('stopped; nothing was written', { exitCode: EXIT.cancelled });
  };
  return {
    backend: agents => askBackend(agents, { ask, output }),
    verify: guess => askVerify(guess, { ask, output }),
    close: () => reader.close(),
  };
}

interface Asking {
  readonly output: NodeJS.WritableStream;
  ask(prompt: string): Promise<string>;
}

interface Choice {
  readonly name: string;
  readonly mark: '✔' | '✘';
  readonly about: string;
}

async function askBackend(agents: readonly FoundAgent[], { ask, output }: Asking): Promise<string> {
  const choices = choicesOf(agents);
  const column = Math.max(...choices.map(({ name }) => name.length));
  output.write('Which backend does the work?\n');
  choices.forEach(({ name, mark, about }, index) => {
    output.write(`  ${index + 1}  ${mark} ${name.padEnd(column)}  ${about}\n`);
  });
  for (;;) {
    const answer = await ask(`Its number or name [1, ${choices[0]?.name}]: `);
    const chosen = choices.find(({ name }, index) => answer === name || answer === String(index + 1));
    if (chosen !== undefined) return chosen.name;
    if (answer === '') return choices[0]?.name ?? SCRIPT;
    output.write(`expected 1 to ${choices.length}, or one of the names\n`);
  }
}

/** What is usable comes first. Whoever chooses another one may be about to install it. */
function choicesOf(agents: readonly FoundAgent[]): readonly Choice[] {
  const all = agents.map(({ name, health }): Choice => {
    if (health.kind === 'usable') return { name, mark: '✔', about: health.version ?? 'usable' };
    return { name, mark: '✘', about: health.reason };
  });
  const script: Choice = {
    name: SCRIPT,
    mark: '✔',
    about: 'no agent: each prompt is a script for the shell',
  };
  return [...all.filter(({ mark }) => mark === '✔'), script, ...all.filter(({ mark }) => mark === '✘')];
}

const NONE = 'none';

async function askVerify(guess: Guess | null, { ask, output }: Asking): Promise<readonly string[]> {
  const preset = guess === null ? NONE : guess.lines.join(' && ');
  const origin = guess === null ? '' : `, from ${guess.from}`;
  output.write('\nWhich command tests the project? It must be green before anything lands.\n');
  if (guess !== null) output.write(`Say \`${NONE}\` if there is none.\n`);
  const answer = await ask(`Command [${preset}${origin}]: `);
  if (answer === '') return guess?.lines ?? [];
  return answer === NONE ? [] : [answer];
}
