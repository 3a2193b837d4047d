/** The example project in a sandbox, and its run from the label to the end. */

import type { Sandbox } from '../sandbox.ts';
import type { PullRequest } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';
import { repositoryOf } from '../state/world.ts';
import { publishBraid } from './publish-braid.ts';
import { openShop, PERSON, SHOP } from './shop.ts';
import { Progress, type ProgressOptions } from './terminal/progress.ts';
import { headlineOf } from './terminal/result.ts';

export interface Demo {
  readonly sandbox: Sandbox;
  readonly shop: Repository;
  readonly pull: PullRequest;
  /** The page of the pull request. */
  readonly url: string;
  /** Ids of the check runs that GitHub makes of jobs; all others are Braid's. */
  jobChecks(): ReadonlySet<number>;
}

const LABEL = 'braid:run';

/** `root` is the folder of this repository. */
export async function openDemo(sandbox: Sandbox, root: string): Promise<Demo> {
  await publishBraid(sandbox, root);
  const number = await openShop(sandbox, root);
  const shop = repositoryOf(sandbox.world, SHOP);
  const pull = shop.pulls.get(number);
  if (pull === undefined) throw new Error(`${SHOP} has no pull request ${number}`);
  return {
    sandbox,
    shop,
    pull,
    url: `${sandbox.serverUrl}/${SHOP}/pull/${number}`,
    jobChecks: () =>
      new Set([...shop.runs.values()].flatMap(({ jobs }) => jobs.map(({ checkRunId }) => checkRunId))),
  };
}

export async function runDemo(
  { sandbox, shop, pull }: Demo,
  { signal, ...options }: Omit<ProgressOptions, 'runs' | 'standing'> & { readonly signal: AbortSignal },
): Promise<void> {
  const progress = new Progress({
    ...options,
    runs: () => [...shop.runs.values()],
    standing: () => headlineOf([...shop.comments.values()]),
  });
  progress.say(`${PERSON} sets the label ${LABEL} on pull request #${pull.number}`);
  progress.start();
  signal.addEventListener('abort', () => progress.stop());
  try {
    await sandbox.as(PERSON).label(SHOP, pull.number, LABEL);
    await sandbox.settled();
  } finally {
    progress.stop();
  }
}
