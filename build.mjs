/** Bundles what `tsc` made: the command, the App, the action with the scripts that its jobs run without a token, and the demo. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';

const root = import.meta.dirname;
const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');

const stats = join('build', 'action-stats.json');

/** What is published of the action is what is committed. */
const BUNDLES = [
  { entry: 'cli/braid.js', out: 'dist/cli', options: [] },
  // PGlite finds its database beside its own files, so it stays where npm puts it.
  { entry: 'app/index.js', out: 'dist/app', options: ['--external', '@electric-sql/pglite'] },
  { entry: 'action/index.js', out: 'dist/action', options: ['--stats-out', stats] },
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

/** Of all that is in the action. ncc would write them itself, but leaves out what is in the first file. */
const { modules } = JSON.parse(readFileSync(join(root, stats), 'utf8'));
const licences = packageFolders(modules).map(licenceOf).sort();
writeFileSync(join(root, 'dist', 'action', 'licenses.txt'), licences.join('\n'));

function packageFolders(bundled) {
  const files = bundled.flatMap(function fileOf({ nameForCondition, modules: inner = [] }) {
    return [nameForCondition ?? '', ...inner.flatMap(fileOf)];
  });
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;
  return [...new Set(files.flatMap(file => folder.exec(file.replaceAll(sep, '/'))?.[0] ?? []))];
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(each => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  return `${name} ${version}\n${license}\n${text.trimEnd()}\n`;
}
