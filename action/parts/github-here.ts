/** GitHub for a job: the port with the job's token, and what the jobs that may write ask of it. */
import { setTimeout as delay } from 'node:timers/promises';
import { actionsClient, type GitHub, openGitHub } from '../../shared/io/github/github.ts';
import type { Desk } from '../../shared/io/hosted/desk.ts';
import { deskOf } from '../../shared/io/hosted/github-desk.ts';
import type { ActionContext } from '../index.ts';
import type { FailedRun } from '../land/lost-runs.ts';

/** Whom `GITHUB_TOKEN` writes as. */
const AUTHOR = 'github-actions[bot]';

type Here = Pick<ActionContext, 'surroundings' | 'token' | 'input'>;

/** Milliseconds between two writes: GitHub asks for a second, and limits who does not keep to it. */
const WRITE_PAUSE = 1_000;
/** As of who is throttled: what nobody writes to any more is forgotten, in milliseconds. */
const FORGET_AFTER = 120_000;

export function openGitHubHere({ surroundings: { repository, apiUrl }, token, input }: Here): GitHub {
  const [owner = '', name = ''] = repository.split('/');
  const pause = writePause(input('write-pause'));
  return openGitHub({
    owner,
    name,
    client: async () => actionsClient({ token, apiUrl, throttle: await throttle(pause) }),
    clock: {
      now: Date.now,
      until: async (time, signal) => {
        await delay(Math.max(0, time - Date.now()), undefined, { signal }).catch(() => {});
      },
    },
    author: AUTHOR,
  });
}

/** Throws where it is no number of milliseconds. */
function writePause(text: string): number {
  if (text === '') return WRITE_PAUSE;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Error(`expected \`write-pause\` to be a number of milliseconds, found \`${text}\``);
}

/** Only a server of one's own may have no limits. */
async function throttle(pause: number) {
  if (pause === WRITE_PAUSE) return {};
  const { default: Bottleneck } = await import('bottleneck');
  const group = (id: string) =>
    new Bottleneck.Group({ id, maxConcurrent: 1, minTime: pause, timeout: FORGET_AFTER });
  return { write: group('braid-write'), notifications: group('braid-notifications') };
}

/** How far back the schedule looks for workflow runs that were lost, in milliseconds. */
const LOOKS_BACK_MS = 24 * 60 * 60_000;

/** Workflow runs of Braid's own file that failed not long ago. */
export async function failedRuns(here: Here): Promise<readonly FailedRun[]> {
  const { workflow } = here.surroundings;
  const created = `>=${new Date(Date.now() - LOOKS_BACK_MS).toISOString().slice(0, 19)}Z`;
  const runs = await openGitHubHere(here).workflowRuns({ workflow, created });
  return runs.filter(({ conclusion }) => conclusion === 'failure' || conclusion === 'timed_out');
}

export async function openDesk(here: Here): Promise<Desk> {
  return deskOf(openGitHubHere(here));
}
