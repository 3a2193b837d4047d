/** A story on the command line: the built program, in a repository of a user's. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../cli/processes.ts';
import { newPlace, type Place, type Report } from '../cli/rig.ts';
import { outcomeIn } from './result.ts';
import {
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

export async function onCommandLine(story: Scenario): Promise<Outcome> {
  const place = await newPlace(undefined, filesOf(story));
  const scratch = join(place.folder, 'scratch');
  mkdirSync(scratch);
  const scenario = placed(story, scratch);
  place.configure(scenario.config ?? {});
  place.write(PLAN_FILE, planText(scenario));
  await place.commitAll('Plan');
  await place.git('branch', NEXT);
  const reports = [await first(place, scenario, scratch)];
  for (const sequel of scenario.later ?? []) {
    if (sequel.given !== undefined) writeFileSync(join(scratch, sequel.given), '');
    reports.push(await next(place, sequel));
  }
  return outcomeIn(place.root, { reports: unplaced(reports, scratch), target: 'main' });
}

async function first(place: Place, { cancelled }: Scenario, scratch: string): Promise<Report> {
  const args = ['run', PLAN_FILE, '--run', place.name];
  if (cancelled === undefined) return (await place.reported(...args)).report;
  const running = place.start(args);
  await until(() => existsSync(join(scratch, 'waits')), 'a task that waits to be cancelled');
  await place.braid('cancel', place.name);
  await running.done;
  return (await place.reported('status', place.name)).report;
}

async function next(place: Place, { ask, task, config }: Sequel): Promise<Report> {
  if (config !== undefined) {
    place.configure(config);
    await place.commitAll('Configure');
  }
  return (await place.reported(ask, place.name, ...(task === undefined ? [] : [task]))).report;
}
