/** Promise 8 for the command: killed at any moment, and again while it resumes, the run ends as if nothing had happened. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDriver } from '../../shared/io/journal/driver-lock.ts';
import { openRepository } from '../../shared/io/repository.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { processesWith } from './processes.ts';
import {
  newPlace,
  type Place,
  type Report,
  removePlaces,
  type Started,
  statuses,
  type Tasks,
} from './rig.ts';

const CASES = Number(process.env.BRAID_KILL_CASES ?? 3);
const SEED = Number(process.env.BRAID_KILL_SEED ?? 20);
/** More kills of one run than this, and it is left to end. */
const KILLS = 2;

afterAll(removePlaces);

const config = { merge: { verify: ['sleep 0.05; ! test -e src/bad'] }, parallel: { 'max-workers': 2 } };
const files = { 'src/list': 'one\ntwo\nthree\n' };

/**
 * Each attempt leaves a name of its own, in its tree and then outside: what is known outside must not be lost. And it
 * leaves a process, as a server for its tests would be.
 */
function tasks(place: Place): Tasks {
  const named = (script: string) =>
    [
      'sleep 300 & mkdir -p ids; id=$$-$(date +%N)',
      `echo $id > ids/$BRAID_TASK; echo $id >> '${place.folder}/ids'; sleep 0.2`,
      script,
    ].join('\n');
  return {
    first: named('echo 1 > src/first'),
    second: named("sed -i 's/two/second/' src/list"),
    third: named("sed -i '2s/$/ third/' src/list; git add -A; git commit -qm mine; sleep 0.05"),
    bad: named('echo > src/bad'),
    fifth: { prompt: named('cat src/first src/list > src/fifth'), needs: ['first', 'third'] },
    sixth: { prompt: named('cp src/fifth src/sixth'), needs: ['fifth'] },
  };
}

let undisturbed: { readonly tree: string; readonly report: Report; readonly ms: number };

beforeAll(async () => {
  const place = await newPlace(config, files);
  const began = performance.now();
  const { report } = await place.run(tasks(place));
  undisturbed = { tree: await place.git('rev-parse', 'main:src'), report, ms: performance.now() - began };
  expect(Object.values(statuses(report))).toEqual(['merged', 'merged', 'merged', 'red', 'merged', 'merged']);
});

/** Numbers from 0 to 1 that are the same for the same seed. */
function chances(seed: number): () => number {
  let state = seed * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs, kills, resumes, kills, …; the report of the end. */
async function runWithKills(place: Place, chance: () => number): Promise<Report> {
  const plan = place.plan(tasks(place));
  for (let kills = 0; ; kills++) {
    const known = await place.git('for-each-ref', `refs/braid/${place.name}`);
    const command = known === '' ? ['run', plan, '--run', place.name] : ['resume', place.name];
    const running = place.start([...command, '--json', '-']);
    if (kills < KILLS) await killAt(running, place, chance);
    const { code, stdout } = await running.done;
    if (code === undefined) continue;
    expect(code).toBe(1);
    return JSON.parse(stdout) as Report;
  }
}

/** At any time, or while a task is at work. */
async function killAt(running: Started, place: Place, chance: () => number): Promise<void> {
  const over = new AbortController();
  const ended = running.done.finally(() => over.abort());
  const moment = chance() * undisturbed.ms;
  const attempts = idsOf(place).length + 1 + Math.floor(chance() * 3);
  const passed = performance.now() + moment;
  const isTime = chance() < 0.5 ? () => performance.now() > passed : () => idsOf(place).length >= attempts;
  while (!over.signal.aborted && !isTime()) await Promise.race([sleep(5), ended]);
  running.kill('SIGKILL');
}

function idsOf(place: Place): readonly string[] {
  const file = join(place.folder, 'ids');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

async function expectNothingLost(place: Place): Promise<void> {
  const ids = idsOf(place);
  const refs = Object.keys(await place.refs());
  const kept = (await place.git('grep', '-h', '-e', '-', ...refs, '--', 'ids')).split('\n');
  expect(ids.filter(id => !kept.includes(id))).toEqual([]);
}

async function expectNothingLeft(place: Place): Promise<void> {
  expect(processesWith(`BRAID_RUN=${place.name}`)).toEqual([]);
  expect(place.leftovers()).toEqual([]);
  const repository = await openRepository(place.root, place.env);
  expect(await findDriver(repository, place.name as RunId)).toBeNull();
  expect(await place.git('status', '--porcelain')).toBe('');
  expect(await place.git('fsck', '--no-dangling', '--no-progress')).toBe('');
}

describe.concurrent('a run that is killed', () => {
  test.each(
    Array.from({ length: CASES }, (_, index) => SEED + index),
  )('at the moments of seed %i ends the same', async seed => {
    const place = await newPlace(config, files);
    const report = await runWithKills(place, chances(seed));
    expect(statuses(report)).toEqual(statuses(undisturbed.report));
    expect(await place.git('rev-parse', 'main:src')).toBe(undisturbed.tree);
    expect(report.run).toMatchObject({
      status: 'partial',
      verified: true,
      landed: await place.git('rev-parse', 'main'),
    });
    await expectNothingLost(place);
    await expectNothingLeft(place);
  });

  test('is taken up by one of two that come at the same time; the other says so', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const running = place.start([
      'run',
      place.plan({ a: `${gate.wait}; echo > a.txt` }),
      '--run',
      place.name,
    ]);
    await gate.reached();
    running.kill('SIGKILL');
    await running.done;
    const both = [place.start(['resume', place.name]), place.start(['resume', place.name])];
    const first = await Promise.race(both.map(each => each.done));
    expect(first).toMatchObject({ code: 1, stdout: '' });
    const winner = both.find(each => first.stderr.includes(`is being driven by process ${each.pid}\n`));
    expect(winner).toBeDefined();
    await gate.reached(2);
    gate.open();
    expect((await winner?.done)?.code).toBe(0);
    await expectNothingLeft(place);
  });
});
