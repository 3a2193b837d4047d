import { test } from 'vitest';
import { benchTree } from '../../bench/tree.bench.ts';
test('bench', async () => { console.log(await benchTree()); }, 300000);
