import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { conflictRegions, diffHunks, lineRange, readHunks } from '../../shared/io/merging/regions.ts';
import type { LineRange } from '../../shared/run/event.ts';
import { makeRig, type Rig, removeRigs } from './rig.ts';

afterEach(removeRigs);

type Ranges = readonly [ours: readonly LineRange[], theirs: readonly LineRange[]];

/** Files of one letter a line. */
async function regionsOf(rig: Rig, base: string, ours: string, theirs: string): Promise<Ranges> {
  const write = async (letters: string) => {
    const text = [...letters].map(letter => `${letter}\n`).join('');
    return (await rig.git.run(['hash-object', '-w', '--stdin'], { input: text })).trim();
  };
  const [b, o, t] = [await write(base), await write(ours), await write(theirs)];
  const [mine, other, direct] = [
    await diffHunks(rig.git, b, o),
    await diffHunks(rig.git, b, t),
    await diffHunks(rig.git, o, t),
  ];
  const regions = conflictRegions(mine, other, direct);
  return [regions.map(region => lineRange(region.ours)), regions.map(region => lineRange(region.theirs))];
}

test.each<[about: string, base: string, ours: string, theirs: string, ranges: Ranges]>([
  ['the same line', 'abcde', 'abXde', 'abYde', [[[3, 3]], [[3, 3]]]],
  ['lines that touch', 'abcde', 'aXcde', 'abYde', [[[2, 3]], [[2, 3]]]],
  ['lines apart', 'abcde', 'Xbcde', 'abcdY', [[], []]],
  ['one of two changes', 'abcdefg', 'XbcdYfg', 'abcdZfg', [[[5, 5]], [[5, 5]]]],
  ['two insertions at one point', 'abc', 'aXbc', 'aYZbc', [[[2, 2]], [[2, 3]]]],
  ['a deletion against a change', 'abcde', 'abde', 'abYde', [[[3, 2]], [[3, 3]]]],
  ['a deletion of more against a change', 'abcdef', 'af', 'abcYef', [[[2, 1]], [[2, 5]]]],
  ['the same change in both', 'abcde', 'abXde', 'abXde', [[], []]],
  ['changes that agree at the start', 'abcde', 'aXYZe', 'aXYWe', [[[4, 4]], [[4, 4]]]],
  ['an insertion above shifts the lines', 'abcde', 'PQabXde', 'abYde', [[[5, 5]], [[3, 3]]]],
  ['at the end of the file', 'abc', 'abcX', 'abcY', [[[4, 4]], [[4, 4]]]],
  ['all of it', 'abc', 'XYZ', 'UVW', [[[1, 3]], [[1, 3]]]],
  [
    'two regions',
    'abcdefgh',
    'aXcdefYh',
    'aUcdefVh',
    [
      [
        [2, 2],
        [7, 7],
      ],
      [
        [2, 2],
        [7, 7],
      ],
    ],
  ],
])('%s', async (_, base, ours, theirs, ranges) => {
  expect(await regionsOf(await makeRig(), base, ours, theirs)).toEqual(ranges);
});

test('content that looks like the head of a hunk is content', () => {
  const diff =
    '@@ -1 +1,2 @@ fn\n-@@ -7 +7 @@\n+x\r@@ -8 +8 @@\n+\u2028@@ -9 +9 @@\n\\ No newline at end of file\n';
  expect(readHunks(diff)).toEqual([{ old: { start: 0, end: 1 }, new: { start: 0, end: 2 } }]);
});

/** Each side replaces, removes or extends some lines; every line is like no other. */
const side = fc.array(fc.constantFrom('keep', 'keep', 'keep', 'replace', 'drop', 'extend'), {
  minLength: 14,
  maxLength: 14,
});

function written(edits: readonly string[], mark: string): string[] {
  return edits.flatMap((edit, at) => {
    if (edit === 'drop') return [];
    if (edit === 'extend') return [`base ${at}`, `${mark} more ${at}`];
    return [edit === 'replace' ? `${mark} ${at}` : `base ${at}`];
  });
}

/** The lines of both sides in git's own conflicts, for texts that hold no markers. */
function gitConflicts(merged: string): { readonly ours: string[]; readonly theirs: string[] }[] {
  const found = [...merged.matchAll(/^<{7}.*\n([\s\S]*?)^={7}\n([\s\S]*?)^>{7}/gm)];
  const rows = (text = '') => text.split('\n').slice(0, -1);
  return found.map(([, ours, theirs]) => ({ ours: rows(ours), theirs: rows(theirs) }));
}

test(
  'every region lies in a conflict of git, and every conflict holds a region',
  {
    timeout: 120_000,
  },
  async () => {
    const rig = await makeRig();
    const check = async (mine: string[], other: string[]) => {
      const texts = {
        base: written(
          mine.map(() => 'keep'),
          '',
        ),
        ours: written(mine, 'ours'),
        theirs: written(other, 'theirs'),
      };
      for (const [name, rows] of Object.entries(texts))
        writeFileSync(join(rig.path, name), rows.map(row => `${row}\n`).join(''));
      const ids = (await rig.git.run(['hash-object', '-w', 'base', 'ours', 'theirs'])).trim().split('\n');
      const [base = '', ours = '', theirs = ''] = ids;
      const direct = await diffHunks(rig.git, ours, theirs);
      const regions = conflictRegions(
        await diffHunks(rig.git, base, ours),
        await diffHunks(rig.git, base, theirs),
        direct,
      );
      const merged = await rig.git.attempt(['merge-file', '-p', 'ours', 'base', 'theirs']);
      const conflicts = gitConflicts(merged.stdout);
      const holds = conflicts.map(
        conflict =>
          regions.filter(
            region =>
              texts.ours
                .slice(region.ours.start, region.ours.end)
                .every(row => conflict.ours.includes(row)) &&
              texts.theirs
                .slice(region.theirs.start, region.theirs.end)
                .every(row => conflict.theirs.includes(row)),
          ).length,
      );
      expect(holds.every(count => count > 0)).toBe(true);
      if (conflicts.length === 0) expect(regions).toEqual([]);
      else expect(holds.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(regions.length);
    };
    await fc.assert(fc.asyncProperty(side, side, check), {
      numRuns: Number(process.env.BRAID_MERGE_CASES ?? 30),
    });
  },
);
