/**
 * The action: reads its inputs, does the part of one job, and says what went wrong in words. What a part does not need is not
 * loaded: most jobs start, find out little, and end. Named as a script, it is the part of a job that works without a token.
 */
import { getInput, info, setFailed, setOutput, setSecret, summary, warning } from '@actions/core';
import type { Surroundings } from './environment.ts';

export interface ActionContext {
  readonly surroundings: Surroundings;
  /** '' where the workflow gives none. */
  readonly input: (name: string) => string;
  readonly output: (name: string, value: string) => void;
  readonly say: (line: string) => void;
  /** Shown where people look for what is wrong. */
  readonly warn: (line: string) => void;
  readonly summarize: (markdown: string) => Promise<void>;
  /** Of the job, or the one that the workflow gives instead. Masked in the log from here on. */
  readonly token: string;
}

type Part = (context: ActionContext) => Promise<void>;

const PARTS: ReadonlyMap<string, () => Promise<Part>> = new Map([
  ['plan', async () => (await import('./parts/plan-part.ts')).planPart],
  ['announce', async () => (await import('./parts/announce-part.ts')).announcePart],
  ['task', async () => (await import('./parts/prepare-part.ts')).taskPart],
  ['verify', async () => (await import('./parts/prepare-part.ts')).verifyPart],
  ['land', async () => (await import('./parts/land-part.ts')).landPart],
]);

async function act(): Promise<void> {
  const mode = getInput('mode');
  const load = PARTS.get(mode);
  if (load === undefined) {
    throw new Error(
      `expected the input \`mode\` to be one of ${[...PARTS.keys()].join(', ')}, found \`${mode}\``,
    );
  }
  const token = getInput('token');
  if (token === '') throw new Error('expected the input `token`, found none: give it `github.token`');
  setSecret(token);
  const [{ readSurroundings }, part] = await Promise.all([import('./environment.ts'), load()]);
  await part({
    surroundings: readSurroundings(process.env),
    token,
    input: getInput,
    output: setOutput,
    say: info,
    warn: warning,
    summarize: async markdown => void (await summary.addRaw(markdown, true).write()),
  });
}

async function main(): Promise<void> {
  const script = process.argv[2];
  if (script === 'task' || script === 'verify') return (await import('./scripts/alone.ts')).alone(script);
  return act();
}

main().catch(async (error: unknown) => setFailed((await import('./explain.ts')).explainFailure(error)));
