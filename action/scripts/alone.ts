/**
 * A script in a `run` step: what the code of others prints goes to the job's log as text. GitHub takes lines of a certain form for
 * commands, so it is told to take none until a word that nobody else knows.
 */
import { randomUUID } from 'node:crypto';
import { readSurroundings, type Surroundings } from '../environment.ts';
import { explainFailure } from '../explain.ts';

export interface ScriptContext {
  readonly surroundings: Surroundings;
  readonly say: (line: string) => void;
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
}

const SCRIPTS = {
  task: async () => (await import('./task-script.ts')).runTask,
  verify: async () => (await import('./verify-script.ts')).runVerify,
};

export async function alone(name: keyof typeof SCRIPTS): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort('stop'));
  const word = randomUUID();
  process.stdout.write(`::stop-commands::${word}\n`);
  try {
    const say = (line: string) => process.stdout.write(`${line}\n`);
    const script = await SCRIPTS[name]();
    await script({ surroundings: readSurroundings(process.env), say, signal: stop.signal });
  } catch (error) {
    process.stdout.write(`${explainFailure(error)}\n`);
    process.exitCode = 1;
  } finally {
    process.stdout.write(`::${word}::\n`);
  }
}
