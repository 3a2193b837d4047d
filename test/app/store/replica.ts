/** A process that can be killed at any point, on a store that others use, too. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { StorePlace } from '../../../app/store/database.ts';
import type { QueueName } from '../../../app/store/queue.ts';

export interface Replica {
  readonly pid: number | undefined;
  /** Waits for the line. */
  says(line: string): Promise<void>;
  /** As nobody can see coming. */
  kill(): Promise<void>;
}

export function startReplica(place: StorePlace, works?: QueueName): Replica {
  const script = join(import.meta.dirname, 'replica.mjs');
  const work = works === undefined ? [] : ['work', works];
  const child: ChildProcess = spawn(process.execPath, [script, JSON.stringify(place), ...work], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout?.on('data', chunk => {
    said += chunk;
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    pid: child.pid,
    says: line => expect.poll(() => said.split('\n')).toContain(line),
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}
