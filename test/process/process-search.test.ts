import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Descent, unwatchDescent, watchDescent } from '../../shared/io/processes/descent.ts';
import { limitOf, markerPrefix, newMarker } from '../../shared/io/processes/mark.ts';
import { placesOf } from '../../shared/io/processes/places.ts';
import { endProcesses, findProcesses, type Search } from '../../shared/io/processes/process-search.ts';
import { readProcess, readProcessTable, startTimeAt } from '../../shared/io/processes/table.ts';
import type { RunId } from '../../shared/plan/plan.ts';
import { isAlive, makeRig, type Rig, until } from './rig.ts';

let rig: Rig;
/** A time before which nothing of the test was started. */
let since: number;
/** Of another attempt of the same run. */
let other: string;

beforeEach(async () => {
  rig = makeRig();
  other = newMarker(rig.id, 'other', 1);
  since = await startTimeAt(Date.now());
});
afterEach(() => rig.remove());

/** What a search finds that knows nothing but what is given: each finder is tried without the others. */
async function found(search: Partial<Search>): Promise<readonly number[]> {
  const nothing = { marker: newMarker(rig.id, 'nobody', 1), places: [], since, descent: new Descent(null) };
  const finding = await findProcesses({ ...nothing, ...search });
  return finding.found.map(({ pid }) => pid);
}

describe.skipIf(process.platform !== 'linux')('each finder finds alone', () => {
  test('the marker in the environment', async () => {
    const env = { BRAID_MARKER: rig.marker };
    const { pid } = await rig.startOrphan('exec sleep 1000', { name: 'orphan', cwd: '/', env });
    expect(await found({ marker: rig.marker })).toEqual([pid]);
    expect(await found({ marker: markerPrefix(rig.id) })).toEqual([pid]);
    expect(await found({ marker: other })).toEqual([]);
    expect(await found({})).toEqual([]);
  });

  test('the marked limit, which an empty environment does not remove', async () => {
    const limit = limitOf(rig.marker);
    const line = `ulimit -S -w ${limit} 2>/dev/null || ulimit -S -x ${limit}; exec env -i sleep 1000`;
    const { pid } = await rig.startOrphan(line, { name: 'orphan', cwd: '/' });
    await until(async () => (await found({ marker: rig.marker })).includes(pid), 'it is found');
    expect(await found({ marker: markerPrefix(rig.id) })).toEqual([pid]);
    expect(await found({ marker: other })).toEqual([]);
  });

  test('descent, also from a process that is gone', async () => {
    const start = `setsid sh -c 'setsid sh -c "echo \\$\\$ > ${rig.told}/grandchild; exec sleep 1000" & echo $$ > ${rig.told}/child; exec sleep 1000' &`;
    const leader = await rig.startOrphan(`${start} exec sleep 1000`, { name: 'leader', cwd: '/' });
    const [child, grandchild] = [await rig.pid('child'), await rig.pid('grandchild')];
    const descent = new Descent(leader);
    descent.learn(await readProcessTable());
    process.kill(leader.pid, 'SIGKILL');
    process.kill(child, 'SIGKILL');
    await until(async () => !(await isAlive(leader.pid)) && !(await isAlive(child)), 'both are gone');
    expect(await found({ descent })).toEqual([grandchild]);
    expect(await found({})).toEqual([]);
  });

  test('descent, sampled while nobody asks', async () => {
    const line = `setsid sh -c 'echo $$ > ${rig.told}/child; exec sleep 1000' & exec sleep 1000`;
    const leader = await rig.startOrphan(line, { name: 'leader', cwd: '/' });
    const descent = new Descent(leader);
    watchDescent(descent);
    try {
      const child = await readProcess(await rig.pid('child'));
      await until(() => child !== null && descent.has(child), 'it is known');
    } finally {
      unwatchDescent(descent);
    }
  });

  test('the session of the leader, without descent', async () => {
    const line = `sh -c 'sh -c "echo \\$\\$ > ${rig.told}/child; exec sleep 1000" &'; exec sleep 1000`;
    const leader = await rig.startOrphan(line, { name: 'leader', cwd: '/' });
    const child = await rig.pid('child');
    await until(async () => (await readProcess(child))?.parent !== leader.pid, 'its parent is gone');
    process.kill(leader.pid, 'SIGKILL');
    await until(async () => !(await isAlive(leader.pid)), 'the leader is gone');
    expect(await found({ descent: new Descent(leader) })).toEqual([child]);
  });

  test.each<[string, string, 'tree' | '/']>([
    ['its working directory', 'exec sleep 1000', 'tree'],
    ['a working directory that was removed', 'mkdir sub; cd sub; rmdir ../sub; exec sleep 1000', 'tree'],
    ['an open file', 'exec 9>$TREE/held; exec sleep 1000', '/'],
    ['an open file that was removed', 'exec 9>$TREE/held; rm $TREE/held; exec sleep 1000', '/'],
    ['its program', 'cp $(command -v sleep) $TREE/own; exec $TREE/own 1000', '/'],
  ])('%s', async (_name, line, cwd) => {
    const { pid } = await rig.startOrphan(line, {
      name: 'orphan',
      cwd: cwd === 'tree' ? rig.tree : cwd,
      env: { TREE: rig.tree },
    });
    const places = [rig.tree];
    await until(async () => (await found({ places })).includes(pid), 'it is found');
    expect(await found({ places: [`${rig.tree}-2`, rig.temporary] })).toEqual([]);
  });

  test('a place that a link leads to', async () => {
    symlinkSync(dirname(rig.tree), join(rig.told, 'link'));
    const { pid } = await rig.startOrphan('exec sleep 1000', { name: 'orphan', cwd: rig.tree });
    expect(await found({ places: placesOf([join(rig.told, 'link', basename(rig.tree))]) })).toEqual([pid]);
  });

  test('the output', async () => {
    // Without the marks, a place or a session of the attempt; its parent is gone before descent is sampled.
    const daemon = `ulimit -S -w unlimited; cd /; echo $$ > $1/daemon; exec env -i sleep 1000`;
    const end = await rig.run(`(setsid env -i sh -c '${daemon}' sh "$TOLD" </dev/null &)`);
    expect(end.exit).toEqual({ kind: 'exited', code: 0 });
    expect(await isAlive(await rig.pid('daemon'))).toBe(false);
  });
});

describe.skipIf(process.platform !== 'linux')('who is spared', () => {
  test('a process that is older than the attempt', async () => {
    const editor = await rig.startOrphan('exec sleep 1000', { name: 'editor', cwd: rig.tree });
    expect(await found({ places: [rig.tree] })).toEqual([editor.pid]);
    expect(await found({ places: [rig.tree], since: editor.start + 1 })).toEqual([]);
  });

  test('a shell in a terminal', async () => {
    const shell = `sh -c 'cd ${rig.tree}; echo $$ > ${rig.told}/shell; exec sleep 1000'`;
    await rig.startOrphan(`exec script -qfc "${shell.replaceAll('$', '\\$')}" /dev/null`, {
      name: 'terminal',
      cwd: '/',
    });
    const pid = await rig.pid('shell');
    expect(await readProcess(pid)).toMatchObject({ terminal: true });
    expect(await found({ places: [rig.tree] })).toEqual([]);
  });

  test('what a program that is older than the attempt opens in the tree', async () => {
    const gate = join(rig.told, 'gate');
    const line = `until [ -e ${gate} ]; do sleep 0.01; done
      cd ${rig.tree}; sh -c 'echo $$ > ${rig.told}/server; exec sleep 1000' & cd /; wait`;
    const desktop = await rig.startOrphan(line, { name: 'desktop', cwd: '/' });
    writeFileSync(gate, '');
    const pid = await rig.pid('server');
    expect(await found({ places: [rig.tree], since: desktop.start + 1 })).toEqual([]);
    expect(await found({ places: [rig.tree] })).toEqual([pid]);
  });

  test('everyone, when an attempt has made its tree a link to the root', async () => {
    await rig.startOrphan('exec sleep 1000', { name: 'stranger', cwd: '/' });
    rmSync(rig.tree, { recursive: true });
    symlinkSync('/', rig.tree);
    expect(await found({ places: placesOf([rig.tree]) })).toEqual([]);
  });

  test('a process of another attempt, even with a file open in the tree', async () => {
    const env = { BRAID_MARKER: other };
    const { pid } = await rig.startOrphan('exec sleep 1000', { name: 'orphan', cwd: rig.tree, env });
    expect(await found({ places: [rig.tree], marker: rig.marker })).toEqual([]);
    expect(await found({ places: [rig.tree], marker: other })).toEqual([pid]);
  });

  test('what another attempt is known to have started, even without its marks', async () => {
    const orphan = await rig.startOrphan('exec sleep 1000', { name: 'orphan', cwd: rig.tree });
    const descent = new Descent(null);
    descent.claim(orphan);
    watchDescent(descent);
    try {
      expect(await found({ places: [rig.tree] })).toEqual([]);
    } finally {
      unwatchDescent(descent);
    }
    expect(await found({ places: [rig.tree] })).toEqual([orphan.pid]);
  });

  test('Braid, what started it, and its own git', async () => {
    const own = execa('sleep', ['1000'], { cwd: rig.tree, reject: false });
    try {
      const everywhere = await found({ places: ['/'], since: 0 });
      expect(everywhere).not.toContain(process.pid);
      expect(everywhere).not.toContain(process.ppid);
      expect(everywhere).not.toContain(1);
      expect(everywhere).not.toContain(own.pid);
    } finally {
      own.kill('SIGKILL');
      await own;
    }
  });

  test('a process that has the number of a member that is gone', async () => {
    const orphan = await rig.startOrphan('exec sleep 1000', { name: 'orphan', cwd: '/' });
    const descent = new Descent(null);
    descent.claim({ ...orphan, start: orphan.start - 1 });
    expect(await found({ descent })).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('after a crash', () => {
  const DEAF = 'trap "" TERM; echo yes > $TOLD/deaf; while :; do sleep 0.05; done';

  test('all attempts of a run are ended, and nobody else', async () => {
    const before = Date.now();
    const start = (name: string, marker: string, cwd = '/') =>
      rig.startOrphan('exec sleep 1000', { name, cwd, env: { BRAID_MARKER: marker } });
    const ours = [
      await start('first', newMarker(rig.id, 'first', 1)),
      await start('second', newMarker(rig.id, 'second', 2)),
      await rig.startOrphan('exec sleep 1000', { name: 'unmarked', cwd: rig.tree }),
    ];
    const others = [
      await start('third', newMarker(`${rig.id}0` as RunId, 'first', 1), rig.tree),
      await rig.startOrphan('exec sleep 1000', { name: 'stranger', cwd: '/' }),
    ];
    const left = await endProcesses({ marker: markerPrefix(rig.id), directories: [rig.tree], since: before });
    expect(left).toEqual([]);
    for (const { pid } of ours) expect(await isAlive(pid)).toBe(false);
    for (const { pid } of others) expect(await isAlive(pid)).toBe(true);
  });

  test('by force, if need be', async () => {
    const before = Date.now();
    const env = { BRAID_MARKER: rig.marker, TOLD: rig.told };
    const { pid } = await rig.startOrphan(DEAF, { name: 'orphan', cwd: '/', env });
    await rig.tells('deaf');
    expect(await endProcesses({ marker: rig.marker, directories: [], since: before, force: true })).toEqual(
      [],
    );
    expect(await isAlive(pid)).toBe(false);
  });

  test('what stands in the tree since before the crash of the attempt is spared', async () => {
    const editor = await rig.startOrphan('exec sleep 1000', { name: 'editor', cwd: rig.tree });
    await until(async () => (await startTimeAt(Date.now())) > editor.start + 1, 'a moment has passed');
    const directories = [rig.tree];
    expect(await endProcesses({ marker: markerPrefix(rig.id), directories, since: Date.now() })).toEqual([]);
    expect(await isAlive(editor.pid)).toBe(true);
  });

  test('a directory that is gone is no obstacle', async () => {
    rmSync(rig.temporary, { recursive: true });
    const directories = [rig.temporary];
    expect(await endProcesses({ marker: rig.marker, directories, since: Date.now() })).toEqual([]);
  });
});
