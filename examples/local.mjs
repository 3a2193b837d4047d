/**
 * What `npm run example` runs: copies the example project `shop` into a temporary folder, makes it a git repository, lets Braid
 * run the project's plan there, and then looks whether everything came out as it should. Exit code 0: it did.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BRAID = fileURLToPath(new URL('../dist/cli/index.js', import.meta.url));
const SHOP = fileURLToPath(new URL('./shop', import.meta.url));
const PLAN = '.github/braid/plan.yml';

/** How each task ends. The plan says why. */
const EXPECTED = JSON.parse(readFileSync(new URL('./expected.json', import.meta.url), 'utf8'));
/** Not every task is merged, and Braid says so to whoever called it. */
const EXPECTED_EXIT = 1;

if (!existsSync(BRAID)) {
  console.error(`expected the built program at ${BRAID}, found none\nHint: run \`npm run build\` first`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'braid-example-'));
const repository = join(folder, 'shop');
const reportFile = join(folder, 'report.json');
const environment = privateEnvironment();

process.exitCode = await main();

async function main() {
  const base = makeRepository();
  console.log(`An example project with a plan of ${Object.keys(EXPECTED).length} tasks, in ${repository}\n`);
  const exit = await runBraid();
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : null;
  const problems = report === null ? ['Braid wrote no report'] : [...inspect(report, base)];
  if (exit !== EXPECTED_EXIT) problems.push(`Braid ended with ${exit}, expected exit code ${EXPECTED_EXIT}`);
  return conclude(report, problems);
}

/** Nothing of the user's git configuration takes part, nothing is left outside of the folder, and none of both is needed. */
function privateEnvironment() {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    BRAID_CACHE_DIR: join(folder, 'cache'),
  };
}

function git(args, identity = {}) {
  const options = { env: { ...environment, ...identity }, encoding: 'utf8' };
  return execFileSync('git', ['-C', repository, ...args], options).trim();
}

/** The project with one commit on `main`, which is checked out. Returns that commit. */
function makeRepository() {
  cpSync(SHOP, repository, { recursive: true });
  const identity = {
    GIT_AUTHOR_NAME: 'Braid example',
    GIT_AUTHOR_EMAIL: 'example@braid.invalid',
    GIT_COMMITTER_NAME: 'Braid example',
    GIT_COMMITTER_EMAIL: 'example@braid.invalid',
  };
  git(['init', '--quiet', '-b', 'main']);
  git(['add', '--all']);
  git(['commit', '--quiet', '-m', 'Open the shop'], identity);
  return git(['rev-parse', 'HEAD']);
}

/** Shows its progress and its report in this terminal. Returns the exit code, or the signal that ended it. */
async function runBraid() {
  const args = [BRAID, 'run', PLAN, '--repo', repository, '--json', reportFile];
  const child = spawn(process.execPath, args, { cwd: repository, env: environment, stdio: 'inherit' });
  // Ctrl-C reaches Braid as well, which stops its tasks and saves their work. That is worth waiting for.
  process.on('SIGINT', () => {});
  const [code, signal] = await once(child, 'exit');
  return code ?? signal;
}

/** Everything that is not as expected. */
function* inspect({ run, tasks }, base) {
  for (const id of Object.keys(EXPECTED)) {
    const task = tasks.find(each => each.id === id);
    if (task === undefined) yield `task ${id} is not in the report`;
    else yield* inspectTask(task, EXPECTED[id]);
  }
  const main = git(['rev-parse', 'main']);
  if (main === base) yield 'main did not move';
  if (main !== run.landed) yield `main is at ${main}, the report says that ${run.landed} landed`;
  if (run.verified !== true) yield 'the report does not say that the result was verified';
  const changes = git(['status', '--porcelain']);
  if (changes !== '') yield `the work tree does not agree with main:\n${changes}`;
  const failure = testsOf(main);
  if (failure !== null) yield `the tests are not green on main:\n${failure}`;
}

function* inspectTask(task, { status, attempts = 1, with: partner }) {
  const { id, reason } = task;
  if (task.status !== status) yield `${id} is ${task.status} (${reason || 'no reason'}), expected ${status}`;
  if (task.attempts !== attempts) yield `${id} was tried ${task.attempts} times, expected ${attempts}`;
  const found = task.red?.with?.join(', ');
  if (found !== partner) yield `${id} is red with ${found ?? 'nobody'}, expected ${partner ?? 'nobody'}`;
}

/** Runs the project's tests on a clone of the commit. Null: green. */
function testsOf(commit) {
  const clone = join(folder, 'landed');
  git(['clone', '--quiet', '--no-checkout', repository, clone]);
  git(['-C', clone, 'checkout', '--quiet', '--detach', commit]);
  try {
    execFileSync(process.execPath, ['test/all.js'], { cwd: clone, env: environment, stdio: 'pipe' });
    return null;
  } catch (error) {
    return String(error.stdout);
  } finally {
    rmSync(clone, { recursive: true });
  }
}

function conclude(report, problems) {
  const asItShould = problems.length === 0;
  const verdict = asItShould ? [success(report)] : problems.map(problem => `- ${problem}`);
  const lines = [
    '',
    `The example ${asItShould ? 'went as it should' : 'did not go as it should'}:`,
    ...verdict,
    '',
    `repository  ${repository}`,
    ...(report === null ? [] : [`report      ${reportFile}`, '', ...invitation(report)]),
  ];
  console.log(lines.join('\n'));
  return asItShould ? 0 : 1;
}

function success({ tasks }) {
  const merged = tasks.filter(task => task.status === 'merged').length;
  return `${merged} tasks are on main, ${tasks.length - merged} were kept out, the tests are green.`;
}

function invitation({ tasks }) {
  const red = tasks.find(task => task.status === 'red');
  return [
    'To see how the work was woven together, and what was kept out as it is red with other work:',
    `  git -C ${repository} log --graph --oneline main`,
    ...(red ? [`  git -C ${repository} diff main...${red.branch}`] : []),
  ];
}
