/** `mode: plan`: the outputs that the workflow's other jobs go by, and the file for them. */

import { legsOf } from '../../shared/io/hosted/legs.ts';
import type { ActionContext } from '../index.ts';
import { cloneFor, startFile, writeFileIn } from '../job.ts';
import { planJob } from '../modes/plan.ts';
import { startText } from '../start-document.ts';
import { voidLimit } from '../time-limits.ts';
import { openGitHubHere } from './github-here.ts';

export async function planPart({ surroundings, token, input, output, say }: ActionContext): Promise<void> {
  const clone = await cloneFor(surroundings, token);
  const github = openGitHubHere({ surroundings, token, input });
  const outcome = await planJob({
    ...{ surroundings, github, clone, now: Date.now() },
    voidLimit: voidLimit(input),
  });
  if (outcome.kind === 'ignored') {
    say(`nothing to do: ${outcome.reason}`);
    output('command', '');
    return;
  }
  const { document, hop, base } = outcome;
  const { folder, name } = startFile(surroundings.folder);
  await writeFileIn(folder, name, startText(document));
  output('command', document.refusal === null ? document.command : 'refused');
  output('run', document.run ?? '');
  output('folder', folder);
  output('start', `braid.plan.${surroundings.runAttempt}`);
  output('matrix', JSON.stringify(hop?.tasks ?? []));
  output('at-once', String(hop?.atOnce ?? 1));
  output('legs', JSON.stringify(legsOf(hop)));
  output('base', base ?? '');
  say(`${document.refusal === null ? document.command : 'refused'} ${document.run ?? ''}`);
}
