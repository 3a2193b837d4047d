/** `braid init`: writes a configuration, an example of a plan and, if asked, a workflow where there are none, and overwrites nothing. */
import { realpathSync } from 'node:fs';
import { loadConfig } from '../../shared/io/reading/load-plan.ts';
import { CONFIG_FILE, filesOnDisk, PLAN_FILE } from '../../shared/io/reading/plan-files.ts';
import { openRepository, type Repository } from '../../shared/io/repository.ts';
import type { Config } from '../../shared/plan/config.ts';
import { CommandProblem, EXIT } from '../exit-code.ts';
import { type ActionFiles, actionFiles, actionNameOf, isOnGitHub } from '../init/action-files.ts';
import { WORKFLOW_FILE } from '../init/action-text.ts';
import { isThere, writeNewFiles } from '../init/new-files.ts';
import { outcomeText } from '../init/outcome.ts';
import { guessTests, readProject } from '../init/project.ts';
import type { Terminal } from '../init/questions.ts';
import { type Settled, settle, type Wishes } from '../init/settle.ts';
import { configText, planText, SCRIPT } from '../init/starting-text.ts';
import type { RepoOption } from '../open.ts';
import { columnsOf, refuse } from '../output.ts';

export interface InitOptions extends RepoOption, Wishes {
  readonly yes?: boolean;
  /** Of the action whose workflow is written, too; true: as it is published. */
  readonly action?: string | true;
}

export async function initCommand(options: InitOptions): Promise<number> {
  const repository = await openRepository(options.repo);
  const root = repository.workTree;
  if (root === null) {
    throw new CommandProblem('a bare repository has no work tree to write to', {
      hint: 'run `braid init` in a clone of it',
    });
  }
  const action = options.action === undefined ? null : actionNameOf(options.action);
  const config = isThere(root, CONFIG_FILE) ? await readExisting(repository) : null;
  if (config === 'broken') return EXIT.wrong;
  const planIsThere = isThere(root, PLAN_FILE);
  const workflowIsThere = isThere(root, WORKFLOW_FILE);
  const wouldSay = config === null ? [] : await missingIn(config, repository, options);
  if (config !== null && planIsThere && (action === null || workflowIsThere))
    throw nothingToWrite(wouldSay, action !== null);
  const settled = config === null ? await settle(repository, options, terminalFor(options)) : null;
  const kind = settled?.backend ?? (config === null ? SCRIPT : kindIn(config));
  const onGitHub = action === null ? null : await actionFiles(repository, { action, kind, root });
  const plan = planText({ scripts: config === null ? kind === SCRIPT : runsScripts(config) });
  await writeNewFiles(root, [
    ...(settled === null ? [] : [{ path: CONFIG_FILE, text: configText(settled) }]),
    ...(planIsThere ? [] : [{ path: PLAN_FILE, text: plan }]),
    ...(onGitHub?.files ?? []),
  ]);
  const offersAction = onGitHub === null && !workflowIsThere && (await isOnGitHub(repository));
  await say(repository, root, { settled, wrotePlan: !planIsThere, wouldSay, onGitHub, offersAction });
  return EXIT.done;
}

/** Of the backend that does the tasks that name none. */
function kindIn({ routing, backends }: Config): string {
  return backends[routing.defaultBackend]?.kind ?? SCRIPT;
}

/** What is wrong with it is said here: a plan beside it could not be run. */
async function readExisting({ workTree, git }: Repository): Promise<Config | 'broken'> {
  const request = { configFile: null, root: workTree, git, cwd: process.cwd() };
  const { config, diagnostics } = await loadConfig(filesOnDisk(request));
  if (config !== null) return config;
  refuse(diagnostics);
  return 'broken';
}

/** Whoever names a backend or tests gets them told, since they are not written. */
async function missingIn(
  { routing, merge }: Config,
  repository: Repository,
  { backend, verify }: Wishes,
): Promise<readonly string[]> {
  const guess = merge.verify.length > 0 ? [] : (guessTests(await readProject(repository))?.lines ?? []);
  const lines = verify ?? guess;
  const isSaid = lines.length === 0 || lines.join('\n') === merge.verify.join('\n');
  return [
    ...(backend === undefined || backend === routing.defaultBackend
      ? []
      : [`backend-routing: { default-backend: ${backend} }`]),
    ...(isSaid ? [] : [`merge: { verify: ${JSON.stringify(lines)} }`]),
  ];
}

function nothingToWrite(wouldSay: readonly string[], workflowToo: boolean): CommandProblem {
  const files = workflowToo
    ? `${CONFIG_FILE}, ${PLAN_FILE} and ${WORKFLOW_FILE}`
    : `${CONFIG_FILE} and ${PLAN_FILE}`;
  const lacks = wouldSay.length === 0 ? '' : `; the configuration could say \`${wouldSay.join('` and `')}\``;
  return new CommandProblem(`${files} are there already: nothing was written`, {
    hint: `\`braid doctor\` checks them${lacks}; move one away to have it written anew`,
  });
}

/** Nobody is asked who does not see the question. */
function terminalFor({ yes }: InitOptions): Terminal | null {
  const isOne = process.stdin.isTTY && process.stdout.isTTY;
  return isOne && !yes ? { input: process.stdin, output: process.stdout } : null;
}

/** Whether what a prompt says is run by a shell, as far as the configuration tells. */
function runsScripts({ routing, backends }: Config): boolean {
  const backend = backends[routing.defaultBackend];
  return (
    backend?.kind === 'command' &&
    /^(?:exec )?(?:\/bin\/)?(?:ba|da)?sh (?:-\w+ )*"?\$\{?BRAID_PROMPT_FILE/.test(backend.run.trim())
  );
}

async function say(
  { git }: Repository,
  root: string,
  said: {
    readonly settled: Settled | null;
    readonly wrotePlan: boolean;
    readonly wouldSay: readonly string[];
    readonly onGitHub: ActionFiles | null;
    readonly offersAction: boolean;
  },
): Promise<void> {
  const head = await git.attempt(['rev-parse', '--verify', '--quiet', 'HEAD']);
  const enter = realpathSync(root) === realpathSync('.') ? null : root;
  const outcome = { ...said, enter, unborn: head.code !== 0 };
  process.stdout.write(outcomeText(outcome, columnsOf(process.stdout)));
}
