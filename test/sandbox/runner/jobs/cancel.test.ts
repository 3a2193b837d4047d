import { existsSync, readFileSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readProcess } from '../../../../shared/io/processes/table.ts';
import { MemoryHost } from '../memory-host.ts';
import { conclusions, job, said, start, steps } from '../rig.ts';

/** Resolves when a step has made this file. */
function begun(path: string): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!existsSync(path)) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(dirname(path), look);
    look();
  });
}

async function isRunning(pidFile: string): Promise<boolean> {
  const entry = await readProcess(Number(readFileSync(pidFile, 'utf8')));
  return entry !== null && !entry.dead;
}

const WAIT = 'touch "$BEGUN"; tail -f /dev/null & wait $!';

test('a cancel interrupts the running step; always() and cancelled() still run, success() and failure() do not', async () => {
  const host = new MemoryHost();
  const file = join(host.folder, 'begun');
  host.variableValues.BEGUN = file;
  const { running } = await start(
    steps(
      `- {name: long, env: {BEGUN: "\${{ vars.BEGUN }}"}, run: "trap 'echo interrupted; exit 1' INT; ${WAIT.replaceAll('"', '\\"')}"}`,
      '- {name: next, run: echo no}',
      '- {name: failed, if: failure(), run: echo no}',
      `- {name: always, if: always(), run: "echo always \${{ job.status }}"}`,
      '- {name: cancelled, if: cancelled(), run: echo cancelled}',
    ).concat(
      '  after: {needs: it, runs-on: x, steps: [{run: exit 0}]}\n  anyway: {needs: it, if: always(), runs-on: x, steps: [{run: exit 0}]}\n',
    ),
    { host },
  );
  await begun(file);
  running.cancel();
  const report = await running.done;
  expect(said(report)).toEqual(['interrupted', 'always cancelled', 'cancelled']);
  expect(job(report).steps.map(({ conclusion }) => conclusion)).toEqual([
    'cancelled',
    'skipped',
    'skipped',
    'success',
    'success',
  ]);
  expect(conclusions(report)).toEqual(['it cancelled', 'after skipped', 'anyway success']);
  expect(report.conclusion).toBe('cancelled');
});

test('a step that does not listen is ended by force', async () => {
  const host = new MemoryHost();
  const file = join(host.folder, 'begun');
  host.variableValues.BEGUN = file;
  const { running } = await start(
    steps(
      `- {env: {BEGUN: "\${{ vars.BEGUN }}"}, run: "trap '' INT TERM; touch \\"$BEGUN\\"; while :; do sleep 0.05; done"}`,
    ),
    { host, options: { interruptMs: 50, terminateMs: 50 } },
  );
  await begun(file);
  running.cancel();
  expect((await running.done).conclusion).toBe('cancelled');
});

test('the time limit of a job cancels it', async () => {
  const { running } = await start(
    'on: push\njobs:\n  it: {runs-on: x, timeout-minutes: 1, steps: [{run: tail -f /dev/null}, {if: always(), run: echo still}]}\n',
    { options: { minuteMs: 300 } },
  );
  const report = await running.done;
  expect(conclusions(report)).toEqual(['it cancelled']);
  expect(said(report)).toEqual(['still']);
  expect(job(report).annotations[0]?.message).toBe('The job has exceeded the maximum execution time of 1m.');
});

test('a killed job is lost: nothing of it runs on, not even always(), and it has failed', async () => {
  const host = new MemoryHost();
  const file = join(host.folder, 'begun');
  host.variableValues.BEGUN = file;
  const { running } = await start(
    `
on: push
jobs:
  it:
    runs-on: x
    outputs: {x: y}
    steps:
      - env: {BEGUN: "\${{ vars.BEGUN }}"}
        run: |
          cd /
          setsid env -i tail -f /dev/null & echo $! > "$BEGUN.pid"
          ${WAIT}
      - {if: always(), run: echo no}
  after: {needs: it, runs-on: x, steps: [{run: exit 0}]}
  report: {needs: it, if: always(), runs-on: x, steps: [{run: "echo \${{ needs.it.result }}"}]}
`,
    { host },
  );
  await begun(file);
  running.kill('it');
  const report = await running.done;
  expect(conclusions(report).toSorted()).toEqual(['after skipped', 'it failure', 'report success']);
  expect(said(report)).toEqual([]);
  expect(said(report, 'report')).toEqual(['failure']);
  expect(job(report).outputs).toEqual({});
  expect(job(report).annotations.at(-1)?.message).toBe('The runner has lost communication with the server.');
  expect(await isRunning(`${file}.pid`)).toBe(false);
});

test('what a step leaves running ends with its job, and holds nobody up', async () => {
  const host = new MemoryHost();
  host.variableValues.PIDS = join(host.folder, 'pid');
  const { running } = await start(
    steps(
      `- {env: {PIDS: "\${{ vars.PIDS }}"}, run: "setsid tail -f /dev/null & echo $! > \\"$PIDS\\"; echo done"}`,
    ),
    { host },
  );
  const report = await running.done;
  expect(said(report)).toEqual(['done']);
  expect(await isRunning(host.variableValues.PIDS)).toBe(false);
});

test('the folders of a job are gone afterwards, unless they are kept', async () => {
  const script = steps('- run: echo "$RUNNER_TEMP"');
  for (const keepFolders of [false, true]) {
    const { running } = await start(script, { options: { keepFolders } });
    const [temp = ''] = said(await running.done);
    expect(existsSync(temp)).toBe(keepFolders);
  }
});
