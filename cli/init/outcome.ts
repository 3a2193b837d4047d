/** What `braid init` says when it is done: what is there now, what is missing, what to type next. A pure string. */
import { CONFIG_FILE, PLAN_FILE } from '../../shared/io/reading/plan-files.ts';
import { hang } from '../../shared/report/text/columns.ts';
import { visible } from '../../shared/report/text/visible.ts';
import type { FoundAgent } from './agents.ts';
import type { Settled } from './settle.ts';
import { SCRIPT } from './starting-text.ts';

export interface Outcome {
  /** Null: the configuration was there before. */
  readonly settled: Settled | null;
  readonly wrotePlan: boolean;
  /** What a configuration that was there before lacks, for a person to put into it. */
  readonly wouldSay: readonly string[];
  /** To be entered first; null: it is where the reader is. */
  readonly enter: string | null;
  /** No commit yet. */
  readonly unborn: boolean;
}

export function outcomeText(outcome: Outcome, width: number): string {
  const { settled } = outcome;
  const blocks = [files(outcome, width), settled === null ? [] : remarks(settled, width), next(outcome)];
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => visible(lines.join('\n')))
    .join('\n\n')}\n`;
}

function files({ settled, wrotePlan, wouldSay }: Outcome, width: number): readonly string[] {
  const line = (mark: string, path: string, about: string) =>
    hang(`${mark} ${path.padEnd(PLAN_FILE.length)}  `, about, width);
  const kept = 'was there before, and stays as it is';
  const config =
    settled === null ? line('–', CONFIG_FILE, kept) : line('✔', CONFIG_FILE, aboutConfig(settled));
  const example = 'an example of three tasks, to be replaced by yours';
  return [
    ...config,
    ...wouldSay.map(each => `    it could say  ${each}`),
    ...(wrotePlan ? line('✔', PLAN_FILE, example) : line('–', PLAN_FILE, kept)),
  ];
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
    `  braid plan ${PLAN_FILE}    # what would run; costs nothing`,
    `  braid run ${PLAN_FILE}     # run it, and land what is tested`,
  ];
}
