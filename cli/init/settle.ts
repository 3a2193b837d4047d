/** Settles backend and tests: by the command line, else by who sits at the terminal, else by the best guess. */
import type { Repository } from '../../shared/io/repository.ts';
import { type FoundAgent, findAgents, PROPOSED } from './agents.ts';
import { guessTests, readProject } from './project.ts';
import { type Dialogue, openDialogue, type Terminal } from './questions.ts';
import { SCRIPT, type Wanted } from './starting-text.ts';

export interface Wishes {
  readonly backend?: string;
  readonly verify?: readonly string[];
}

export interface Settled extends Wanted {
  /** Those that were looked for. */
  readonly agents: readonly FoundAgent[];
  /** The file that the guess of the tests comes from; null: no guess was made or taken. */
  readonly testsFrom: string | null;
}

/** `terminal`: null, where nobody can be asked. */
export async function settle(
  repository: Repository,
  wishes: Wishes,
  terminal: Terminal | null,
): Promise<Settled> {
  const agents = await findAgents(wishes.backend === undefined ? PROPOSED : [wishes.backend]);
  const isSettled = wishes.backend !== undefined && wishes.verify !== undefined;
  const dialogue = terminal === null || isSettled ? null : openDialogue(terminal);
  try {
    const backend = wishes.backend ?? (await dialogue?.backend(agents)) ?? bestOf(agents);
    const tests = await settleTests(repository, wishes, dialogue);
    return { backend, agents, ...tests };
  } finally {
    dialogue?.close();
  }
}

function bestOf(agents: readonly FoundAgent[]): string {
  return agents.find(({ health }) => health.kind === 'usable')?.name ?? SCRIPT;
}

/** An empty line is a way to say that there are none. */
async function settleTests(
  repository: Repository,
  { verify }: Wishes,
  dialogue: Dialogue | null,
): Promise<Pick<Settled, 'verify' | 'testsFrom'>> {
  if (verify !== undefined) return { verify: verify.filter(line => line.trim() !== ''), testsFrom: null };
  const guess = guessTests(await readProject(repository));
  const lines = dialogue === null ? (guess?.lines ?? []) : await dialogue.verify(guess);
  return { verify: lines, testsFrom: guess !== null && lines === guess.lines ? guess.from : null };
}
