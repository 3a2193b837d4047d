/** A run that is stopped, from its terminal or from elsewhere, or that shares its repository with another. */
import { afterAll, describe, expect, test } from 'vitest';
import { few } from '../all-tests.ts';
import { processesWith } from './processes.ts';
import { newPlace, type Report, removePlaces, statuses, taskOf } from './rig.ts';

afterAll(removePlaces);

describe.concurrent('a run is stopped well', () => {
  const script = (wait: string) => `echo half > b.txt; ${wait}; echo whole > b.txt`;

  test.each(
    few(2, ['SIGINT', 'braid cancel', 'SIGTERM'] as const),
  )('by %s, keeps its work, and is gone on with', async how => {
    const place = await newPlace({ merge: { verify: ['true'] } });
    const gate = place.gate('work');
    const tasks = {
      a: 'echo > a.txt',
      b: { prompt: script(gate.wait), needs: ['a'] },
      c: { prompt: 'echo > c.txt', needs: ['b'] },
    };
    const running = place.start(['run', place.plan(tasks), '--run', place.name, '--json', '-']);
    await gate.reached();
    if (how === 'braid cancel') {
      const cancel = await place.braid('cancel', place.name);
      expect(cancel).toEqual({
        code: 0,
        stderr: '',
        stdout: `run ${place.name} is being stopped by process ${running.pid}: what runs is ended and keeps its work\n`,
      });
    } else running.kill(how);
    const { code, stdout } = await running.done;
    const report = JSON.parse(stdout) as Report;
    expect(code).toBe(130);
    expect(report.run.status).toBe('cancelled');
    expect(statuses(report)).toEqual({ a: 'merged', b: 'cancelled', c: 'cancelled' });
    expect(await place.git('show', `braid/${place.name}/b:b.txt`)).toBe('half');
    expect(processesWith(`BRAID_RUN=${place.name}`)).toEqual([]);
    // What was verified has landed.
    expect([place.has('a.txt'), place.has('b.txt')]).toEqual([true, false]);
    expect((await place.braid('status', place.name)).code).toBe(130);

    expect(await place.braid('cancel', place.name)).toEqual({
      code: 0,
      stderr: '',
      stdout: `run ${place.name} is cancelled already; \`braid resume ${place.name}\` goes on\n`,
    });

    gate.open();
    const resumed = await place.reported('resume', place.name);
    expect(resumed.code).toBe(0);
    expect(statuses(resumed.report)).toEqual({ a: 'merged', b: 'merged', c: 'merged' });
    expect(taskOf(resumed.report, 'a').attempts).toBe(1);
    expect([place.read('b.txt'), place.has('c.txt')]).toEqual(['whole\n', true]);
    expect(await place.braid('cancel', place.name)).toEqual({
      code: 0,
      stderr: '',
      stdout: `run ${place.name} is finished already\n`,
    });
  });
});

describe.concurrent('a run', () => {
  test('whose task does not listen is stopped at once by a second Ctrl-C', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const deaf = `trap '' TERM INT HUP; echo half > a.txt; ${gate.wait}`;
    const running = place.start(['run', place.plan({ a: deaf }), '--run', place.name]);
    await gate.reached();
    running.kill('SIGINT');
    const { stdout } = await place.braid('status', '--json', '-');
    expect((JSON.parse(stdout) as Report).run.status).toBe('running');
    const asked = performance.now();
    running.kill('SIGINT');
    expect((await running.done).code).toBe(130);
    // Without it, 5 s of grace.
    expect(performance.now() - asked).toBeLessThan(4_900);
    expect(await place.git('show', `braid/${place.name}/a:a.txt`)).toBe('half');
  });

  test('is stopped at once by Ctrl-\\, and nothing of it is left', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const deaf = `trap '' TERM INT HUP QUIT; echo half > a.txt; ${gate.wait}`;
    const running = place.start(['run', place.plan({ a: deaf }), '--run', place.name]);
    await gate.reached();
    running.kill('SIGQUIT');
    expect((await running.done).code).toBe(130);
    expect(processesWith(`BRAID_RUN=${place.name}`)).toEqual([]);
    expect(await place.git('show', `braid/${place.name}/a:a.txt`)).toBe('half');
  });

  test('that was cancelled and killed before its end goes on with a resume, which says so', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const deaf = `trap '' TERM INT HUP; ${gate.wait}; echo > a.txt`;
    const running = place.start(['run', place.plan({ a: deaf }), '--run', place.name]);
    await gate.reached();
    running.kill('SIGINT');
    while (!(await place.braid('status')).stdout.includes('being cancelled'));
    running.kill('SIGKILL');
    await running.done;
    gate.open();
    const { code, report, stderr } = await place.reported('resume', place.name);
    expect([code, report.run.status]).toEqual([0, 'completed']);
    const said = 'the run had been cancelled by a signal; it goes on';
    expect(report.run.reasons).toContain(said);
    expect(stderr).toContain(`note: ${said}`);
  });

  test('whose process is dead is cancelled by whoever asks for it, and its work is saved', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const running = place.start([
      'run',
      place.plan({ a: `echo half > a.txt; ${gate.wait}` }),
      '--run',
      place.name,
    ]);
    await gate.reached();
    running.kill('SIGKILL');
    await running.done;
    const { code, stdout } = await place.braid('cancel', place.name);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('demo: cancelled, the only task is not in'),
    });
    expect(processesWith(`BRAID_RUN=${place.name}`)).toEqual([]);
    expect(await place.git('show', `braid/${place.name}/a:a.txt`)).toBe('half');
    expect((await place.reported('status')).report.run.status).toBe('cancelled');
  });

  test('is stopped while its tests run: what they were to show is not merged, and is shown by a resume', async () => {
    const place = await newPlace();
    const gate = place.gate('tests');
    place.configure({ merge: { verify: [gate.wait] } });
    await place.commitAll('configure');
    const running = place.start([
      'run',
      place.plan({ a: 'echo > a.txt' }),
      '--run',
      place.name,
      '--json',
      '-',
    ]);
    await gate.reached();
    running.kill('SIGINT');
    const { code, stdout } = await running.done;
    expect(code).toBe(130);
    const { reason, status } = taskOf(JSON.parse(stdout) as Report, 'a');
    expect([status, reason]).toEqual(['cancelled', 'before it was merged']);
    expect(place.has('a.txt')).toBe(false);
    gate.open();
    const { report } = await place.reported('resume', place.name);
    expect(report.run).toMatchObject({ status: 'completed', verified: true });
    expect([taskOf(report, 'a').attempts, place.has('a.txt')]).toEqual([1, true]);
  });

  test('goes on when nobody reads what it prints any more', async () => {
    const place = await newPlace();
    const gate = place.gate('work');
    const tasks = { a: `${gate.wait}; echo > a.txt`, b: { prompt: 'echo > b.txt', needs: ['a'] } };
    const running = place.start(['run', place.plan(tasks), '--run', place.name]);
    await gate.reached();
    running.hangUp();
    gate.open();
    expect((await running.done).code).toBe(0);
    expect(statuses((await place.reported('status')).report)).toEqual({ a: 'merged', b: 'merged' });
  });

  test('and another one of the same repository do not disturb each other; the later one lands on top', async () => {
    const place = await newPlace({ merge: { verify: ['true'] } });
    const gate = place.gate('work');
    const start = (name: string) =>
      place.start([
        ...['run', place.plan({ [name]: `${gate.wait}; echo > ${name}.txt` })],
        ...['--run', `${place.name}-${name}`],
      ]);
    const one = start('one');
    await gate.reached(1);
    const runs = [one, start('two')];
    await gate.reached(2);
    gate.open();
    expect((await Promise.all(runs.map(({ done }) => done))).map(({ code }) => code)).toEqual([0, 0]);
    expect([place.has('one.txt'), place.has('two.txt')]).toEqual([true, true]);
    expect(await place.git('status', '--porcelain')).toBe('');
  });
});
