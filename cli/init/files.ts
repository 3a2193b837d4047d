/** The two files that `braid init` writes: small, valid, and with a word on what else there is. */
import { stringify } from 'yaml';
import type { AgentKind } from '../../shared/plan/config.ts';

/** `script`: the prompts are shell scripts, so that everything can be tried without an agent. */
export type Worker = AgentKind | 'script';

export interface Answers {
  readonly worker: Worker;
  /** Shell lines; empty: results land unverified. */
  readonly verify: readonly string[];
}

const SCRIPT = `backends:
  script: # the prompt of a task is a shell script, which needs no agent
    kind: command
    run: sh "$BRAID_PROMPT_FILE"
`;

export function configText({ worker, verify }: Answers): string {
  const lines = stringify(verify, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return `# How Braid works in this repository. Every key is optional; \`braid doctor\` looks whether all is there.

${worker === 'script' ? `${SCRIPT}\n` : ''}backend-routing:
  default-backend: ${worker} # who does the tasks that name nobody

merge:
  verify: ${lines} # must pass on whatever was merged before it lands${verify.length === 0 ? '; fill in your tests' : ''}

# parallel: { max-workers: 4 } # tasks at once
# budget: { usd: 20, per-task-usd: 3 } # a run that would pass it parks
`;
}

export function planText({ worker }: Answers): string {
  const isScript = worker === 'script';
  const prompts = isScript
    ? ['echo "# Notes" > NOTES.md', 'echo "- first" >> NOTES.md']
    : [
        'Write NOTES.md: what this project is for, and how it is built and tested, in twenty lines at most.',
        'Add a section to NOTES.md that says where in the code a newcomer should start to read.',
      ];
  return `# A plan: what is to be done, what needs what, and where each task may write. \`braid plan\` shows it, \`braid run\` runs it.

version: 1
name: first
tasks:
  - id: notes
    title: Write notes for newcomers
    paths: [NOTES.md] # a change anywhere else is refused
    prompt: ${quoted(prompts[0] ?? '')}
  - id: tour
    title: Say where to begin to read
    needs: [notes] # starts from a commit that has what notes did
    paths: [NOTES.md]
    prompt: ${quoted(prompts[1] ?? '')}
`;
}

function quoted(text: string): string {
  return stringify(text, { defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0 }).trim();
}
