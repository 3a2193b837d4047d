/** A story on GitHub Actions: the action's own functions as jobs, with the repository that they share. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionStage } from '../action/stage.ts';
import { until } from '../cli/processes.ts';
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

const made: ActionStage[] = [];

/** For `afterAll`. */
export function removeStages(): void {
  for (const stage of made.splice(0)) stage.remove();
}

export async function onAction(story: Scenario): Promise<Outcome> {
  const stage = new ActionStage(filesOf(story), {});
  made.push(stage);
  const scratch = join(stage.folder, 'scratch');
  mkdirSync(scratch);
  const scenario = placed(story, scratch);
  stage.push('main', { [CONFIG_FILE]: configText(scenario.config) });
  stage.git(stage.bare, 'branch', '--force', 'topic', 'main');
  stage.push('topic', { [PLAN_FILE]: planText(scenario) });
  stage.git(stage.bare, 'branch', NEXT, 'topic');
  const reports = [await first(stage, scenario, scratch)];
  for (const sequel of scenario.later ?? []) {
    if (sequel.given !== undefined) writeFileSync(join(scratch, sequel.given), '');
    reports.push(await next(stage, sequel));
  }
  return outcomeIn(stage.bare, { reports: unplaced(reports, scratch), target: 'topic' });
}

async function first(stage: ActionStage, { cancelled }: Scenario, scratch: string) {
  if (cancelled === undefined) {
    await stage.play(stage.label('braid:run'));
    return reportIn(stage.bare);
  }
  const cancel = new AbortController();
  const played = stage.play(stage.label('braid:run'), { cancel: cancel.signal });
  await until(() => existsSync(join(scratch, 'waits')), 'a task that waits to be cancelled');
  cancel.abort('cancelled');
  await played;
  return reportIn(stage.bare);
}

async function next(stage: ActionStage, { ask, task = '', config }: Sequel) {
  // On the command line the configuration is on the branch that the run lands on.
  for (const branch of config === undefined ? [] : ['main', 'topic'])
    stage.push(branch, { [CONFIG_FILE]: configText(config) });
  await stage.play(stage.say(`/braid ${ask} ${task}`));
  return reportIn(stage.bare);
}
