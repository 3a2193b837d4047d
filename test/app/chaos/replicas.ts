/** Two processes of the App on one database, which can be killed as nobody can see coming. Webhooks go to whichever lives. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../../app/environment.ts';
import type { ServeOptions } from '../../../app/serve.ts';
import type { StorePlace } from '../../../app/store/database.ts';
import { freePort } from '../../../sandbox/http/free-port.ts';
import { type BraidShop, openBraidShop, type ShopOptions } from '../../sandbox/loop/braid-shop.ts';
import { environmentFor, withAppWorkflow } from '../whole/whole-app.ts';
import { openGate } from './gate.ts';

export interface Replicas {
  readonly shop: BraidShop;
  /** The one of that number; started again after so many milliseconds. */
  killAndStart(number: number, afterMs: number): Promise<void>;
  /** What all of them said. */
  said(): string;
}

export async function openReplicas(
  options: Omit<ShopOptions, 'landsAs'>,
  database: StorePlace,
  pace: ServeOptions,
): Promise<Replicas> {
  const shop = await openBraidShop(withAppWorkflow(options));
  const living: Process[] = [];
  let turn = 0;
  const gate = await openGate(() => {
    const serving = living.filter(({ isServing }) => isServing());
    return serving[turn++ % serving.length]?.port ?? null;
  });
  const environment = await environmentFor(shop.sandbox, { port: gate.port, database });
  const lines: string[] = [];
  const start = async (number: number): Promise<Process> => {
    const { folder, megabytes } = environment.clones;
    const port = await freePort();
    const own = { ...environment, port, clones: { folder: join(folder, String(number)), megabytes } };
    return startProcess(own, pace, line => void lines.push(`${number} ${line}`));
  };
  const places = [await start(0), await start(1)];
  living.push(...places);
  onTestFinished(async () => {
    for (const { kill } of living) await kill();
  });
  while (!living.every(({ isServing }) => isServing())) await delay(20);
  return {
    shop,
    said: () => lines.join('\n'),
    async killAndStart(number, afterMs) {
      await living[number]?.kill();
      await delay(afterMs);
      living[number] = await start(number);
    },
  };
}

interface Process {
  readonly port: number;
  isServing(): boolean;
  kill(): Promise<void>;
}

function startProcess(environment: Environment, pace: ServeOptions, say: (line: string) => void): Process {
  const script = join(import.meta.dirname, 'replica.mjs');
  const child: ChildProcess = spawn(
    process.execPath,
    [script, JSON.stringify(environment), JSON.stringify(pace)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let isServing = false;
  const hear = (chunk: unknown) => {
    const text = String(chunk).trimEnd();
    if (text.includes('"serving"')) isServing = true;
    say(text);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.on('exit', () => {
    isServing = false;
  });
  return {
    port: environment.port,
    isServing: () => isServing,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
