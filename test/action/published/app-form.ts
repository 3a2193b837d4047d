/** The reusable workflow without what the App does itself: its jobs for tasks and tests, which can write nothing. */

const HEAD = `# Runs the jobs of a Braid run that the App has asked for: tasks and tests, with nothing that may write. Called by the few lines that a
# repository has of its own, see examples/workflows/braid-app.yml.
name: Braid
`;

/** What only somebody's question needs, or landing. */
const LEFT_OUT = ['plan', 'announce', 'stopped', 'land'];

export function appForm(reusable: string): string {
  const [declared = '', jobs = ''] = reusable.split(/^jobs:\n/m);
  const kept = jobs
    .split(/^ {2}(?=[a-z]+:\n {4}name:)/m)
    .filter(job => job !== '' && !LEFT_OUT.includes(job.slice(0, job.indexOf(':'))))
    .map(job => `  ${job}`)
    .join('');
  const inputs = declared
    .replace(/^(#.*\n)+name: Braid\n/, HEAD)
    .replace(/ {6}BRAID_LANDING_TOKEN:\n(?: {8}.+\n)+/, '')
    .replace(/ {6}changes-workflows:\n(?: {8}.+\n)+/, '')
    .replaceAll(' Empty where somebody asks.', '');
  const alone = kept
    // It is there with a question only.
    .replaceAll(
      / {6}- uses: actions\/download-artifact\S+ # \S+\n {8}if: .*inputs\.hop == ''.*\n(?: {8}.+\n)+/g,
      '',
    )
    .replaceAll(/ {10}changes-workflows: .*\n/g, '')
    .replaceAll(/ {4}# A dispatch brings its matrix along.*\n/g, '')
    .replaceAll(/ {4}needs: plan\n/g, '')
    .replaceAll('needs: [plan, task]', 'needs: task')
    .replaceAll("needs.plan.result != 'failure' && ", '')
    .replaceAll(/inputs\.([\w-]+) \|\| needs\.plan\.outputs\.\1/g, 'inputs.$1');
  return `${inputs}jobs:\n${alone.trimEnd()}\n`;
}
