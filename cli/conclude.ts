/** The end of a command that drove or looked at a run: the report on the terminal, the JSON, the exit code. */
import { RunFolder } from '../shared/io/local/run-folder.ts';
import type { Repository } from '../shared/io/repository.ts';
import { reportJson } from '../shared/report/json.ts';
import { summarize } from '../shared/report/summary.ts';
import { terminalReport } from '../shared/report/terminal.ts';
import type { Started } from '../shared/run/state.ts';
import { exitCodeOf } from './exit-code.ts';
import { columnsOf, type OutputOptions, streams, wantsColour, writeJson } from './output.ts';

export interface Conclusion {
  readonly repository: Repository;
  readonly options: OutputOptions;
}

export async function conclude(state: Started, { repository, options }: Conclusion): Promise<number> {
  const { words } = streams(options);
  const summary = summarize(state, state.finishedAt ?? Date.now());
  const page = state.finishedAt === null ? null : new RunFolder(repository, state.run).report('html');
  words.write(terminalReport(summary, { width: columnsOf(words), colour: wantsColour(words), page }));
  await writeJson(options, reportJson(summary));
  return exitCodeOf(state);
}
