/** The end of a command that drove or looked at a run: the report on the terminal, the JSON, the exit code. */
import { RunFolder } from '../shared/io/local/run-folder.ts';
import type { Repository } from '../shared/io/repository.ts';
import { reportJson } from '../shared/report/json.ts';
import { summarize } from '../shared/report/summary.ts';
import { terminalReport } from '../shared/report/terminal.ts';
import type { Started } from '../shared/run/state.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts';
import { explain } from './explain.ts';
import { columnsOf, type OutputOptions, streams, wantsColour, writeJson } from './output.ts';

export interface Conclusion {
  readonly repository: Repository;
  readonly options: OutputOptions;
  /** Instead of the one that the run stands for. */
  readonly code?: ExitCode;
}

export async function conclude(
  state: Started,
  { repository, options, code = exitCodeOf(state) }: Conclusion,
): Promise<number> {
  const { words } = streams(options);
  const summary = summarize(state, state.finishedAt ?? Date.now());
  const page = state.finishedAt === null ? null : new RunFolder(repository, state.run).report('html');
  words.write(terminalReport(summary, { width: columnsOf(words), colour: wantsColour(words), page }));
  try {
    await writeJson(options, reportJson(summary));
    return code;
  } catch (error) {
    const failed = explain(error);
    return code === EXIT.done ? failed : code;
  }
}
