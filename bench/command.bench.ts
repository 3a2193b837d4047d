/** How long the command needs before it says anything, beside node doing nothing. Needs `npm run build`. */
import { execFileSync } from 'node:child_process';
import { COMMAND } from './repository.ts';
import { measure, median, type Row } from './row.ts';

const RUNS = 15;

measure('command', benchCommand);

async function benchCommand(): Promise<readonly Row[]> {
  const times = { bare: [] as number[], help: [] as number[] };
  // In turns, so that a slower moment of the machine meets both.
  for (let run = 0; run <= RUNS; run++) {
    const bare = time(['-e', '0']);
    const help = time([COMMAND, '--help']);
    if (run === 0) continue;
    times.bare.push(bare);
    times.help.push(help);
  }
  const [bare, help] = [median(times.bare), median(times.help)];
  const detail = `${help.toFixed(0)} ms against ${bare.toFixed(0)} ms, medians of ${RUNS}`;
  return [
    { name: '`braid --help` beside `node -e 0`', ratio: help / bare, limit: 2.5, atMost: true, detail },
  ];
}

function time(args: readonly string[]): number {
  const began = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - began;
}
