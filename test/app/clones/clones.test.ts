/** One user of a repository's clone at a time, whoever else has died over it, and no more of them than there is room for. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isAlive, processStartTime } from '../../../shared/io/processes/lock.ts';
import { countMain, MAIN, mark, openClones, pathOfObject } from './rig.ts';

test('what one has fetched is there for the next, who asks for a token of their own', async () => {
  const rig = await openClones();
  const { clones, repository, tokens } = rig;
  expect(await clones.use(repository(), countMain)).toBeGreaterThan(4);
  const listing = await clones.use(repository(), ({ repository: { git } }) =>
    git.run(['ls-tree', '-r', MAIN]),
  );
  expect(listing).toContain('src/a.txt');
  expect(new Set(tokens).size).toBe(2);
});

test('one is in at a time; those of other repositories do not wait', async () => {
  const { clones, repository } = await openClones();
  const order: string[] = [];
  let open = () => {};
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  const first = clones.use(repository(), async () => {
    order.push('first in');
    await gate;
    order.push('first out');
  });
  const second = clones.use(repository(), async () => order.push('second'));
  await clones.use(repository(2), async () => order.push('other'));
  open();
  await Promise.all([first, second]);
  expect(order.toSorted()).toEqual(['first in', 'first out', 'other', 'second']);
  expect(order.indexOf('second')).toBeGreaterThan(order.indexOf('first out'));
  expect(order.indexOf('other')).toBeLessThan(order.indexOf('first out'));
});

test('one who fails keeps nobody out', async () => {
  const { clones, repository } = await openClones();
  const failing = clones.use(repository(), async () => {
    throw new Error('the step failed');
  });
  await expect(failing).rejects.toThrow('the step failed');
  const refused = clones.use(
    { ...repository(), token: () => Promise.reject(new Error('no token')) },
    countMain,
  );
  await expect(refused).rejects.toThrow('no token');
  expect(await clones.use(repository(), countMain)).toBeGreaterThan(0);
});

/** The first repository's clone is theirs, or was when they died. */
function holdAs(folder: string, { pid, start }: { readonly pid: number; readonly start: string }): void {
  const text = JSON.stringify({ pid, start, since: 5, released: false });
  writeFileSync(join(folder, '1', 'user.1000.json'), text);
}

test('another process that has it is waited for, and not for longer than it lives', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const pid = child.pid ?? 0;
  const onPause = async (): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const { alone, folder, pauses, tokens } = await openClones({ onPause });
  const count = await alone(countMain);
  holdAs(folder, { pid, start: processStartTime(pid) ?? '' });
  expect(await alone(countMain)).toBe(count);
  expect(pauses).toHaveLength(1);
  expect(tokens).toHaveLength(2);
});

test('of one who died over it, git is ended and its locks are removed, and what is whole is kept', async () => {
  const rig = await openClones();
  const { alone, folder, path } = rig;
  const count = await alone(countMain);
  const { isThere } = mark(rig);
  // Whoever started it is gone, as after a kill.
  const { stdout } = spawnSync('sh', ['-c', 'sleep 1000 >/dev/null 2>&1 & echo $!'], {
    cwd: path('repository'),
  });
  const orphan = Number(stdout.toString());
  const start = processStartTime(orphan) ?? '';
  onTestFinished(() => void (isAlive(orphan, start) && process.kill(orphan)));
  for (const lock of ['config.lock', 'packed-refs.lock', 'refs/heads/main.lock'])
    writeFileSync(path('repository', lock), '');
  holdAs(folder, { pid: 1, start: 'before the machine was started' });
  expect(await alone(countMain)).toBe(count);
  expect(isAlive(orphan, start)).toBe(false);
  expect(isThere()).toBe(true);
});

test('what one who died over it left half is made anew', async () => {
  const rig = await openClones();
  const { alone, folder, path } = rig;
  const count = await alone(countMain);
  const { isThere } = mark(rig);
  await alone(({ repository: { git } }) => git.run(['update-ref', 'refs/heads/kept', MAIN]));
  rmSync(pathOfObject(path('repository'), `${MAIN}:src/b.txt`));
  holdAs(folder, { pid: 1, start: 'before the machine was started' });
  let calls = 0;
  expect(
    await alone(clone => {
      calls += 1;
      return countMain(clone);
    }),
  ).toBe(count);
  expect([isThere(), calls]).toEqual([false, 1]);
});

test('closed: nobody is let in any more, and those who are in leave first', async () => {
  const { clones, repository } = await openClones();
  let isDone = false;
  const first = clones.use(repository(), async clone => {
    await countMain(clone);
    isDone = true;
  });
  const second = clones.use(repository(), countMain);
  const closed = clones.close();
  await expect(first).rejects.toThrow('the clones are closed');
  await expect(second).rejects.toThrow('the clones are closed');
  await closed;
  expect(isDone).toBe(false);
});
