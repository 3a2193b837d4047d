#!/usr/bin/env node
/** The command `braid`: parses arguments and hands over. Everything else is loaded when a command needs it. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { VERSION } from '../shared/version.ts';

const USUAL = '   Hint: name the file of the plan; the usual one is .github/braid/plan.yml\n';

const program = new Command('braid')
  .description('Runs a plan of coding tasks in parallel and weaves the results into one tested change.')
  .showHelpAfterError('(braid --help shows how)')
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => write(text + (text.includes("argument 'plan'") ? USUAL : '')),
  })
  .version(VERSION, '--version', 'print the version')
  .addHelpText(
    'after',
    `
Examples:
  braid plan .github/braid/plan.yml      what would run, in which order, and why
  braid run  .github/braid/plan.yml      run it, and land what is tested
  braid status                           how the newest run stands
  braid retry payments-7f3a import       one task again, on top of the rest

Exit codes:
  0    all tasks are merged, and landed as configured
  1    some task is not, or nothing landed
  2    plan, configuration or usage is wrong; nothing was run
  3    parked on a budget
  130  cancelled`,
  );

const repo = () => new Option('--repo <dir>', 'the repository').default('.', 'this folder');
const config = () =>
  new Option('--config <file>', 'the configuration (default: .github/braid.yml, when it exists)');
const json = () =>
  new Option('--json <file>', 'write the report as JSON; - for standard output, and nothing else there');

program
  .command('init')
  .description('Write a configuration and a first plan. Asks little, and nothing with --yes.')
  .addOption(repo())
  .addOption(new Option('--yes', 'ask nothing: take what is found'))
  .addOption(
    new Option('--backend <name>', 'claude-code, codex, gemini-cli, ccpm, or script for shell scripts'),
  )
  .addOption(new Option('--verify <line...>', 'the shell lines that test the project'))
  .addHelpText(
    'after',
    '\nExamples:\n  braid init\n  braid init --yes --backend codex --verify "npm ci" "npm test"',
  )
  .action(async options => finish(await (await import('./commands/init.ts')).initCommand(options)));

program
  .command('doctor')
  .description('Look whether all is there that a run needs, and say how to mend what is not.')
  .addOption(repo())
  .addOption(config())
  .addOption(json())
  .addHelpText(
    'after',
    '\nExit code 0: nothing is in the way of a run; 1: something is.\n\nExamples:\n  braid doctor\n  braid doctor --json - | jq .checks',
  )
  .action(async options => finish(await (await import('./commands/doctor.ts')).doctorCommand(options)));

program
  .command('plan')
  .argument('<plan>', 'the plan file')
  .description('Show batches, routes and what waits for what. Nothing is run.')
  .addOption(repo())
  .addOption(config())
  .addOption(json())
  .addHelpText('after', '\nExamples:\n  braid plan plan.yml\n  braid plan plan.yml --json - | jq .batches')
  .action(async (plan, options) =>
    finish(await (await import('./commands/plan.ts')).planCommand(plan, options)),
  );

program
  .command('run')
  .argument('<plan>', 'the plan file')
  .description('Run a plan: tasks in parallel, merged, verified, landed, reported.')
  .addOption(repo())
  .addOption(config())
  .addOption(
    new Option('--parallel', 'run tasks at the same time, whatever the configuration says').conflicts(
      'sequential',
    ),
  )
  .addOption(new Option('--sequential', 'run tasks one by one'))
  .addOption(new Option('--max-workers <n>', 'at most so many tasks at once, 1 to 256').argParser(workers))
  .addOption(
    new Option('--run <id>', 'the name of the run (default: the plan’s name and four random digits)'),
  )
  .addOption(json())
  .addOption(new Option('--quiet', 'no progress, only the report at the end'))
  .addHelpText(
    'after',
    `
Ctrl-C once stops well: what runs is ended, its work is kept, and what is
verified lands. Twice stops now.

Examples:
  braid run plan.yml --max-workers 8
  braid run plan.yml --sequential --quiet
  braid run plan.yml --run nightly --json report.json`,
  )
  .action(async (plan, options) =>
    finish(await (await import('./commands/run.ts')).runCommand(plan, options)),
  );

program
  .command('resume')
  .argument('<run>', 'the run’s name')
  .description(
    'Go on with a run that was interrupted, cancelled or parked. A finished one prints its report.',
  )
  .addOption(repo())
  .addOption(json())
  .addOption(new Option('--quiet', 'no progress, only the report at the end'))
  .addHelpText('after', '\nExample:\n  braid resume payments-7f3a')
  .action(async (run, options) =>
    finish(await (await import('./commands/resume.ts')).resumeCommand(run, options)),
  );

program
  .command('retry')
  .argument('<run>', 'the run’s name')
  .argument('[tasks...]', 'which tasks (default: all that are not merged)')
  .description('Start tasks again that are not merged, on top of what is.')
  .addOption(repo())
  .addOption(json())
  .addOption(new Option('--quiet', 'no progress, only the report at the end'))
  .addHelpText('after', '\nExamples:\n  braid retry payments-7f3a\n  braid retry payments-7f3a import totals')
  .action(async (run, tasks, options) =>
    finish(await (await import('./commands/resume.ts')).retryCommand(run, { ...options, tasks })),
  );

program
  .command('cancel')
  .argument('<run>', 'the run’s name')
  .description('Stop a run well: nothing new starts, running tasks are ended and keep their work.')
  .addOption(repo())
  .addHelpText('after', '\nExample:\n  braid cancel payments-7f3a')
  .action(async (run, options) =>
    finish(await (await import('./commands/cancel.ts')).cancelCommand(run, options)),
  );

program
  .command('status')
  .argument('[run]', 'the run’s name (default: the newest)')
  .description('How a run stands, now.')
  .addOption(repo())
  .addOption(json())
  .addHelpText('after', '\nExamples:\n  braid status\n  braid status payments-7f3a --json -')
  .action(async (run, options) =>
    finish(await (await import('./commands/status.ts')).statusCommand(run ?? null, options)),
  );

program
  .command('report')
  .argument('<run>', 'the run’s name')
  .description('Print the report of a run.')
  .addOption(repo())
  .addOption(
    new Option('--format <format>', 'md, json or html').choices(['md', 'json', 'html']).makeOptionMandatory(),
  )
  .addHelpText('after', '\nExample:\n  braid report payments-7f3a --format html > report.html')
  .action(async (run, options) =>
    finish(await (await import('./commands/status.ts')).reportCommand(run, options)),
  );

function workers(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= 1 && number <= 256) return number;
  throw new InvalidArgumentError('expected a whole number from 1 to 256.');
}

/** The process ends by itself when all output is written. */
function finish(code: number): void {
  process.exitCode = code === 0 && unsaid ? 1 : code;
}

/**
 * What was begun goes on, and ends with its own exit code. A reader that went away, such as `head`, is no failure; words that
 * did not get where they were to go, as on a full disk, are one.
 */
let unsaid = false;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    if (unsaid || ('code' in error && error.code === 'EPIPE')) return;
    unsaid = true;
    process.exitCode ||= 1;
    const name = stream === process.stdout ? 'output' : 'error';
    process.stderr.write(`braid: standard ${name} could not be written: ${error.message}\n`);
  });
}

try {
  await program.parseAsync();
} catch (error) {
  const { explain } = await import('./explain.ts');
  process.exitCode = explain(error);
}
