/** `braid status` and `braid report`: how a run stands, from its journal alone. */
import { findDriver } from '../../shared/io/journal/driver-lock.ts';
import { listRuns } from '../../shared/io/journal/run-refs.ts';
import { openRepository } from '../../shared/io/repository.ts';
import { jobSummary } from '../../shared/report/job-summary.ts';
import { jsonText, reportJson } from '../../shared/report/json.ts';
import { reportPage } from '../../shared/report/page.ts';
import { summarize } from '../../shared/report/summary.ts';
import { conclude } from '../conclude.ts';
import { CommandProblem, EXIT, exitCodeOf } from '../exit-code.ts';
import { openRun, openRunIn, type RepoOption } from '../open.ts';
import { type OutputOptions, requireWritable } from '../output.ts';

export async function statusCommand(
  name: string | null,
  options: RepoOption & OutputOptions,
): Promise<number> {
  requireWritable(options);
  const repository = await openRepository(options.repo);
  const run = name ?? (await listRuns(repository))[0];
  if (run === undefined) {
    throw new CommandProblem('there is no run in this repository yet', {
      hint: '`braid run PLAN` starts one',
    });
  }
  const { state } = await openRunIn(repository, run);
  const { finishedAt } = state;
  // A run that is under way is no failure of the question.
  const standing = finishedAt === null ? EXIT.done : exitCodeOf(state);
  const code = await conclude(state, { repository, options, code: standing });
  if (finishedAt === null && (await findDriver(repository, state.run)) === null) {
    process.stderr.write(`no process drives this run: \`braid resume ${state.run}\` goes on with it\n`);
  }
  return code;
}

export async function reportCommand(
  name: string,
  { repo, format }: RepoOption & { readonly format: string },
): Promise<number> {
  const { state } = await openRun(name, { repo });
  const summary = summarize(state, state.finishedAt ?? Date.now());
  const text =
    format === 'json'
      ? jsonText(reportJson(summary))
      : format === 'md'
        ? jobSummary(summary)
        : reportPage(summary);
  process.stdout.write(text);
  return state.finishedAt === null ? EXIT.done : exitCodeOf(state);
}
