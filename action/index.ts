/**
 * The action: reads its inputs, does the part of one job, and says what went wrong in words. What a part does not need is not
 * loaded: most jobs start, find out little, and end.
 */
import { getInput, info, setFailed, setOutput, setSecret, summary } from '@actions/core';
import { readSurroundings } from './environment.ts';
import { explainFailure } from './explain.ts';

const MODES = ['plan', 'announce', 'task', 'verify', 'land'] as const;
type Mode = (typeof MODES)[number];

const PARTS: Readonly<Record<Mode, () => Promise<(context: ActionContext) => Promise<void>>>> = {
  plan: async () => (await import('./parts/plan-part.ts')).planPart,
  announce: async () => (await import('./parts/announce-part.ts')).announcePart,
  task: async () => (await import('./parts/prepare-part.ts')).taskPart,
  verify: async () => (await import('./parts/prepare-part.ts')).verifyPart,
  land: async () => (await import('./parts/land-part.ts')).landPart,
};

export interface ActionContext {
  readonly surroundings: ReturnType<typeof readSurroundings>;
  /** '' where the workflow gives none. */
  readonly input: (name: string) => string;
  readonly output: (name: string, value: string) => void;
  readonly say: (line: string) => void;
  readonly summarize: (markdown: string) => Promise<void>;
  /** Of the job, or the one that the workflow gives instead. Masked in the log from here on. */
  readonly token: string;
}

async function main(): Promise<void> {
  const name = getInput('mode');
  const mode = MODES.find(each => each === name);
  if (mode === undefined) {
    throw new Error(`expected the input \`mode\` to be one of ${MODES.join(', ')}, found \`${name}\``);
  }
  const surroundings = readSurroundings(process.env);
  const token = getInput('token');
  if (token === '') throw new Error('expected the input `token`, found none: use `${{ github.token }}`');
  setSecret(token);
  const part = await PARTS[mode]();
  await part({
    surroundings,
    token,
    input: getInput,
    output: setOutput,
    say: info,
    summarize: async markdown => void (await summary.addRaw(markdown, true).write()),
  });
}

main().catch((error: unknown) => setFailed(explainFailure(error)));
