/** Writes the reports of a finished run beside its journal, for people and programs. */
import type { RunFolder } from '../shared/io/local/run-folder.ts';
import { jobSummary } from '../shared/report/job-summary.ts';
import { jsonText, reportJson } from '../shared/report/json.ts';
import { reportPage } from '../shared/report/page.ts';
import { summarize } from '../shared/report/summary.ts';
import type { Started } from '../shared/run/state.ts';

export async function writeReports(state: Started, folder: RunFolder): Promise<void> {
  const summary = summarize(state, state.finishedAt ?? state.now);
  await folder.write(folder.report('json'), jsonText(reportJson(summary)));
  await folder.write(folder.report('md'), jobSummary(summary));
  await folder.write(folder.report('html'), reportPage(summary));
}
