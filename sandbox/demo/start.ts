/**
 * What `npm start` runs: a GitHub of its own with Braid's App and the example project in it, where a label on a pull request has
 * the whole plan done. Shows it here and on pages, and looks whether everything came out as it should. `npm run app` is the same
 * without the label: for those who work on Braid.
 */
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { palette } from '../../shared/report/text/paint.ts';
import { sandboxPages } from '../page/pages.ts';
import { startSandbox } from '../sandbox.ts';
import { workflowRunner } from '../workflow-runner.ts';
import { type Demo, LABEL, openDemo, runDemo } from './demo.ts';
import { outcomeOf } from './outcome.ts';
import { PERSON, SHOP } from './shop.ts';
import { checkLines, commentLines } from './terminal/result.ts';

/** Lines longer than that are hard to read, however wide the terminal is. */
const WIDEST = 100;
/** Within that time an interrupt is the same one once more. */
const PASSED_ON_MS = 500;
/** Of this repository: the bundle lies two folders below it. */
const root = resolve(process.argv[1] ?? '', '../../..');
const interactive = process.stdout.isTTY && process.env.TERM !== 'dumb' && !process.env.CI;
const colour = interactive && !process.env.NO_COLOR;
const columns = Math.min(process.stdout.columns ?? 80, WIDEST);

const options = readOptions();
if (options === null) process.exitCode = 2;
else process.exitCode = await main(options);

interface Options {
  readonly once: boolean;
  /** Nothing is asked for, and what the App logs is shown. */
  readonly app: boolean;
}

function readOptions(): Options | null {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({ options: { once: flag, app: flag } });
    return values;
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : error}\nHint: npm start, or npm start -- --once`,
    );
    return null;
  }
}

/** The exit code. */
async function main({ once: endsByItself, app }: Options): Promise<number> {
  const sandbox = await startSandbox({
    // Who presses Ctrl-C does not want to wait as long as GitHub lets jobs go on.
    runner: workflowRunner({ interruptMs: 300, terminateMs: 300, cancelLimitMs: 1_000 }),
    pages: world => sandboxPages(world, root),
  });
  const signal = untilInterrupted();
  const interrupted = once(signal, 'abort');
  const opened: Demo[] = [];
  const shown = openDemo(sandbox, { root, isLoud: app }).then(demo => {
    opened.push(demo);
    return app ? serve(demo, signal) : show(demo, signal);
  });
  try {
    await Promise.race([shown, interrupted]);
    if (!endsByItself && !signal.aborted) await interrupted;
  } finally {
    for (const demo of opened) await demo.app.stop();
    await sandbox.stop();
  }
  // What was cut off may have failed for that reason alone.
  const good = signal.aborted ? await shown.catch(() => null) : await shown;
  // The one that was just being opened.
  for (const demo of opened) await demo.app.stop();
  if (good === null) return 130;
  return good ? 0 : 1;
}

/** A second Ctrl-C ends everything at once. npm passes on the first one, which the terminal has sent to all. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => {
    const again = setTimeout(() => process.once('SIGINT', () => process.exit(130)), PASSED_ON_MS);
    again.unref();
    // Without a listener the one that is passed on would end the process.
    process.on('SIGINT', () => {});
    controller.abort();
  });
  return controller.signal;
}

/** Whether all came out as it should; null: it was interrupted. */
async function show(demo: Demo, signal: AbortSignal): Promise<boolean | null> {
  greet(demo);
  await runDemo(demo, { stream: process.stdout, live: interactive, colour, signal });
  if (signal.aborted) return null;
  printResult(demo);
  const good = await conclude(demo);
  if (options?.once !== true) console.log(`\nSee it as on GitHub: ${demo.url}\nIt is there until Ctrl-C.`);
  return good;
}

/** Until it is interrupted. */
async function serve({ sandbox, app, url, pull }: Demo, signal: AbortSignal): Promise<null> {
  const address = `${sandbox.apiUrl}/repos/${SHOP}/issues/${pull.number}/labels`;
  const lines = [
    palette(colour).bold('Braid and a GitHub of its own, until Ctrl-C'),
    '',
    `The pull request: ${url}`,
    `The App:          ${app.url} (a run's page is linked to in the comment)`,
    '',
    `Set the label ${LABEL}:`,
    '',
    `  curl -H 'authorization: Bearer ${sandbox.userToken(PERSON)}' \\`,
    `    -d '{"labels":["${LABEL}"]}' ${address}`,
    '',
  ];
  console.log(lines.join('\n'));
  if (!signal.aborted) await Promise.race([once(signal, 'abort'), app.ended]);
  return null;
}

function greet({ url, pull }: Demo): void {
  const { bold } = palette(colour);
  const lines = [
    bold('Braid, the App, on a GitHub of its own on this machine'),
    '',
    `Pull request #${pull.number} of the example project brings a plan of eleven tasks, some of`,
    'which go wrong on purpose. A label has it run: each task is a job of its own.',
    '',
    `Watch it: ${url}`,
    '',
  ];
  console.log(lines.join('\n'));
}

function printResult({ shop, jobChecks, pull }: Demo): void {
  const comments = [...shop.comments.values()].filter(({ number }) => number === pull.number);
  const jobs = jobChecks();
  const own = [...shop.checkRuns.values()].filter(({ id }) => !jobs.has(id));
  // GitHub shows those of the head; the others are on the commit that had the label.
  const checks = own.toSorted(
    (a, b) => Number(b.headSha === pull.headSha) - Number(a.headSha === pull.headSha),
  );
  const options = { columns, colour };
  const blocks = [...comments.map(comment => commentLines(comment, options)), checkLines(checks, options)];
  for (const lines of blocks) console.log(['', ...lines].join('\n'));
}

async function conclude({ shop, pull }: Demo): Promise<boolean> {
  const { tone } = palette(colour);
  const { merged, tasks, problems } = await outcomeOf(shop, pull, root);
  const good = problems.length === 0;
  const verdict = good
    ? [`${merged} tasks are on ${pull.head.branch}, ${tasks - merged} were kept out, the tests are green.`]
    : problems.map(problem => `- ${problem}`);
  const heading = `The example ${good ? 'went as it should' : 'did not go as it should'}:`;
  console.log(['', tone(good ? 'good' : 'bad')(heading), ...verdict].join('\n'));
  return good;
}
