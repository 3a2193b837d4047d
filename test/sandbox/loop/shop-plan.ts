/** What a shop has that is about one thing alone: scripts as tasks, and tests that are green when they run. */
export const CONFIG = `backends:
  sh: { kind: command, run: 'sh "$BRAID_PROMPT_FILE"' }
backend-routing: { default-backend: sh }
merge: { verify: ['test -e one'] }
`;
export const BASE = { '.github/braid.yml': CONFIG, one: '1\n' };

/** Set-up steps that fail where the project is to be tested. */
export const NO_VERIFY = {
  '.github/actions/braid-setup/action.yml': `name: Set up
description: Is not for tests.
runs:
  using: composite
  steps:
    - run: test "$GITHUB_JOB" != verify
      shell: bash
`,
};

/** From a task's id to its script, or to that and more fields as lines of YAML. */
export type Scripts = Readonly<Record<string, string | readonly [script: string, ...more: string[]]>>;

export function planOf(scripts: Scripts): Record<string, string> {
  const tasks = Object.entries(scripts).map(([id, given]) => {
    const [script, ...more] = typeof given === 'string' ? [given] : given;
    const fields = [`id: ${id}`, `title: Do ${id}`, ...more, `prompt: ${JSON.stringify(script)}`];
    return `  - ${fields.join('\n    ')}\n`;
  });
  return { '.github/braid/plan.yml': `version: 1\nname: shop\ntasks:\n${tasks.join('')}` };
}
