/** `npm run bench`: every figure is a ratio of two things measured in the same run, against the bound it must keep. */
import { expect, test } from 'vitest';
import { benchCommand } from './command.bench.ts';
import { benchMemory } from './memory.bench.ts';
import { benchMerge } from './merge.bench.ts';
import type { Row } from './row.ts';
import { benchRun } from './run.bench.ts';
import { benchSchedule } from './schedule.bench.ts';
import { benchTree } from './tree.bench.ts';

const benches: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  merge: benchMerge,
  tree: benchTree,
  run: benchRun,
  schedule: benchSchedule,
  command: benchCommand,
  memory: benchMemory,
};

/** BRAID_BENCH=merge,tree runs only those. */
const chosen = process.env.BRAID_BENCH?.split(',') ?? Object.keys(benches);

test.each(chosen)('%s', async name => {
  const bench = benches[name];
  if (bench === undefined) throw new Error(`there is no bench ${name}: ${Object.keys(benches).join(', ')}`);
  const rows = await bench();
  for (const { name: what, ratio, limit, atMost, detail } of rows) {
    const kept = atMost ? ratio <= limit : ratio >= limit;
    console.log(
      `${kept ? 'kept  ' : 'BROKEN'}  ${ratio.toFixed(2).padStart(8)}  ${atMost ? 'at most' : 'at least'} ${limit}  ${what}\n          ${detail}`,
    );
  }
  for (const row of rows) if (row.atMost) expect(row.ratio).toBeLessThanOrEqual(row.limit);
  for (const row of rows) if (!row.atMost) expect(row.ratio).toBeGreaterThanOrEqual(row.limit);
});
