import { test } from 'vitest';
import { spawn } from 'node:child_process';
import { benchMemory } from '../../bench/tmp-memory.bench.ts';
import { findProcesses } from '../../shared/io/process-search.ts';
import { readProcessTable, startTimeAt } from '../../shared/io/processes/table.ts';
import { Descent } from '../../shared/io/processes/descent.ts';
test('scan', async () => {
  const since = await startTimeAt(Date.now()); 
  const sh = spawn('sh', ['-c', 'for i in $(seq 300); do setsid sleep 30 </dev/null >/dev/null 2>&1 & done'], {stdio:'ignore'});
  await new Promise(r => sh.on('exit', r)); await new Promise(r => setTimeout(r, 500));
  for (const [name, s] of [['all young, nobody\'s', since], ['all old', since + 1e9]] as const) for (let i = 0; i < 6; i++) {
    const t = performance.now(); const f = await findProcesses({ marker: 'run/x/1/abc', places: ['/work/none', '/tmp/none'], since: s, descent: new Descent(null) });
    console.log(name, f.table.entries.size, f.found.length, (performance.now() - t).toFixed(1));
  }
  for (let i = 0; i < 4; i++) { const t = performance.now(); await readProcessTable(); console.log('table', (performance.now() - t).toFixed(1)); }
});
test('b', async () => { console.log(await benchMemory()); }, 600_000);
