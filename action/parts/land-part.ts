/** `mode: land`. */

import { sentTasks } from '../../shared/io/handover/from-jobs.ts';
import { parseLegs } from '../../shared/io/hosted/legs.ts';
import type { ActionContext } from '../index.ts';
import { cloneFor, namedRun } from '../job.ts';
import { landJob } from '../modes/land.ts';
import { openDesk } from './github-here.ts';

export async function landPart({
  surroundings,
  token,
  input,
  say,
  warn,
  summarize,
}: ActionContext): Promise<void> {
  // A person's or an App's token may land where the job's may not, and what it pushes starts workflows.
  const landing = input('landing-token') || token;
  await landJob({
    surroundings,
    clone: await cloneFor(surroundings, landing),
    desk: await openDesk({ surroundings, token, input }),
    run: namedRun(input('run')),
    sent: sentTasks(input('matrix')),
    changesWorkflows: input('changes-workflows') === 'true',
    verified: parseLegs(input('legs')).length > 0,
    cancelled: input('cancelled') === 'true',
    say,
    warn,
    summarize,
  });
}
