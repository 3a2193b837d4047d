import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive, makeRig, type Rig, until } from './rig.ts';

let rig: Rig;
beforeEach(() => {
  rig = makeRig();
});
afterEach(() => rig.remove());

/** Goes on whatever SIGTERM says, and tells that it was told. */
const DEAF = 'trap "echo told" TERM; echo ready; while :; do sleep 0.05; done';

describe('how a command ends', () => {
  test.each([
    ['true', 0],
    ['exit 3', 3],
    ['no-such-command', 127],
  ])('`%s` exits with %i', async (line, code) => {
    expect((await rig.run(line)).exit).toEqual({ kind: 'exited', code });
  });

  test('a signal', async () => {
    expect((await rig.run('kill -9 $$')).exit).toEqual({ kind: 'killed', signal: 'SIGKILL' });
  });

  test('it has no standard input, its directory, and exactly the given environment', async () => {
    const { exit, tail } = await rig.run('cat; pwd; env | grep -vE "^(PWD|OLDPWD|SHLVL|_)=" | sort');
    expect(exit).toEqual({ kind: 'exited', code: 0 });
    expect(tail.split('\n')).toEqual([
      rig.tree,
      `BRAID_MARKER=${rig.marker}`,
      `PATH=${process.env.PATH}`,
      `TOLD=${rig.told}`,
    ]);
  });

  test('a command that closes its output is waited for', async () => {
    let said = '';
    const end = rig.run('echo last words; exec >&- 2>&-; while [ ! -e go ]; do sleep 0.02; done; exit 4', {
      onOutput: line => {
        said = line;
      },
    });
    await until(() => said !== '', 'its output is there');
    writeFileSync(join(rig.tree, 'go'), '');
    expect(await end).toMatchObject({ exit: { kind: 'exited', code: 4 }, tail: 'last words' });
  });
});

describe('what cannot start', () => {
  test('a directory that is missing', async () => {
    const cwd = join(rig.tree, 'missing');
    const { exit } = await rig.run('true', { cwd });
    expect(exit).toEqual({ kind: 'not-started', message: `found no directory ${cwd} to run in` });
  });

  test('a line that is longer than the system takes', async () => {
    const { exit } = await rig.run(`: ${'x'.repeat(1_000_000)}`);
    expect(exit).toMatchObject({ kind: 'not-started', message: expect.stringContaining('E2BIG') });
  });

  test('a log that cannot be written', async () => {
    mkdirSync(join(rig.told, 'log'));
    const { exit } = await rig.run('true', { log: join(rig.told, 'log') });
    expect(exit).toMatchObject({ kind: 'not-started', message: expect.stringContaining('EISDIR') });
  });

  test('after a stop nothing is started', async () => {
    const end = await rig.run('touch started', { signal: AbortSignal.abort('stop') });
    expect(end).toEqual({ exit: { kind: 'stopped' }, tail: '', durationMs: 0 });
    expect(existsSync(join(rig.tree, 'started'))).toBe(false);
  });
});

describe('time limit and stop', () => {
  test('the time limit ends a command that ignores SIGTERM', async () => {
    // Long enough for a busy machine to get to where the signal is ignored, and to say that it came.
    const end = await rig.run(`echo $$ > $TOLD/deaf; ${DEAF}`, { timeoutMs: 1_000, graceMs: 1_500 });
    expect(end.exit).toEqual({ kind: 'timed-out', afterMs: 1_000 });
    expect(end.durationMs).toBeGreaterThanOrEqual(2_500);
    expect(end.tail).toContain('told');
    expect(await isAlive(await rig.pid('deaf'))).toBe(false);
  });

  test('the longest time limit does not overflow', async () => {
    const end = await rig.run('exit 5', { timeoutMs: 1e12 });
    expect(end.exit).toEqual({ kind: 'exited', code: 5 });
  });

  test('a stop lets it save its work; the exit code it then has does not count', async () => {
    const stop = new AbortController();
    const end = await rig.run(
      'trap "echo saved > work; exit 0" TERM; echo ready; while :; do sleep 0.05; done',
      {
        signal: stop.signal,
        onOutput: () => stop.abort('stop'),
      },
    );
    expect(end.exit).toEqual({ kind: 'stopped' });
    expect(existsSync(join(rig.tree, 'work'))).toBe(true);
  });

  test('a kill does not', async () => {
    const stop = new AbortController();
    const end = await rig.run(
      'trap "echo saved > work; exit 0" TERM; echo ready; while :; do sleep 0.05; done',
      {
        signal: stop.signal,
        onOutput: () => stop.abort('kill'),
      },
    );
    expect(end.exit).toEqual({ kind: 'stopped' });
    expect(existsSync(join(rig.tree, 'work'))).toBe(false);
  });

  test('a kill cuts the grace short', async () => {
    const stop = new AbortController();
    const end = await rig.run(DEAF, {
      timeoutMs: 100,
      graceMs: 600_000,
      signal: stop.signal,
      onOutput: line => line === 'told' && stop.abort('kill'),
    });
    expect(end.exit).toEqual({ kind: 'timed-out', afterMs: 100 });
  });

  test('a command that has stopped itself hears SIGTERM', async () => {
    const stop = new AbortController();
    const end = rig.run('trap "echo saved > work; exit 0" TERM; echo $$ > $TOLD/leader; kill -STOP $$', {
      signal: stop.signal,
    });
    await rig.pid('leader');
    stop.abort('stop');
    expect((await end).exit).toEqual({ kind: 'stopped' });
    expect(existsSync(join(rig.tree, 'work'))).toBe(true);
  });
});

const TELL = 'echo $$ > $TOLD/daemon';
const QUIET = '</dev/null >/dev/null 2>&1';
/** What a command leaves behind; `$1` of the inner shells is where to tell the pid, as `env -i` forgets it. */
const DAEMONS = {
  'a background job': `sh -c '${TELL}; exec sleep 1000' &`,
  nohup: `nohup sh -c '${TELL}; exec sleep 1000' >/dev/null 2>&1 &`,
  setsid: `setsid sh -c '${TELL}; exec sleep 1000' ${QUIET} &`,
  'setsid and an empty environment, in the tree': `setsid env -i sh -c 'echo $$ > $1/daemon; exec sleep 1000' sh "$TOLD" ${QUIET} &`,
  'a double fork, an empty environment, a file open in the tree': `(setsid env -i sh -c 'echo $$ > $1/daemon; exec 9>held; cd /; exec sleep 1000' sh "$TOLD" ${QUIET} &)`,
  'a double fork, an empty environment, and nothing of ours': `(setsid env -i sh -c 'cd /; echo $$ > $1/daemon; exec sleep 1000' sh "$TOLD" ${QUIET} &)`,
  'one that holds the output': `(setsid env -i sh -c 'cd /; echo $$ > $1/daemon; exec sleep 1000' sh "$TOLD" </dev/null &)`,
  'one that ignores SIGTERM and SIGHUP': `nohup sh -c 'trap "" TERM; ${TELL}; while :; do sleep 0.05; done' ${QUIET} &`,
};

/** Elsewhere only descent and groups are known. */
describe.skipIf(process.platform !== 'linux')('nothing is left running', () => {
  test.each(Object.entries(DAEMONS))('%s', async (_name, start) => {
    const told = join(rig.told, 'daemon');
    const end = await rig.run(`${start}\nuntil [ -s ${told} ]; do sleep 0.01; done; echo out; exit 3`);
    expect(end).toMatchObject({ exit: { kind: 'exited', code: 3 }, tail: 'out' });
    expect(await isAlive(await rig.pid('daemon'))).toBe(false);
  });

  test.each(Object.entries(DAEMONS))('after a kill: %s', async (_name, start) => {
    const told = join(rig.told, 'daemon');
    const stop = new AbortController();
    const end = rig.run(`${start}\nuntil [ -s ${told} ]; do sleep 0.01; done; echo out; exec sleep 1000`, {
      signal: stop.signal,
      onOutput: line => line === 'out' && stop.abort('kill'),
    });
    expect((await end).exit).toEqual({ kind: 'stopped' });
    expect(await isAlive(await rig.pid('daemon'))).toBe(false);
  });

  test('a daemon that is started a while after the command began', async () => {
    const stop = new AbortController();
    const end = rig.run(`sleep 1; ${DAEMONS.setsid} sleep 1000`, { signal: stop.signal });
    const daemon = await rig.pid('daemon');
    stop.abort('stop');
    expect((await end).exit).toEqual({ kind: 'stopped' });
    expect(await isAlive(daemon)).toBe(false);
  });

  test('children that their parent starts again', async () => {
    const supervisor = `n=0; while [ $n -lt 300 ]; do setsid -w sh -c 'echo $$ >> $TOLD/children; exec sleep 1000'; n=$((n+1)); done`;
    const stop = new AbortController();
    const end = rig.run(`setsid sh -c '${supervisor.replaceAll("'", `'"'"'`)}' & sleep 1000`, {
      signal: stop.signal,
    });
    await rig.pid('children');
    stop.abort('stop');
    expect((await end).exit).toEqual({ kind: 'stopped' });
    expect(await isAlive(await rig.pid('children'))).toBe(false);
  });

  test('a chain in which each starts the next in a session of its own and ends', async () => {
    const next = join(rig.told, 'next.sh');
    // Bounded: it comes to its end by itself, after ten seconds and more.
    writeFileSync(next, `echo $$ >> $TOLD/chain; [ $1 -lt 3000 ] && setsid sh ${next} $(($1 + 1)) &\n`);
    const stop = new AbortController();
    const end = rig.run(`sh ${next} 0 ${QUIET}; sleep 1000`, { signal: stop.signal });
    await rig.pid('chain');
    stop.abort('kill');
    expect((await end).exit).toEqual({ kind: 'stopped' });
    const last = await rig.tells('chain');
    expect(last.split('\n').length).toBeLessThan(3000);
    expect(await isAlive(await rig.pid('chain'))).toBe(false);
  });

  test('last words of what outlives the command by a moment are not lost', async () => {
    const end = await rig.run('(sleep 0.03; echo from the child) & echo from the command');
    expect(end.tail.split('\n').sort()).toEqual(['from the child', 'from the command']);
  });

  test('someone else who holds the output is neither ended nor waited for', async () => {
    const holder = await rig.startOrphan(
      `until [ -s ${rig.told}/leader ]; do sleep 0.01; done
       exec 9>/proc/$(cat ${rig.told}/leader)/fd/1; echo yes > ${rig.told}/holds; exec sleep 1000`,
      { name: 'holder', cwd: '/' },
    );
    const end = await rig.run(
      'echo $$ > $TOLD/leader; until [ -s $TOLD/holds ]; do sleep 0.01; done; echo done',
    );
    expect(end).toMatchObject({ exit: { kind: 'exited', code: 0 }, tail: 'done' });
    expect(await isAlive(holder.pid)).toBe(true);
  });

  test('attempts beside each other do not end each other', async () => {
    const other = makeRig();
    try {
      const end = rig.run('echo $$ > $TOLD/ours; while [ ! -e go ]; do sleep 0.02; done');
      await rig.pid('ours');
      const stop = new AbortController();
      const signal = stop.signal;
      const otherEnd = other.run(`cd ${rig.tree}; echo $$ > $TOLD/other; exec env -i sleep 1000`, { signal });
      const pid = await other.pid('other');
      writeFileSync(join(rig.tree, 'go'), '');
      expect((await end).exit).toEqual({ kind: 'exited', code: 0 });
      expect(await isAlive(pid)).toBe(true);
      stop.abort('kill');
      expect((await otherEnd).exit).toEqual({ kind: 'stopped' });
    } finally {
      other.remove();
    }
  });
});
