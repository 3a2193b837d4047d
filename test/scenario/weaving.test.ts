/** How the work of several tasks becomes one tested change, and who is told what when it does not fit together. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, removePlaces, statuses, taskOf } from '../cli/rig.ts';

afterAll(removePlaces);

/** Green as long as not all of these files are there. */
const notTogether = (...files: readonly string[]) =>
  `! (${files.map(file => `test -e ${file}`).join(' && ')})`;
const edit = (line: number, text: string) => `sed -i '${line}s/.*/${text}/' list.txt`;
const list = { 'list.txt': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n' };

describe.concurrent('tasks that', () => {
  test('change different lines of a file are woven together', async () => {
    const place = await newPlace(
      { merge: { verify: ['grep -q ONE list.txt || grep -q EIGHT list.txt'] } },
      list,
    );
    const { code, report } = await place.run({ a: edit(1, 'ONE'), b: edit(8, 'EIGHT') });
    expect(code).toBe(0);
    expect(place.read('list.txt')).toBe('ONE\ntwo\nthree\nfour\nfive\nsix\nseven\nEIGHT\n');
    expect(report.run).toMatchObject({ status: 'completed', verified: true, landed: report.run.integration });
  });

  test('collide: the second starts again on top of the first, and is told what the first did', async () => {
    const place = await newPlace({}, list);
    const { code, report } = await place.run({
      a: `${edit(2, 'from a')}; ${edit(3, 'from a')}`,
      b: `sed -i '2s/$/ and b/' list.txt; cp "$BRAID_PROMPT_FILE" told.txt`,
    });
    expect(code).toBe(0);
    expect(place.read('list.txt')).toContain('one\nfrom a and b\nfrom a\nfour');
    expect(taskOf(report, 'b')).toMatchObject({
      status: 'merged',
      attempts: 2,
      reason: 'second try: the first collided with a in list.txt:2-3',
      conflict: {
        files: [{ path: 'list.txt', kind: 'content', ours: [[2, 3]], theirs: [[2, 3]], with: ['a'] }],
      },
    });
    expect(place.read('told.txt')).toContain(
      '\n# This task was done before, but it collided with a in list.txt:2-3.\n# Their change is in your tree now: keep it, and do yours on top. They were:\n# - a\n# | Do a\n',
    );
  });

  test('are green alone and red together are named as a pair; only the later one stays out', async () => {
    const place = await newPlace({
      merge: { verify: [notTogether('b.txt', 'd.txt')], 'parallel-verify': 2 },
    });
    const tasks = Object.fromEntries(['a', 'b', 'c', 'd'].map(id => [id, `echo > ${id}.txt`]));
    const { report } = await place.run(tasks);
    expect(statuses(report)).toEqual({ a: 'merged', b: 'merged', c: 'merged', d: 'red' });
    expect(taskOf(report, 'd')).toMatchObject({
      reason: `green alone, red together with b: \`${notTogether('b.txt', 'd.txt')}\`: exit code 1`,
      red: { with: ['b'], log: expect.stringMatching(/\/logs\/verify-[0-9a-f]{12}-2\.log$/) },
    });
  });

  test('stand on a red base are held, and nobody is blamed', async () => {
    const verify = 'echo looking; test -e lost.txt';
    const place = await newPlace({ merge: { verify: [verify] } });
    const { code, report } = await place.run({
      a: 'echo > a.txt',
      b: { prompt: 'echo > b.txt', needs: ['a'] },
    });
    expect(code).toBe(1);
    expect(report.run).toMatchObject({ status: 'failed', landed: null, verified: false });
    expect(report.tasks.map(({ status, reason }) => [status, reason])).toEqual(
      Array(2).fill(['held', `the base is red: \`${verify}\`: exit code 1`]),
    );
    // It was repeated once.
    const tree = (await place.git('rev-parse', 'main^{tree}')).slice(0, 12);
    const log = join(place.root, `.git/braid/runs/${place.name}/logs/verify-${tree}-2.log`);
    expect(report.run.failure).toEqual({ command: verify, problem: 'exit code 1', tail: 'looking', log });
    expect(readFileSync(log, 'utf8')).toContain('looking\n');
    expect(Object.keys(await place.refs('refs/heads'))).toEqual([
      `refs/heads/braid/${place.name}/a`,
      'refs/heads/main',
    ]);
  });

  test('need only what is merged do not wait for the rest, where `schedule: eager` is configured', async () => {
    const place = await newPlace({ schedule: 'eager', merge: { verify: ['true'] } });
    const [slow, last] = [place.gate('slow'), place.gate('last')];
    const file = place.plan({
      quick: 'echo > quick.txt',
      slow: `${slow.wait}; echo > slow.txt`,
      next: { prompt: 'cp quick.txt next.txt', needs: ['quick'] },
      last: { prompt: `cp next.txt last.txt; ${last.wait}`, needs: ['next'] },
    });
    const running = place.start(['run', file, '--run', place.name]);
    // Two batches later, and the slow one is still at work.
    await last.reached();
    expect(await place.git('ls-tree', '--name-only', `braid/${place.name}/integration`)).toContain(
      'next.txt',
    );
    slow.open();
    last.open();
    expect((await running.done).code).toBe(0);
    expect([place.has('slow.txt'), place.has('last.txt')]).toEqual([true, true]);
  });
});
