/** The reusable workflow's jobs in the file that starts them: what a repository has whose people want to change the jobs. */

const HEAD = `# The long form of braid.yml, for who wants to change the jobs: the same triggers, and in place of a call of Braid's workflow its
# jobs. Copy one of the two to .github/workflows/braid.yml on the default branch. The permissions of a job are all that it needs.
`;

/** The inputs that only the reusable workflow has: settings, with the value that they have without a word. */
const SETTINGS = ['runs-on', 'task-minutes', 'verify-minutes', 'job-minutes'];

export function longForm(caller: string, reusable: string): string {
  const [top = '', call = ''] = split(caller);
  const [declared = '', jobs = ''] = split(reusable);
  const [, isForBraid = ''] = /if: >-\n\s+\$\{\{ ([\s\S]+?) \}\}\n/.exec(call) ?? [];
  const filled = SETTINGS.reduce(
    (text, name) => text.replaceAll(`\${{ inputs.${name} }}`, presetOf(declared, name)),
    jobs,
  );
  const guarded = filled.replace(
    `if: \${{ inputs.hop == '' }}\n`,
    `if: >-\n      \${{ inputs.hop == ''\n      && ${isForBraid} }}\n`,
  );
  return `${HEAD}${top.replace(/^(#.*\n)+/, '')}jobs:\n${guarded}`;
}

function split(text: string): readonly string[] {
  return text.split(/^jobs:\n/m);
}

function presetOf(declared: string, name: string): string {
  const [, preset] =
    new RegExp(`^ {6}${name}:\\n(?: {8}.*\\n)*? {8}default: (.+)$`, 'm').exec(declared) ?? [];
  if (preset === undefined) throw new Error(`the reusable workflow has no default for ${name}`);
  return preset;
}
