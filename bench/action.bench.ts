/** What each job of the action pays before it does anything: the start of the built bundle, up to its first error, and its size. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { measure, median, type Row } from './row.ts';

const BUNDLE = resolve(import.meta.dirname, '..', 'dist', 'action');
const RUNS = 25;

measure('action', async () => [benchStart(), benchSize()]);

function benchStart(): Row {
  const times = { bare: [] as number[], action: [] as number[] };
  // In turns, so that a slower moment of the machine meets both.
  for (let run = 0; run <= RUNS; run++) {
    const bare = bareMs();
    const action = toFirstErrorMs();
    if (run === 0) continue;
    times.bare.push(bare);
    times.action.push(action);
  }
  const [bare, action] = [median(times.bare), median(times.action)];
  const detail = `${action.toFixed(0)} ms against ${bare.toFixed(0)} ms, medians of ${RUNS}`;
  return {
    name: 'the action without inputs, to its first error, beside node doing nothing',
    ratio: action / bare,
    limit: 2.4,
    atMost: true,
    detail,
  };
}

function bareMs(): number {
  const start = performance.now();
  execFileSync(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  return performance.now() - start;
}

function toFirstErrorMs(): number {
  const start = performance.now();
  const { status, stdout } = spawnSync(process.execPath, [join(BUNDLE, 'index.js')], { encoding: 'utf8' });
  const took = performance.now() - start;
  if (status !== 1 || !stdout.startsWith('::error::expected the input'))
    throw new Error(`expected the action to miss its inputs, found exit code ${status} and: ${stdout}`);
  return took;
}

function benchSize(): Row {
  const files = readdirSync(BUNDLE).map(name => ({ name, bytes: statSync(join(BUNDLE, name)).size }));
  const megabytes = (each: typeof files) => each.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000;
  const first = megabytes(files.filter(({ name }) => name === 'index.js'));
  return {
    name: 'the bundle that a job downloads (MB)',
    ratio: megabytes(files),
    limit: 5,
    atMost: true,
    detail: `${files.length} files; ${first.toFixed(2)} MB of it are read at every start`,
  };
}
