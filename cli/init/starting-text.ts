/** The text of the two files that a project begins with. Short, so that it is read; what is not in it has a default. */
import { stringify } from 'yaml';

/** A backend that needs nothing but a shell: the prompt is the script. */
export const SCRIPT = 'script';

export interface Wanted {
  readonly backend: string;
  /** Lines for `merge.verify`; none: nothing tests what lands. */
  readonly verify: readonly string[];
}

const SCRIPT_BACKEND = `# What does the work of a task. Here the prompt of a task is a script for the shell;
# put the command line of an agent in place of \`sh\`, and it is words to the agent.
backends:
  ${SCRIPT}: { kind: command, run: sh "$BRAID_PROMPT_FILE" }

`;

export function configText({ backend, verify }: Wanted): string {
  return `# How Braid works in this repository. What is not said here has its default.

${backend === SCRIPT ? SCRIPT_BACKEND : ''}backend-routing:
  default-backend: ${scalar(backend)} # does the tasks that name no other

merge:
${verifyText(verify)}
# parallel: { max-workers: 4 } # so many tasks at once
# budget: { usd: 10 } # dollars for a run; it stops before it would spend more
`;
}

function verifyText(verify: readonly string[]): string {
  if (verify.length === 0)
    return `  # The commands that test the project. Without one, results land unverified.
  verify: [] # such as [npm ci, npm test]
`;
  const lines = verify.map(line => `    - ${scalar(line)}\n`).join('');
  return `  # Must be green before anything lands. It runs in a fresh checkout, so it begins
  # with what installs.
  verify:
${lines}`;
}

/** On one line, in quotes where YAML wants them. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, blockQuote: false }).trimEnd();
}

/** `scripts`: the prompts are run by a shell, else read by an agent. */
export function planText({ scripts }: { readonly scripts: boolean }): string {
  return `${HEAD}
version: 1
name: example # names the runs
tasks:
${scripts ? SCRIPTS : PROMPTS}`;
}

const HEAD = `# An example of a plan: three tasks, two of which can be done at the same time.
# Put your own in their place. What they write is in braid-example/, and harmless.
`;

const SCRIPTS = `  - id: greeting
    title: Say hello
    paths: [braid-example/greeting.txt] # all that the task may change
    prompt: |
      mkdir -p braid-example
      echo hello > braid-example/greeting.txt

  - id: numbers
    title: Count to three
    paths: [braid-example/numbers.txt]
    prompt: |
      mkdir -p braid-example
      seq 3 > braid-example/numbers.txt

  - id: both
    title: Put both into one file
    needs: [greeting, numbers] # starts when these are merged, on top of them
    paths: [braid-example/both.txt]
    verify: [grep -q hello braid-example/both.txt] # must be green on its work alone
    prompt: |
      cd braid-example
      cat greeting.txt numbers.txt > both.txt
`;

const PROMPTS = `  - id: layout
    title: Describe how the project is laid out
    paths: [braid-example/layout.md] # all that the task may change
    prompt: |
      Look around in this repository and write braid-example/layout.md: what lies in
      which folder, in at most 30 lines.

  - id: words
    title: Explain the words of the project
    paths: [braid-example/words.md]
    acceptance:
      - At most ten words, each with one sentence
    prompt: |
      Write braid-example/words.md: the words that a newcomer to this repository must
      know.

  - id: welcome
    title: Welcome newcomers
    needs: [layout, words] # starts when these are merged, on top of them
    paths: [braid-example/welcome.md]
    verify: [grep -q layout.md braid-example/welcome.md] # must be green on its work alone
    prompt: |
      Write braid-example/welcome.md: three sentences for newcomers, with links to
      layout.md and words.md beside it.
`;
