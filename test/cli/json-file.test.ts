/** `--json FILE`: asked for before anything is run, and written at the end. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { newPlace, type Report, removePlaces } from './rig.ts';

afterAll(removePlaces);

describe.concurrent('braid --json FILE', () => {
  test('runs nothing when its file cannot be written, and leaves one that can as it is', async () => {
    const place = await newPlace();
    const plan = place.plan({ a: 'echo > a.txt' });
    const before = await place.refs();
    const nowhere = join(place.folder, 'no/report.json');
    for (const args of [
      ['run', plan],
      ['plan', plan],
    ]) {
      expect(await place.braid(...args, '--json', nowhere)).toEqual({
        code: 2,
        stdout: '',
        stderr: `braid: the report cannot be written to ${nowhere}: ENOENT: no such file or directory, open '${nowhere}'\n   Hint: name another file with --json\n`,
      });
    }
    expect(await place.refs()).toEqual(before);
    const file = join(place.folder, 'report.json');
    const run = ['run', plan, '--repo', place.folder, '--json', file];
    expect((await place.braid(...run)).code).toBe(2);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, 'old');
    expect((await place.braid(...run)).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  test('keeps the exit code of a run when its file cannot be written any more, but never says that all is well', async () => {
    const place = await newPlace();
    const folder = join(place.folder, 'reports');
    const end = async (script: string, name: string) => {
      mkdirSync(folder);
      return place.braid(
        ...['run', place.plan({ a: `rm -rf '${folder}'; ${script}` }), '--run', name],
        ...['--json', join(folder, 'report.json')],
      );
    };
    const said = expect.stringContaining(`braid: the report could not be written to ${folder}`);
    expect(await end('echo > a.txt', 'one')).toMatchObject({ code: 1, stderr: said });
    expect((await place.reported('status', 'one')).report.run.status).toBe('completed');
    expect(await end('exit 1', 'two')).toMatchObject({ code: 1, stderr: said });
  });

  test('writes to a file, and the words to standard output', async () => {
    const place = await newPlace();
    const file = join(place.folder, 'report.json');
    const { code, stdout } = await place.braid(
      'run',
      place.plan({ a: 'echo > a.txt' }),
      '--json',
      file,
      '--quiet',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^demo: the only task is in · main is at/);
    expect((JSON.parse(readFileSync(file, 'utf8')) as Report).run.status).toBe('completed');
  });
});
