/** The example project in a sandbox with the App, and its run from the label to the end. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../sandbox.ts';
import type { PullRequest } from '../state/pull.ts';
import type { Repository } from '../state/repository.ts';
import { repositoryOf } from '../state/world.ts';
import { type DemoApp, openApp } from './app.ts';
import { publishBraid } from './publish-braid.ts';
import { openShop, PERSON, SHOP } from './shop.ts';
import { Progress, type ProgressOptions } from './terminal/progress.ts';
import { headlineOf } from './terminal/result.ts';

export interface Demo {
  readonly sandbox: Sandbox;
  readonly shop: Repository;
  readonly pull: PullRequest;
  readonly app: DemoApp;
  /** The page of the pull request. */
  readonly url: string;
  /** Ids of the check runs that GitHub makes of jobs; all others are Braid's. */
  jobChecks(): ReadonlySet<number>;
}

export const LABEL = 'braid:run';
const LOOK_MS = 200;

export interface DemoOptions {
  /** The folder of this repository. */
  readonly root: string;
  /** What the App logs goes to the terminal. */
  readonly isLoud: boolean;
}

export async function openDemo(sandbox: Sandbox, { root, isLoud }: DemoOptions): Promise<Demo> {
  await publishBraid(sandbox, root);
  const number = await openShop(sandbox, root);
  const shop = repositoryOf(sandbox.world, SHOP);
  const pull = shop.pulls.get(number);
  if (pull === undefined) throw new Error(`${SHOP} has no pull request ${number}`);
  const app = await openApp(sandbox, { root, isLoud, repository: SHOP });
  return {
    sandbox,
    shop,
    pull,
    app,
    url: `${sandbox.serverUrl}/${SHOP}/pull/${number}`,
    jobChecks: () =>
      new Set([...shop.runs.values()].flatMap(({ jobs }) => jobs.map(({ checkRunId }) => checkRunId))),
  };
}

export async function runDemo(
  { sandbox, shop, pull, app }: Demo,
  {
    signal,
    ...options
  }: Omit<ProgressOptions, 'runs' | 'standing' | 'page'> & { readonly signal: AbortSignal },
): Promise<void> {
  const progress = new Progress({
    ...options,
    runs: () => [...shop.runs.values()],
    standing: () => headlineOf([...shop.comments.values()]),
    page: () =>
      runPage(
        [...shop.comments.values()].map(({ body }) => body),
        app.url,
      ),
  });
  progress.say(`${PERSON} sets the label ${LABEL} on pull request #${pull.number}`);
  progress.start();
  signal.addEventListener('abort', () => progress.stop());
  try {
    await sandbox.as(PERSON).label(SHOP, pull.number, LABEL);
    await Promise.race([isAtItsEnd({ shop, pull }, signal), app.ended]);
    await sandbox.settled();
  } finally {
    progress.stop();
  }
}

/** The comment is what the App writes last. */
async function isAtItsEnd({ shop, pull }: Pick<Demo, 'shop' | 'pull'>, signal: AbortSignal): Promise<void> {
  const isTold = () => {
    const said = headlineOf([...shop.comments.values()]);
    return [...shop.checkRuns.values()].some(
      ({ name, headSha, conclusion, output }) =>
        name === 'braid' &&
        headSha === pull.headSha &&
        conclusion !== null &&
        said?.endsWith(output.title ?? ''),
    );
  };
  while (!signal.aborted && !isTold()) await delay(LOOK_MS);
}

/** As the comment links to it. */
function runPage(comments: readonly string[], url: string): string | null {
  const [, rest] = comments.join('\n').split(`${url}/runs/`);
  return rest === undefined ? null : `${url}/runs/${/^[\w.-]*/.exec(rest)?.[0]}`;
}
