/** Promise 8 for the command: killed at any moment, and again while it resumes, the run ends as if nothing had happened. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDriver } from '../../shared/io/driver-lock.ts';
import { openRepository } from '../../shared/io/repository.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { processesWith } from './processes.ts';
import { newPlace, type Place, type Report, removePlaces, statuses, type Tasks } from './rig.ts';

const CASES = Number(process.env.BRAID_KILL_CASES ?? 8);
const SEED = Number(process.env.BRAID_KILL_SEED ?? 20);
/** More kills of one run than this, and it is left to end. */
const KILLS = 3;

afterAll(removePlaces);

const config = { merge: { verify: ['sleep 0.05; ! test -e src/bad'] }, parallel: { 'max-workers': 2 } };
const files = { 'src/list': 'one\ntwo\nthree\n' };

/** Each attempt leaves a name of its own, in its tree and then outside: what is known outside must not be lost. */
function tasks(place: Place): Tasks {
  const named = (script: string) =>
    `mkdir -p ids; id=$$-$(date +%N); echo $id > ids/$BRAID_TASK; echo $id >> '${place.folder}/ids'; sleep 0.1; ${script}`;
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

/** Runs, kills, resumes, kills, …; the report of the end, and how often it was killed. */
async function runWithKills(place: Place, chance: () => number): Promise<{ report: Report; kills: number }> {
  const plan = place.plan(tasks(place));
  for (let kills = 0; ; kills++) {
    const known = await place.git('for-each-ref', `refs/braid/${place.name}`);
    const command = known === '' ? ['run', plan, '--run', place.name] : ['resume', place.name];
    const running = place.start([...command, '--json', '-']);
    const end = kills === KILLS ? null : sleep(chance() * undisturbed.ms);
    const killed =
      end === null ? false : await Promise.race([running.done.then(() => false), end.then(() => true)]);
    if (killed) running.kill('SIGKILL');
    const { code, stdout, stderr } = await running.done;
    if (code === undefined) continue;
    expect([code, stderr]).toEqual([1, expect.any(String)]);
    return { report: JSON.parse(stdout) as Report, kills };
  }
}

async function expectNothingLost(place: Place): Promise<void> {
  const known = join(place.folder, 'ids');
  const ids = existsSync(known) ? readFileSync(known, 'utf8').trim().split('\n') : [];
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
  test.each(Array.from({ length: CASES }, (_, index) => SEED + index))(
    'at the moments of seed %i ends the same',
    async seed => {
      const place = await newPlace(config, files);
      const { report } = await runWithKills(place, chances(seed));
      expect(statuses(report)).toEqual(statuses(undisturbed.report));
      expect(await place.git('rev-parse', 'main:src')).toBe(undisturbed.tree);
      expect(report.run).toMatchObject({
        status: 'partial',
        verified: true,
        landed: await place.git('rev-parse', 'main'),
      });
      await expectNothingLost(place);
      await expectNothingLeft(place);
    },
  );

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
