/** Bundles what `tsc` made: the command, the action with the scripts that its jobs run without a token, and the demo. */
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = import.meta.dirname;
const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');

/** What is published of the action is what is committed, with the licences of all that is in it. */
const BUNDLES = [
  { entry: 'cli/braid.js', out: 'dist/cli', options: [] },
  { entry: 'action/index.js', out: 'dist/action', options: ['--license', 'licenses.txt'] },
  // Of the demo, which is not published: the parser of workflow files imports JSON as only bundlers do on Node 20.
  { entry: 'sandbox/demo/start.js', out: 'dist/start', options: [] },
];

await Promise.all(
  BUNDLES.map(async ({ entry, out, options }) => {
    // A chunk of an earlier build would stay.
    rmSync(join(root, out), { recursive: true, force: true });
    const args = [ncc, 'build', `build/${entry}`, '--out', out, '--quiet', ...options];
    await promisify(execFile)(process.execPath, args, { cwd: root });
  }),
);

/** The same bundle, told which part it is: what a `run` step names has no other way to say so. */
for (const part of ['task', 'verify']) {
  const text = `process.argv[2] = '${part}';\nawait import('./index.js');\n`;
  writeFileSync(join(root, 'dist', 'action', `${part}.js`), text);
}
