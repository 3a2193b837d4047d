/** What is known of runs, for programs: the stable report and parts of it. */
import type { RunId } from '../../shared/plan/plan.ts';
import { reportJson } from '../../shared/report/json.ts';
import { isoTime } from '../../shared/report/units.ts';
import { summarizeLive } from '../live/summarize-live.ts';
import type { Outcome, Subject } from './admission.ts';
import type { Chronicles } from './chronicle.ts';
import { addresses } from './commands.ts';
import type { Operation, Parameters } from './operations.ts';
import type { JobSight, Repository, Runs } from './ports.ts';
import { noBatch } from './problems.ts';
import type { JobsNow } from './schema/answer-schema.ts';

const MOST_RUNS = 20;
const SPENT_DAYS = 30;
const DAY_MS = 86_400_000;

interface Parts {
  readonly runs: Runs;
  readonly chronicles: Chronicles;
  readonly publicUrl: string;
  readonly now: () => number;
}

export async function read(
  parts: Parts,
  { operation, parameters }: { readonly operation: Operation; readonly parameters: Parameters },
  subject: Subject,
): Promise<Outcome<object>> {
  if (subject.kind === 'repository') return found(await listRuns(parts, subject.repository));
  const { state } = await parts.chronicles.of(subject.recorded);
  const { run } = subject.recorded;
  const report = reportJson(summarizeLive(state, await subject.recorded.jobs(), parts.now()));
  const { batches } = report;
  if (operation.id === 'listBatches') return found({ schema: 'braid.batches/1', run, batches });
  if (operation.id !== 'getBatch') return found(report);
  const number = parameters.number ?? '';
  const batch = batches.find(each => each.number === Number(number));
  if (batch === undefined) return { kind: 'refused', problem: noBatch(number, batches.length) };
  const tasks = report.tasks.filter(task => batch.tasks.includes(task.id));
  return found({ schema: 'braid.batch/1', run, batch, tasks });
}

async function listRuns({ runs, publicUrl, now }: Parts, repository: Repository): Promise<object> {
  const listed = await runs.list(repository, MOST_RUNS);
  const spent = await runs.spent(repository, now() - SPENT_DAYS * DAY_MS);
  return {
    schema: 'braid.runs/1',
    repository: repository.fullName,
    spent: { days: SPENT_DAYS, ...spent },
    runs: listed.map(({ startedAt, finishedAt, ...each }) => ({
      ...each,
      startedAt: isoTime(startedAt),
      finishedAt: finishedAt === null ? null : isoTime(finishedAt),
      ...addresses(publicUrl, each.run),
    })),
  };
}

/** The data of an event named `jobs`. */
export function jobsNow(run: RunId, jobs: readonly JobSight[]): JobsNow {
  return {
    run,
    jobs: jobs.map(({ startedAt, endedAt, url, ...job }) => ({
      ...job,
      startedAt: startedAt === null ? null : isoTime(startedAt),
      endedAt: endedAt === null ? null : isoTime(endedAt),
      log: url,
    })),
  };
}

function found(value: object): Outcome<object> {
  return { kind: 'found', value };
}
