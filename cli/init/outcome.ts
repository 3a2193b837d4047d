/** What `braid init` says when it is done: what is there now, what is missing, what to type next. A pure string. */
import { CONFIG_FILE, PLAN_FILE } from '../../shared/io/reading/plan-files.ts';
import { hang } from '../../shared/report/text/columns.ts';
import { visible } from '../../shared/report/text/visible.ts';
import type { ActionFiles } from './action-files.ts';
import { PUBLISHED, SETUP_FILE } from './action-text.ts';
import type { FoundAgent } from './agents.ts';
import type { Settled } from './settle.ts';
import { SCRIPT } from './starting-text.ts';

export interface Outcome {
  /** Null: the configuration was there before. */
  readonly settled: Settled | null;
  readonly wrotePlan: boolean;
  /** What a configuration that was there before lacks, for a person to put into it. */
  readonly wouldSay: readonly string[];
  /** Null: not asked for. */
  readonly onGitHub: ActionFiles | null;
  /** The repository looks as if a workflow would be of use. */
  readonly offersAction: boolean;
  /** To be entered first; null: it is where the reader is. */
  readonly enter: string | null;
  /** No commit yet. */
  readonly unborn: boolean;
}

export function outcomeText(outcome: Outcome, width: number): string {
  const { settled } = outcome;
  const blocks = [
    files(outcome, width),
    settled === null ? [] : remarks(settled, width),
    next(outcome),
    elsewhere(outcome, width),
  ];
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => visible(lines.join('\n')))
    .join('\n\n')}\n`;
}

function files({ settled, wrotePlan, wouldSay, onGitHub }: Outcome, width: number): readonly string[] {
  const others = [...(onGitHub?.files ?? []).map(({ path }) => path), ...(onGitHub?.kept ?? [])];
  const column = Math.max(...[PLAN_FILE, ...others].map(({ length }) => length));
  const line = (mark: string, path: string, about: string) =>
    hang(`${mark} ${path.padEnd(column)}  `, about, width);
  const kept = 'was there before, and stays as it is';
  const config =
    settled === null ? line('–', CONFIG_FILE, kept) : line('✔', CONFIG_FILE, aboutConfig(settled));
  const example = 'an example of three tasks, to be replaced by yours';
  const plan = wrotePlan ? line('✔', PLAN_FILE, example) : line('–', PLAN_FILE, kept);
  const written = (onGitHub?.files ?? []).flatMap(({ path }) => line('✔', path, aboutAction(path)));
  return [
    ...config,
    ...wouldSay.map(each => `    it could say  ${each}`),
    ...plan,
    ...written,
    ...(onGitHub?.kept ?? []).flatMap(path => line('–', path, kept)),
  ];
}

function aboutAction(path: string): string {
  return path === SETUP_FILE ? 'installs the agent there' : 'runs plans on GitHub Actions';
}

function aboutConfig({ backend, verify, testsFrom }: Settled): string {
  const lines = verify.map(line => `\`${line}\``).join(', ');
  const tests =
    lines === '' ? 'no tests' : `tests ${lines}${testsFrom === null ? '' : `, from ${testsFrom}`}`;
  return `backend ${backend}; ${tests}`;
}

function remarks({ backend, verify, agents }: Settled, width: number): readonly string[] {
  const chosen = agents.filter(({ name }) => name === backend).flatMap(agent => trouble(agent, width));
  const untested =
    verify.length > 0
      ? []
      : hang('! ', `No tests: results will land unverified until ${CONFIG_FILE} names some.`, width);
  if (backend !== SCRIPT || agents.length === 0) return [...chosen, ...untested];
  if (agents.some(({ health }) => health.kind === 'usable')) return untested;
  const none = 'No agent can be used here yet, so each prompt is a script for the shell:';
  return [...hang('! ', none, width), ...agents.flatMap(agent => trouble(agent, width)), ...untested];
}

function trouble({ name, health }: FoundAgent, width: number): readonly string[] {
  if (health.kind === 'usable') return [];
  return [...hang(`! ${name}: `, health.reason, width), ...hang('     Hint: ', health.hint, width)];
}

/** Without a commit there is nothing that a task could start from, so everything goes into the first one. */
function next({ enter, unborn }: Outcome): readonly string[] {
  const add = unborn
    ? 'git add --all && git commit -m "Begin"'
    : 'git add .github && git commit -m "Add a plan"';
  return [
    'Next:',
    ...(enter === null
      ? []
      : [`  cd ${/^[\w./@+-]+$/.test(enter) ? enter : `'${enter.replaceAll("'", "'\\''")}'`}`]),
    `  ${add}`,
    '  braid plan    # what would run; costs nothing',
    '  braid run     # run it, and land what is tested',
  ];
}

/** What is left to do for GitHub. */
function elsewhere({ onGitHub, offersAction }: Outcome, width: number): readonly string[] {
  if (offersAction) return hang('', 'To run plans on GitHub, too: `braid init --action`', width);
  if (onGitHub === null) return [];
  const { action, secret } = onGitHub;
  const isPlaceholder = action.name === PUBLISHED.name && action.name.startsWith('OWNER/');
  const key = secret === null ? '' : `add the secret ${secret} to the repository, and `;
  const steps = `${key}bring the workflow and the configuration to the default branch. Commit a plan to another one, open a pull request, and set the label \`braid:run\`. A plan that comes to the default branch is run at once.`;
  return [
    ...hang('On GitHub: ', steps, width),
    ...(isPlaceholder
      ? hang('! ', `\`${action.name}\` stands for a name: put that of your copy of Braid there.`, width)
      : []),
  ];
}
