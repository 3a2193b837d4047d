/** `npm start -- --once`, as a newcomer types it but for the build: the whole loop, to its end. */
import { resolve } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { width } from '../../shared/report/text/columns.ts';

const START = resolve(import.meta.dirname, '../../dist/start/index.js');

test('the whole loop comes out as it should, and is told in 80 columns', async () => {
  const { stdout, stderr, exitCode } = await execa(process.execPath, [START, '--once'], { reject: false });
  expect({ exitCode, stderr }, stdout).toEqual({ exitCode: 0, stderr: '' });
  for (const said of [
    /^Watch it: http:\/\/127\.0\.0\.1:\d+\/octo\/shop\/pull\/1$/m,
    /^0:00 {2}ann sets the label braid:run on pull request #1$/m,
    /^\d:\d\d {2}Watch the run, live: http:\/\/127\.0\.0\.1:\d+\/runs\/shop-[0-9a-f]{6}$/m,
    /^ +✔ rename \(renamer\) /m,
    /^Braid: 7 of 11 tasks are in$/m,
    /^totals +✘ red: green alone, red together/m,
    /^✘ braid \/ batch 2 +failure on /m,
    /^The example went as it should:$/m,
  ])
    expect(stdout).toMatch(said);
  expect(stdout.split('\n').filter(line => width(line) > 80)).toEqual([]);
}, 600_000);

test('what it does not know it refuses', async () => {
  const { stderr, exitCode } = await execa(process.execPath, [START, '--twice'], { reject: false });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--twice');
  expect(stderr).toContain('Hint: npm start, or npm start -- --once');
});
