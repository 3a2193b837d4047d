#!/usr/bin/env node
/** The command `braid`: parses arguments and hands over. Everything else is loaded when a command needs it. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { AGENT_KINDS } from '../shared/plan/config.ts';
import { VERSION } from '../shared/version.ts';

const USUAL =
  '   Hint: name the file of the plan; `braid init` writes .github/braid/plan.yml to begin with\n';

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
  braid init                             write a configuration and a first plan
  braid doctor                           what would be in the way of a run
  braid plan                             what would run, in which order, and why
  braid run                              run it, and land what is tested
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
  .description('Write a configuration and a first plan. What is there already is never overwritten.')
  .addOption(repo())
  .addOption(new Option('--yes', 'ask nothing, take the best guess; so it is without a terminal'))
  .addOption(
    new Option('--backend <name>', 'what does the work (default: the first agent found here)').choices([
      ...AGENT_KINDS,
      'script',
    ]),
  )
  .addOption(new Option('--verify <line...>', 'the commands that test the project (default: by its files)'))
  .addOption(new Option('--action [name@ref]', 'write the workflow for GitHub Actions, too'))
  .addHelpText(
    'after',
    `
The backend \`script\` needs no agent: each prompt is a script for the shell.

Examples:
  braid init
  braid init --yes
  braid init --backend codex --verify 'npm ci' 'npm test'
  braid init --verify ''                 nothing tests this project yet
  braid init --action octo/braid@v1      to run it on GitHub, too`,
  )
  .action(async options => finish(await (await import('./commands/init.ts')).initCommand(options)));

program
  .command('doctor')
  .argument('[plan]', 'the plan file (default: .github/braid/plan.yml, when it exists)')
  .description('Check whether a run could start here and land. Nothing is run.')
  .addOption(repo())
  .addOption(config())
  .addOption(json())
  .addHelpText(
    'after',
    `
Exit codes:
  0    a run could start and land
  1    something is in the way
  2    plan, configuration or usage is wrong

Examples:
  braid doctor
  braid doctor plans/payments.yml --json - | jq .ready`,
  )
  .action(async (plan, options) =>
    finish(await (await import('./commands/doctor.ts')).doctorCommand(plan ?? null, options)),
  );

program
  .command('plan')
  .argument('[plan]', 'the plan file (default: .github/braid/plan.yml, when it exists)')
  .description('Show batches, routes and what waits for what. Nothing is run.')
  .addOption(repo())
  .addOption(config())
  .addOption(json())
  .addHelpText('after', '\nExamples:\n  braid plan\n  braid plan plans/payments.yml --json - | jq .batches')
  .action(async (named, options, command) => {
    const plan = await planOr(named, options, command);
    finish(await (await import('./commands/plan.ts')).planCommand(plan, options));
  });

program
  .command('run')
  .argument('[plan]', 'the plan file (default: .github/braid/plan.yml, when it exists)')
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
  braid run
  braid run plans/payments.yml --max-workers 8
  braid run plans/payments.yml --sequential --quiet
  braid run plans/payments.yml --run nightly --json report.json`,
  )
  .action(async (named, options, command) => {
    const plan = await planOr(named, options, command);
    finish(await (await import('./commands/run.ts')).runCommand(plan, options));
  });

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

program
  .command('app')
  .description('Serve the GitHub App, as environment variables say; what is missing is told.')
  .addHelpText('after', '\nExample:\n  BRAID_URL=https://braid.example.com BRAID_DATA=/data braid app')
  .action(async () => (await import('./commands/app.ts')).appCommand());

/** The plan that was named, else the usual one. */
async function planOr(
  named: string | undefined,
  options: { readonly repo: string },
  command: Command,
): Promise<string> {
  const { findUsualPlan } = await import('./open.ts');
  return named ?? (await findUsualPlan(options)) ?? command.error("error: missing required argument 'plan'");
}

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
