import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CappedFile, LOG_CAP } from '../../shared/io/output/capped-file.ts';
import { OutputLines, Tail, visible } from '../../shared/io/output/output-lines.ts';
import { OutputLog } from '../../shared/io/output/output-log.ts';
import { SecretMask } from '../../shared/io/output/secret-mask.ts';
import { makeRig, type Rig, until } from './rig.ts';

let rig: Rig;
beforeEach(() => {
  rig = makeRig();
});
afterEach(() => rig.remove());

const MB = 1024 * 1024;
const ESC = '\u001b';

describe('the log', () => {
  test('keeps the beginning and the end, whatever the pieces', () => {
    const cap = 16;
    const path = join(rig.told, 'capped');
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 }), pieces => {
        writeFileSync(path, '');
        const file = new CappedFile(path, cap);
        for (const piece of pieces) file.write(Buffer.from(piece));
        expect(file.close()).toBeNull();
        expect(readFileSync(path)).toEqual(capped(Buffer.concat(pieces), cap));
        expect(existsSync(`${path}.end`)).toBe(false);
      }),
    );
  });

  test('is on disk as it comes, and a second command follows the first', async () => {
    await rig.run('echo first');
    const end = rig.run('echo second; while [ ! -e go ]; do sleep 0.02; done; echo third');
    await until(() => readFileSync(rig.log, 'utf8') === 'first\nsecond\n', 'the log holds what was printed');
    writeFileSync(join(rig.tree, 'go'), '');
    await end;
    expect(readFileSync(rig.log, 'utf8')).toBe('first\nsecond\nthird\n');
  });

  test('a disk that is full costs the log and not the task', async () => {
    const end = await rig.run('echo out; exit 3', { log: '/dev/full' });
    expect(end.exit).toEqual({ kind: 'exited', code: 3 });
    expect(end.tail).toMatch(/^out\nbraid: the log is not complete: ENOSPC/);
  });
});

function capped(all: Buffer, cap: number): Buffer {
  if (all.length <= 2 * cap) return all;
  const note = Buffer.from(`\n[braid: ${all.length - 2 * cap} bytes left out]\n`);
  return Buffer.concat([all.subarray(0, cap), note, all.subarray(-cap)]);
}

describe('a flood', () => {
  test.each([
    ['lines', 'yes "a line of a flood"', /^(a line of a flood\n){18}a line of \nend$/],
    ['a single line', "yes x | tr -d '\\n'", /^x{4092}\nend$/],
    ['nothing but returns', "yes 'state' | tr '\\n' '\\r'", /^.*\nend$/],
  ])('of %s neither blocks nor grows memory', async (_name, flood, tail) => {
    const before = process.memoryUsage().rss;
    let lines = 0;
    const end = await rig.run(`${flood} | head -c 100000000; echo; echo end`, {
      onOutput: () => {
        lines++;
      },
    });
    expect(end.exit).toEqual({ kind: 'exited', code: 0 });
    expect(end.tail).toMatch(tail);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB);
    expect(statSync(rig.log).size).toBeLessThan(2 * LOG_CAP + 100);
    expect(readFileSync(rig.log, 'latin1')).toMatch(/\n\[braid: 97,90\d,\d{3} bytes left out\]\n/);
    expect(lines).toBeLessThan(60_000);
  });

  test('does not hide a time limit', async () => {
    const end = await rig.run('yes', { timeoutMs: 200 });
    expect(end.exit).toEqual({ kind: 'timed-out', afterMs: 200 });
  });

  test('is followed by silence: its end is shown all the same', () => {
    const shown: string[] = [];
    const lines = new OutputLines(line => shown.push(line));
    for (let at = 0; at < 100_000; at++) lines.feed(Buffer.from(`${at}\n`));
    lines.end();
    expect(shown.length).toBeLessThan(60_000);
    expect(shown.slice(-20)).toEqual(Array.from({ length: 20 }, (_, at) => String(99_980 + at)));
  });
});

describe('lines', () => {
  test('are the same whatever the pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'ü', '😀', '\n', '\r', '\r\n', `${ESC}[31m`, '\t'), { maxLength: 60 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 7 })),
        (parts, sizes) => {
          const bytes = Buffer.from(parts.join(''));
          expect(linesOf(pieces(bytes, sizes))).toEqual(linesOf([bytes]));
        },
      ),
    );
  });

  test.each([
    ['a progress bar', 'load 10%\rload 50%\rload 100%', 'load 100%'],
    ['a line end of Windows', 'text\r', 'text'],
    ['colours', `${ESC}[1;31mred${ESC}[0m`, 'red'],
    ['a title', `${ESC}]0;my own title\u0007text`, 'text'],
    ['a link', `${ESC}]8;;https://example.com/a b${ESC}\\here${ESC}]8;;${ESC}\\`, 'here'],
    ['one-character introducers', '\u009b31mred', 'red'],
    ['other control characters', 'a\u0000b\u0008\u007fc\td', 'abc\td'],
    ['a sequence that is never finished', `text${ESC}[`, 'text['],
  ])('%s', (_name, line, shown) => {
    expect(visible(line)).toBe(shown);
  });

  test('what is no UTF-8 is replaced', async () => {
    const { tail } = await rig.run(`printf 'a\\303\\050\\377\\nok\\n'`);
    expect(tail).toBe('a\ufffd(\ufffd\nok');
  });

  test('binary output leaves nothing that a terminal would act on', async () => {
    const { tail } = await rig.run('head -c 300000 /dev/urandom');
    expect(tail).not.toMatch(/[^\P{Cc}\t\n]/u);
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(4096);
  });

  test('standard output and standard error come in order', async () => {
    const { tail } = await rig.run(
      'for n in 1 2 3; do echo out $n; echo err $n >&2; echo again $n >/dev/stderr; done',
    );
    expect(tail).toBe([1, 2, 3].flatMap(n => [`out ${n}`, `err ${n}`, `again ${n}`]).join('\n'));
  });
});

function linesOf(chunks: readonly Buffer[]): readonly string[] {
  const shown: string[] = [];
  const lines = new OutputLines(line => shown.push(line));
  for (const chunk of chunks) lines.feed(chunk);
  lines.end();
  return shown;
}

function pieces(bytes: Buffer, sizes: Iterable<number>): readonly Buffer[] {
  const cut: Buffer[] = [];
  let from = 0;
  for (const size of sizes) {
    if (from >= bytes.length) break;
    cut.push(bytes.subarray(from, from + size));
    from += size;
  }
  return cut;
}

describe('the tail', () => {
  test('has at most twenty lines', () => {
    const tail = new Tail();
    for (let at = 1; at <= 30; at++) tail.push(String(at));
    expect(tail.text().split('\n')).toEqual(Array.from({ length: 20 }, (_, at) => String(at + 11)));
  });

  test('has at most 4 KB, and no half characters', () => {
    const tail = new Tail();
    for (let at = 0; at < 5; at++) tail.push('😀'.repeat(1000));
    expect(Buffer.byteLength(tail.text())).toBeLessThanOrEqual(4096);
    expect(tail.text()).toMatch(/^[😀\n]+$/u);
  });
});

describe('secrets', () => {
  const SECRETS = ['abcabcabd', 'abcabcabdabc', 'line one of it\nline two of it', 'short'];

  test('are masked wherever the stream is cut', () => {
    const word = fc.constantFrom(
      'abcabcabd',
      'abc',
      'abd',
      'line one of it',
      'line two of it',
      'short',
      '\n',
      'ü',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 20 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (words, sizes) => {
          const text = words.join('');
          const mask = new SecretMask(SECRETS);
          const passed = [...pieces(Buffer.from(text), sizes).map(piece => mask.pass(piece)), mask.end()];
          const result = Buffer.concat(passed).toString();
          expect(result).not.toMatch(/abcabcabd|line (one|two) of it/);
          if (!/abcabcabd|line/.test(text)) expect(result).toBe(text);
        },
      ),
    );
  });

  test('are neither in the log nor in the lines nor in the tail', () => {
    const shown: string[] = [];
    const log = new OutputLog({ path: rig.log, secrets: ['s3cret-key'], onLine: line => shown.push(line) });
    log.write(Buffer.from('the key is s3cr'));
    log.write(Buffer.from('et-key.\n'));
    expect(log.close([])).toBe('the key is ***.');
    expect(shown).toEqual(['the key is ***.']);
    expect(readFileSync(rig.log, 'utf8')).toBe('the key is ***.\n');
  });
});
