/** Programs that print for programs, and words that no shell reads. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeRig, type Rig } from './rig.ts';

let rig: Rig;
beforeEach(() => {
  rig = makeRig();
});
afterEach(() => rig.remove());

test('words reach the command as they are', async () => {
  const words = ['-n', '$(touch no)', '', "it's", 'a\nb', '*'];
  const { tail } = await rig.run('printf "<%s>" "$@"', { args: words });
  expect(tail).toBe(words.map(word => `<${word}>`).join(''));
});

test('a command without words has the name that it had', async () => {
  expect((await rig.run('echo "$0 $#"')).tail).toBe('/bin/sh 0');
});

describe('records', () => {
  const upper = (line: string) => (line.startsWith('quiet') ? null : line.toUpperCase());
  const run = (line: string, secrets: readonly string[] = []) => {
    const seen: string[] = [];
    const onOutput = (text: string) => seen.push(text);
    return rig.run(line, { translate: upper, secrets, onOutput }).then(end => ({ ...end, seen }));
  };

  test('are translated, and the log has them as they were', async () => {
    const { tail, seen } = await run('echo one; echo quiet; printf two');
    expect(seen).toEqual(['ONE', 'TWO']);
    expect(tail).toBe('ONE\nTWO');
    expect(readFileSync(rig.log, 'utf8')).toBe('one\nquiet\ntwo');
  });

  test('are not torn by what comes on standard error, which is shown as it is', async () => {
    const { seen } = await run('printf on; echo error >&2; sleep 0.1; echo e');
    expect(seen).toEqual(['error', 'ONE']);
  });

  test('that are too long are left out', async () => {
    const { seen } = await run('head -c 3000000 /dev/zero | tr "\\0" x; echo; echo short');
    expect(seen).toEqual(['braid: a line of over 1 MB was left out', 'SHORT']);
  });

  test('come all, however fast', async () => {
    let count = 0;
    const translate = () => {
      count += 1;
      return null;
    };
    await rig.run('seq 200000', { translate });
    expect(count).toBe(200_000);
  });

  test('have their secrets masked before and after', async () => {
    const { tail, seen } = await run('echo the-secret; echo the-secret >&2; echo "THE-SecreT"', [
      'the-secret',
      'THE-SECRET',
    ]);
    expect([...seen, tail].join('\n')).not.toMatch(/secret/i);
    expect(readFileSync(rig.log, 'utf8')).not.toContain('the-secret');
  });

  test('that never end do not grow memory', async () => {
    const before = process.memoryUsage().rss;
    await run('head -c 150000000 /dev/zero | tr "\\0" x');
    expect(process.memoryUsage().rss - before).toBeLessThan(75 * 1024 * 1024);
  });
});
