/** What becomes of one task: each way it can end, from its script to its line in the report. */
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, removePlaces, taskOf } from '../cli/rig.ts';

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
});
