/** `mode: land`. */

import { sentTasks } from '../../shared/io/handover/from-jobs.ts';
import { parseLegs } from '../../shared/io/hosted/legs.ts';
import type { ActionContext } from '../index.ts';
import { cloneFor, namedRun } from '../job.ts';
import { landJob } from '../modes/land.ts';
import { failedRuns, openDesk } from './github-here.ts';

export async function landPart({
  surroundings,
  token,
  input,
  say,
  warn,
  summarize,
}: ActionContext): Promise<void> {
  // A person's or an App's token may land where the job's may not, and what it pushes starts workflows.
  const given = input('landing-token');
  await landJob({
    surroundings,
    clone: await cloneFor(surroundings, given || token),
    desk: await openDesk({ surroundings, token, input }),
    failed: () => failedRuns({ surroundings, token, input }),
    run: namedRun(input('run')),
    sent: sentTasks(input('matrix')),
    changesWorkflows: input('changes-workflows') === 'true',
    landsByItself: given === '' || given === token,
    verified: parseLegs(input('legs')).length > 0,
    cancelled: input('cancelled') === 'true',
    unpacked: input('unpacked') !== 'false',
    say,
    warn,
    summarize,
  });
}
