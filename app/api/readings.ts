/** What is known of runs, for programs: the stable report and parts of it. */
import { reportJson } from '../../shared/report/json.ts';
import { headline } from '../../shared/report/summary/headline.ts';
import { summarize } from '../../shared/report/summary.ts';
import { isoTime } from '../../shared/report/units.ts';
import type { Started } from '../../shared/run/state.ts';
import { runStatus } from '../../shared/run/status.ts';
import { replay } from '../../shared/run/transition.ts';
import type { Outcome, Subject } from './admission.ts';
import { addresses } from './commands.ts';
import type { Operation, Parameters } from './operations.ts';
import type { RecordedRun, Repository, Runs } from './ports.ts';
import { noBatch } from './problems.ts';

const MOST_RUNS = 20;

interface Parts {
  readonly runs: Runs;
  readonly publicUrl: string;
  readonly now: () => number;
}

export async function read(
  parts: Parts,
  { operation, parameters }: { readonly operation: Operation; readonly parameters: Parameters },
  subject: Subject,
): Promise<Outcome<object>> {
  if (subject.kind === 'repository') return found(await listRuns(parts, subject.repository));
  const report = reportJson(summarize(stateOf(subject.recorded), parts.now()));
  const { run } = subject.recorded;
  const { batches } = report;
  if (operation.id === 'listBatches') return found({ schema: 'braid.batches/1', run, batches });
  if (operation.id !== 'getBatch') return found(report);
  const number = parameters.number ?? '';
  const batch = batches.find(each => each.number === Number(number));
  if (batch === undefined) return { kind: 'refused', problem: noBatch(number, batches.length) };
  const tasks = report.tasks.filter(task => batch.tasks.includes(task.id));
  return found({ schema: 'braid.batch/1', run, batch, tasks });
}

/** A run that has a name has begun. */
export function stateOf({ run, events }: RecordedRun): Started {
  const state = replay(events);
  if (state === null) throw new Error(`the run ${run} has no event`);
  return state;
}

async function listRuns({ runs, publicUrl }: Parts, repository: Repository): Promise<object> {
  const recorded = await runs.list(repository, MOST_RUNS);
  return {
    schema: 'braid.runs/1',
    repository: repository.fullName,
    runs: recorded.map(each => {
      const state = stateOf(each);
      return {
        run: each.run,
        plan: state.plan.name,
        status: runStatus(state),
        headline: headline(state).count,
        startedAt: isoTime(state.startedAt),
        finishedAt: state.finishedAt === null ? null : isoTime(state.finishedAt),
        ...addresses(publicUrl, each.run),
      };
    }),
  };
}

function found(value: object): Outcome<object> {
  return { kind: 'found', value };
}
