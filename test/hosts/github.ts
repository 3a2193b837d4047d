/** A story on the embedded GitHub: asked for by a label and by comments, its jobs in real workflow runs. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { repositoryOf } from '../../sandbox/state/world.ts';
import { openAppShop } from '../app/steps/app-shop.ts';
import { until } from '../cli/processes.ts';
import { type BraidShop, openBraidShop, type ShopOptions } from '../sandbox/loop/braid-shop.ts';
import { outcomeIn, reportIn } from './result.ts';
import {
  CONFIG_FILE,
  configText,
  filesOf,
  NEXT,
  PLAN_FILE,
  placed,
  planText,
  type Scenario,
  type Sequel,
  unplaced,
} from './scenario.ts';
import type { Outcome } from './told.ts';

const SHOP = 'octo/shop';

interface Shop extends BraidShop {
  /** When nothing is under way any more. */
  quiet(): Promise<void>;
}

type Open = (options: Pick<ShopOptions, 'base' | 'plan'>) => Promise<Shop>;

/** With the App. */
export function onApp(story: Scenario): Promise<Outcome> {
  return onGitHub(story, openAppShop);
}

/** With the published workflows and the built action. */
export function onEmbeddedGitHub(story: Scenario): Promise<Outcome> {
  return onGitHub(story, async options => {
    const shop = await openBraidShop(options);
    return { ...shop, quiet: () => shop.sandbox.settled() };
  });
}

async function onGitHub(story: Scenario, open: Open): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'braid-scratch-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
  const scenario = placed(story, scratch);
  const shop = await open({
    base: { ...filesOf(story), [CONFIG_FILE]: configText(scenario.config) },
    plan: { [PLAN_FILE]: planText(scenario) },
  });
  await shop.git('branch', NEXT, 'topic');
  const { directory } = repositoryOf(shop.sandbox.world, SHOP).git;
  await first(shop, scenario, scratch);
  const reports = [await reportIn(directory)];
  for (const sequel of scenario.later ?? []) {
    if (sequel.given !== undefined) writeFileSync(join(scratch, sequel.given), '');
    await next(shop, sequel);
    reports.push(await reportIn(directory));
  }
  return outcomeIn(directory, { reports: unplaced(reports, scratch), target: 'topic' });
}

async function first(shop: Shop, { cancelled }: Scenario, scratch: string): Promise<void> {
  const ann = shop.sandbox.as('ann');
  await ann.label(SHOP, shop.pull, 'braid:run');
  if (cancelled) {
    await until(() => existsSync(join(scratch, 'waits')), 'a task that waits to be cancelled');
    ann.comment(SHOP, shop.pull, '/braid cancel');
  }
  await shop.quiet();
}

async function next(shop: Shop, { ask, task = '', config }: Sequel): Promise<void> {
  const ann = shop.sandbox.as('ann');
  // On the command line the configuration is on the branch that the run lands on.
  for (const branch of config === undefined ? [] : ['main', 'topic'])
    await ann.commit(SHOP, branch, { [CONFIG_FILE]: configText(config) });
  ann.comment(SHOP, shop.pull, `/braid ${ask} ${task}`);
  await shop.quiet();
}
