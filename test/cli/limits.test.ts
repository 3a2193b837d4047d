/** A backend that refuses several at once: the others are held back before they start, not after. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { until } from './processes.ts';
import { newPlace, removePlaces, statuses } from './rig.ts';

const WORKERS = 4;

afterAll(removePlaces);

test('whoever is next after a limit starts when the run has heard of it', async () => {
  const place = await newPlace({ parallel: { 'max-workers': WORKERS } });
  const [limit, work] = [place.gate('limit'), place.gate('work')];
  const log = join(place.folder, 'log');
  const refused = `[ $BRAID_ATTEMPT != 1 ] || { ${limit.wait}; exit 75; }`;
  const names = (letter: string) => Array.from({ length: WORKERS }, (_, at) => `${letter}${at}`);
  const tasks = Object.fromEntries([
    ...names('a').map(name => [name, `${refused}\necho x > ${name}`]),
    ...names('b').map(name => [name, `echo + >> ${log}; ${work.wait}; echo - >> ${log}; echo x > ${name}`]),
  ]);
  const running = place.run(tasks);
  await limit.reached(WORKERS);
  limit.open();
  await until(async () => {
    const { report } = await place.reported('status', place.name);
    const ended = report.tasks.flatMap(({ attemptLog }) => attemptLog.map(({ outcome }) => outcome));
    return ended.filter(outcome => outcome === 'rate-limited').length === WORKERS;
  }, 'the run has heard of all limits');
  await work.reached(WORKERS / 2);
  work.open();
  const { code, report } = await running;
  expect(code).toBe(0);
  expect(Object.values(statuses(report))).toEqual(Array(2 * WORKERS).fill('merged'));
  expect(mostAtOnce(readFileSync(log, 'utf8'))).toBe(WORKERS / 2);
  expect(report.tasks.map(({ attempts, attemptLog }) => [attempts, attemptLog.length])).toEqual([
    ...names('a').map(() => [1, 2]),
    ...names('b').map(() => [1, 1]),
  ]);
});

/** Of a log with a line `+` for each beginning and `-` for each end. */
function mostAtOnce(log: string): number {
  let [now, most] = [0, 0];
  for (const line of log.trim().split('\n')) {
    now += line === '+' ? 1 : -1;
    most = Math.max(most, now);
  }
  return most;
}
