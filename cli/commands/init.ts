/** `braid init`: writes a configuration and a first plan, asks little, and never writes over what is there. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeBackend } from '../../shared/io/backends/registry.ts';
import { CONFIG_FILE, PLAN_FILE } from '../../shared/io/load-plan.ts';
import { openRepository } from '../../shared/io/repository.ts';
import { AGENT_KINDS } from '../../shared/plan/config.ts';
import { DEFAULT_CONFIG } from '../../shared/plan/parse-config.ts';
import { didYouMean } from '../../shared/plan/reading/suggest.ts';
import { CommandProblem, EXIT } from '../exit-code.ts';
import { type Answers, configText, planText, type Worker } from '../init/files.ts';
import { guessVerify } from '../init/guess.ts';
import { type Ask, type Asking, Unanswered, withQuestions } from '../init/questions.ts';
import type { RepoOption } from '../open.ts';

export interface InitOptions extends RepoOption {
  readonly yes?: boolean;
  readonly backend?: string;
  readonly verify?: readonly string[];
}

const WORKERS: readonly Worker[] = [...AGENT_KINDS, 'script'];
const NONE = 'none';

export async function initCommand(
  options: InitOptions,
  asking: Asking | null = process.stdin.isTTY ? { input: process.stdin, output: process.stdout } : null,
): Promise<number> {
  const { workTree } = await openRepository(options.repo);
  if (workTree === null) {
    throw new CommandProblem('a bare repository has no work tree to write files into', {
      hint: 'run `braid init` in a clone of it',
    });
  }
  const missing = [CONFIG_FILE, PLAN_FILE].filter(file => !existsSync(join(workTree, file)));
  const present = [CONFIG_FILE, PLAN_FILE].filter(file => !missing.includes(file));
  if (missing.length === 0) {
    throw new CommandProblem(`${present.join(' and ')} are there already, and stay as they are`, {
      hint: '`braid doctor` looks at them, `braid plan` shows what would run',
    });
  }
  try {
    const answers = await answersFor(options, { root: workTree, asking });
    for (const file of missing)
      write(join(workTree, file), file === PLAN_FILE ? planText(answers) : configText(answers));
    process.stdout.write(outcome(missing, present));
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    process.stderr.write('\nnothing was written\n');
    return EXIT.cancelled;
  }
}

interface Around {
  readonly root: string;
  /** Null: nobody can be asked. */
  readonly asking: Asking | null;
}

async function answersFor(options: InitOptions, { root, asking }: Around): Promise<Answers> {
  const usable = options.backend === undefined ? await usableWorkers() : [];
  const first = options.backend === undefined ? (usable[0] ?? 'script') : workerNamed(options.backend);
  const guess = options.verify ?? guessVerify(root);
  const isSilent = options.yes === true || asking === null;
  if (isSilent) return { worker: first, verify: guess };
  return withQuestions(asking, async ask => ({
    worker: options.backend === undefined ? await askWorker(ask, { first, usable }) : first,
    verify: options.verify ?? (await askVerify(ask, guess)),
  }));
}

/** Agents that are installed and have credentials, in the order of the list. */
async function usableWorkers(): Promise<readonly Worker[]> {
  const found = await Promise.all(
    AGENT_KINDS.map(async kind => {
      const config = DEFAULT_CONFIG.backends[kind];
      const health =
        config === undefined
          ? null
          : await makeBackend(kind, config)
              .health()
              .catch(() => null);
      return health?.kind === 'usable' ? [kind] : [];
    }),
  );
  return found.flat();
}

function workerNamed(name: string): Worker {
  const worker = WORKERS.find(each => each === name);
  if (worker !== undefined) return worker;
  throw new CommandProblem(`unknown backend \`${name}\``, {
    hint: didYouMean(name, WORKERS) ?? `there are ${WORKERS.join(', ')}`,
  });
}

async function askWorker(
  ask: Ask,
  { first, usable }: { readonly first: Worker; readonly usable: readonly Worker[] },
) {
  const ready = usable.length === 0 ? 'no agent was found ready here' : `ready here: ${usable.join(', ')}`;
  return workerNamed(await ask(`Who does the tasks (${WORKERS.join(', ')}; ${ready})?`, first));
}

async function askVerify(ask: Ask, guess: readonly string[]): Promise<readonly string[]> {
  const said = await ask('How is the project tested (a shell line, or none)?', guess.join(' && ') || NONE);
  if (said === NONE) return [];
  return said === guess.join(' && ') ? guess : [said];
}

/** Fails when somebody made the file meanwhile. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
}

function outcome(written: readonly string[], kept: readonly string[]): string {
  const lines = [
    ...written.map(file => `wrote  ${file}`),
    ...kept.map(file => `kept   ${file}, which was there`),
    '',
    'Next:  git add .github && git commit -m "Add a plan"',
    `       braid plan ${PLAN_FILE}     what would happen; nothing is spent`,
    `       braid run  ${PLAN_FILE}     run it`,
    '       braid doctor                         whether all is there that a run needs',
  ];
  return `${lines.join('\n')}\n`;
}
