import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import { acquireDriverLock, findDriver } from '../../shared/io/journal/driver-lock.ts';
import { isAlive, processStartTime } from '../../shared/io/processes/lock.ts';
import type { Repository } from '../../shared/io/repository.ts';
import { newFolder, newRepository, RUN } from '../land/rig.ts';

async function newLock(): Promise<{ repository: Repository; folder: string }> {
  const { repository } = await newRepository({ a: '1\n' });
  return { repository, folder: join(repository.state, 'runs', RUN) };
}

/** A process that does nothing until it is killed. */
async function startIdle(): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1e6)'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await nextLine(child.stdout);
  const { pid } = child;
  if (pid === undefined) throw new Error('no process');
  return Object.assign(child, { pid });
}

async function nextLine(stream: Readable): Promise<string> {
  const lines = createInterface(stream);
  const [line] = await once(lines, 'line');
  lines.close();
  return String(line);
}

/** As the lock of that process looks. */
function leave(folder: string, number: number, pid: number, start: string | null): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `driver.${number}.json`),
    JSON.stringify({ pid, start, since: 5, released: false }),
  );
}

test('a run has one driver at a time', async () => {
  const { repository } = await newLock();
  expect(await findDriver(repository, RUN)).toBe(null);
  const first = await acquireDriverLock(repository, RUN);
  if (first.kind === 'held') throw new Error('expected the lock');
  expect(await findDriver(repository, RUN)).toEqual({ pid: process.pid });
  expect(await acquireDriverLock(repository, RUN)).toEqual({
    kind: 'held',
    pid: process.pid,
    since: expect.any(Number),
  });
  await first.release();
  await first.release();
  expect(await findDriver(repository, RUN)).toBe(null);
  expect(await acquireDriverLock(repository, RUN)).toMatchObject({ kind: 'acquired' });
});

test('only the file of the newest driver is kept', async () => {
  const { repository, folder } = await newLock();
  for (let count = 0; count < 3; count++) {
    const lock = await acquireDriverLock(repository, RUN);
    if (lock.kind === 'held') throw new Error('expected the lock');
    expect(lock.abandoned).toBe(false);
    await lock.release();
  }
  expect(readdirSync(folder)).toEqual(['driver.3.json']);
});

test('a driver that was killed is found dead', async () => {
  const { repository, folder } = await newLock();
  const child = await startIdle();
  leave(folder, 1, child.pid, processStartTime(child.pid));
  expect(await acquireDriverLock(repository, RUN)).toEqual({ kind: 'held', pid: child.pid, since: 5 });
  expect(await findDriver(repository, RUN)).toEqual({ pid: child.pid });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await findDriver(repository, RUN)).toBe(null);
  expect(await acquireDriverLock(repository, RUN)).toMatchObject({ kind: 'acquired' });
});

test('a driver that was killed is dead even when its parent never notices', async () => {
  // What replaces the shell inherits its child and does not know of it.
  const idle = 'console.log(process.argv[1]); setInterval(() => {}, 1e6)';
  const line = `sleep 1000 & exec '${process.execPath}' -e '${idle}' $!`;
  const parent = spawn('sh', ['-c', line], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const pid = Number(await nextLine(parent.stdout));
  const start = processStartTime(pid) ?? '';
  expect(isAlive(pid, start)).toBe(true);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isAlive(pid, start)).toBe(false);
  // It still is in the table of processes.
  expect(process.kill(pid, 0)).toBe(true);
});

const CONTENDERS = 10;

/** Scripts that import `lock.mjs` from beside them: Node 20 runs no TypeScript, and the file imports nothing of the project. */
function scriptsIn(folder: string, scripts: Readonly<Record<string, string>>): void {
  const source = readFileSync(
    fileURLToPath(new URL('../../shared/io/processes/lock.ts', import.meta.url)),
    'utf8',
  );
  const options = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
  };
  const lock = ts.transpileModule(source, { compilerOptions: options }).outputText;
  for (const [name, text] of Object.entries({ 'lock.mjs': lock, ...scripts }))
    writeFileSync(join(folder, name), text);
}

test('of many that take over from a killed driver at once, one wins, again and again', async () => {
  const { repository } = await newLock();
  const folder = newFolder();
  scriptsIn(folder, { 'contend.mjs': CONTEND });
  const place = { folder: join(repository.state, 'runs', RUN), name: 'driver' };
  const argument = JSON.stringify(place);
  let contenders = await Promise.all(
    Array.from({ length: CONTENDERS }, () => startContender(join(folder, 'contend.mjs'), argument)),
  );
  while (contenders.length > 0) {
    const answers = await Promise.all(
      contenders.map(async contender => {
        const answer = nextLine(contender.stdout);
        contender.stdin.write('go\n');
        return { contender, said: await answer };
      }),
    );
    const [winner, ...others] = answers.filter(({ said }) => said === 'acquired');
    expect(others).toEqual([]);
    if (winner === undefined) throw new Error('nobody won');
    const losers = answers.filter(answer => answer !== winner);
    expect(losers.map(({ said }) => said)).toEqual(losers.map(() => `held ${winner.contender.pid}`));
    winner.contender.kill('SIGKILL');
    await once(winner.contender, 'exit');
    contenders = losers.map(({ contender }) => contender);
  }
  expect(await acquireDriverLock(repository, RUN)).toMatchObject({ kind: 'acquired' });
});

const CONTEND = `
import { createInterface } from 'node:readline';
import { acquireLock } from './lock.mjs';
console.log('up');
for await (const _ of createInterface(process.stdin)) {
  const lock = await acquireLock(JSON.parse(process.argv[2]));
  console.log(lock.kind === 'held' ? 'held ' + lock.pid : lock.kind);
}
`;

test('of many that come and go, two are never in at once', async () => {
  const folder = newFolder();
  scriptsIn(folder, { 'turns.mjs': TURNS });
  const place = JSON.stringify({ folder: join(folder, 'locks'), name: 'driver' });
  const said = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, [join(folder, 'turns.mjs'), place, join(folder, 'inside')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      return nextLine(child.stdout);
    }),
  );
  expect(said).toEqual(Array.from({ length: 4 }, () => '100 turns'));
  expect(readdirSync(join(folder, 'locks'))).toHaveLength(1);
});

/** Making a directory that is there fails. */
const TURNS = `
import { mkdirSync, rmdirSync } from 'node:fs';
import { acquireLock } from './lock.mjs';
const [place, inside] = process.argv.slice(2);
let turns = 0;
while (turns < 100) {
  const lock = await acquireLock(JSON.parse(place));
  if (lock.kind === 'held') {
    await new Promise(resolve => setImmediate(resolve));
    continue;
  }
  mkdirSync(inside);
  await new Promise(resolve => setImmediate(resolve));
  rmdirSync(inside);
  await lock.release();
  turns++;
}
console.log(turns + ' turns');
`;

async function startContender(script: string, argument: string) {
  const child = spawn(process.execPath, [script, argument], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  expect(await nextLine(child.stdout)).toBe('up');
  return child;
}

test('another process with the id of a dead driver is not the driver', async () => {
  const { repository, folder } = await newLock();
  const child = await startIdle();
  leave(folder, 1, child.pid, 'boot/1');
  expect(await acquireDriverLock(repository, RUN)).toMatchObject({ kind: 'acquired' });
});

test.each(['', '{', 'null', '{"pid":"1"}'])('a file with `%s` holds nobody off', async text => {
  const { repository, folder } = await newLock();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'driver.1.json'), text);
  expect(await acquireDriverLock(repository, RUN)).toMatchObject({ kind: 'acquired' });
  expect(readdirSync(folder)).toEqual(['driver.2.json']);
});

test('the start time tells processes apart', async () => {
  const child = await startIdle();
  const start = processStartTime(child.pid);
  expect(start).not.toBe(null);
  expect(start).not.toBe(processStartTime(process.pid));
  expect(isAlive(child.pid, start ?? '')).toBe(true);
  expect(isAlive(process.pid, start ?? '')).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(child.pid, start ?? '')).toBe(false);
  expect(processStartTime(2 ** 22 + 1)).toBe(null);
});
