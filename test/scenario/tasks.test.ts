/** What becomes of one task: each way it can end, from its script to its line in the report. */
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, removePlaces, statuses, taskOf } from '../cli/rig.ts';

afterAll(removePlaces);

describe.concurrent('a task', () => {
  test('that fails is tried as often as the plan says, and is told why', async () => {
    const place = await newPlace();
    const counter = `${place.folder}/tries`;
    const script = `echo x >> '${counter}'\ncat "$BRAID_PROMPT_FILE" > told.txt\necho no database\ntest "$BRAID_ATTEMPT" = 3`;
    const { code, report } = await place.run({ a: { prompt: script, retries: 2 } });
    expect(code).toBe(0);
    expect(taskOf(report, 'a')).toMatchObject({ status: 'merged', attempts: 3 });
    expect(taskOf(report, 'a').attemptLog.map(({ outcome }) => outcome)).toEqual([
      'failed',
      'failed',
      'succeeded',
    ]);
    expect(place.read('told.txt')).toContain(
      `${script}\n\n# There was an attempt before this one. It ended as failed:\n# | exit code 1: "no database"\n# The end of its output:\n# | no database\n# Rules:\n`,
    );
    // Each try starts afresh, and what the earlier ones left is kept.
    expect(Object.keys(await place.refs('refs/braid-attempts'))).toEqual(
      [1, 2, 3].map(attempt => `refs/braid-attempts/${place.name}/a/${attempt}`),
    );
  });

  test('that fails for good costs itself and what needs it, and nothing else', async () => {
    const place = await newPlace({ merge: { verify: ['true'] } });
    const { code, report } = await place.run({
      bad: { prompt: 'echo half > bad.txt; exit 3', retries: 1 },
      after: { prompt: 'echo > after.txt', needs: ['bad'] },
      later: { prompt: 'echo > later.txt', needs: ['after'] },
      good: 'echo > good.txt',
      best: { prompt: 'echo > best.txt', needs: ['good'] },
    });
    expect(code).toBe(1);
    expect(report.run.status).toBe('partial');
    expect(report.tasks.map(({ id, status, reason, attempts }) => [id, status, reason, attempts])).toEqual([
      ['bad', 'failed', 'exit code 3 (2 tries)', 2],
      ['after', 'skipped', 'needs bad', 0],
      ['later', 'skipped', 'needs after', 0],
      ['good', 'merged', '', 1],
      ['best', 'merged', '', 1],
    ]);
    expect(await place.git('show', `braid/${place.name}/bad:bad.txt`)).toBe('half');
    expect([place.has('good.txt'), place.has('best.txt'), place.has('bad.txt')]).toEqual([true, true, false]);
  });

  test('whose own verify is red has failed, whatever it says', async () => {
    const place = await newPlace();
    const { report } = await place.run({
      a: { prompt: 'echo 1 > a.txt; echo all tests pass', verify: ['true', 'grep 2 a.txt', 'touch never'] },
      b: { prompt: 'echo 2 > b.txt', verify: ['grep 2 b.txt', 'echo made by a test > made.txt'] },
    });
    expect(taskOf(report, 'a')).toMatchObject({
      status: 'failed',
      reason: 'its own verify `grep 2 a.txt` is red: exit code 1',
    });
    expect(taskOf(report, 'b')).toMatchObject({ status: 'merged', files: ['b.txt'] });
  });

  test('stays in its paths, or is not merged and not tried again', async () => {
    const place = await newPlace();
    const { report } = await place.run({
      a: { prompt: 'mkdir src; echo > src/a; echo > elsewhere', paths: ['src/**'], retries: 3 },
      b: { prompt: 'mkdir lib; echo > lib/b', paths: ['lib/**'] },
    });
    expect(report.tasks.map(({ status, reason, attempts }) => [status, reason, attempts])).toEqual([
      ['out-of-scope', 'changed elsewhere, its paths are src/**', 1],
      ['merged', '', 1],
    ]);
  });

  test('does not touch what is protected, unless its plan names that path', async () => {
    const place = await newPlace();
    const { report } = await place.run({
      a: 'echo "* @mallory" > CODEOWNERS',
      b: { prompt: 'mkdir -p .github/workflows; echo > .github/workflows/ci.yml', paths: ['**'] },
      c: { prompt: 'echo > .github/labels', paths: ['.github/labels'] },
    });
    expect(report.tasks.map(({ status, reason }) => [status, reason])).toEqual([
      ['out-of-scope', 'changed CODEOWNERS, which is protected'],
      ['out-of-scope', 'changed .github/workflows/ci.yml, which is protected'],
      ['merged', ''],
    ]);
  });

  test('that changes nothing is no success, unless it may', async () => {
    const place = await newPlace();
    const { report } = await place.run({
      a: { prompt: 'touch readme.md', retries: 3 },
      b: { prompt: 'true', 'allow-empty': true },
      c: { prompt: 'echo > c.txt', needs: ['b'] },
    });
    expect(
      report.tasks.map(({ status, reason, attempts, mergeCommit }) => [
        status,
        reason,
        attempts,
        mergeCommit,
      ]),
    ).toEqual([
      ['no-changes', 'it ended normally and changed nothing', 1, null],
      ['merged', 'nothing had to be changed', 1, null],
      ['merged', '', 1, report.run.integration],
    ]);
  });

  test('that takes too long is ended, and what it did is kept', async () => {
    const place = await newPlace();
    const { report } = await place.run({
      a: { prompt: 'echo half > a.txt; exec sleep 60', 'timeout-minutes': 0.01 },
    });
    expect(taskOf(report, 'a')).toMatchObject({ status: 'timed-out', reason: 'not done after 0.6 s' });
    expect(await place.git('show', `braid/${place.name}/a:a.txt`)).toBe('half');
  });

  test('whose tests take too long is told of the limit, which is one for all of them', async () => {
    const place = await newPlace({ merge: { verify: ['true', 'sleep 60'], 'verify-timeout-minutes': 0.01 } });
    const { report } = await place.run({
      a: { prompt: 'echo > a.txt', verify: ['true', 'sleep 60'] },
      b: { prompt: 'echo > b.txt', verify: ['sleep 60'] },
      c: { prompt: 'echo > c.txt', after: ['a', 'b'] },
    });
    const over = (what: string) => `not done when the 0.6 s for all \`${what}\` commands were over`;
    expect(report.tasks.map(({ reason }) => reason)).toEqual([
      `its own verify \`sleep 60\` is red: ${over('verify')}`,
      'its own verify `sleep 60` is red: not done after 0.6 s',
      `the base is red: \`sleep 60\`: ${over('merge.verify')}`,
    ]);
  });

  test('that is rate-limited comes back later, and loses no try by it', async () => {
    const place = await newPlace();
    const limited =
      'test "$BRAID_ATTEMPT" = 1 && echo \'{"retry-after-seconds": 0.01}\' > "$BRAID_RESULT_FILE" && exit 75';
    const { code, report } = await place.run({ a: `${limited}\necho > a.txt` });
    expect(code).toBe(0);
    expect(taskOf(report, 'a').attemptLog.map(({ outcome }) => outcome)).toEqual([
      'rate-limited',
      'succeeded',
    ]);
  });

  test('tells its cost in a file, and its notes in another', async () => {
    const place = await newPlace();
    const told = { cost: 0.25, tokens: { input: 1000, output: 50 }, turns: 4, model: 'm-1' };
    const line = (file: string, text: string) => `printf '%s' '${text}' > "$${file}"`;
    const first = `echo > a.txt\n${line('BRAID_RESULT_FILE', JSON.stringify(told))}\n${line('BRAID_NOTES_FILE', 'look at a.txt')}`;
    const { report } = await place.run({ a: first, b: `echo > b.txt` });
    const [a, b] = report.tasks;
    expect(a).toMatchObject({ costUsd: 0.25, tokens: { input: 1000, output: 50 }, notes: 'look at a.txt' });
    expect(a?.attemptLog[0]).toMatchObject({ turns: 4, costUsd: 0.25, tokens: { input: 1000, output: 50 } });
    expect(b).toMatchObject({ costUsd: null, tokens: { input: null, output: null }, notes: null });
    expect(report.totals.costUsd).toBe(0.25);
    expect(report.batches[0]?.costUsd).toBe(0.25);
    const merge = await place.git('log', '--first-parent', '--format=%B', '--grep', 'Merge a');
    expect(merge).toBe(
      `Merge a: Do a\n\nBraid-Run: ${place.name}\nBraid-Task: a\nBraid-Backend: sh\nBraid-Model: m-1\nBraid-Cost-USD: 0.25\n`,
    );
  });

  test('that fails stops the run, where that is asked for', async () => {
    const place = await newPlace({ 'on-failure': 'stop' });
    const { code, report } = await place.run(
      {
        a: { prompt: 'exit 1', priority: 1 },
        b: 'echo > b.txt',
        c: { prompt: 'echo > c.txt', needs: ['b'] },
      },
      { args: ['--sequential'] },
    );
    expect(code).toBe(1);
    expect(statuses(report)).toEqual({ a: 'failed', b: 'skipped', c: 'skipped' });
    expect(taskOf(report, 'c').reason).toBe('on-failure: stop, after a ended as failed');
  });
});
