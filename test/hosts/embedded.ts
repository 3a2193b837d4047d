/** A story in the embedded GitHub: the published workflows with the built action, asked for by a label and by comments. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { repositoryOf } from '../../sandbox/state/world.ts';
import { until } from '../cli/processes.ts';
import { type BraidShop, openBraidShop } from '../sandbox/loop/braid-shop.ts';
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

export async function onEmbeddedGitHub(story: Scenario): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'braid-scratch-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
  const scenario = placed(story, scratch);
  const shop = await openBraidShop({
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

async function first({ sandbox, pull }: BraidShop, { cancelled }: Scenario, scratch: string): Promise<void> {
  const ann = sandbox.as('ann');
  await ann.label(SHOP, pull, 'braid:run');
  if (cancelled) {
    await until(() => existsSync(join(scratch, 'waits')), 'a task that waits to be cancelled');
    ann.comment(SHOP, pull, '/braid cancel');
  }
  await sandbox.settled();
}

async function next({ sandbox, pull }: BraidShop, { ask, task = '', config }: Sequel): Promise<void> {
  const ann = sandbox.as('ann');
  // On the command line the configuration is on the branch that the run lands on.
  for (const branch of config === undefined ? [] : ['main', 'topic'])
    await ann.commit(SHOP, branch, { [CONFIG_FILE]: configText(config) });
  ann.comment(SHOP, pull, `/braid ${ask} ${task}`);
  await sandbox.settled();
}
