/** The process that sends webhooks, see `sender.mjs`. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { newFolder, type Server } from './servers.ts';
import type { Webhook } from './webhooks.ts';

const SCRIPT = join(import.meta.dirname, 'sender.mjs');

export type Pace =
  /** By the clock, whatever becomes of those before. */
  | { readonly perSecond: number; readonly seconds: number }
  /** Each connection sends the next one when the last is answered. */
  | { readonly connections: number; readonly seconds: number };

const outcome = z.object({
  sent: z.number(),
  /** How long it took. */
  seconds: z.number(),
  /** From the sending of each to its whole answer. */
  milliseconds: z.array(z.number()),
  /** How long after its time each was sent. */
  lateMs: z.array(z.number()),
  /** How often there was each: a status, or why there was none. */
  answers: z.record(z.string(), z.number()),
});

export type Outcome = z.infer<typeof outcome>;

export interface Sender {
  /** Ids of the deliveries begin with the name. */
  send(to: Server, name: string, pace: Pace): Promise<Outcome>;
}

export function openSender(webhooks: readonly Webhook[], secret: string): Sender {
  const file = join(newFolder(), 'webhooks.json');
  writeFileSync(file, JSON.stringify(webhooks));
  const child = fork(SCRIPT, [file]);
  onTestFinished(() => void child.kill());
  return {
    async send({ webhooksUrl: url }, name, pace) {
      child.send({ url, secret, name, ...pace });
      const [answer] = await once(child, 'message');
      return outcome.parse(answer);
    },
  };
}

/** `share`: 0.99 for the time within which 99 of a hundred are answered. */
export function within(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
